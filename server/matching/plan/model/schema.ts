// A plan in numbers alone: who could do what, at which cost. Nothing here knows a name, a database or a clock.

/** Something open: places of one slot, in portions (one person, one vehicle, one share of goods). */
export type PlanSlot = {
  /** Index of the place it is in: trips are counted per helper and village. */
  village: number;
  /** Portions still open. */
  amount: number;
  /** What one portion left open costs: the more urgent, the more. */
  waits: number;
  /** Minutes since the plan begins; −1 where it can be done at any time. */
  from: number;
  until: number;
  /** Little is filled and little time is left: a body may be asked for more of these. */
  low?: boolean;
};

/** Who could help, with one kind of thing: an organisation with people and vehicles stands here twice. */
export type PlanHelper = {
  /** Portions over the whole period, at most: what remains of what they say they can. */
  capacity: number;
  /** … at the same time. */
  atOnce: number;
  /** Carried so far this month, in the same portions: the next one weighs more. */
  load: number;
  /** Comes with at least so many, or not at all; fewer only where fewer are open. */
  group: number;
  /** Whose hands these are, where one body stands here for several kinds of thing: its index. Left out: nobody else's. */
  body?: number;
  /** Of that body: slots it may be asked for at most, since each is an invitation. Left out: any number. */
  visits?: Visits;
};

/** usual: of slots that are not low; all: of all together, never fewer. */
export type Visits = { usual: number; all: number };

/** Who may do what, as parallel arrays of one length. */
export type PlanArcs = {
  helper: Int32Array;
  slot: Int32Array;
  /** Portions at most: a share limit, what they have. */
  most: Float64Array;
  /** Of one portion: the way, a poorer fit. */
  cost: Float64Array;
  /** Index of the trip it belongs to, −1 where going costs nothing extra. */
  trip: Int32Array;
};

export type PlanProblem = {
  slots: PlanSlot[];
  helpers: PlanHelper[];
  arcs: PlanArcs;
  /** What each trip costs once, however many come along. */
  trips: Float64Array;
};

/** Where the cost comes from; they add up to `total`. */
export type PlanCosts = { open: number; way: number; fairness: number; trips: number; total: number };

export type PlanAnswer = {
  status: "optimal" | "good" | "cancelled";
  /** Portions per arc, whole. */
  amounts: Float64Array;
  /** Portions left open per slot. */
  open: Float64Array;
  costs: PlanCosts;
  /** No plan can cost less than this; equal to the total where the plan is optimal. */
  bound: number;
  pivots: number;
};

/** Stages of a plan's making, for who waits for it. */
export type PlanStage = { stage: "flow" | "trips" | "done"; share: number };

/** One more portion weighs this much for a helper at its full load, and in proportion below: convex, so that work spreads. */
export const FAIRNESS = 600;
/** A helper's convex cost is laid out in at most so many steps: a unit each up to here. */
export const FAIRNESS_STEPS = 8;
/** Of what one portion left open costs, in quarters of a slot: the last quarter without anybody hurts most. */
export const OPEN_STEPS = [1, 1.4, 2, 3] as const;
