// Working days of the People's Republic: Monday to Friday, but for holidays and the make-up days that pay for them. Pure.
// A day is its Asia/Shanghai date, YYYY-MM-DD.
import { DAY_MS } from "../rules";

/** Asia/Shanghai has kept +8 since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The date on the wall in Shanghai. */
export const dayOf = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/** That date as a DATE column takes it. */
export const dayDate = (at: Date): Date => new Date(`${dayOf(at)}T00:00:00Z`);

/** The last moment of a day. */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T23:59:59.999+08:00`));

export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** overrides: day → whether it is worked, where it differs from Monday to Friday. */
export function isWorkDay(day: string, overrides: ReadonlyMap<string, boolean>): boolean {
  const said = overrides.get(day);
  if (said !== undefined) return said;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
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
