// Whose hands these are: one body may stand in a plan for several kinds of thing, and is asked for so many slots at most. Pure.
import type { PlanProblem, PlanSlot, Visits } from "../schema";

/** A number of its own for each body. */
const bodyOf = ({ helpers }: PlanProblem, h: number): number => helpers[h]!.body ?? -1 - h;

/** Bodies with more arcs than they may be asked for: of those that are not low, then of all. */
export function limitedBodies(problem: PlanProblem): { arcs: number[]; most: number }[] {
  const { helpers, slots, arcs } = problem;
  const of = new Map<number, { usual: number[]; all: number[]; visits: Visits }>();
  for (const [a, h] of arcs.helper.entries()) {
    const { visits } = helpers[h]!;
    if (visits === undefined) continue;
    const found = of.get(bodyOf(problem, h)) ?? { usual: [], all: [], visits };
    if (!slots[arcs.slot[a]!]!.low) found.usual.push(a);
    found.all.push(a);
    of.set(bodyOf(problem, h), found);
  }
  return [...of.values()]
    .flatMap(({ usual, all, visits }) => [
      { arcs: usual, most: visits.usual },
      ...(usual.length < all.length ? [{ arcs: all, most: visits.all }] : []), // else the first says it
    ])
    .filter((body) => body.arcs.length > body.most);
}

/** Whether the helper of an arc could take one portion there beside what these amounts ask of them already. */
export function roomBeside(problem: PlanProblem, amounts: ArrayLike<number>): (a: number) => boolean {
  const { helpers, slots, arcs } = problem;
  const asked = helpers.map((): number[] => []);
  const had = new Map<number, Visits>();
  for (const [a, h] of arcs.helper.entries()) {
    if (amounts[a] === 0) continue;
    asked[h]!.push(a);
    const { usual, all } = had.get(bodyOf(problem, h)) ?? { usual: 0, all: 0 };
    had.set(bodyOf(problem, h), { usual: usual + (slots[arcs.slot[a]!]!.low ? 0 : 1), all: all + 1 });
  }
  const sum = (some: number[]) => some.reduce((all, a) => all + amounts[a]!, 0);
  return (a) => {
    const h = arcs.helper[a]!;
    const { capacity, atOnce, visits } = helpers[h]!;
    const slot = slots[arcs.slot[a]!]!;
    const { usual, all } = had.get(bodyOf(problem, h)) ?? { usual: 0, all: 0 };
    const mayVisit = visits === undefined || (all < visits.all && (slot.low || usual < visits.usual));
    const meanwhile = asked[h]!.filter((b) => overlap(slots[arcs.slot[b]!]!, slot));
    return mayVisit && sum(asked[h]!) < capacity && sum(meanwhile) < atOnce;
  };
}

/** At one time; touching is not overlapping, and what may be done at any time overlaps nothing. */
const overlap = (a: PlanSlot, b: PlanSlot): boolean => a.from >= 0 && a.from < b.until && b.from < a.until;
