// Stars by hours served. Pure.

/** i志愿's practice, in hours; a district may set others. */
export const STAR_HOURS: readonly number[] = [100, 300, 600, 1000, 1500];

/** How many stars these minutes are worth, and how many minutes lack to the next; null where there is none above. */
export function starsOf(
  minutes: number,
  hours: readonly number[] = STAR_HOURS,
): { stars: number; toNext: number | null } {
  const stars = hours.filter((h) => minutes >= h * 60).length;
  const next = hours[stars];
  return { stars, toNext: next === undefined ? null : next * 60 - minutes };
}
