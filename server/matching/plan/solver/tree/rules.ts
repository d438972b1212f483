// The spanning tree of a network simplex: parents, children as linked lists, depth, potentials. A pivot re-hangs one subtree.

export const LOWER = 1;
export const IN_TREE = 0;
export const UPPER = -1;
const UP = 1; // the tree arc runs from the node to its parent
const DOWN = -1;

type TypedArray = Int32Array | Int8Array | Float64Array;

/** Arrays of arcs: the real ones, then one artificial arc per node, between it and the root. */
export type Arcs = {
  from: Int32Array;
  to: Int32Array;
  capacity: Float64Array;
  cost: Float64Array;
  flow: Float64Array;
  state: Int8Array;
};

/** A strongly feasible basis: each tree arc that carries nothing points to the root, so that no pivot goes round in circles. */
export class Tree {
  readonly root: number;
  readonly potential: Float64Array;
  private readonly parent: Int32Array;
  private readonly arc: Int32Array; // to the parent
  private readonly direction: Int8Array;
  private readonly depth: Int32Array;
  private readonly child: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly stack: Int32Array; // of nodes whose children wait to be priced
  private kept: [array: TypedArray, copy: TypedArray][] | null = null;
  private join = 0;
  private leaves = 0;
  private enters = 0;
  private hangsOn = 0;

  constructor(
    nodes: number,
    private readonly arcs: Arcs,
    supply: Float64Array,
    artificialCost: number,
  ) {
    const real = arcs.from.length - nodes;
    this.root = nodes;
    const ints = () => new Int32Array(nodes + 1).fill(-1);
    this.parent = ints();
    this.arc = ints();
    this.child = ints();
    this.next = ints();
    this.previous = ints();
    this.stack = ints();
    this.depth = new Int32Array(nodes + 1);
    this.direction = new Int8Array(nodes + 1);
    this.potential = new Float64Array(nodes + 1);
    for (let node = 0; node < nodes; node++) {
      const a = real + node;
      const gives = supply[node]! >= 0;
      arcs.from[a] = gives ? node : this.root;
      arcs.to[a] = gives ? this.root : node;
      arcs.capacity[a] = Number.POSITIVE_INFINITY;
      arcs.cost[a] = gives ? 0 : artificialCost;
      arcs.flow[a] = Math.abs(supply[node]!);
      arcs.state[a] = IN_TREE;
      this.arc[node] = a;
      this.direction[node] = gives ? UP : DOWN;
      this.hang(node, this.root);
      this.depth[node] = 1;
    }
    this.price();
  }

  /** Remembers the basis, its flow and its costs; one is remembered at a time. */
  keep(): void {
    const links = [this.parent, this.arc, this.direction, this.depth, this.child, this.next, this.previous];
    const all: TypedArray[] = [...links, this.potential, this.arcs.flow, this.arcs.state, this.arcs.cost];
    this.kept ??= all.map((array): [TypedArray, TypedArray] => [array, array.slice()]);
    for (const [array, copy] of this.kept) copy.set(array);
  }

  /** Back to what was remembered. */
  goBack(): void {
    for (const [array, copy] of this.kept ?? []) array.set(copy);
  }

  /** All potentials anew, after costs have changed. */
  price(): void {
    this.potential[this.root] = 0;
    for (let node = this.child[this.root]!; node !== -1; node = this.after(node, this.root))
      this.potential[node] = this.potentialOf(node);
  }

  /** Lets `entering` into the tree: moves flow round its cycle, and re-hangs what the leaving arc cuts off. */
  pivot(entering: number): void {
    const changes = this.chooseLeaving(entering);
    if (!changes) return;
    this.rehang(entering);
  }

  private potentialOf(node: number): number {
    return this.potential[this.parent[node]!]! - this.direction[node]! * this.arcs.cost[this.arc[node]!]!;
  }

  /** Finds the arc that blocks first, moves as much flow as it allows; false where the entering arc itself blocks. */
  private chooseLeaving(entering: number): boolean {
    const { from, to, capacity, flow, state } = this.arcs;
    const { parent, arc, direction, depth } = this;
    const sign = state[entering]!;
    const first = sign === LOWER ? from[entering]! : to[entering]!;
    const second = sign === LOWER ? to[entering]! : from[entering]!;
    let a = first;
    let b = second;
    while (depth[a]! > depth[b]!) a = parent[a]!;
    while (depth[b]! > depth[a]!) b = parent[b]!;
    while (a !== b) {
      a = parent[a]!;
      b = parent[b]!;
    }
    this.join = a;
    let most = capacity[entering]!;
    let side = 0;
    for (let node = first; node !== this.join; node = parent[node]!) {
      const e = arc[node]!;
      const room = direction[node] === UP ? flow[e]! : capacity[e]! - flow[e]!;
      if (room < most) {
        most = room;
        side = 1;
        this.leaves = node;
      }
    }
    // the last that blocks, seen along the cycle from the join: this keeps the basis strongly feasible
    for (let node = second; node !== this.join; node = parent[node]!) {
      const e = arc[node]!;
      const room = direction[node] === UP ? capacity[e]! - flow[e]! : flow[e]!;
      if (room <= most) {
        most = room;
        side = 2;
        this.leaves = node;
      }
    }
    if (most > 0) {
      const moved = sign * most;
      flow[entering] = flow[entering]! + moved;
      for (let node = from[entering]!; node !== this.join; node = parent[node]!) {
        const e = arc[node]!;
        flow[e] = flow[e]! - direction[node]! * moved;
      }
      for (let node = to[entering]!; node !== this.join; node = parent[node]!) {
        const e = arc[node]!;
        flow[e] = flow[e]! + direction[node]! * moved;
      }
    }
    if (side === 0) {
      state[entering] = -sign;
      return false;
    }
    const leaving = arc[this.leaves]!;
    state[entering] = IN_TREE;
    state[leaving] = flow[leaving] === 0 ? LOWER : UPPER;
    this.enters = side === 1 ? first : second;
    this.hangsOn = side === 1 ? second : first;
    return true;
  }

  /** Turns the path from `enters` up to `leaves` round, and prices the subtree. */
  private rehang(entering: number): void {
    const { parent, arc, direction, depth, potential, child, next, stack } = this;
    let node = this.enters;
    let onto = this.hangsOn;
    let by = entering;
    let way = this.arcs.from[entering] === node ? UP : DOWN;
    for (;;) {
      const above = parent[node]!;
      const [oldArc, oldWay] = [arc[node]!, direction[node]!];
      this.unhang(node);
      this.hang(node, onto);
      arc[node] = by;
      direction[node] = way;
      if (node === this.leaves) break;
      onto = node;
      by = oldArc;
      way = -oldWay;
      node = above;
    }
    const top = this.enters;
    const shift = this.potentialOf(top) - potential[top]!;
    depth[top] = depth[this.hangsOn]! + 1;
    potential[top] = potential[top]! + shift;
    let height = 0;
    stack[height++] = top;
    while (height > 0) {
      const above = stack[--height]!;
      const under = depth[above]! + 1;
      for (let n = child[above]!; n !== -1; n = next[n]!) {
        depth[n] = under;
        potential[n] = potential[n]! + shift;
        if (child[n] !== -1) stack[height++] = n;
      }
    }
  }

  /** The next of a subtree's nodes, parents first; −1 at the end. */
  private after(node: number, top: number): number {
    if (this.child[node]! !== -1) return this.child[node]!;
    let n = node;
    while (n !== top && this.next[n]! === -1) n = this.parent[n]!;
    return n === top ? -1 : this.next[n]!;
  }

  private hang(node: number, onto: number): void {
    const { child, next, previous } = this;
    const first = child[onto]!;
    this.parent[node] = onto;
    next[node] = first;
    previous[node] = -1;
    if (first !== -1) previous[first] = node;
    child[onto] = node;
  }

  private unhang(node: number): void {
    const { child, next, previous } = this;
    if (previous[node] !== -1) next[previous[node]!] = next[node]!;
    else child[this.parent[node]!] = next[node]!;
    if (next[node] !== -1) previous[next[node]!] = previous[node]!;
  }
}
