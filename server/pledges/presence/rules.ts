// Whether they came, and whether it was done: people, vehicles and expertise, which nobody sends and receives. Pure.
import { refuse } from "@/server/errors";

/** Being marked absent may be explained within this time. */
export const CONTEST_DAYS = 14;

export const mayContestUntil = (markedAt: Date): Date =>
  new Date(markedAt.getTime() + CONTEST_DAYS * 86_400_000);

/** Nobody has come, or stayed away, before it begins. */
export function mustHaveBegun(startsAt: Date | null, now: Date): void {
  if (startsAt !== null && startsAt > now) refuse("NOT_BEGUN", { startsAt: startsAt.getTime() });
}
