// A row of the policy's table: who is let in, and a call that would work.
import type { createCaller } from "@/server/trpc/root";
import { EVERYBODY, type PolicyCast } from "../../support/cast";

export type Caller = ReturnType<typeof createCaller>;
/** lasting: it counts attempts outside any transaction, so it is not rolled back. */
export type Row = { may: string; lasting?: true; call: (api: Caller, c: PolicyCast) => Promise<unknown> };
/** By procedure; words after its name tell apart several rows of one. */
export type Rows = Record<string, Row>;

export const DAY = "2026-11-18";

/** Whoever is signed in: for themself. */
export const SIGNED_IN = EVERYBODY.filter((who) => who !== "visitor").join(" ");
