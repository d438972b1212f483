// Trip costs and least groups on top of the flow: shares of a trip's cost that follow its use (slope scaling), groups rounded
// to all or nothing, then each trip left out in turn, each time with the best flow for it, from the basis of the last.
import type { Flow } from "../../solver/rules";
import { limitedBodies } from "../bodies/rules";
import type { Network } from "../network/rules";
import { FAIRNESS, OPEN_STEPS, type PlanProblem } from "../schema";

const SCALINGS = 4;
const ROUNDS = 3;
/** A round that gains less than this share is the last. */
const WORTH = 0.001;
/** So often the groups that came too small in a trial are made whole or sent home, before it is given up. */
const REPAIRS = 3;
/** Shaken and improved again, as long as so many pivots are left: a town is shaken often, a district not at all. */
const PIVOTS = 50_000;
/** Small problems run out of changes before they run out of pivots. */
const SHAKES = 100;
/** Of a district's descent: some seconds, in which it leaves out its dearest trips; a longer one gains 0.15 % more. */
const DESCENT = 500_000;
/** Of the trips taken so many are forbidden by chance, and of what is settled about groups so much let go. */
const SHAKEN = 0.06;
const FREED = 0.12;

/** More than any plan could gain by using a forbidden arc. */
export function forbidding({ slots, arcs, trips }: PlanProblem): number {
  const most = (values: ArrayLike<number>) => {
    let top = 0;
    for (let at = 0; at < values.length; at++) top = Math.max(top, values[at]!);
    return top;
  };
  const open = most(slots.map((slot) => slot.waits)) * Math.max(...OPEN_STEPS);
  return Math.ceil(2 * (open + most(arcs.cost) + FAIRNESS) + most(trips)) + 1;
}

/** Of a trip: it is taken, so it costs nothing more; whoever comes first pays it; nobody may. */
const OPEN = 0;
const CLOSED = 1;
const FORBIDDEN = 2;

/** Told how much is done, between 0 and 1; answers false to stop with the best so far. */
export type Continue = (share: number) => boolean;
/** Of a group arc: any number, the whole group at least, nobody. */
type Way = 0 | 1 | -1;

/** Improves the flow until no single trip left out makes it cheaper, and again from elsewhere. */
export class Trips {
  private readonly arcsOf: number[][];
  private readonly grouped: number[];
  /** Bodies that may not be asked for everything they could do: their arcs, and how many of them at most. */
  private readonly bodies: { arcs: number[]; most: number }[];
  private readonly closed: Uint8Array;
  private readonly way: Int8Array;
  private readonly used: Float64Array;
  private readonly columns: Float64Array;
  private readonly ban: number;
  private shared: Float64Array | null = null;
  private current = Number.POSITIVE_INFINITY;
  private seed = 1;
  private isKept = false;
  private best = { cost: Number.POSITIVE_INFINITY, amounts: new Float64Array() };
  /** Of the relaxation in which a trip's cost is spread over all it could carry: no plan is cheaper. */
  bound = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly problem: PlanProblem,
    private readonly network: Network,
    private readonly flow: Flow,
  ) {
    const { arcs, trips } = problem;
    this.arcsOf = Array.from(trips, () => []);
    for (let a = 0; a < arcs.trip.length; a++) if (arcs.trip[a]! >= 0) this.arcsOf[arcs.trip[a]!]!.push(a);
    this.grouped = [...network.least.keys()].filter((a) => network.least[a]! > 1);
    this.bodies = limitedBodies(problem);
    this.closed = new Uint8Array(trips.length);
    this.way = new Int8Array(arcs.helper.length);
    this.used = new Float64Array(trips.length);
    this.columns = new Float64Array(network.flow.cost.length);
    this.ban = forbidding(problem);
  }

  improve(go: Continue): { cost: number; amounts: Float64Array } {
    this.scaleSlopes(go);
    this.roundGroups(go); // while every trip may still be taken, at its share
    this.shared = null;
    this.settleTrips();
    this.roundGroups(go);
    this.cutVisits();
    this.descend(ROUNDS, (part) => go(0.3 + 0.3 * part));
    for (let turn = 0; turn < SHAKES && this.flow.pivots < PIVOTS; turn++) {
      if (!go(0.6 + 0.4 * Math.max(turn / SHAKES, this.flow.pivots / PIVOTS))) break;
      this.shake(go);
    }
    return this.best;
  }

  /** Trips in use are taken, the others are not. */
  private settleTrips(): void {
    this.cost(false);
    for (let t = 0; t < this.closed.length; t++) this.closed[t] = this.used[t]! > 0 ? OPEN : CLOSED;
    this.resolve();
  }

  /** Leaves trips out until a round gains little. */
  private descend(rounds: number, go: Continue): void {
    this.judge(true);
    const end = this.flow.pivots + DESCENT;
    for (let round = 0; round < rounds; round++) {
      const before = this.current;
      this.leaveOut((part) => this.flow.pivots < end && go((round + part) / rounds));
      if (this.current > before * (1 - WORTH)) break;
    }
  }

  /** Forbids some trips and frees some groups by chance, improves again, and stays there if that is better. */
  private shake(go: Continue): void {
    const before = { cost: this.current, closed: this.closed.slice(), way: this.way.slice() };
    for (let t = 0; t < this.closed.length; t++)
      if (this.closed[t] === OPEN && this.chance() < SHAKEN) this.closed[t] = FORBIDDEN;
    for (let a = 0; a < this.way.length; a++) if (this.way[a] !== 0 && this.chance() < FREED) this.way[a] = 0;
    this.resolve();
    this.settleTrips();
    this.roundGroups(() => true);
    this.cutVisits();
    this.descend(1, () => go(0.9));
    if (this.current < before.cost) return;
    this.closed.set(before.closed);
    this.way.set(before.way);
    this.resolve();
    this.judge(true);
  }

  /** The same on every machine. */
  private chance(): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed / 2 ** 32;
  }

  /** Each turn a trip's cost is shared by those who came along in the last one. Leaves the best turn's shares in force. */
  private scaleSlopes(go: Continue): void {
    const { helpers, slots, arcs, trips } = this.problem;
    const shared = Float64Array.from(this.arcsOf, (own) => {
      const could = own.reduce((sum, a) => sum + Math.min(arcs.most[a]!, slots[arcs.slot[a]!]!.amount), 0);
      const helper = own[0] === undefined ? undefined : helpers[arcs.helper[own[0]]!];
      return Math.max(1, Math.min(could, helper?.capacity ?? 1));
    });
    let least = Number.POSITIVE_INFINITY;
    let best = shared.slice();
    for (let turn = 0; turn < SCALINGS && go((0.3 * turn) / SCALINGS); turn++) {
      this.shared = shared;
      this.resolve();
      if (turn === 0) this.bound = this.flow.objective();
      const cost = this.cost(false);
      if (cost < least) {
        least = cost;
        best = shared.slice();
      }
      for (let t = 0; t < trips.length; t++) if (this.used[t]! > 0) shared[t] = this.used[t]!;
    }
    this.shared = best;
    this.resolve();
  }

  /** A group that would come too small comes whole or not at all, whichever costs less. */
  private roundGroups(go: Continue): void {
    for (;;) {
      this.cost();
      const small = this.grouped.filter((a) => this.tooSmall(a));
      if (small.length === 0) break;
      for (const a of small) {
        this.cost();
        if (!this.tooSmall(a)) continue;
        const whole = this.way[a] === 0 && go(0.3) ? this.costOf(a, 1) : Number.POSITIVE_INFINITY;
        this.turnGroup(a, whole < this.costOf(a, -1) ? 1 : -1);
        this.flow.resolve();
        this.isKept = false;
      }
    }
    this.judge(true);
  }

  /** Whoever would be asked for too much is not asked for what matters least; each turn forbids something, so it ends. */
  private cutVisits(): void {
    const { slots, arcs } = this.problem;
    const weight = (a: number) => this.amount(a) * slots[arcs.slot[a]!]!.waits;
    for (;;) {
      this.cost();
      const over = new Set<number>();
      for (const body of this.bodies) {
        const asked = body.arcs.filter((a) => this.amount(a) > 0 && !over.has(a));
        for (const a of asked.sort((a, b) => weight(b) - weight(a)).slice(body.most)) over.add(a);
      }
      if (over.size === 0) return;
      for (const a of over) this.turnGroup(a, -1);
      this.flow.resolve();
      this.isKept = false;
      this.roundGroups(() => true);
    }
  }

  private costOf(a: number, way: Way): number {
    const before = this.way[a] as Way;
    this.keep();
    this.turnGroup(a, way);
    this.flow.resolve();
    const cost = this.cost();
    this.way[a] = before;
    this.flow.goBack();
    return cost;
  }

  /** Each trip is left out in turn, the dearest a head first; whoever takes its place pays for their own. */
  private leaveOut(go: Continue): void {
    this.cost();
    const open = [...this.closed.keys()].filter((t) => this.used[t]! > 0 && this.problem.trips[t]! > 0);
    const perHead = Float64Array.from(this.closed, (_, t) => this.problem.trips[t]! / this.used[t]!);
    open.sort((a, b) => perHead[b]! - perHead[a]!);
    for (const [at, t] of open.entries()) {
      if (!go(at / open.length)) return;
      if (this.closed[t] === OPEN) this.tryWithout(t);
    }
  }

  /** Stays there if it is cheaper; else everything is as before. */
  private tryWithout(t: number): void {
    this.keep();
    const ways: [number, Way][] = [];
    this.closed[t] = FORBIDDEN;
    for (const a of this.arcsOf[t]!) this.price(a);
    this.flow.resolve();
    for (let turn = 0; turn < REPAIRS && this.cost(false) < this.current; turn++) {
      const small = this.grouped.filter((a) => this.tooSmall(a));
      if (small.length === 0) {
        if (!this.judge()) break;
        this.settleTrips();
        this.judge();
        this.isKept = false;
        return;
      }
      for (const a of small) {
        ways.push([a, this.way[a] as Way]);
        this.turnGroup(a, this.way[a] === 0 && 2 * this.amount(a) >= this.network.least[a]! ? 1 : -1);
      }
      this.flow.resolve();
    }
    this.closed[t] = OPEN;
    for (const [a, way] of ways.reverse()) this.way[a] = way;
    this.flow.goBack();
  }

  private turnGroup(a: number, way: Way): void {
    this.way[a] = way;
    this.price(a);
  }

  /** Where nothing was accepted since, it is remembered already. */
  private keep(): void {
    if (!this.isKept) this.flow.keep();
    this.isKept = true;
  }

  private tooSmall(a: number): boolean {
    const amount = this.amount(a);
    return amount > 0 && amount < this.network.least[a]!;
  }

  /** Of the flow that `cost` read last. */
  private amount(a: number): number {
    const rest = this.network.rest[a]!;
    return this.columns[this.network.first[a]!]! + (rest < 0 ? 0 : this.columns[rest]!);
  }

  /** What keeps it out, on top of what it costs. */
  private charge(a: number): number {
    const t = this.problem.arcs.trip[a]!;
    const way = this.way[a] === -1 ? this.ban : 0;
    if (t < 0 || this.shared !== null || this.closed[t] === OPEN) return way;
    return way + (this.closed[t] === FORBIDDEN ? this.ban : this.problem.trips[t]!);
  }

  private resolve() {
    for (let a = 0; a < this.way.length; a++) this.price(a);
    this.isKept = false;
    return this.flow.resolve();
  }

  private price(a: number): void {
    const { network, flow, problem, shared } = this;
    const t = problem.arcs.trip[a]!;
    let cost = network.flow.cost[network.first[a]!]! + this.charge(a);
    if (t >= 0 && shared !== null) cost += Math.floor(problem.trips[t]! / shared[t]!);
    flow.reprice(network.first[a]!, cost - (this.way[a] === 1 ? this.ban : 0));
    if (network.rest[a]! >= 0) flow.reprice(network.rest[a]!, cost);
  }

  /** True where the flow as it stands is better than where we were (or is taken anyway); the best of all is kept. */
  private judge(anyway = false): boolean {
    const cost = this.cost();
    if (cost >= this.current && !anyway) return false;
    this.current = cost;
    if (cost < this.best.cost) {
      const amounts = new Float64Array(this.way.length);
      for (let a = 0; a < amounts.length; a++) amounts[a] = this.amount(a);
      this.best = { cost, amounts };
    }
    return true;
  }

  /** What the flow as it stands really costs; a group too small costs more than leaving it out, unless that is overlooked. */
  private cost(strict = true): number {
    const { arcs, trips } = this.problem;
    const { network, flow, used, columns } = this;
    flow.read(columns);
    used.fill(0);
    let cost = 0;
    for (let c = 0; c < columns.length; c++)
      if (columns[c] !== 0) cost += columns[c]! * network.flow.cost[c]!;
    for (let a = 0; a < arcs.trip.length; a++) {
      const t = arcs.trip[a]!;
      if (t >= 0) used[t]! += this.amount(a);
    }
    for (let t = 0; t < trips.length; t++) if (used[t]! > 0) cost += trips[t]!;
    if (strict)
      for (const a of this.grouped)
        if (this.tooSmall(a)) cost += this.ban * (network.least[a]! - this.amount(a));
    if (strict)
      for (const body of this.bodies) {
        let asked = 0;
        for (const a of body.arcs) if (this.amount(a) > 0) asked++;
        cost += this.ban * Math.max(0, asked - body.most);
      }
    return cost;
  }
}
