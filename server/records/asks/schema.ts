// A question about one's own record, and its answer.
import { z } from "zod";
import { id, optional, regionId, rowVersion, text } from "@/server/platform/schema";
import { ASK_STATES } from "./lifecycle";

/** What others wrote. Hours have corrections of their own (server/hours); what one says of oneself one changes oneself. */
export const ABOUT = ["training", "honour", "evaluation"] as const;
export type About = (typeof ABOUT)[number];

export const WORDS_MAX = 300;
/** Ord. 67 art. 11 and 13: working days within which it is put right or explained. */
export const ANSWER_WORK_DAYS = 10;
/** Questions of one person that wait at a time. */
export const ASKS_MAX = 10;

export const askInput = z.strictObject({
  personId: optional(id), // left out: mine
  about: z.enum(ABOUT, "required"),
  subjectId: id,
  words: text(WORDS_MAX),
});
const step = { askId: id, version: rowVersion };
export const withdrawInput = z.strictObject(step);
export const answerInput = z.strictObject({
  ...step,
  /** corrected: what was wrong is struck out, and written down anew where there is something right to write. */
  outcome: z.enum(["corrected", "upheld"], "required"),
  answer: text(WORDS_MAX),
});
export const queueInput = z.strictObject({
  organisationId: optional(id),
  regionId: regionId.optional(),
});

export const askView = z.object({
  id: z.string(),
  about: z.enum(ABOUT),
  subjectId: z.string(),
  status: z.enum(ASK_STATES),
  words: z.string(),
  answer: z.string().nullable(),
  askedAt: z.date(),
  dueAt: z.date(),
  version: z.number(),
});
/** As whoever answers reads it: `what` is the thing asked about, in its own words. */
export const queueRow = askView.extend({ personId: z.string(), name: z.string(), what: z.string() });

export type AskInput = z.infer<typeof askInput>;
export type AnswerInput = z.infer<typeof answerInput>;
export type AskView = z.infer<typeof askView>;
export type QueueRow = z.infer<typeof queueRow>;
