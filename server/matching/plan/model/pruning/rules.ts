// A smaller problem: for each slot only the nearest helpers. Faster, and the bench says what it loses.
import type { PlanProblem } from "../schema";

/** Keeps the `nearest` cheapest arcs of each slot (ties: the first); answers the smaller problem and which arcs it kept. */
export function pruned(problem: PlanProblem, nearest: number): [PlanProblem, kept: number[]] {
  const { arcs, slots } = problem;
  const bySlot = Array.from({ length: slots.length }, (): number[] => []);
  for (let a = 0; a < arcs.slot.length; a++) bySlot[arcs.slot[a]!]!.push(a);
  const price = (a: number) => arcs.cost[a]! + (arcs.trip[a]! < 0 ? 0 : problem.trips[arcs.trip[a]!]!);
  const kept = bySlot
    .flatMap((own) =>
      own.length <= nearest ? own : own.sort((a, b) => price(a) - price(b) || a - b).slice(0, nearest),
    )
    .sort((a, b) => a - b);
  const take = <A extends Int32Array | Float64Array>(from: A, empty: A): A => {
    for (const [at, a] of kept.entries()) empty[at] = from[a]!;
    return empty;
  };
  const smaller = {
    ...problem,
    arcs: {
      helper: take(arcs.helper, new Int32Array(kept.length)),
      slot: take(arcs.slot, new Int32Array(kept.length)),
      most: take(arcs.most, new Float64Array(kept.length)),
      cost: take(arcs.cost, new Float64Array(kept.length)),
      trip: take(arcs.trip, new Int32Array(kept.length)),
    },
  };
  return [smaller, kept];
}
