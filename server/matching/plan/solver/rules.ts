// Min-cost flow by network simplex: block search for the entering arc, strongly feasible trees, whole numbers throughout.
// After Ahuja, Magnanti, Orlin, Network Flows (1993), ch. 11; block search as Király and Kovács (2012) found fastest.
import { orderOf } from "./order/rules";
import {
  AMOUNT_MAX,
  ARCS_MAX,
  type FlowAnswer,
  FlowError,
  type FlowProblem,
  type OnProgress,
  PATH_COST_MAX,
} from "./schema";
import { type Arcs, IN_TREE, LOWER, Tree } from "./tree/rules";

/** Pivots between two questions whether to go on: a few milliseconds. */
const ASK_EVERY = 512;
/** A block is this many times √arcs: measured on districts; 2 takes a third fewer pivots, each after a longer search. */
const BLOCK = 0.7;

/** Solves once. Throws FlowError where the problem is malformed or beyond the limits of schema.ts. */
export function solveFlow(problem: FlowProblem, onProgress?: OnProgress): FlowAnswer {
  return new Flow(problem).solve(onProgress);
}

/** A flow that can be solved again after costs have changed: it goes on from the basis it has. */
export class Flow {
  private readonly real: number;
  /** Where an arc stands in our arrays; the likely ones come first. */
  private readonly place: Int32Array;
  /** So many places are searched at present. */
  private span: number;
  private readonly lower: Float64Array | null;
  private readonly arcs: Arcs;
  private readonly tree: Tree;
  private readonly block: number;
  private readonly balanced: boolean;
  private stale = false;
  private at = 0;
  pivots = 0;

  /** `dearest`: the largest |cost| that reprice will ever set, where that is more than the problem has. */
  constructor(problem: FlowProblem, dearest = 0) {
    const most = check(problem, dearest);
    const { nodes, from, to, capacity, cost, lower } = problem;
    this.real = from.length;
    this.lower = lower ?? null;
    const all = this.real + nodes;
    const order = orderOf(problem);
    this.place = order.place;
    this.span = order.likely;
    this.arcs = {
      from: this.placed(new Int32Array(all), from),
      to: this.placed(new Int32Array(all), to),
      capacity: this.placed(new Float64Array(all), capacity),
      cost: this.placed(new Float64Array(all), cost),
      flow: new Float64Array(all),
      state: new Int8Array(all).fill(LOWER),
    };
    const supply = problem.supply.slice();
    if (lower)
      for (let a = 0; a < this.real; a++) {
        this.arcs.capacity[this.place[a]!]! -= lower[a]!;
        supply[from[a]!]! -= lower[a]!;
        supply[to[a]!]! += lower[a]!;
      }
    this.balanced = supply.reduce((sum, s) => sum + s, 0) === 0;
    this.tree = new Tree(nodes, this.arcs, supply, (most + 1) * (nodes + 1));
    this.block = Math.max(16, Math.ceil(BLOCK * Math.sqrt(this.real)));
  }

  /** Gives an arc another cost; the next solve goes on from there, after pricing the tree anew where the arc is in it. */
  reprice(arc: number, cost: number): void {
    const at = this.place[arc]!;
    if (this.arcs.cost[at] === cost) return;
    this.arcs.cost[at] = cost;
    this.stale ||= this.arcs.state[at] === IN_TREE;
  }

  /** Remembers where it stands, costs included; `goBack` returns there, any number of times. */
  keep(): void {
    this.tree.keep();
  }

  goBack(): void {
    this.tree.goBack();
    this.stale = false;
  }

  /** The flow on every arc, into an array that is there already. */
  read(into: Float64Array): void {
    const { place, lower, real } = this;
    const { flow } = this.arcs;
    for (let a = 0; a < real; a++) into[a] = flow[place[a]!]! + (lower === null ? 0 : lower[a]!);
  }

  flowOn(arc: number): number {
    return this.arcs.flow[this.place[arc]!]! + (this.lower?.[arc] ?? 0);
  }

  private placed<A extends Int32Array | Float64Array>(into: A, values: A): A {
    for (let a = 0; a < values.length; a++) into[this.place[a]!] = values[a]!;
    return into;
  }

  /** What one unit more on this arc would change, by the potentials of the last solve. */
  reducedCost(arc: number): number {
    const { from, to, cost } = this.arcs;
    const at = this.place[arc]!;
    return cost[at]! + this.tree.potential[from[at]!]! - this.tree.potential[to[at]!]!;
  }

  solve(onProgress?: OnProgress): FlowAnswer {
    const answer = (
      status: FlowAnswer["status"],
      flow = new Float64Array(this.real),
      objective = Number.NaN,
    ) => ({
      status,
      flow,
      objective,
      pivots: this.pivots,
    });
    if (!this.balanced) return answer("infeasible");
    if (!this.resolve(onProgress)) return answer("cancelled");
    for (let a = this.real; a < this.arcs.flow.length; a++)
      if (this.arcs.flow[a]! > 0) return answer("infeasible");
    const flow = new Float64Array(this.real);
    this.read(flow);
    return answer("optimal", flow, this.objective());
  }

  /** Goes on from the basis it has to the best flow, and says nothing of it; false where it was stopped. */
  resolve(onProgress?: OnProgress): boolean {
    if (this.stale) this.tree.price();
    this.stale = false;
    for (let entering = this.entering(); entering !== -1; entering = this.entering()) {
      this.tree.pivot(entering);
      this.pivots++;
      if (onProgress && this.pivots % ASK_EVERY === 0 && !onProgress(this.pivots)) return false;
    }
    return true;
  }

  /** Σ flow × cost of the last solve. */
  objective(): number {
    let sum = 0;
    let size = 0;
    for (let a = 0; a < this.real; a++) {
      const part = this.flowOn(a) * this.arcs.cost[this.place[a]!]!;
      sum += part;
      size += Math.abs(part);
    }
    if (size > Number.MAX_SAFE_INTEGER) throw new FlowError("OBJECTIVE_TOO_LARGE", size);
    return sum;
  }

  /** The worst of the first block that has a violated arc, the likely ones first; −1 where no arc is violated: optimal. */
  private entering(): number {
    const found = this.search(this.span);
    if (found !== -1 || this.span === this.real) return found;
    this.span = this.real;
    return this.search(this.span);
  }

  private search(span: number): number {
    const { from, to, cost, state } = this.arcs;
    const { potential } = this.tree;
    const { block } = this;
    let worst = 0;
    let found = -1;
    let left = block;
    let a = this.at;
    for (let unseen = span; unseen > 0; ) {
      const steps = Math.min(left, span - a, unseen);
      for (const until = a + steps; a < until; a++) {
        const violation = state[a]! * (cost[a]! + potential[from[a]!]! - potential[to[a]!]!);
        if (violation < worst) {
          worst = violation;
          found = a;
        }
      }
      unseen -= steps;
      left -= steps;
      if (a === span) a = 0;
      if (left === 0) {
        if (found !== -1) break;
        left = block;
      }
    }
    this.at = a;
    return found;
  }
}

/** The dearest cost; throws what is wrong with the problem. */
function check(problem: FlowProblem, dearest: number): number {
  const { nodes, supply, from, to, capacity, cost, lower } = problem;
  const m = from.length;
  if (to.length !== m || capacity.length !== m || cost.length !== m || (lower && lower.length !== m))
    throw new FlowError("ARRAYS_DIFFER", m);
  if (!Number.isSafeInteger(nodes) || nodes < 0 || supply.length !== nodes)
    throw new FlowError("ARRAYS_DIFFER", nodes);
  if (m > ARCS_MAX) throw new FlowError("TOO_MANY_ARCS", m);
  let total = 0;
  let most = Math.abs(dearest);
  for (let n = 0; n < nodes; n++) {
    if (!Number.isInteger(supply[n])) throw new FlowError("NOT_WHOLE", n);
    total += Math.abs(supply[n]!);
  }
  for (let a = 0; a < m; a++) {
    const [low, high] = [lower?.[a] ?? 0, capacity[a]!];
    if (!(from[a]! >= 0 && from[a]! < nodes && to[a]! >= 0 && to[a]! < nodes))
      throw new FlowError("NO_SUCH_NODE", a);
    if (!Number.isInteger(high) || !Number.isInteger(low) || !Number.isInteger(cost[a]))
      throw new FlowError("NOT_WHOLE", a);
    if (low < 0 || low > high) throw new FlowError("BOUNDS_CROSSED", a);
    if (high > AMOUNT_MAX) throw new FlowError("AMOUNT_TOO_LARGE", a);
    total += 2 * low;
    most = Math.max(most, Math.abs(cost[a]!));
  }
  if (total > AMOUNT_MAX) throw new FlowError("AMOUNT_TOO_LARGE", -1);
  if ((most + 1) * (nodes + 1) > PATH_COST_MAX) throw new FlowError("COST_TOO_LARGE", most);
  return most;
}
