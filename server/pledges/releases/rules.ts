// How long a unit may leave unconfirmed what was recorded for it by voice. Pure.

/** It is reminded so many days after the recording; then the release's list goes on showing it, and the stale rule applies. */
export const REMIND_DAYS = [2, 7] as const;
const DAY = 86_400_000;

/** The next moment to remind at, counted from the recording; null where all have passed. */
export function nextReminder(recordedAt: Date, now: Date): Date | null {
  const due = REMIND_DAYS.map((days) => new Date(recordedAt.getTime() + days * DAY));
  return due.find((at) => at > now) ?? null;
}
