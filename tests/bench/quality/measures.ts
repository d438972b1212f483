// What came of a year, in numbers, and what several years say together.
import { median } from "../sides/measure";
import type { Played } from "./play";
import { HOUR, type Year } from "./year";

export const MEASURES = [
  "withPledge", // share of needs that had a pledge by their start
  "filled", // share of needs wholly filled by their start
  "places", // share of places
  "pledges", // number
  "hoursToPledge", // mean over all needs; one without a pledge counts until its start
  "hoursToFill", // median of those filled
  "hit20", // visits with something they would take: it stood among the first twenty
  "notices", // number
  "noticesPerFill",
  "noticesPerPledge",
  "teamGini", // of what teams carried of what they can
  "helperTop", // share of all pledges the busiest tenth of helpers made
  "townGini", // of what towns were given of what they asked
  "villageGini",
  "muted", // share of helpers who switched off being asked
] as const;
export type Measure = (typeof MEASURES)[number];
export type Measured = Record<Measure, number>;

export function measured(year: Year, played: Played): Measured {
  const needs = year.needs.filter((need) => need.measured);
  const { standing, firstAt, filledAt, notices } = played;
  const made = standing.made.filter((pledge) => year.needs[pledge.need]!.measured);
  const total = (of: Iterable<number>) => [...of].reduce((sum, n) => sum + n, 0);
  const filled = needs.filter((need) => standing.remaining[need.at] === 0);
  const sent = total(needs.map((need) => notices[need.at]!));
  const carried = new Float64Array(year.helpers.length);
  const counts = new Float64Array(year.helpers.length);
  for (const { helper, amount } of made) {
    carried[helper]! += amount;
    counts[helper]!++;
  }
  const teams = year.helpers.filter((helper) => helper.kind === "organisation");
  const busiest = [...counts].sort((a, b) => b - a).slice(0, Math.ceil(counts.length / 10));
  const given = (of: (need: (typeof needs)[number]) => number) => {
    const by = new Map<number, [got: number, asked: number]>();
    for (const need of needs) {
      const [got, asked] = by.get(of(need)) ?? [0, 0];
      by.set(of(need), [got + need.ceiling - standing.remaining[need.at]!, asked + need.ceiling]);
    }
    return [...by.values()].map(([got, asked]) => got / asked);
  };
  return {
    withPledge: needs.filter((need) => standing.pledges.needs[need.at]! > 0).length / needs.length,
    filled: filled.length / needs.length,
    places: total(made.map(({ amount }) => amount)) / total(needs.map(({ ceiling }) => ceiling)),
    pledges: made.length,
    hoursToPledge:
      total(
        needs.map((need) => {
          const first = firstAt[need.at]!;
          return ((Number.isNaN(first) ? need.startsAt : first) - need.publishedAt) / HOUR;
        }),
      ) / needs.length,
    hoursToFill: median(filled.map((need) => (filledAt[need.at]! - need.publishedAt) / HOUR)),
    hit20: played.suited === 0 ? Number.NaN : played.hits / played.suited,
    notices: sent,
    noticesPerFill: sent / filled.length,
    noticesPerPledge: sent / made.length,
    teamGini: gini(teams.map((team) => carried[team.at]! / team.weekly)),
    helperTop: total(busiest) / made.length,
    townGini: gini(given((need) => year.villages[need.village]!.town_id)),
    villageGini: gini(given((need) => need.village)),
    muted: played.muted / year.helpers.length,
  };
}

/** 0: all alike · towards 1: one has all. */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((sum, n) => sum + n, 0);
  if (total === 0) return 0;
  const ranks = sorted.reduce((sum, n, at) => sum + (at + 1) * n, 0);
  return (2 * ranks) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

export type Interval = { mean: number; low: number; high: number };

/** Mean and its 95 % interval, by Student's t. */
export function interval(values: readonly number[]): Interval {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  if (n < 2) return { mean, low: Number.NaN, high: Number.NaN };
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
  const half = (student(n - 1) * sd) / Math.sqrt(n);
  return { mean, low: mean - half, high: mean + half };
}

/** The 97.5 % point of Student's t: Cornish and Fisher's expansion, right to 0.001 from 5 degrees of freedom on. */
export function student(degrees: number): number {
  const z = 1.959964;
  const v = degrees;
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3)
  );
}
