// What a shift says of itself, its days, and what a changed series does to the shifts there are. Pure: "now" is always given.
import { refuse } from "@/server/errors";

/** fixed: from start to end; window: any time between them. */
export const SHIFT_KINDS = ["fixed", "window"] as const;
export type ShiftKind = (typeof SHIFT_KINDS)[number];

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

/** Unnamed seats of organisations are given back then: when said, else when withdrawing ends. */
export const namedUntilOf = (shift: { namedUntil: Date | null; cutOffAt: Date | null }): Date | null =>
  shift.namedUntil ?? shift.cutOffAt;
