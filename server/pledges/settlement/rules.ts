// How long helpers have to answer at settlement, and what stands against completing. Pure.
import { type RefusalFacts, refuse } from "@/server/errors";

/** Helpers say 办完了 or dispute it within this time; who says nothing agrees (a week holds a weekend). */
export const ANSWER_DAYS = 7;

export const answersDueAt = (now: Date): Date => new Date(now.getTime() + ANSWER_DAYS * 86_400_000);

/** Statuses of pledges whose helpers are asked: something came of them, or still may. */
export const ASKED = ["confirmed", "disputed", "settled", "attended", "absent"] as const;

/** What a need that is being settled stands at. Counts of pledges. */
export type Standing = {
  open: number; // still promised, on the way, or lent out
  disputes: number;
  unanswered: number;
  answersDueAt: Date | null;
};

/** Refuses STILL_OPEN, DISPUTES_OPEN, ANSWERS_AWAITED, in this order: what the poster can do first comes first. */
export function mustBeDone(s: Standing, now: Date): void {
  if (s.open > 0) refuse("STILL_OPEN", { open: s.open });
  if (s.disputes > 0) refuse("DISPUTES_OPEN", { disputes: s.disputes });
  if (s.unanswered > 0 && s.answersDueAt !== null && now < s.answersDueAt) {
    const facts: RefusalFacts = { unanswered: s.unanswered, until: s.answersDueAt.getTime() };
    refuse("ANSWERS_AWAITED", facts);
  }
}
