// How long a failed piece of background work waits, and when it is given up until an operator looks. Pure.
import { isRefusal } from "@/server/errors";

/** After this many tries (about 40 minutes) a job is parked: it blocks nobody and shows in /api/ready and doctor. */
export const MAX_TRIES = 10;
const FIRST = 5_000;
const LONGEST = 600_000;

/** Milliseconds to wait after the nth failed try (n from 1): 5 s, 10 s, 20 s … 10 min. */
export const backoff = (tries: number): number => Math.min(LONGEST, FIRST * 2 ** (Math.max(1, tries) - 1));

/** What may be stored of an error: its code or name, never its message, which could quote somebody's words. */
export function faultWord(error: unknown): string {
  if (isRefusal(error)) return error.code;
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const word = typeof code === "string" ? code : typeof name === "string" ? name : "Error";
  return word.slice(0, 60);
}
