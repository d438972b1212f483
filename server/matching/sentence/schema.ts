// What is read out of a sentence. The same shape everywhere: command line, posting box, bench.
import { z } from "zod";

/** A sentence, a pasted chat, a page at most: what is longer is a letter. */
export const SENTENCE_MAX = 1000;
/** More than this and nobody answers them. */
export const QUESTIONS_MAX = 3;

export const PARSED_KINDS = ["goods", "people", "vehicle", "expertise"] as const;

export const parsedLine = z.object({
  kind: z.enum(PARSED_KINDS),
  /** What, or what for. Empty where the sentence does not say. */
  item: z.string(),
  /** In `unit`, as spoken (八吨半 is 8.5 吨). Null where not said. */
  quantity: z.number().nullable(),
  /** The word spoken: 斤 吨 箱 辆 …; 人 for people. Null where not said. */
  unit: z.string().nullable(),
  /** Only where true: 十来个, 两千多, 四五十. */
  approx: z.literal(true).optional(),
  /** Goods only: sold by the asker, given, or lent to them. Null: not clear. */
  direction: z.enum(["sale", "gift", "loan"]).nullable().optional(),
});
export type ParsedLine = z.infer<typeof parsedLine>;

/** What is missing. `line`: which of the lines, counted from 0. */
export const question = z.object({
  ask: z.enum(["what", "item", "quantity", "direction", "deadline", "phone"]),
  line: z.number().int().optional(),
});
export type Question = z.infer<typeof question>;

export const parsedSentence = z.object({
  lines: z.array(parsedLine),
  /** YYYY-MM-DD on the calendar of China: the day it is for, or the last day. */
  by: z.string().nullable(),
  /** The hours of that day, as HH:MM; null where none are said. */
  hours: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Digits only. */
  phone: z.string().nullable(),
  /** The sentence without telephone numbers: a story's first draft. */
  story: z.string(),
  questions: z.array(question).max(QUESTIONS_MAX),
});
export type ParsedSentence = z.infer<typeof parsedSentence>;
