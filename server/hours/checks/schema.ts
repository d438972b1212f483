// Spot checks (Ord. 67 art. 21): which shifts are looked at again, and why.
import { z } from "zod";
import { id, optional, regionId, text } from "@/server/platform/schema";
import { CHECK_STATUSES } from "./lifecycle";

/** Why a shift is looked at. Stored as words with spaces between. */
export const CHECK_REASONS = [
  "random", // drawn
  "headcount", // the receiving side counted others than the roll
  "minutes", // … or another length
  "roll_call", // most of it rests on a roll alone
  "late_entry", // hours were written down afterwards
  "long_day", // somebody's day is longer than counts by itself
  "shared_browser", // several people scanned by one telephone
  "walk_ins", // more walked in than were on the list
] as const;
export type CheckReason = (typeof CHECK_REASONS)[number];

export const NOTE_MAX = 300;
export const CHECKS_PAGE = 30;

export const listInput = z.strictObject({
  regionId, // a county or town
  show: z.enum(["open", "done"], "malformed").default("open"),
  after: optional(id),
});
export type ListInput = z.infer<typeof listInput>;

export const answerInput = z.strictObject({
  checkId: id,
  outcome: z.enum(["sound", "unsound"], "required"),
  note: text(NOTE_MAX),
});
export type AnswerInput = z.infer<typeof answerInput>;

export const checkRow = z.object({
  id: z.string(),
  status: z.enum(CHECK_STATUSES),
  reasons: z.array(z.enum(CHECK_REASONS)),
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  place: z.string(), // village or town
  startsAt: z.date().nullable(),
  people: z.number(),
  minutes: z.number(), // confirmed
  classes: z.object({ scanned: z.number(), rollCall: z.number(), late: z.number() }),
  statements: z.array(z.object({ side: z.string(), headcount: z.number(), minutes: z.number() })),
  note: z.string().nullable(),
  checkedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type CheckRow = z.infer<typeof checkRow>;
