// Until when people may be asked to be named. Pure.
/** The field's reason, or null. was: what is said already may stand, even when it is past. */
export function wrongNamingEnd(
  to: Date | null,
  was: Date | null,
  startsAt: Date | null,
  now: Date,
): "in_the_past" | "after_start" | null {
  if (to === null || to.getTime() === was?.getTime()) return null;
  if (to <= now) return "in_the_past";
  return startsAt !== null && to > startsAt ? "after_start" : null;
}
