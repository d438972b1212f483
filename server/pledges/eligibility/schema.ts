// Which shifts may I take, and why not the others.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { HARD_REASONS, SOFT_REASONS } from "./rules";

const reason = z.object({
  code: z.enum([...HARD_REASONS, ...SOFT_REASONS]),
  minAge: z.number().optional(),
  qualification: z.string().optional(),
  skills: z.array(z.string()).optional(),
  title: z.string().optional(),
  startsAt: z.date().optional(),
  endsAt: z.date().optional(),
});
export const eligible = z.object({
  slotId: z.string(),
  ok: z.boolean(),
  reasons: z.array(reason),
  warnings: z.array(reason),
});

/** forPersonId: somebody one acts for. */
export const ofNeedInput = z.strictObject({ needId: id, forPersonId: optional(id) });
/** Not signed in: nothing to say. */
export const ofNeedOutput = z.array(eligible);

export const SHIFTS_PAGE = 30;
export const listInput = z.strictObject({
  only: z.enum(["open", "all"], "malformed").default("all"), // open: those I may take
  after: optional(z.strictObject({ startsAt: z.date("malformed"), slotId: id })),
});
export type ListBody = z.output<typeof listInput>;
export const listOutput = z.object({
  /** Where the person lives, by which it is chosen; empty: all over. */
  place: z.string(),
  rows: z.array(
    eligible.extend({
      needId: z.string(),
      title: z.string(),
      item: z.string(),
      role: z.string().nullable(),
      place: z.string().nullable(),
      region: z.string(),
      kind: z.enum(["fixed", "window"]),
      startsAt: z.date(),
      endsAt: z.date().nullable(),
      remaining: z.number(),
      homeVisit: z.boolean(),
    }),
  ),
  now: z.date(),
  next: z.object({ startsAt: z.date(), slotId: z.string() }).nullable(),
});
export type ShiftList = z.infer<typeof listOutput>;
