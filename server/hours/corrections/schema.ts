// What the volunteer asks about hours, and what is answered (Ord. 67 art. 12 and 13).
import { z } from "zod";
import { id, key, longText, moment, optional } from "@/server/platform/schema";
import { recordView } from "../lists/schema";
import { CORRECTION_STATUSES } from "./lifecycle";

/** What happened, in some sentences; as the column holds it. */
export const WORDS_MAX = 300;
/** Past shifts without a record that are shown to choose from. */
export const ASKABLE_MAX = 40;

/** times: other than recorded · missing: was there, no record · pending: nobody has confirmed it · voided: why · unit: the unit's own. */
export const ABOUTS = ["times", "missing", "pending", "voided", "unit"] as const;
export type About = (typeof ABOUTS)[number];
/** corrected: to the times asked for, or others that were found; it is entered, or confirmed · struck: it was not served at all. */
export const OUTCOMES = ["corrected", "upheld", "struck"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const askInput = z.strictObject({
  recordId: id,
  from: moment,
  to: moment,
  words: longText(WORDS_MAX),
  key,
});
export type AskInput = z.infer<typeof askInput>;

/** Of a record that waits, or was struck. Times: what it should have been, where it was struck. */
export const askWhyInput = z.strictObject({
  recordId: id,
  from: optional(moment),
  to: optional(moment),
  words: longText(WORDS_MAX),
  key,
});
export type AskWhyInput = z.infer<typeof askWhyInput>;

export const askMissingInput = z.strictObject({
  slotId: id,
  /** Whom the asker acts for; left out: themself. */
  personId: optional(id),
  from: moment,
  to: moment,
  words: longText(WORDS_MAX),
  key,
});
export type AskMissingInput = z.infer<typeof askMissingInput>;

export const correctionInput = z.strictObject({ correctionId: id });
export const appealInput = correctionInput.extend({ words: longText(WORDS_MAX) });
export type AppealInput = z.infer<typeof appealInput>;

export const answerInput = z.strictObject({
  correctionId: id,
  outcome: z.enum(OUTCOMES, "required"),
  from: optional(moment),
  to: optional(moment),
  answer: longText(WORDS_MAX),
});
export type AnswerInput = z.infer<typeof answerInput>;

export const correctionView = z.object({
  id: z.string(),
  about: z.enum(ABOUTS),
  status: z.enum(CORRECTION_STATUSES),
  from: z.date().nullable(),
  to: z.date().nullable(),
  words: z.string(),
  answer: z.string().nullable(),
  appeal: z.string().nullable(),
  verdict: z.string().nullable(),
  askedAt: z.date(),
  answeredAt: z.date().nullable(),
  appealedAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  dueAt: z.date(),
  daysLeft: z.number(), // working days; negative: overdue
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  item: z.string(),
  slotId: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  unit: z.string().nullable(), // who answers, by name; null: the district
  /** As it stands now; null: there is none. */
  record: recordView.nullable(),
  outcomes: z.array(z.enum(OUTCOMES)),
  mayAnswer: z.boolean(),
  mayDecide: z.boolean(),
  mayAppeal: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type CorrectionView = z.infer<typeof correctionView>;

export const askableInput = z.strictObject({
  /** Shifts of this need, also where they had not signed up; left out: those they signed up for. */
  needId: optional(id),
  personId: optional(id),
});
export type AskableInput = z.infer<typeof askableInput>;

export const askableShift = z.object({
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
});
export const askableView = z.object({
  shifts: z.array(askableShift),
  /** What was asked about services without a record, newest first. */
  asked: z.array(correctionView),
});
export type AskableView = z.infer<typeof askableView>;
