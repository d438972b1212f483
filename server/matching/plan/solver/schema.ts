// A min-cost flow in arrays, and the limits within which whole numbers stay exact.

/**
 * Nodes 0 … nodes−1, arcs as parallel arrays. Every number is a whole number. `supply` is what a node gives (negative: what
 * it takes) and adds up to 0. Flow on arc i lies between lower[i] (0 where left out) and capacity[i]. Parallel arcs, loops,
 * negative costs and nodes without arcs are welcome; capacities are finite, so nothing is unbounded.
 */
export type FlowProblem = {
  nodes: number;
  supply: Float64Array;
  from: Int32Array;
  to: Int32Array;
  lower?: Float64Array;
  capacity: Float64Array;
  cost: Float64Array;
};

export type FlowAnswer = {
  status: "optimal" | "infeasible" | "cancelled";
  /** Per arc, whole; all zero unless optimal. */
  flow: Float64Array;
  /** Σ flow × cost; NaN unless optimal. */
  objective: number;
  pivots: number;
};

/** Asked now and then while it works; answers false to stop. */
export type OnProgress = (pivots: number) => boolean;

/** Arcs: their arrays are about 60 bytes each, so that this many take a gigabyte. */
export const ARCS_MAX = 16_000_000;
/** A capacity, and all supplies together: what a cut may carry is a sum of them and stays exact. */
export const AMOUNT_MAX = 2 ** 50;
/** Nodes × the dearest arc: potentials run along paths, and 2^53 is where whole numbers end. */
export const PATH_COST_MAX = 2 ** 50;

type FlowFault =
  | "ARRAYS_DIFFER" // in length
  | "TOO_MANY_ARCS"
  | "NO_SUCH_NODE"
  | "NOT_WHOLE" // a supply, bound or cost
  | "AMOUNT_TOO_LARGE"
  | "COST_TOO_LARGE"
  | "BOUNDS_CROSSED" // lower above capacity, or a negative bound
  | "OBJECTIVE_TOO_LARGE"; // the optimum is beyond 2^53: scale the costs down

/** Thrown before anything is solved (the last fault: after), so that no answer is silently wrong. */
export class FlowError extends Error {
  constructor(
    readonly fault: FlowFault,
    readonly at: number,
  ) {
    super(`${fault} at ${at}`);
    this.name = "FlowError";
  }
}
