// How a shift is closed: what each person's day comes to, by plan or by what the leader says. Pure.
import { DAY_MS } from "@/server/time";
import type { Interval } from "../rules";
import { minutesOf } from "../rules";

/** by plan (as the clock says, else the planned times) · from … to … · was not there. */
export const OUTCOMES = ["plan", "times", "absent"] as const;

/** Nobody says hours of before yesterday's night, of the future, or of the days after. */
export const EARLIEST_MS = 12 * 3_600_000;
export const LATEST_MS = 12 * 3_600_000;

/** The planned end of who forgot to check out, never in the future; null where there is none, or they came after it. */
export function plannedEnd(plan: Interval | null, inAt: Date, now: Date): Date | null {
  if (plan === null) return null;
  const end = plan.to < now ? plan.to : now;
  return minutesOf({ from: inAt, to: end }) < 1 ? null : end;
}

/** Only less than what is known already is one person's to say; anything else is a late entry, and takes two. */
export const isWithin = (said: Interval, known: Interval): boolean =>
  said.from >= known.from && said.to <= known.to;

/** Said times are of this shift and of the past. */
export function isPlausible(
  said: Interval,
  { starts_at, ends_at }: { starts_at: Date | null; ends_at: Date | null },
  now: Date,
): boolean {
  if (said.from >= said.to || said.to > now) return false;
  // Where nobody said when it ends, a day.
  const end = ends_at?.getTime() ?? (starts_at === null ? null : starts_at.getTime() + DAY_MS);
  return (
    (starts_at === null || said.from.getTime() >= starts_at.getTime() - EARLIEST_MS) &&
    (end === null || said.to.getTime() <= end + LATEST_MS)
  );
}
