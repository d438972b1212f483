// A plan against HiGHS, and against what a plan may never do.
import { beforeAll, describe, expect, it } from "vitest";
import { pruned } from "@/server/matching/plan/model/pruning/rules";
import { settle, solvePlan } from "@/server/matching/plan/model/rules";
import type { PlanProblem } from "@/server/matching/plan/model/schema";
import { type Oracle, openOracle } from "@/tests/support/oracle";
import { drawnPlan, planProgramme, type Size } from "@/tests/support/plans";
import { timeParts } from "@/tests/support/time-parts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle();
});

const SMALL: Size = { helpers: 30, slots: 25, villages: 12, days: 3, load: 1, kinds: 3, trip: 0, group: 1 };
const LOADS = [0.5, 0.9, 1.6];

/** Whole numbers, within what is open and what each can carry, at no time in two places, groups whole. */
function expectPossible({ slots, helpers, arcs }: PlanProblem, amounts: Float64Array): void {
  const given = new Float64Array(slots.length);
  for (const [h, helper] of helpers.entries()) {
    const own = [...arcs.helper.keys()].filter((a) => arcs.helper[a] === h && amounts[a]! > 0);
    expect(own.reduce((sum, a) => sum + amounts[a]!, 0)).toBeLessThanOrEqual(helper.capacity);
    for (const a of own) {
      const slot = slots[arcs.slot[a]!]!;
      given[arcs.slot[a]!]! += amounts[a]!;
      expect(Number.isInteger(amounts[a])).toBe(true);
      expect(amounts[a]).toBeLessThanOrEqual(arcs.most[a]!);
      expect(amounts[a]).toBeGreaterThanOrEqual(Math.min(helper.group, slot.amount));
      if (slot.from < 0) continue;
      const meanwhile = own.filter((b) => {
        const other = slots[arcs.slot[b]!]!;
        return other.from >= 0 && other.from <= slot.from && slot.from < other.until;
      });
      expect(meanwhile.reduce((sum, b) => sum + amounts[b]!, 0)).toBeLessThanOrEqual(helper.atOnce);
    }
  }
  for (const [s, slot] of slots.entries()) expect(given[s]).toBeLessThanOrEqual(slot.amount);
}

describe("a plan", () => {
  it.each(LOADS)("costs what HiGHS says, whole and possible, on 60 districts at load %f", (load) => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = drawnPlan(seed, { ...SMALL, load });
      const answer = solvePlan(problem);
      const { objective } = oracle.solve(planProgramme(problem));
      expect([seed, answer.status, answer.costs.total]).toEqual([
        seed,
        "optimal",
        Math.round(objective ?? -1),
      ]);
      expectPossible(problem, answer.amounts);
    }
  });

  it("with trips and groups: possible, never below the bound, close to HiGHS's optimum", () => {
    let [ours, best] = [0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const problem = drawnPlan(seed, { ...SMALL, helpers: 12, slots: 10, villages: 5, trip: 300, group: 3 });
      const answer = solvePlan(problem);
      expectPossible(problem, answer.amounts);
      expect(answer.bound).toBeLessThanOrEqual(answer.costs.total);
      const mip = oracle.solve(planProgramme(problem, true), 20);
      if (!mip.optimal) continue;
      expect(answer.costs.total).toBeGreaterThanOrEqual(Math.round(mip.objective ?? 0));
      ours += answer.costs.total;
      best += mip.objective ?? 0;
    }
    expect(ours / best).toBeLessThan(1.03);
  });

  const none = new Int32Array();
  const arcs = (rows: [helper: number, slot: number, most: number, cost: number, trip?: number][]) => ({
    helper: Int32Array.from(rows, (r) => r[0]),
    slot: Int32Array.from(rows, (r) => r[1]),
    most: Float64Array.from(rows, (r) => r[2]),
    cost: Float64Array.from(rows, (r) => r[3]),
    trip: Int32Array.from(rows, (r) => r[4] ?? -1),
  });
  const slot = { village: 0, amount: 2, waits: 5_000, from: -1, until: -1 };
  const helper = { capacity: 2, atOnce: 2, load: 0, group: 1 };

  it("leaves everything open where nobody can help, and says what that costs", () => {
    const empty = {
      helper: none,
      slot: none,
      most: new Float64Array(),
      cost: new Float64Array(),
      trip: none,
    };
    const answer = solvePlan({ slots: [slot], helpers: [], arcs: empty, trips: new Float64Array() });
    expect([...answer.open]).toEqual([2]);
    expect(answer.costs.total).toBe(answer.costs.open);
    expect(solvePlan({ slots: [], helpers: [], arcs: empty, trips: new Float64Array() }).costs.total).toBe(0);
  });

  it("shares work out: whoever has carried less is asked, where the way is the same", () => {
    const answer = solvePlan({
      slots: [slot],
      helpers: [helper, { ...helper, load: 6 }],
      arcs: arcs([
        [1, 0, 2, 10],
        [0, 0, 2, 10],
      ]),
      trips: new Float64Array(),
    });
    expect([...answer.amounts]).toEqual([0, 2]);
    const both = solvePlan({
      slots: [slot],
      helpers: [helper, helper],
      arcs: arcs([
        [0, 0, 2, 10],
        [1, 0, 2, 10],
      ]),
      trips: new Float64Array(),
    });
    expect([...both.amounts]).toEqual([1, 1]);
  });

  it("asks one pair of hands for one place at a time, and for two one after the other", () => {
    const at = (from: number, until: number) => ({ ...slot, amount: 1, from, until });
    const plan = (slots: PlanProblem["slots"]) =>
      solvePlan({
        slots,
        helpers: [{ ...helper, atOnce: 1 }],
        arcs: arcs(slots.map((_, s) => [0, s, 1, 0])),
        trips: new Float64Array(),
      }).open.reduce((sum, open) => sum + open, 0);
    expect(plan([at(480, 600), at(599, 700)])).toBe(1);
    expect(plan([at(480, 600), at(600, 700)])).toBe(0);
    expect([
      ...timeParts([at(540, 720), at(480, 600), at(660, 840), { from: -1, until: -1 }, at(840, 900)]),
    ]).toEqual([0, 0, 0, -1, 1]);
  });

  it("sends one team where two would each pay the way, and no team too small", () => {
    const two = { ...helper, capacity: 4, atOnce: 4, group: 2 };
    const problem = {
      slots: [{ ...slot, amount: 3 }],
      helpers: [two, two],
      arcs: arcs([
        [0, 0, 4, 10, 0],
        [1, 0, 4, 10, 1],
      ]),
      trips: Float64Array.from([900, 960]),
    };
    expect([...solvePlan(problem).amounts]).toEqual([3, 0]);
    expect(settle(problem, Float64Array.from([3, 0])).costs.trips).toBe(900);
  });

  it("asks nobody for more slots than they may be asked for, whatever kind of thing it is", () => {
    const slots = [slot, slot, { ...slot, waits: 9_000 }];
    const both = { capacity: 9, atOnce: 9, load: 0, group: 1, body: 0, visits: { usual: 2, all: 2 } };
    const problem = {
      slots,
      helpers: [both, both],
      arcs: arcs([
        [0, 0, 2, 1],
        [1, 1, 2, 1],
        [0, 2, 2, 1],
      ]),
      trips: new Float64Array(),
    };
    const { amounts } = solvePlan(problem);
    expect(amounts.filter((amount) => amount > 0).length).toBeLessThanOrEqual(2);
    expect(amounts[2]).toBe(2);
    for (let seed = 1; seed <= 10; seed++) {
      const drawn = drawnPlan(seed, { ...SMALL, trip: 200, group: 2 });
      for (const [s, one] of drawn.slots.entries()) one.low = s % 2 === 0;
      for (const one of drawn.helpers) one.visits = { usual: 1, all: 2 };
      const answer = solvePlan(drawn);
      expectPossible(drawn, answer.amounts);
      const asked = drawn.helpers.map((_, h) =>
        [...drawn.arcs.helper.keys()].filter((a) => drawn.arcs.helper[a] === h && answer.amounts[a]! > 0),
      );
      const usual = asked.map((own) => own.filter((a) => !drawn.slots[drawn.arcs.slot[a]!]!.low));
      expect(Math.max(...asked.map((own) => own.length))).toBe(2);
      expect(Math.max(...usual.map((own) => own.length))).toBe(1);
    }
  });

  it("stops when told, with the best so far", () => {
    const problem = drawnPlan(3, { ...SMALL, trip: 300, group: 2 });
    const stages: string[] = [];
    const stopped = solvePlan(problem, ({ stage }) => stages.push(stage) < 3);
    expect(stopped.status).toBe("cancelled");
    expect(stages).toEqual(["trips", "trips", "trips"]);
    expectPossible(problem, stopped.amounts);
  });

  it("pruned to the nearest few costs more or the same, never less", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = drawnPlan(seed, SMALL);
      const costs = [2, 5, 1_000].map((nearest) => solvePlan(pruned(problem, nearest)[0]).costs.total);
      const whole = solvePlan(problem).costs.total;
      expect(costs[0]).toBeGreaterThanOrEqual(costs[1] as number);
      expect(costs[1]).toBeGreaterThanOrEqual(whole);
      expect(costs[2]).toBe(whole);
    }
  });
});
