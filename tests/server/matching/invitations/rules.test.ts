import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindsFor } from "@/server/matching/advisers/rules";
import {
  chanceOf,
  Fill,
  fewest,
  PRIOR_CHANCE,
  PRIOR_WEIGHT,
  TARGET,
  WAVE_MAX,
} from "@/server/matching/invitations/chances/rules";
import {
  answerEnd,
  askOf,
  isLow,
  LOW_WITHIN_HOURS,
  roundly,
  WEEKLY_CAP,
  WEEKLY_CAP_LOW,
  weeklyCap,
  weekOf,
} from "@/server/matching/invitations/rules";
import { inTurns, type Taker, TURN } from "@/server/matching/invitations/turns/rules";
import { nextWaveAt, PAUSE_HOURS, PAUSE_MIN_HOURS } from "@/server/matching/invitations/waves/rules";
import { HOUR_MS } from "@/server/time";

const at = (day: string) => new Date(`${day}+08:00`);

describe("the chance of a yes", () => {
  it("before anything is known is the prior; with many answers it is what they say", () => {
    expect(chanceOf({ accepted: 0, answered: 0 })).toBeCloseTo(PRIOR_CHANCE);
    expect(chanceOf({ accepted: 900, answered: 1000 })).toBeCloseTo(0.9, 1);
    expect(chanceOf({ accepted: 0, answered: PRIOR_WEIGHT })).toBeCloseTo(PRIOR_CHANCE / 2);
  });
});

describe("expected fill", () => {
  const sorts = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 6 }),
      chance: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    }),
    { maxLength: 9 },
  );

  it("is what counting every combination of yes and no gives", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), sorts, (room, asks) => {
        const fill = new Fill(room);
        for (const ask of asks) fill.add(ask);
        let sum = 0;
        for (let mask = 0; mask < 2 ** asks.length; mask++) {
          let p = 1;
          let amount = 0;
          asks.forEach((ask, i) => {
            const said = (mask >> i) & 1;
            p *= said ? ask.chance : 1 - ask.chance;
            if (said) amount += ask.amount;
          });
          sum += p * Math.min(room, amount);
        }
        expect(fill.expected).toBeCloseTo(sum / room, 6);
      }),
      { numRuns: 60 },
    );
  });

  it("the fewest in their order reach the target; one fewer does not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (room, chance) => {
          const ranked = Array.from({ length: 60 }, () => ({ amount: 1, chance }));
          const { count, expected } = fewest(room, [], ranked);
          const less = new Fill(room);
          for (const ask of ranked.slice(0, count - 1)) less.add(ask);
          expect(less.expected).toBeLessThan(TARGET);
          if (count < WAVE_MAX) expect(expected).toBeGreaterThanOrEqual(TARGET);
          expect(count).toBeLessThanOrEqual(WAVE_MAX);
        },
      ),
    );
  });

  it("the lower the chance the more are asked; nobody more where those asked already are likely enough", () => {
    const of = (chance: number) =>
      fewest(
        4,
        [],
        Array.from({ length: 40 }, () => ({ amount: 1, chance })),
      ).count;
    expect(of(0.3)).toBeGreaterThan(of(0.6));
    expect(fewest(1, [{ amount: 1, chance: 0.95 }], [{ amount: 1, chance: 0.9 }]).count).toBe(0);
  });
});

describe("how much is asked", () => {
  const line = {
    kind: "goods",
    unit: "jin",
    unit_size: 500,
    ceiling: 200_000 * 500,
    remaining: 200_000 * 500,
    share_limit: null,
  };
  it("of goods a tenth, in a number people say; never more than is left or than one may hold", () => {
    expect(askOf(line, { helperKind: "organisation", capacity: 9 })).toBe(20_000 * 500);
    expect(askOf({ ...line, remaining: 300 * 500 }, { helperKind: "organisation", capacity: 9 })).toBe(
      300 * 500,
    );
    expect(askOf({ ...line, share_limit: 5_000 * 500 }, { helperKind: "organisation", capacity: 9 })).toBe(
      5_000 * 500,
    );
    expect([1, 9, 10, 19, 49, 70, 5400].map(roundly)).toEqual([1, 5, 10, 10, 20, 50, 5000]);
  });
  it("of people one of a person, of a team as many as it can send, of many places not more than half", () => {
    const people = {
      kind: "people",
      unit: "person",
      unit_size: 1,
      ceiling: 20,
      remaining: 20,
      share_limit: null,
    };
    const team = (capacity: number, remaining = 20) =>
      askOf({ ...people, remaining }, { helperKind: "organisation", capacity });
    expect(askOf(people, { helperKind: "person", capacity: 1 })).toBe(1);
    expect([team(3), team(8), team(30), team(30, 3), team(30, 6)]).toEqual([3, 8, 10, 3, 4]);
  });
  it("is never more than is left, in whole steps", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 10_000 }),
        (remaining, size, ceiling) => {
          const asked = askOf(
            {
              kind: "goods",
              unit: "bag",
              unit_size: size,
              ceiling: Math.max(ceiling, remaining),
              remaining,
              share_limit: null,
            },
            { helperKind: "organisation", capacity: null },
          );
          expect(asked).toBeLessThanOrEqual(remaining);
          expect(asked % size).toBe(0);
        },
      ),
    );
  });
});

describe("turns", () => {
  const taker = (
    helperId: string,
    soFar: number,
    tier: number,
    km: number | null = null,
    capacity: number | null = 4,
  ): Taker => ({ helperId, soFar, tier, km, capacity });
  it("begin with the two nearest of those who have had least for what they can take", () => {
    const order = inTurns([
      taker("much", 4, 0),
      taker("far", 0, 2),
      taker("near", 0, 0),
      taker("big", 1, 1, null, 40),
    ]);
    expect(order.map((t) => t.helperId)).toEqual(["near", "big", "far", "much"]);
    expect(order.slice(0, TURN).map((t) => t.helperId)).toEqual(["near", "big"]);
  });
  it("kilometres count within the same tier, unknown ones last; else the ranking's order stays", () => {
    expect(
      inTurns([taker("a", 0, 1), taker("b", 0, 1, 9), taker("c", 0, 1, 2), taker("d", 0, 1)]).map(
        (t) => t.helperId,
      ),
    ).toEqual(["c", "b", "a", "d"]);
  });
});

describe("the week", () => {
  it("begins on Monday in China, at midnight there", () => {
    expect(weekOf(at("2026-11-15T23:59:59.999"))).toBe("2026-11-09");
    expect(weekOf(at("2026-11-16T00:00:00"))).toBe("2026-11-16");
  });
  it("bears a few more where little is filled and little time is left: a quarter, three days, each to the last one", () => {
    const now = at("2026-11-18T10:00");
    const soon = new Date(now.getTime() + LOW_WITHIN_HOURS * HOUR_MS);
    expect(isLow({ ceiling: 100, remaining: 76 }, soon, now)).toBe(true);
    expect(isLow({ ceiling: 100, remaining: 75 }, soon, now)).toBe(false);
    expect(isLow({ ceiling: 100, remaining: 100 }, new Date(soon.getTime() + 1), now)).toBe(false);
    expect([weeklyCap(false), weeklyCap(true)]).toEqual([WEEKLY_CAP, WEEKLY_CAP_LOW]);
  });
});

describe("clocks", () => {
  const now = at("2026-11-18T10:00");
  it("an invitation stands two days, by day, and never past half of what is left", () => {
    expect(answerEnd(now, at("2026-12-31T00:00"))).toEqual(at("2026-11-20T10:00"));
    expect(answerEnd(at("2026-11-18T22:00"), at("2026-12-31T00:00"))).toEqual(at("2026-11-21T09:00"));
    expect(answerEnd(now, at("2026-11-18T14:00"))).toEqual(at("2026-11-18T12:00"));
    expect(answerEnd(now, at("2026-11-17T14:00"))).toEqual(now);
  });
  it("waves are a day apart, closer to the end a quarter of what is left, never less than an hour", () => {
    expect(nextWaveAt(now, at("2026-12-31T00:00")).getTime() - now.getTime()).toBe(PAUSE_HOURS * HOUR_MS);
    expect(nextWaveAt(now, at("2026-11-18T18:00"))).toEqual(at("2026-11-18T12:00"));
    expect(nextWaveAt(now, at("2026-11-18T11:00")).getTime() - now.getTime()).toBe(PAUSE_MIN_HOURS * HOUR_MS);
  });
});

describe("whose matter it is", () => {
  const line = (item: string, qualification: string | null = null) => ({
    kind: "expertise",
    item,
    qualification,
  });
  it("a qualification says it, else the words; a doctor is nobody's office, and goods are not expertise", () => {
    expect(kindsFor(line("看看合同", "lawyer"))).toEqual(["lawyer"]);
    expect(kindsFor(line("土地流转合同纠纷"))).toEqual(["lawyer", "mediator"]);
    expect(kindsFor(line("反诈宣传"))).toEqual(["police_assistant"]);
    expect(kindsFor(line("义诊", "doctor"))).toEqual([]);
    expect(kindsFor({ kind: "goods", item: "法律书", qualification: null })).toEqual([]);
  });
});
