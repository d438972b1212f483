// What is said when a shift is closed, and what is shown before and after.
import { z } from "zod";
import { presenceView, shiftView } from "@/server/attendance/schema";
import { id, key, moment, optional } from "@/server/platform/schema";
import { recordView } from "../lists/schema";
import { CONFIRM_MAX } from "../schema";
import { OUTCOMES } from "./rules";

const said = z.strictObject({
  personId: id,
  outcome: z.enum(OUTCOMES, "required"),
  from: optional(moment),
  to: optional(moment),
  /** In paid working time: kept, not counted. */
  paid: z.boolean("malformed").default(false),
});

export const closeInput = z.strictObject({
  slotId: id,
  key,
  /** Of those on the list who nobody saw: they did not come, or all of them came as planned (a late entry, which takes two). */
  others: z.enum(["absent", "came"], "malformed").default("absent"),
  /** Only who differs. */
  rows: z.array(said).max(CONFIRM_MAX, "too_long").default([]),
});
export type CloseInput = z.infer<typeof closeInput>;
export type Said = z.infer<typeof said>;

/** people: who came. */
export const closeAnswer = z.object({
  people: z.number(),
  counted: z.number(),
  minutes: z.number(),
  waiting: z.number(),
  aside: z.number(),
});
export type CloseAnswer = z.infer<typeof closeAnswer>;

export const closingRow = z.object({
  personId: z.string(),
  name: z.string(),
  organisation: z.string().nullable(),
  seeking: z.boolean(),
  presence: presenceView.nullable(),
  record: recordView.nullable(),
  /** The asker's own: somebody else says that it counts. */
  own: z.boolean(),
  /** What 按计划 comes to: the interval, or null where it needs to be said, or nobody came. */
  byPlan: z.object({ from: z.date(), to: z.date() }).nullable(),
});

export const closingView = z.object({
  shift: shiftView,
  fixed: z.boolean(), // has planned times
  dueAt: z.date().nullable(),
  rows: z.array(closingRow),
  now: z.date(),
});
export type ClosingView = z.infer<typeof closingView>;
export type ClosingRow = z.infer<typeof closingRow>;
