// Working days of the People's Republic: Monday to Friday, but for holidays and the make-up days that pay for them. Pure.
// A day is its Asia/Shanghai date, YYYY-MM-DD.
import { DAY_MS, dateOf, dayOf, dayText, instantOf } from "@/server/time";

/** The day of a moment as a DATE column takes it. */
export const dayDate = (at: Date): Date => dateOf(dayOf(at));

/** The last moment of a day. */
export const endOfDay = (day: string): Date => instantOf(dateOf(day).getTime() + DAY_MS - 1);

export const dayAfter = (day: string, days = 1): string =>
  dayText(new Date(dateOf(day).getTime() + days * DAY_MS));

/** overrides: day → whether it is worked, where it differs from Monday to Friday. */
export function isWorkDay(day: string, overrides: ReadonlyMap<string, boolean>): boolean {
  const said = overrides.get(day);
  if (said !== undefined) return said;
  const weekday = dateOf(day).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** The n-th working day after a day; the day itself does not count. */
export function workDayAfter(day: string, n: number, overrides: ReadonlyMap<string, boolean>): string {
  let at = day;
  for (let left = n; left > 0; ) {
    at = dayAfter(at);
    if (isWorkDay(at, overrides)) left--;
  }
  return at;
}

/** Working days from tomorrow to that day, inclusive: what is left of a deadline. Negative where it has passed. */
export function workDaysUntil(from: string, to: string, overrides: ReadonlyMap<string, boolean>): number {
  if (to < from) return -workDaysUntil(to, from, overrides);
  let days = 0;
  for (let at = dayAfter(from); at <= to; at = dayAfter(at)) if (isWorkDay(at, overrides)) days++;
  return days;
}
