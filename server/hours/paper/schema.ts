// Entry from the printed list: the text as it was typed, and what was read of each line.
import { z } from "zod";
import { shiftView } from "@/server/attendance/schema";
import { id, key, longText } from "@/server/platform/schema";
import { closeAnswer } from "../closing/schema";

/** Five hundred rows (one shift's records) of some thirty characters. */
export const PAPER_MAX = 15_000;

export const LINE_FAULTS = [
  "unreadable", // no code, alone or with two times
  "no_times", // who alone, at a shift without planned times
  "unknown", // no row of this list
  "two", // a code, or name, of two people
  "twice", // this person stands in a line above
  "order", // left before they came
  "future",
  "off_plan", // not while the shift was: 2:00 written for 14:00
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** late: where nothing is typed yet, begin with what a device told too late. */
export const paperInput = z.strictObject({
  slotId: id,
  text: longText(PAPER_MAX).optional(),
  late: z.boolean("malformed").default(false),
});
export type PaperInput = z.input<typeof paperInput>;
export const enterInput = z.strictObject({ slotId: id, text: longText(PAPER_MAX), key });
export type EnterInput = z.infer<typeof enterInput>;

export const paperLine = z.object({
  n: z.number(), // as it stands in the field
  line: z.string(),
  personId: z.string().nullable(),
  name: z.string().nullable(),
  from: z.date().nullable(),
  to: z.date().nullable(),
  minutes: z.number(),
  planned: z.boolean(), // no times were typed: those of the shift
  fault: z.enum(LINE_FAULTS).nullable(),
  /** Counts already, by the clock or somebody's word: this line changes nothing. */
  counted: z.boolean(),
});
export type PaperLine = z.infer<typeof paperLine>;

export const paperView = z.object({
  shift: shiftView,
  text: z.string(),
  lines: z.array(paperLine),
  faults: z.number(),
  /** On the list, not on the paper, and not seen otherwise. */
  missing: z.array(z.string()),
  listed: z.number(),
  now: z.date(),
});
export type PaperView = z.infer<typeof paperView>;
export const enterAnswer = closeAnswer.pick({ people: true, waiting: true });
