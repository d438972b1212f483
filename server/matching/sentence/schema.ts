// What is read out of a sentence. The same shape everywhere: command line, posting box, bench. Plain types, for nothing here
// comes from outside; and the command that reads a sentence starts without a validator.

/** A sentence, a pasted chat, a page at most: what is longer is a letter. */
export const SENTENCE_MAX = 1000;
/** More than this and nobody answers them. */
export const QUESTIONS_MAX = 3;

export type ParsedLine = {
  kind: "goods" | "people" | "vehicle" | "expertise";
  /** What, or what for. Empty where the sentence does not say. */
  item: string;
  /** In `unit`, as spoken (八吨半 is 8.5 吨). Null where not said. */
  quantity: number | null;
  /** The word spoken: 斤 吨 箱 辆 …; 人 for people. Null where not said. */
  unit: string | null;
  /** Only where true: 十来个, 两千多, 四五十. */
  approx?: true;
  /** Goods only: sold by the asker, given, or lent to them. Null: not clear. */
  direction?: "sale" | "gift" | "loan" | null;
};

/** What is missing, or was guessed. `line`: which of the lines, counted from 0. */
export type Question = {
  ask: "what" | "item" | "quantity" | "direction" | "deadline" | "phone";
  line?: number;
};

export type ParsedSentence = {
  lines: ParsedLine[];
  /** YYYY-MM-DD on the calendar of China: the day it is for, or the last day. */
  by: string | null;
  /** The hours of that day, as HH:MM; null where none are said. */
  hours: { from: string; to: string } | null;
  /** Digits only. */
  phone: string | null;
  /** The sentence without telephone numbers: a story's first draft. */
  story: string;
  /** At most QUESTIONS_MAX. */
  questions: Question[];
};
