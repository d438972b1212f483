// Which shifts stand on today's page: those that run, and those that begin soon or should have begun. Pure.
import { HOUR_MS } from "@/server/time";

/** The evening before one looks whether all is ready. */
const AHEAD_MS = 36 * HOUR_MS;
/** A shift nobody began is still begun late, or called off, the day after. */
const BEHIND_MS = 24 * HOUR_MS;
/** More than this on one day is a list for a desk, not for a phone. */
export const DAYS_MAX = 60;

export function isToday(shift: { status: string; startsAt: Date | null }, now: Date): boolean {
  if (shift.status === "running") return true;
  if (shift.status !== "planned" || shift.startsAt === null) return false;
  const ahead = shift.startsAt.getTime() - now.getTime();
  return ahead <= AHEAD_MS && ahead >= -BEHIND_MS;
}
