// Deadlines in working days, on the calendar as it stands in work_day.
import type { Db, Trx } from "@/server/platform/db";
import { dateOf, dayOf, dayText } from "@/server/time";
import { dayAfter, endOfDay, workDayAfter, workDaysUntil } from "./rules";

/** The longest holidays with their bridges take eleven days out of a month: enough to look ahead in one read. */
const lookAhead = (n: number) => n * 2 + 40;

/** Days that differ from Monday to Friday, both ends included. */
async function overridesBetween(db: Db | Trx, from: string, until: string): Promise<Map<string, boolean>> {
  const rows = await db
    .selectFrom("work_day")
    .select(["day", "works"])
    .where("day", ">=", dateOf(from))
    .where("day", "<=", dateOf(until))
    .execute();
  return new Map(rows.map((row) => [dayText(row.day), row.works]));
}

/** The end, in Shanghai, of the n-th working day after the day of `from` (Ord. 67 art. 11: ten). */
export async function addWorkDays(db: Db | Trx, from: Date, n: number): Promise<Date> {
  const day = dayOf(from);
  const overrides = await overridesBetween(db, day, dayAfter(day, lookAhead(n)));
  return endOfDay(workDayAfter(day, n, overrides));
}

/** Working days left until each of these moments; negative: overdue by so many. */
export async function workDaysLeft(db: Db | Trx, now: Date, ...until: Date[]): Promise<number[]> {
  if (until.length === 0) return [];
  const days = until.map(dayOf);
  const today = dayOf(now);
  const all = [today, ...days].sort();
  const overrides = await overridesBetween(db, all[0] as string, all.at(-1) as string);
  return days.map((day) => workDaysUntil(today, day, overrides));
}
