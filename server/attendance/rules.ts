// What a presence rests on, and who counts. Pure.
import { refuse } from "@/server/errors";

export const HOWS = ["scan", "code", "call", "paper", "plan"] as const;
export type How = (typeof HOWS)[number];
/** Of a service record and its ledger row; weakest last. */
export const CLASSES = ["scanned", "roll_call", "late"] as const;
type Class = (typeof CLASSES)[number];

const CLASS_OF: Record<How, Class> = {
  scan: "scanned",
  code: "scanned",
  call: "roll_call",
  paper: "late",
  plan: "late",
};

/** The weakest of what it rests on. */
export const classOf = (...hows: How[]): Class =>
  CLASSES[Math.max(0, ...hows.map((how) => CLASSES.indexOf(CLASS_OF[how])))] as Class;

/** One live presence per person and shift; null once it was undone. */
export const liveKey = (slotId: string, personId: string): string => `${slotId}:${personId}`;

/** A telephone's clock may be wrong, its sense of how long ago is not: never in the future, never before the shift began. */
export function happenedAt(now: Date, agoMs: number, beganAt: Date | null): Date {
  const at = new Date(now.getTime() - Math.max(0, Math.trunc(agoMs)));
  return beganAt !== null && at < beganAt ? beganAt : at;
}

/** Who sets up comes before the others; a day that is begun the evening before is a mistake, or hours made up. */
export const BEGIN_EARLY_MS = 2 * 3_600_000;

/** A shift without a time may begin whenever it does. */
export function mustBeNear(startsAt: Date | null, now: Date): void {
  if (startsAt === null) return;
  const from = startsAt.getTime() - BEGIN_EARLY_MS;
  if (now.getTime() < from) refuse("TOO_EARLY", { from, startsAt: startsAt.getTime() });
}
