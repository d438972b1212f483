// When a release is held, and how long a unit may leave unconfirmed what was recorded for it by voice. Pure.

import { refuse } from "@/server/errors";
import { DAY_MS } from "@/server/time";

/** A release is written down while it is prepared, held, or remembered: not a century away. Refuses INVALID on `heldAt`. */
export const NEAR_DAYS = 366;
export function mustBeNear(heldAt: Date | undefined, now: Date): void {
  if (heldAt && Math.abs(heldAt.getTime() - now.getTime()) > NEAR_DAYS * DAY_MS)
    refuse("INVALID", { fields: { heldAt: "too_far" } });
}

/** It is reminded so many days after the recording; then the release's list goes on showing it, and the stale rule applies. */
export const REMIND_DAYS = [2, 7] as const;
/** The next moment to remind at, counted from the recording; null where all have passed. */
export function nextReminder(recordedAt: Date, now: Date): Date | null {
  const due = REMIND_DAYS.map((days) => new Date(recordedAt.getTime() + days * DAY_MS));
  return due.find((at) => at > now) ?? null;
}
