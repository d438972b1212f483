// A row of the policy's table: who is let in, and a call that would work.
import type { createCaller } from "@/server/trpc/root";
import { EVERYBODY, type PolicyCast } from "../../support/cast";
import { outside } from "../../support/inside";

export type Caller = ReturnType<typeof createCaller>;
/** lasting: it counts attempts outside any transaction, so it is not rolled back. */
export type Row = { may: string; lasting?: true; call: (api: Caller, c: PolicyCast) => Promise<unknown> };
/** By procedure; words after its name tell apart several rows of one. */
export type Rows = Record<string, Row>;

export const DAY = "2026-11-18";

/** Whoever is signed in: for themself. */
export const SIGNED_IN = EVERYBODY.filter((who) => who !== "visitor").join(" ");

/** What several rows act on: made once, outside of the tries that are rolled back. */
export function once<T>(make: (c: PolicyCast) => Promise<T>): (c: PolicyCast) => Promise<T> {
  let made: Promise<T> | undefined;
  return (c) => {
    made ??= outside(() => make(c));
    return made;
  };
}
