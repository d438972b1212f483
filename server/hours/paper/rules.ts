// What was written on the printed list, typed as it stands: a row's code (or the name), from when, to when. Pure.
import { MINUTE_MS } from "@/server/time";
import type { Interval } from "../rules";
import { minutesOf, overlaps } from "../rules";
import type { LineFault } from "./schema";

/** 8:05 · 8.05 · 8点05分 · 8点 · 8点半 · 805 */
const CLOCK = String.raw`(?:\d{1,2}[:.]\d{2}|\d{1,2}[点时](?:半|\d{1,2}分?|整)?|\d{3,4})`;
/** Between two words of a line: whatever people write there. */
const GAP = String.raw`[\s,;、|/]`;
/** One word with a letter in it. */
const ALONE = /^(?=.*\p{L})[^\s,;、|/]+$/u;
const LINE = new RegExp(
  `^(.+?)${GAP}+(${CLOCK})(?:${GAP}*[-~—–―至到]+${GAP}*|${GAP}+)(${CLOCK})${GAP}*$`,
  "u",
);

/** times null: who alone, and so as the shift was planned. */
export type Written = { who: string; times: { from: number; to: number } | null };

/** Minutes after midnight; null where it is no time of the clock. */
function clockOf(typed: string): number | null {
  const digits = typed.match(/\d+/g) ?? [];
  const whole = digits.length === 1 && (digits[0]?.length ?? 0) > 2 ? (digits[0] as string) : null;
  const hour = Number(whole === null ? digits[0] : whole.slice(0, -2));
  const minute = typed.endsWith("半") ? 30 : Number(whole === null ? (digits[1] ?? 0) : whole.slice(-2));
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** Full-width letters, figures and punctuation are the same as narrow ones. */
const plain = (line: string): string => line.normalize("NFKC").replace(/。/g, ".").replace(/−/g, "-").trim();

/** One line; null where neither a name and two times nor one word alone can be read. */
export function readLine(line: string): Written | null {
  const text = plain(line).replace(/[.,]+$/, "");
  if (ALONE.test(text)) return { who: text, times: null };
  const [, who, begin, end] = LINE.exec(text) ?? [];
  if (who === undefined || begin === undefined || end === undefined) return null;
  const [from, to] = [clockOf(begin), clockOf(end)];
  return from === null || to === null ? null : { who: who.replace(/[.:]+$/, "").trim(), times: { from, to } };
}

/** Lines with something on them, numbered as they stand in the field. */
export const linesIn = (text: string): { n: number; line: string }[] =>
  text
    .split(/\r\n?|\n/)
    .map((line, i) => ({ n: i + 1, line: line.trim() }))
    .filter(({ line }) => line !== "");

/** The moments of a line: of the shift's day; past midnight only where the shift itself goes past it. day: midnight in Shanghai. */
export function momentsOf(written: NonNullable<Written["times"]>, day: Date, overnight: boolean): Interval {
  const at = (minutes: number) => new Date(day.getTime() + minutes * MINUTE_MS);
  const to = overnight && written.to <= written.from ? written.to + 24 * 60 : written.to;
  return { from: at(written.from), to: at(to) };
}

/** What is wrong with the times alone. */
export function faultOfTimes(times: Interval, plan: Interval | null, now: Date): LineFault | null {
  if (times.to <= times.from) return "order";
  if (times.to > now) return "future";
  if (minutesOf(times) < 1) return "order";
  return plan !== null && !overlaps(times, plan) ? "off_plan" : null;
}
