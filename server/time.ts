// What time it is in China, wherever the server stands: the one place that knows its zone, +8 without daylight saving since 1991. Pure.

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const CHINA_MS = 8 * HOUR_MS;

/** A moment as China's wall shows it, in the UTC fields of a Date: to be read with getUTC…, never compared with a moment. */
export const wallOf = (at: Date): Date => new Date(at.getTime() + CHINA_MS);
/** The moment at which the wall shows this: the way back from wallOf. */
export const instantOf = (wall: Date | number): Date => new Date(Number(wall) - CHINA_MS);

/** Milliseconds since midnight in China. */
export const intoDay = (at: Date): number => (at.getTime() + CHINA_MS) % DAY_MS;

/** The calendar day in China, YYYY-MM-DD. */
export const dayOf = (at: Date): string => dayText(wallOf(at));

/** A day as a DATE column keeps it, midnight UTC, and as it is written: YYYY-MM-DD. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const dayText = (date: Date): string => date.toISOString().slice(0, 10);
