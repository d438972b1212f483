// When a claim that nobody follows up is asked about, and when it is let go. Pure.
import { DAY_MS } from "@/server/time";
import { byDay } from "../offers/rules";

/** A claim is asked about when nothing moved for this long after the day it was expected: two markets and a weekend. */
export const STALE_AFTER_DAYS = 14;
/** … and released when nothing moved for this long after that: time for a telephone call and a lorry. */
export const RELEASE_AFTER_DAYS = 7;

type Moving = { updated_at: Date; expected_on: Date | null };

/** Every act on the pledge, a delivery included, starts the time anew; a later expected day is waited for. */
export function remindAt(pledge: Moving): Date {
  const from = Math.max(pledge.updated_at.getTime(), pledge.expected_on?.getTime() ?? 0);
  return byDay(new Date(from + STALE_AFTER_DAYS * DAY_MS));
}

export const releaseAt = (remindedAt: Date): Date =>
  byDay(new Date(remindedAt.getTime() + RELEASE_AFTER_DAYS * DAY_MS));
