// What the receiving side says of a shift: how many came, for how long.
import { z } from "zod";
import { id, optional, rowVersionOrNone, text } from "@/server/platform/schema";
import { tokenInput } from "@/server/pledges/home-visits/schema";

/** More than this is no shift of one village any more. */
export const HEADCOUNT_MAX = 1_000;
/** Nothing typed is not nought. */
const blank = (v: unknown) => (v === "" || v === null ? undefined : v);
const count = (max: number) =>
  z.preprocess(blank, z.coerce.number("required").int("not_whole").min(0, "too_small").max(max, "too_large"));

export const SIDES = ["village", "family"] as const;
export type Side = (typeof SIDES)[number];

const said = {
  headcount: count(HEADCOUNT_MAX),
  hours: count(24),
  minutes: optional(count(59)),
  note: optional(text(200)),
  /** 0: said for the first time. */
  version: optional(rowVersionOrNone),
};
export const stateInput = z.strictObject({ slotId: id, ...said });
/** By the family's link, which says which shift. */
export const familyInput = z.strictObject({ token: tokenInput.shape.token, ...said });
export type FamilyInput = z.infer<typeof familyInput>;
export type StateInput = z.infer<typeof stateInput>;

export const statementView = z.object({
  side: z.enum(SIDES),
  headcount: z.number(),
  minutes: z.number(),
  note: z.string().nullable(),
  statedAt: z.date(),
  version: z.number(),
});
export type StatementView = z.infer<typeof statementView>;
