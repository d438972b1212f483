// What a helper does next with a pledge, by when. Pure.
import { isRunning } from "@/server/pledges/holding/rules";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { unsent } from "@/server/pledges/rules";
import { ASKED } from "@/server/pledges/settlement/rules";

type NextAct = "accept" | "confirm" | "answer" | "contest" | "send" | "take" | "come" | "wait" | "none";

/** Acts that wait for the helper; the rest only runs. */
export const waitsForMe = (act: NextAct): boolean => ["accept", "confirm", "answer", "contest"].includes(act);

/** A need that is being settled asks whoever gave something, once. */
const isAsked = (p: PledgeItem) =>
  p.needStatus === "settling" && (ASKED as readonly string[]).includes(p.status) && p.answer === null;

export function nextAct(p: PledgeItem): NextAct {
  if (!isRunning(p.needStatus)) return "none";
  if (p.status === "offered") return "accept";
  if (p.status === "confirmed" && !p.unitConfirmed) return "confirm";
  if (p.status === "absent") return "contest";
  if (isAsked(p)) return "answer";
  if (p.status === "waitlisted" || p.status === "requested") return "wait";
  if (p.status !== "confirmed") return "none";
  if (p.kind !== "goods") return "come";
  if (p.direction === "sale") return p.onWay > 0 ? "take" : "wait";
  return unsentOf(p) > 0 ? "send" : "wait";
}

export const unsentOf = (p: PledgeItem): number => unsent({ ...p, on_way: p.onWay });

/** When that act must be done; null where nobody waits for it. */
export function dueOf(p: PledgeItem, act: NextAct): Date | null {
  if (act === "accept") return p.offerExpiresAt;
  if (act === "answer") return p.answersDueAt;
  return null;
}

/** Held, sure, and past the hour until which one may step back: only a telephone call helps. */
export const isTooLate = (p: PledgeItem, now: Date): boolean =>
  p.status === "confirmed" &&
  p.cutOffAt !== null &&
  p.cutOffAt <= now &&
  (p.endsAt === null || p.endsAt > now);

/** They cannot come, and it is looked for somebody who can. */
export const isSeeking = (p: PledgeItem): boolean => p.standInId !== null;

/** Where an organisation names who goes. */
export const namesPath = (p: PledgeItem): string | null =>
  p.kind === "people" && p.organisationId !== null && p.status === "confirmed"
    ? `/team/${p.organisationId}/shifts/${p.id}`
    : null;
