// What nobody could do better: every need and everybody's willingness known beforehand, each week given out by min-cost flow.
// Kept of the constraints: who can, is free and would say yes at their best, portions a week, one pledge per helper and need. Left out:
// clashes, notices, deafness, what pledges of the week weigh on willingness. So no policy can be above it.
import { solveFlow } from "@/server/matching/plan/solver/rules";
import type { Year } from "./year";

export type Bound = { withPledge: number; filled: number; pledges: number; places: number };

/** Of the measured needs. `filled` is the sum of filled shares at its most, never less than the number filled. */
export function boundOf(year: Year): Bound {
  const sums = { withPledge: 0, filled: 0, pledges: 0, places: 0 };
  const weeks = Math.max(...year.needs.map((need) => need.week)) + 1;
  for (let week = 0; week < weeks; week++) {
    const needs = year.needs.filter((need) => need.week === week && need.measured);
    if (needs.length === 0) continue;
    const pairs = needs.flatMap((need, n) =>
      year.helpers.flatMap((helper) => {
        const pair = helper.at * year.needs.length + need.at;
        return year.able[pair] === 2 && year.margin[pair]! > 0 ? [{ n, helper: helper.at }] : [];
      }),
    );
    const most = (value: Value) => best(year, needs, pairs, value);
    sums.withPledge += most({ first: 1, rest: 0, one: false });
    sums.places += most({ first: 1, rest: 1, one: false });
    sums.pledges += most({ first: 1, rest: 1, one: true });
    sums.filled += most("share") / SHARE;
  }
  return sums;
}

/** Worth of a need's first portion and of each further one; one: a pledge is one portion, whatever its amount. "share": of the whole. */
type Value = { first: number; rest: number; one: boolean } | "share";
/** Shares are counted in these parts, rounded up. */
const SHARE = 1e6;

function best(
  year: Year,
  needs: Year["needs"],
  pairs: { n: number; helper: number }[],
  value: Value,
): number {
  const helperNode = (h: number) => 1 + h;
  const needNode = (n: number) => 1 + year.helpers.length + n;
  const sink = needNode(needs.length);
  const arcs: [from: number, to: number, capacity: number, cost: number][] = [];
  for (const { at, weekly } of year.helpers) arcs.push([0, helperNode(at), weekly, 0]);
  for (const { n, helper } of pairs)
    arcs.push([helperNode(helper), needNode(n), value !== "share" && value.one ? 1 : needs[n]!.ceiling, 0]);
  for (const [n, { ceiling }] of needs.entries()) {
    const [first, rest] =
      value === "share"
        ? [Math.ceil(SHARE / ceiling), Math.ceil(SHARE / ceiling)]
        : [value.first, value.rest];
    arcs.push([needNode(n), sink, 1, -first]);
    if (ceiling > 1) arcs.push([needNode(n), sink, ceiling - 1, -rest]);
  }
  const all = needs.reduce((sum, { ceiling }) => sum + ceiling, 0);
  arcs.push([0, sink, all, 0]);
  const supply = new Float64Array(sink + 1);
  supply[0] = all;
  supply[sink] = -all;
  const { status, objective } = solveFlow({
    nodes: sink + 1,
    supply,
    from: Int32Array.from(arcs, (arc) => arc[0]),
    to: Int32Array.from(arcs, (arc) => arc[1]),
    capacity: Float64Array.from(arcs, (arc) => arc[2]),
    cost: Float64Array.from(arcs, (arc) => arc[3]),
  });
  if (status !== "optimal") throw new Error(`the bound's flow is ${status}`);
  return -objective;
}
