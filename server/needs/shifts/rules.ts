// What a shift says of itself, its days, and what a changed series does to the shifts there are. Pure: "now" is always given.
import { refuse } from "@/server/errors";
import { DAY_MS as DAY, HOUR_MS as HOUR } from "@/server/time";
import { AHEAD_MAX_DAYS, SHIFT_MAX_HOURS } from "../rules";

/** fixed: from start to end; window: any time between them. */
export const SHIFT_KINDS = ["fixed", "window"] as const;
type ShiftKind = (typeof SHIFT_KINDS)[number];

/** What a shift asks for and offers, beside its times and seats. */
export type ShiftTerms = {
  kind: ShiftKind;
  role: string | null;
  place: string | null;
  skills: string[];
  qualification: string | null;
  minAge: number | null;
  dangerous: boolean;
  insured: boolean;
  homeVisit: boolean;
  paidTime: boolean;
};

export const PLAIN_TERMS: ShiftTerms = {
  kind: "fixed",
  role: null,
  place: null,
  skills: [],
  qualification: null,
  minAge: null,
  dangerous: false,
  insured: false,
  homeVisit: false,
  paidTime: false,
};

/** Reg. art. 17: what may endanger volunteers is insured before it begins. */
export function mustBeInsured(shift: { dangerous: boolean; insured: boolean }): void {
  if (shift.dangerous && !shift.insured) refuse("NOT_INSURED");
}

/** A year of weeks; more is another line. */
export const SHIFTS_MAX = 60;

/** Field → reason, for times that cannot be. A shift that keeps its start may have it behind it. */
export function wrongTimes(
  startsAt: Date,
  endsAt: Date,
  now: Date,
  startedAt: Date | null = null,
): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (startsAt <= now && startsAt.getTime() !== startedAt?.getTime()) wrong.startsAt = "in_the_past";
  else if (startsAt.getTime() > now.getTime() + AHEAD_MAX_DAYS * DAY) wrong.startsAt = "too_far";
  if (endsAt <= startsAt) wrong.endsAt = "ends_before_start";
  else if (endsAt.getTime() - startsAt.getTime() > SHIFT_MAX_HOURS * HOUR) wrong.endsAt = "too_long_shift";
  return wrong;
}

export type Timed = { startsAt: Date; endsAt: Date; seats: number };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What differs, by field; what everybody who signed up is told. */
export function differences(was: ShiftTerms & Timed, to: ShiftTerms & Timed): string[] {
  return (Object.keys(to) as (keyof typeof to)[]).filter((field) => !same(was[field], to[field]));
}
