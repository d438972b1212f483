// The simulated year keeps the rules it is meant to try out. Short years: what they say of policies is `bench quality`'s to say.
import { describe, expect, it } from "vitest";
import { weeklyCap } from "@/server/matching/invitations/rules";
import { boundOf } from "@/tests/bench/quality/bound";
import { gini, interval, measured, student } from "@/tests/bench/quality/measures";
import { play } from "@/tests/bench/quality/play";
import { POLICIES } from "@/tests/bench/quality/policies";
import { drawnYear, USUAL } from "@/tests/bench/quality/year";

const SHORT = { ...USUAL, weeks: 3 };
const SEEDS = [1, 2];
const years = SEEDS.map((seed) => drawnYear(seed, SHORT));
const played = years.flatMap((year) => POLICIES.map((name) => ({ year, name, result: play(year, name) })));

describe("a simulated year", () => {
  it("fills no need beyond what it asked, and loses no place", () => {
    for (const { year, result } of played) {
      const given = new Map<number, number>();
      for (const { need, amount } of result.standing.made) {
        expect(amount).toBeGreaterThan(0);
        given.set(need, (given.get(need) ?? 0) + amount);
      }
      for (const need of year.needs)
        expect((given.get(need.at) ?? 0) + result.standing.remaining[need.at]!).toBe(need.ceiling);
    }
  });

  it("gives nobody more in a week than they can, nor one need twice, nor what they cannot", () => {
    for (const { year, result } of played) {
      const weeks = new Map<string, number>();
      const pairs = new Set<string>();
      for (const { helper, need, amount, at } of result.standing.made) {
        const { week, publishedAt, startsAt } = year.needs[need]!;
        const key = `${helper}:${week}`;
        weeks.set(key, (weeks.get(key) ?? 0) + amount);
        expect(weeks.get(key)).toBeLessThanOrEqual(year.helpers[helper]!.weekly);
        expect(pairs.has(`${helper}:${need}`)).toBe(false);
        pairs.add(`${helper}:${need}`);
        expect(year.able[helper * year.needs.length + need]).toBe(2);
        expect(at).toBeGreaterThanOrEqual(publishedAt);
        expect(at).toBeLessThan(startsAt);
      }
    }
  });

  it("asks nobody above the weekly cap, but for a broadcast", () => {
    for (const { name, result } of played) {
      const most = Math.max(...result.standing.sent);
      if (name === "broadcast") expect(most).toBeGreaterThan(weeklyCap(true));
      else expect(most).toBeLessThanOrEqual(weeklyCap(true));
    }
  });

  it("is the same for the same seed, and another for another", () => {
    const again = play(drawnYear(1, SHORT), "ours");
    expect(again.standing.made).toEqual(played[0]!.result.standing.made);
    expect(years[0]!.needs.map((need) => need.village)).not.toEqual(
      years[1]!.needs.map((need) => need.village),
    );
  });

  it("no policy is better than the clairvoyant, in anything that is bounded", () => {
    for (const year of years) {
      const bound = boundOf(year);
      const needs = year.needs.filter((need) => need.measured);
      const asked = needs.reduce((sum, need) => sum + need.ceiling, 0);
      for (const { result } of played.filter((one) => one.year === year)) {
        const got = measured(year, result);
        expect(got.withPledge).toBeLessThanOrEqual(bound.withPledge / needs.length + 1e-9);
        expect(got.filled).toBeLessThanOrEqual(bound.filled / needs.length + 1e-9);
        expect(got.pledges).toBeLessThanOrEqual(bound.pledges);
        expect(got.places).toBeLessThanOrEqual(bound.places / asked + 1e-9);
      }
    }
  });

  it("lists alone send no notices", () => {
    const alone = play(years[0]!, "ours", false);
    expect(Math.max(...alone.notices)).toBe(0);
    expect(alone.standing.made.length).toBeGreaterThan(0);
  });
});

describe("what years say together", () => {
  it("Gini's coefficient is 0 among equals and (n − 1)/n where one has all", () => {
    expect(gini([3, 3, 3])).toBeCloseTo(0);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75);
  });

  it("an interval is Student's: 2.093 for twenty years", () => {
    expect(student(19)).toBeCloseTo(2.093, 3);
    const { mean, low, high } = interval([1, 2, 3, 4, 5, 6]);
    expect(mean).toBe(3.5);
    expect(high - mean).toBeCloseTo((2.5706 * Math.sqrt(3.5)) / Math.sqrt(6), 2);
    expect(mean - low).toBeCloseTo(high - mean);
  });
});
