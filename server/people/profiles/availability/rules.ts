// Parts of the week as bits, and which of them an hour lies in. Pure.
import { wallOf } from "@/server/time";
import { WEEK_PARTS, type WeekPart } from "./schema";

export const bitsOf = (parts: readonly WeekPart[]): number =>
  parts.reduce((bits, part) => bits | (1 << WEEK_PARTS.indexOf(part)), 0);

export const partsOf = (bits: number): WeekPart[] => WEEK_PARTS.filter((_, at) => (bits & (1 << at)) !== 0);

const [NOON, EVENING] = [12, 18];

/** The part of the week in China a moment lies in: morning to 12, afternoon to 18, evening after. */
export function partAt(at: Date): WeekPart {
  const local = wallOf(at);
  const day = local.getUTCDay() % 6 === 0 ? "weekend" : "weekday";
  const hour = local.getUTCHours();
  return `${day}_${hour < NOON ? "morning" : hour < EVENING ? "afternoon" : "evening"}`;
}

/** The parts from one moment up to another, the end left out: what somebody has to be free in. At most six. */
export function partsBetween(start: Date, end: Date): WeekPart[] {
  const parts = new Set([partAt(start)]);
  const hours = Math.min((end.getTime() - start.getTime()) / 3_600_000, 7 * 24);
  for (let h = 1; h < hours; h += 1) parts.add(partAt(new Date(start.getTime() + h * 3_600_000)));
  if (end > start) parts.add(partAt(new Date(end.getTime() - 1)));
  return WEEK_PARTS.filter((part) => parts.has(part));
}
