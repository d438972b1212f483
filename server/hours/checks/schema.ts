// Spot checks (Ord. 67 art. 21): which shifts are looked at again, and why.
import { z } from "zod";
import { id, longText, moment, optional, regionId } from "@/server/platform/schema";
import { recordView } from "../lists/schema";
import { CONFIRM_MAX } from "../schema";
import { CHECK_STATUSES } from "./lifecycle";

/** Why a shift is looked at. Stored as words with spaces between. */
export const CHECK_REASONS = [
  "random", // drawn
  "headcount", // the receiving side counted others than the roll
  "minutes", // … or another length
  "roll_call", // most of it rests on a roll alone
  "told_late", // a device without a network told its roll-call on another day
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

/** One record of the shift that does not hold: it was not served, or not for so long. */
const finding = z.discriminatedUnion("outcome", [
  z.strictObject({ recordId: id, outcome: z.literal("struck") }),
  z.strictObject({ recordId: id, outcome: z.literal("times"), from: moment, to: moment }),
]);
export type Finding = z.infer<typeof finding>;

export const answerInput = z
  .strictObject({
    checkId: id,
    outcome: z.enum(["sound", "unsound"], "required"),
    note: longText(NOTE_MAX),
    findings: z.array(finding).max(CONFIRM_MAX, "too_long").default([]),
  })
  .refine((said) => said.outcome === "unsound" || said.findings.length === 0, {
    path: ["outcome"],
    message: "findings_not_sound",
  });
export type AnswerInput = z.infer<typeof answerInput>;

export const checkInput = z.strictObject({ checkId: id });
export const checkAnswer = z.object({ struck: z.number(), putRight: z.number(), minutes: z.number() }); // minutes: taken out
export type CheckAnswer = z.infer<typeof checkAnswer>;

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
  /** Days after it happened that a device told a roll-call of it; 0 unless `told_late`. */
  toldDaysAfter: z.number(),
  /** Struck or put right by the check. */
  mended: z.number(),
  note: z.string().nullable(),
  checkedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type CheckRow = z.infer<typeof checkRow>;

/** One check with everybody's record, for whoever says what was found. */
export const checkView = checkRow.extend({
  records: z.array(recordView.extend({ name: z.string(), own: z.boolean(), mayMend: z.boolean() })),
  mayAnswer: z.boolean(),
});
export type CheckView = z.infer<typeof checkView>;

export const unitRecordInput = z.strictObject({ organisationId: id });
/** Of shifts with hours this unit records, over the last year. mended: records struck or put right by a check. */
export const unitRecordView = z.object({ looked: z.number(), unsound: z.number(), mended: z.number() });
export type UnitRecord = z.infer<typeof unitRecordView>;
