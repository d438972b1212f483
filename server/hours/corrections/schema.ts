// What the volunteer asks of a record that counts, and what is answered (Ord. 67 art. 12 and 13).
import { z } from "zod";
import { id, key, moment, optional, text } from "@/server/platform/schema";
import { recordView } from "../lists/schema";
import { CORRECTION_STATUSES } from "./lifecycle";

/** What happened, in some sentences; as the column holds it. */
export const WORDS_MAX = 300;
/** A page of questions. */
export const CORRECTIONS_PAGE = 30;

export const askInput = z.strictObject({
  recordId: id,
  from: moment,
  to: moment,
  words: text(WORDS_MAX),
  key,
});
export type AskInput = z.infer<typeof askInput>;

export const correctionInput = z.strictObject({ correctionId: id });

/** corrected: to the times asked for, or others that were found; struck: it was not served at all. */
export const answerInput = z.strictObject({
  correctionId: id,
  outcome: z.enum(["corrected", "upheld", "struck"], "required"),
  from: optional(moment),
  to: optional(moment),
  answer: text(WORDS_MAX),
});
export type AnswerInput = z.infer<typeof answerInput>;

export const correctionView = z.object({
  id: z.string(),
  status: z.enum(CORRECTION_STATUSES),
  from: z.date(),
  to: z.date(),
  words: z.string(),
  answer: z.string().nullable(),
  askedAt: z.date(),
  answeredAt: z.date().nullable(),
  dueAt: z.date(),
  daysLeft: z.number(), // working days; negative: overdue
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  item: z.string(),
  slotId: z.string(),
  /** As it stands now. */
  record: recordView,
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type CorrectionView = z.infer<typeof correctionView>;
