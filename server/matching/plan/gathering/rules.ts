// From what is open and who could help to a plan's problem: portions, costs, and who may not be asked. Pure.
import { wholeSteps } from "@/server/pledges/rules";
import { shareOfGoods } from "../../invitations/rules";
import { partsOf, reasonsOf } from "../../score/rules";
import type { Part } from "../../score/schema";
import { pruned } from "../model/pruning/rules";
import type { PlanHelper, PlanProblem, PlanSlot } from "../model/schema";
import { mayBeAsked, mostOf, poolOf, suits, visitsLeft } from "./asking/rules";
import { lockedOf, poolKey } from "./locks/rules";
import type { Gathered, OpenSlot, PlanInput, Way } from "./schema";
import { TripBook } from "./trips/rules";

/** What a portion left open costs, and by how much more where it is urgent and little is filled. */
const WAITS = 4_000;
const WAITS_URGENT = 5_000;
/** Of the score's points to the plan's. */
const PER_POINT = 10;
const COSTING: readonly Part[] = ["distance", "fit", "free", "history"];

/** One portion in smallest units: a person, a vehicle; of goods a round tenth of all. */
function shareOf(slot: OpenSlot): number {
  if (slot.lineKind !== "goods") return slot.unitSize;
  const round = shareOfGoods(slot.unitSize, slot.ceiling);
  return Math.min(round, Math.max(slot.unitSize, wholeSteps(slot.remaining, slot.unitSize)));
}

/** Keeps for each slot the `nearest`; whom pledging would refuse is looked up by the caller, in `unfit`. */
export function problemOf(gathered: Gathered, nearest: number): PlanInput {
  const { slots, helpers, weights, sent, taken, unfit } = gathered;
  const shares = slots.map(shareOf);
  const fixed = lockedOf(gathered, shares);
  const settled = new Set([...taken, ...gathered.locked.map((lock) => `${lock.slotId}:${lock.helperId}`)]);
  const villages = new Map<number, number>();
  const planSlots = slots.map((slot, s): PlanSlot => {
    const home = slot.village_id || slot.town_id;
    if (!villages.has(home)) villages.set(home, villages.size);
    const amount = Math.floor(slot.remaining / shares[s]!) - (fixed.ofSlot.get(s) ?? 0);
    return {
      village: villages.get(home)!,
      amount: Math.max(0, amount),
      waits: WAITS,
      low: slot.low,
      ...minutes(slot, gathered.from),
    };
  });
  const pools = new Map<string, number>();
  const planHelpers: PlanHelper[] = [];
  const trips = new TripBook();
  const ways: (Way & { pool: number; most: number; trip: number })[] = [];
  const spared = new Set<number>();
  for (const [s, slot] of slots.entries()) {
    if (planSlots[s]!.amount === 0) continue;
    for (const [h, helper] of helpers.entries()) {
      const pair = `${slot.slotId}:${helper.id}`;
      if (!mayBeAsked(slot, helper) || unfit.has(pair)) continue;
      const facts = gathered.factsOf(slot, helper);
      const key = poolKey(helper, slot);
      const meanwhile = fixed.times.get(key) ?? [];
      const most = mostOf(gathered, slot, helper, { share: shares[s]!, facts, fixed: meanwhile });
      if (!suits(slot, helper, facts) || most <= 0) continue;
      const visits = visitsLeft(sent.get(helper.id) ?? 0, fixed.visits.get(helper.id));
      if ((slot.low ? visits.all : visits.usual) <= 0 || settled.has(pair)) {
        spared.add(s);
        continue;
      }
      if (!pools.has(key)) {
        pools.set(key, planHelpers.length);
        planHelpers.push({
          ...poolOf(gathered, helper, slot.lineKind, fixed.ofPool.get(key) ?? 0),
          body: h,
          visits,
        });
      }
      const parts = partsOf(facts, 0);
      planSlots[s]!.waits = Math.max(planSlots[s]!.waits, WAITS + Math.round(WAITS_URGENT * parts.urgency));
      const points = COSTING.reduce((sum, part) => sum + weights[part] * (1 - parts[part]) * PER_POINT, 0);
      ways.push({
        ...{
          slot: s,
          helper: h,
          points: Math.round(points),
          reasons: reasonsOf(facts, helper.helperKind, "self"),
        },
        ...{ pool: pools.get(key)!, most, trip: trips.of(slot, helper, facts) },
      });
    }
  }
  const problem: PlanProblem = {
    slots: planSlots,
    helpers: planHelpers,
    arcs: {
      helper: Int32Array.from(ways, (way) => way.pool),
      slot: Int32Array.from(ways, (way) => way.slot),
      most: Float64Array.from(ways, (way) => way.most),
      cost: Float64Array.from(ways, (way) => way.points),
      trip: Int32Array.from(ways, (way) => way.trip),
    },
    trips: Float64Array.from(trips.costs),
  };
  const [cut, kept] = pruned(problem, nearest);
  return { problem: cut, ways: [...kept].map((a) => ways[a]!), shares, spared };
}

function minutes(slot: OpenSlot, since: Date): { from: number; until: number } {
  if (slot.startsAt === null) return { from: -1, until: -1 };
  const at = (date: Date) => Math.max(0, Math.round((date.getTime() - since.getTime()) / 60_000));
  const from = at(slot.startsAt);
  return { from, until: Math.max(from + 1, at(slot.endsAt ?? slot.startsAt)) };
}
