// A plan as a network: what is open is given out at the source, and flows through helpers, or past them, to the slots.
import type { FlowProblem } from "../../solver/schema";
import { FAIRNESS, FAIRNESS_STEPS, OPEN_STEPS, type PlanProblem, type PlanSlot } from "../schema";

/** The flow problem, and which of its arcs mean what. */
export type Network = {
  flow: FlowProblem;
  /** Per plan arc: its flow arc … */
  first: Int32Array;
  /** … and, where a group comes together or not at all, the arc of those beyond the group's least; −1 elsewhere. */
  rest: Int32Array;
  /** Per plan arc: the least group, 1 where any number may come. */
  least: Int32Array;
  /** From here on: steps of fairness, until `past`. */
  steps: number;
  /** From here on: portions that pass everybody and stay open. */
  past: number;
};

class Builder {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly capacity: Float64Array;
  readonly cost: Float64Array;
  nodes = 1;
  arcs = 0;
  /** Room for so many arcs. */
  constructor(most: number) {
    this.from = new Int32Array(most);
    this.to = new Int32Array(most);
    this.capacity = new Float64Array(most);
    this.cost = new Float64Array(most);
  }
  arc(from: number, to: number, capacity: number, cost: number): number {
    const at = this.arcs++;
    this.from[at] = from;
    this.to[at] = to;
    this.capacity[at] = capacity;
    this.cost[at] = Math.round(cost);
    return at;
  }
}

const SOURCE = 0;

export function networkOf({ slots, helpers, arcs }: PlanProblem): Network {
  // each way may have its first, its rest and a time of its own
  const b = new Builder(
    3 * arcs.helper.length + FAIRNESS_STEPS * helpers.length + OPEN_STEPS.length * slots.length,
  );
  const helperNode = (h: number) => 1 + h;
  const slotNode = (s: number) => 1 + helpers.length + s;
  b.nodes = 1 + helpers.length + slots.length;
  const count = arcs.helper.length;
  const first = new Int32Array(count);
  const rest = new Int32Array(count).fill(-1);
  const least = new Int32Array(count).fill(1);

  const { starts, own } = byHelper(helpers.length, arcs.helper, arcs.slot, byBegin(slots));
  for (const [h, { atOnce, capacity, group }] of helpers.entries()) {
    const [begin, end] = [starts[h]!, starts[h + 1]!];
    for (let at = begin; at < end; ) {
      // one part: a slot at any time, or what hangs together in time (8–10, 9–12, 11–14): one pair of hands does one of them
      const timed = slots[arcs.slot[own[at]!]!]!.from >= 0;
      const past = timed ? endOfPart(slots, arcs.slot, own, at, end) : at + 1;
      const free = !timed || past - at === 1 || atOnce >= capacity;
      const node = free ? helperNode(h) : b.nodes++;
      if (!free) b.arc(helperNode(h), node, atOnce, 0);
      for (; at < past; at++) {
        const a = own[at]!;
        const slot = arcs.slot[a]!;
        const { amount } = slots[slot]!;
        const most = Math.min(arcs.most[a]!, amount, capacity, timed ? atOnce : capacity);
        least[a] = Math.min(group, amount);
        const together = least[a]! > 1 && least[a]! <= most ? least[a]! : 0;
        first[a] = b.arc(node, slotNode(slot), least[a]! > most ? 0 : together || most, arcs.cost[a]!);
        if (together > 0 && most > together)
          rest[a] = b.arc(node, slotNode(slot), most - together, arcs.cost[a]!);
      }
    }
  }
  const steps = b.arcs;
  for (const [h, helper] of helpers.entries())
    for (const [width, cost] of fairnessOf(helper)) b.arc(SOURCE, helperNode(h), width, cost);
  const past = b.arcs;
  for (const [s, slot] of slots.entries())
    for (const [width, cost] of opennessOf(slot)) b.arc(SOURCE, slotNode(s), width, cost);

  const supply = new Float64Array(b.nodes);
  for (const [s, { amount }] of slots.entries()) {
    supply[slotNode(s)] = -amount;
    supply[SOURCE]! += amount;
  }
  return {
    flow: {
      nodes: b.nodes,
      supply,
      from: b.from.slice(0, b.arcs),
      to: b.to.slice(0, b.arcs),
      capacity: b.capacity.slice(0, b.arcs),
      cost: b.cost.slice(0, b.arcs),
    },
    first,
    rest,
    least,
    steps,
    past,
  };
}

/** Steps of a helper's convex cost as [portions, cost of each]: in proportion to what they would then carry. */
export function fairnessOf({ capacity, load }: { capacity: number; load: number }): [number, number][] {
  const steps = Math.min(capacity, FAIRNESS_STEPS);
  const full = Math.max(1, capacity + load);
  const found: [number, number][] = [];
  for (let step = 1, low = 0; step <= steps; step++) {
    const high = Math.round((capacity * step) / steps);
    found.push([high - low, Math.round((FAIRNESS * (load + (low + high) / 2)) / full)]);
    low = high;
  }
  return found;
}

/** What stays open of a slot, as [portions, cost of each], in quarters. */
export function opennessOf({ amount, waits }: { amount: number; waits: number }): [number, number][] {
  const found: [number, number][] = [];
  for (let step = 1, low = 0; step <= OPEN_STEPS.length; step++) {
    const high = Math.round((amount * step) / OPEN_STEPS.length);
    if (high > low) found.push([high - low, Math.round(waits * OPEN_STEPS[step - 1]!)]);
    low = high;
  }
  return found;
}

/** Slots by when they begin, those at any time first. */
function byBegin(slots: PlanSlot[]): Int32Array {
  const order = Int32Array.from(slots.keys()).sort((x, y) => slots[x]!.from - slots[y]!.from || x - y);
  const rank = new Int32Array(slots.length);
  for (let at = 0; at < order.length; at++) rank[order[at]!] = at;
  return rank;
}

/** Arcs by helper, and within a helper by when their slot begins; helper h has own[starts[h]] until own[starts[h + 1]]. */
function byHelper(helpers: number, helperOf: Int32Array, slotOf: Int32Array, rank: Int32Array) {
  const bySlot = counted(
    rank.length,
    slotOf.length,
    (a) => rank[slotOf[a]!]!,
    (at) => at,
  );
  return counted(
    helpers,
    helperOf.length,
    (a) => helperOf[a]!,
    (at) => bySlot.own[at]!,
  );
}

/** A counting sort, stable: of `count` arcs, met in the order `nth`, by a key below `keys`. */
function counted(keys: number, count: number, keyOf: (a: number) => number, nth: (at: number) => number) {
  const starts = new Int32Array(keys + 1);
  for (let a = 0; a < count; a++) starts[keyOf(a) + 1]!++;
  for (let k = 0; k < keys; k++) starts[k + 1]! += starts[k]!;
  const next = starts.slice();
  const own = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const a = nth(at);
    own[next[keyOf(a)]!++] = a;
  }
  return { starts, own };
}

/** Where the chain of overlapping slots that begins at `at` is over; touching is not overlapping. */
function endOfPart(slots: PlanSlot[], slotOf: Int32Array, own: Int32Array, at: number, end: number): number {
  let { until } = slots[slotOf[own[at]!]!]!;
  let past = at + 1;
  for (; past < end; past++) {
    const slot = slots[slotOf[own[past]!]!]!;
    if (slot.from >= until) break;
    until = Math.max(until, slot.until);
  }
  return past;
}
