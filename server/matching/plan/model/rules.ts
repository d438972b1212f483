// The district's plan: everything open against everybody who could help, at the least cost there is. Pure and deterministic.
import { Flow } from "../solver/rules";
import { limitedBodies } from "./bodies/rules";
import { fairnessOf, networkOf, opennessOf } from "./network/rules";
import type { PlanAnswer, PlanCosts, PlanProblem, PlanStage } from "./schema";
import { forbidding, Trips } from "./trips/rules";

/** Told the stage and how much of it is done; answers false to stop. */
export type OnStage = (stage: PlanStage) => boolean;

/**
 * Without trip costs and groups the answer is optimal; with them it is good, and `bound` says how good at least. Stopped
 * during the flow, it is empty; stopped later, it is the best so far.
 */
export function solvePlan(problem: PlanProblem, onStage: OnStage = () => true): PlanAnswer {
  const network = networkOf(problem);
  const flow = new Flow(network.flow, 4 * forbidding(problem));
  const simple =
    problem.trips.every((cost) => cost === 0) &&
    network.least.every((least) => least <= 1) &&
    limitedBodies(problem).length === 0;
  // a pivot moves at most a few nodes: some four pivots a node is what districts took
  const expected = 4 * network.flow.nodes;
  const solved = flow.solve((pivots) => onStage({ stage: "flow", share: pivots / (pivots + expected) }));
  if (solved.status !== "optimal") {
    const none = new Float64Array(problem.arcs.helper.length);
    return {
      ...settle(problem, none),
      status: "cancelled",
      bound: Number.NEGATIVE_INFINITY,
      pivots: flow.pivots,
    };
  }
  if (simple) {
    const amounts = new Float64Array(network.first.length);
    for (let a = 0; a < amounts.length; a++) amounts[a] = solved.flow[network.first[a]!]!;
    const answer = settle(problem, amounts);
    return { ...answer, status: "optimal", bound: answer.costs.total, pivots: flow.pivots };
  }
  let stopped = false;
  const trips = new Trips(problem, network, flow);
  const { amounts } = trips.improve((share) => {
    stopped ||= !onStage({ stage: "trips", share });
    return !stopped;
  });
  return {
    ...settle(problem, amounts),
    status: stopped ? "cancelled" : "good",
    bound: Math.max(solved.objective, trips.bound),
    pivots: flow.pivots,
  };
}

/** What a choice of amounts leaves open, and what it costs. */
export function settle(
  problem: PlanProblem,
  amounts: Float64Array,
): { amounts: Float64Array; open: Float64Array; costs: PlanCosts } {
  const { slots, helpers, arcs, trips } = problem;
  const open = Float64Array.from(slots, (slot) => slot.amount);
  const carried = new Float64Array(helpers.length);
  const gone = new Uint8Array(trips.length);
  const costs: PlanCosts = { open: 0, way: 0, fairness: 0, trips: 0, total: 0 };
  for (let a = 0; a < amounts.length; a++) {
    const amount = amounts[a]!;
    if (amount === 0) continue;
    open[arcs.slot[a]!]! -= amount;
    carried[arcs.helper[a]!]! += amount;
    costs.way += amount * Math.round(arcs.cost[a]!);
    if (arcs.trip[a]! >= 0) gone[arcs.trip[a]!] = 1;
  }
  for (let t = 0; t < trips.length; t++) if (gone[t] === 1) costs.trips += trips[t]!;
  for (const [h, helper] of helpers.entries()) costs.fairness += along(fairnessOf(helper), carried[h]!);
  for (const [s, slot] of slots.entries()) costs.open += along(opennessOf(slot), open[s]!);
  costs.total = costs.open + costs.way + costs.fairness + costs.trips;
  return { amounts, open, costs };
}

/** The cost of so many portions, step by step. */
function along(steps: [number, number][], amount: number): number {
  let left = amount;
  let cost = 0;
  for (const [width, each] of steps) {
    const taken = Math.min(left, width);
    cost += taken * each;
    left -= taken;
  }
  return cost;
}
