// May this person take this shift, and why not. Pure. Hard reasons are refused when pledging; warnings are said and left to them.
import { type MinorAges, minorFault, minorTier } from "@/server/people/guardians/rules";
import { ageOn } from "@/server/people/profiles/rules";
import { dayOf, HOUR_MS } from "@/server/time";

/** What stands against it. */
export const HARD_REASONS = [
  "closed", // not recruiting now, or called off
  "cut_off",
  "already",
  "too_young",
  "needs_guardian",
  "guardian_must_come",
  "lacks_qualification",
  "clash", // overlaps what they have promised
] as const;
/** What is worth knowing before one says yes. */
export const SOFT_REASONS = [
  "full", // they queue
  "near", // little time between two shifts, or an overlap with one that may be done any time
  "lacks_skill", // skills are what people say of themselves
  "birth_unknown", // a lowest age, and nobody said a day of birth
] as const;
export type ReasonCode = (typeof HARD_REASONS)[number] | (typeof SOFT_REASONS)[number];

export type Reason = {
  code: ReasonCode;
  minAge?: number;
  qualification?: string;
  skills?: string[];
  /** The shift it meets. */
  title?: string;
  startsAt?: Date;
  endsAt?: Date;
};

export type Eligible = { slotId: string; ok: boolean; reasons: Reason[]; warnings: Reason[] };

/** A shift one has promised to be at. */
export type Promised = { slotId: string; kind: string; title: string; startsAt: Date; endsAt: Date };

/** A shift as the decision sees it. */
export type Asked = {
  slotId: string;
  kind: string;
  takes: boolean;
  cutOffAt: Date | null;
  startsAt: Date | null;
  endsAt: Date | null;
  remaining: number;
  waiting: number;
  minAge: number | null;
  dangerous: boolean;
  qualification: string | null;
  skills: string[];
};

export type Volunteer = {
  bornOn: string | null;
  guardian: { comesAlong: boolean } | null;
  skills: string[];
  /** Whether a qualification that is asked for holds on that day (YYYY-MM-DD). */
  qualifiedFor: (qualification: string, day: string) => boolean;
  promises: Promised[];
  liveOn: (slotId: string) => boolean;
};

/** 有一定危险，只收成年人. */
export const ADULT = 18;
/** Where nobody said an end, a shift is taken to last this long. */
export const USUAL_HOURS = 4;

export const endOf = (startsAt: Date, endsAt: Date | null): Date =>
  endsAt ?? new Date(startsAt.getTime() + USUAL_HOURS * HOUR_MS);

type Span = { startsAt: Date; endsAt: Date };
export const overlaps = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;
/** Not overlapping, with less than the grace between them. */
export const isNear = (a: Span, b: Span, graceMinutes: number): boolean => {
  const gap = Math.max(b.startsAt.getTime() - a.endsAt.getTime(), a.startsAt.getTime() - b.endsAt.getTime());
  return gap >= 0 && gap < graceMinutes * 60_000;
};

/** Two shifts of fixed times cannot both be kept where they overlap; what may be done any time can be arranged. */
const isHard = (a: { kind: string }, b: { kind: string }) => a.kind !== "window" && b.kind !== "window";

export function meets(
  asked: Pick<Asked, "slotId" | "kind" | "startsAt" | "endsAt">,
  promises: readonly Promised[],
  graceMinutes: number,
): { clash: Promised | null; near: Promised | null } {
  if (asked.startsAt === null) return { clash: null, near: null };
  const span = { startsAt: asked.startsAt, endsAt: endOf(asked.startsAt, asked.endsAt) };
  const others = promises.filter((p) => p.slotId !== asked.slotId);
  const clash = others.find((p) => overlaps(span, p) && isHard(asked, p)) ?? null;
  const near = others.find((p) => (overlaps(span, p) && !isHard(asked, p)) || isNear(span, p, graceMinutes));
  return { clash, near: near ?? null };
}

export function decide(
  asked: Asked,
  who: Volunteer,
  now: Date,
  terms: { graceMinutes: number; ages?: MinorAges },
): Eligible {
  const reasons: Reason[] = [];
  const warnings: Reason[] = [];
  const day = dayOf(asked.startsAt ?? now);
  const met = (p: Promised) => ({ title: p.title, startsAt: p.startsAt, endsAt: p.endsAt });
  if (!asked.takes) reasons.push({ code: "closed" });
  else if (asked.cutOffAt !== null && asked.cutOffAt <= now) reasons.push({ code: "cut_off" });
  if (who.liveOn(asked.slotId)) reasons.push({ code: "already" });
  const fault = minorFault(minorTier(who.bornOn, day, terms.ages), who.guardian);
  const minAge = asked.dangerous ? Math.max(ADULT, asked.minAge ?? 0) : asked.minAge;
  if (minAge !== null && who.bornOn !== null && ageOn(who.bornOn, day) < minAge)
    reasons.push({ code: "too_young", minAge });
  else if (fault !== null) reasons.push({ code: fault });
  else if (minAge !== null && who.bornOn === null) warnings.push({ code: "birth_unknown", minAge });
  if (asked.qualification !== null && !who.qualifiedFor(asked.qualification, day))
    reasons.push({ code: "lacks_qualification", qualification: asked.qualification });
  const { clash, near } = meets(asked, who.promises, terms.graceMinutes);
  if (clash !== null) reasons.push({ code: "clash", ...met(clash) });
  else if (near !== null) warnings.push({ code: "near", ...met(near) });
  const lacking = asked.skills.filter((skill) => !who.skills.includes(skill));
  if (lacking.length > 0) warnings.push({ code: "lacks_skill", skills: lacking });
  if (asked.remaining === 0 || asked.waiting > 0) warnings.push({ code: "full" });
  return { slotId: asked.slotId, ok: reasons.length === 0, reasons, warnings };
}
