// What makes an hour count: whole minutes, tiers by person-day, presence, overlaps, whose word it takes. Pure.
import type { Capacity, Flag, HoursClass, WaitsFor } from "./schema";
import { EARNING_LINES } from "./schema";

/** Ord. 67 art. 11: recorded within ten working days of the service. */
export const RECORD_WORK_DAYS = 10;

/** Thresholds a district may set (i志愿's practice, domain.md §5). */
export type Terms = { dayMinutes: number; longDayMinutes: number; presencePercent: number };
export const USUAL_TERMS: Terms = { dayMinutes: 480, longDayMinutes: 720, presencePercent: 60 };

export type Interval = { from: Date; to: Date };

/** Whole minutes, rounded down. */
export const minutesOf = ({ from, to }: Interval): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));

/** Half-open: ending at ten and beginning at ten is no overlap. */
export const overlaps = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to;

/** Nobody's word, the leader's, that of the organisation above, the district's: each may say what the ones before may. */
export const LEVELS = ["rule", "leader", "parent", "district"] as const;
export type Level = (typeof LEVELS)[number];
export const reaches = (has: Level, needed: Level): boolean => LEVELS.indexOf(has) >= LEVELS.indexOf(needed);
const higher = (a: Level, b: Level): Level => (reaches(a, b) ? a : b);

/** By how long the person's day becomes with this record: up to and including the limit it is still below it. */
export function tierOf(dayMinutes: number, terms: Terms): Level {
  if (dayMinutes <= terms.dayMinutes) return "rule";
  return dayMinutes <= terms.longDayMinutes ? "parent" : "district";
}

/** Present for less than the share of a fixed shift that counts by itself. A shift without a plan asks for no share. */
export function isShort(minutes: number, plan: Interval | null, terms: Terms): boolean {
  return plan !== null && minutes * 100 < minutesOf(plan) * terms.presencePercent;
}

/** What is known of a record when somebody's word is weighed. */
export type Weighed = {
  class: HoursClass;
  minutes: number;
  /** Confirmed minutes of the same person on the same day, without this record. */
  others: number;
  short: boolean;
  /** Both ends by our own clock, by the volunteer. */
  clocked: boolean;
  /** Somebody wrote it down afterwards. */
  enteredBy: string | null;
  hasUnit: boolean;
  hasParent: boolean;
};

/** Whose word it takes. Without an organisation above, what is the parent's is the district's. */
function levelNeeded(w: Weighed, terms: Terms): Level {
  const byDay = tierOf(w.others + w.minutes, terms);
  const byDayHere = byDay === "parent" && !w.hasParent ? "district" : byDay;
  const byHow = w.clocked && w.class === "scanned" && !w.short && w.enteredBy === null ? "rule" : "leader";
  return higher(byDayHere, byHow);
}

/** What the person who looks reads: what is still missing. */
export function waitsFor(w: Weighed, terms: Terms): WaitsFor {
  const level = levelNeeded(w, terms);
  if (level === "parent" || level === "district") return level;
  return w.enteredBy === null ? "leader" : "second";
}

export type Word = { by: string | null; level: Level };
export type Why =
  | "own"
  | "second"
  | WaitsFor
  | "no_unit"
  | "nothing"
  | "overlap"
  | "paid_time"
  | "earns_nothing";

/**
 * Why this word does not make the record count, or null where it does. `by` null: nobody's, the rule's.
 * Who served never says so themself, and what one wrote down afterwards another has to say too.
 */
export function whyNot(
  record: Weighed & {
    personId: string;
    lineKind: string;
    paidTime: boolean;
    interval: Interval;
    standing: readonly Interval[];
    /** Part of what this record counts with already: who spoke for the whole spoke for it, however long the day. */
    lowers?: boolean;
  },
  word: Word,
  terms: Terms,
): Why | null {
  if (!(EARNING_LINES as readonly string[]).includes(record.lineKind)) return "earns_nothing";
  if (record.paidTime) return "paid_time";
  if (record.minutes < 1) return "nothing";
  if (word.by === record.personId) return "own";
  if (record.standing.some((other) => overlaps(other, record.interval))) return "overlap";
  if (!record.hasUnit) return "no_unit";
  if (record.enteredBy !== null && (word.by === null || word.by === record.enteredBy)) return "second";
  const needed = record.lowers ? "leader" : levelNeeded(record, terms);
  if (reaches(word.level, needed)) return null;
  return needed === "rule" ? "leader" : needed;
}

export const CAPACITY_OF: Record<string, Capacity> = {
  unit: "unit",
  enterprise: "unit",
  party_team: "team",
  social: "team",
  welfare: "team",
  village: "community",
};

/** Flags as the column keeps them. */
export const flagsIn = (text: string): Flag[] => (text === "" ? [] : (text.split(" ") as Flag[]));
export const flagsText = (flags: Iterable<Flag>): string => [...new Set(flags)].sort().join(" ");

/** The weaker of two ways of knowing. */
export const weaker = (a: HoursClass, b: HoursClass): HoursClass => {
  const order: HoursClass[] = ["scanned", "roll_call", "late"];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
};
