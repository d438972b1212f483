// The calendar of a monthly pledge, in China's days. Pure.
import { dayOf, dayText } from "@/server/time";

/** The month's child is made at this hour of its day in China (UTC+8): nobody's telephone rings at midnight. */
export const HOUR = 8;

/** YYYY-MM-DD → the moment its child is made. */
export const momentOf = (day: string): Date =>
  new Date(`${day}T${String(HOUR).padStart(2, "0")}:00:00+08:00`);
export const periodOf = (day: string): string => day.slice(0, 7);

/** The first such day that has not yet begun to count: today before eight o'clock still does. */
export function firstDay(now: Date, dayOfMonth: number): string {
  const today = dayOf(now);
  const here = `${periodOf(today)}-${String(dayOfMonth).padStart(2, "0")}`;
  return momentOf(here) >= now ? here : nextMonth(here);
}

/** The same day a month later; days are at most 28, so that every month has it. */
export function nextMonth(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return dayText(new Date(Date.UTC(year, month, date)));
}
