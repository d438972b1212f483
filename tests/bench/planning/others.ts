// What the plan is compared with: first come, first served; the cheapest first; and yalps on the same programme.
import { solve } from "yalps";
import { fairnessOf, opennessOf } from "@/server/matching/plan/model/network/rules";
import type { PlanProblem } from "@/server/matching/plan/model/schema";
import { drawn } from "@/tests/support/oracle";
import { timeParts } from "@/tests/support/time-parts";

/** Gives out places one by one and refuses what no helper could do. */
function giving({ slots, helpers, arcs }: PlanProblem) {
  const amounts = new Float64Array(arcs.helper.length);
  const open = Float64Array.from(slots, (slot) => slot.amount);
  const left = Float64Array.from(helpers, (helper) => helper.capacity);
  const own = helpers.map((): number[] => []);
  for (const [a, h] of arcs.helper.entries()) own[h]!.push(a);
  const partOf = new Int32Array(arcs.helper.length);
  const busy = helpers.map(() => new Map<number, number>());
  for (const list of own)
    for (const [at, part] of timeParts(list.map((a) => slots[arcs.slot[a]!]!)).entries())
      partOf[list[at]!] = part;
  const give = (a: number, wanted: number): void => {
    const h = arcs.helper[a]!;
    const then = busy[h]!.get(partOf[a]!) ?? 0;
    const free = partOf[a]! < 0 ? left[h]! : helpers[h]!.atOnce - then;
    const amount = Math.min(wanted, left[h]!, free, open[arcs.slot[a]!]!, arcs.most[a]! - amounts[a]!);
    if (amount <= 0) return;
    amounts[a]! += amount;
    left[h]! -= amount;
    open[arcs.slot[a]!]! -= amount;
    busy[h]!.set(partOf[a]!, then + amount);
  };
  return { amounts, own, give };
}

/** Helpers come by in any order, and each takes the nearest that is still open until it can do no more. */
export function firstCome(problem: PlanProblem, seed: number): Float64Array {
  const { amounts, own, give } = giving(problem);
  const draw = drawn(seed);
  const order = own.map((_, h) => ({ h, at: draw() })).sort((a, b) => a.at - b.at);
  for (const { h } of order)
    for (const a of own[h]!.sort((x, y) => problem.arcs.cost[x]! - problem.arcs.cost[y]!))
      give(a, Number.POSITIVE_INFINITY);
  return amounts;
}

/** The most urgent first, each from the nearest who still can. */
export function greedy(problem: PlanProblem): Float64Array {
  const { arcs, slots } = problem;
  const { amounts, give } = giving(problem);
  const gain = (a: number) => slots[arcs.slot[a]!]!.waits - arcs.cost[a]!;
  for (const a of [...arcs.helper.keys()].sort((x, y) => gain(y) - gain(x)))
    give(a, Number.POSITIVE_INFINITY);
  return amounts;
}

/** The same linear programme, as yalps likes it. Answers its least cost. */
export function byYalps({ slots, helpers, arcs }: PlanProblem): number {
  const constraints = new Map<string, { min?: number; max?: number; equal?: number }>();
  const variables = new Map<string, [string, number][]>();
  for (const [s, slot] of slots.entries()) {
    constraints.set(`s${s}`, { equal: slot.amount });
    for (const [step, [width, cost]] of opennessOf(slot).entries()) {
      constraints.set(`o${s}:${step}`, { max: width });
      variables.set(`o${s}:${step}`, [
        ["cost", cost],
        [`s${s}`, 1],
        [`o${s}:${step}`, 1],
      ]);
    }
  }
  const own = helpers.map((): number[] => []);
  for (const [a, h] of arcs.helper.entries()) own[h]!.push(a);
  for (const [h, helper] of helpers.entries()) {
    constraints.set(`h${h}`, { equal: 0 });
    for (const [step, [width, cost]] of fairnessOf(helper).entries()) {
      constraints.set(`f${h}:${step}`, { max: width });
      variables.set(`f${h}:${step}`, [
        ["cost", cost],
        [`h${h}`, -1],
        [`f${h}:${step}`, 1],
      ]);
    }
    const parts = timeParts(own[h]!.map((a) => slots[arcs.slot[a]!]!));
    for (const [at, a] of own[h]!.entries()) {
      const entries: [string, number][] = [
        ["cost", arcs.cost[a]!],
        [`s${arcs.slot[a]}`, 1],
        [`h${h}`, 1],
      ];
      const slot = slots[arcs.slot[a]!]!;
      const most = Math.min(arcs.most[a]!, slot.amount, helper.capacity);
      // a bound that others imply is no row of its own
      if (most < slot.amount && most < helper.capacity) {
        constraints.set(`x${a}`, { max: most });
        entries.push([`x${a}`, 1]);
      }
      if (parts[at]! >= 0 && helper.atOnce < helper.capacity) {
        constraints.set(`p${h}:${parts[at]}`, { max: helper.atOnce });
        entries.push([`p${h}:${parts[at]}`, 1]);
      }
      variables.set(`a${a}`, entries);
    }
  }
  const model = { direction: "minimize" as const, objective: "cost", constraints, variables };
  return solve(model, { maxPivots: Number.POSITIVE_INFINITY, precision: 1e-9 }).result;
}
