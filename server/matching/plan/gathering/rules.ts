// From what is open and who could help to a plan's problem: kinds of thing, portions, costs, and who may not be asked. Pure.

import { wholeSteps } from "@/server/pledges/rules";
import { dayOf } from "@/server/time";
import { treeSteps } from "../../candidates/rules";
import type { Rungs } from "../../candidates/schema";
import { roundly, USUAL_SHARES, WEEKLY_CAP } from "../../invitations/rules";
import { bars, whyNot, withinReach } from "../../ranking/rules";
import { type Facts, partsOf, reasonsOf } from "../../score/rules";
import type { Part, Reason, Weights } from "../../score/schema";
import { pruned } from "../model/pruning/rules";
import type { PlanHelper, PlanProblem, PlanSlot } from "../model/schema";

/** A slot as it is gathered. share_limit: what one helper may hold before the poster is asked. */
export type OpenSlot = Rungs & {
  slotId: string;
  needId: string;
  posterId: string;
  organisationId: string | null;
  lineKind: string;
  direction: string | null;
  /** Of a gift: who receives it with the right to appeal to the public. */
  viaOrganisation: string | null;
  unitSize: number;
  remaining: number;
  ceiling: number;
  shareLimit: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
  must: string | null;
  wanted: string[];
};
export type Hands = Rungs & {
  id: string;
  helperKind: "organisation" | "person";
  capacity: number;
  freeParts: number;
  reach: string;
  codes: Record<string, number>;
  load: number;
  h3: string | null;
};
/** What somebody has promised already in the period: portions of people, and when. */
export type Booking = { from: Date | null; until: Date | null; amount: number };

export type Gathered = {
  from: Date;
  weights: Weights;
  slots: OpenSlot[];
  helpers: Hands[];
  factsOf: (slot: OpenSlot, helper: Hands) => Facts;
  bookings: Map<string, Booking[]>;
  /** Invitations of this week, by helper. */
  sent: Map<string, number>;
  /** "slot:helper" of those who hold a pledge there, were asked and wait, or said no. */
  taken: Set<string>;
  /** Fixed beforehand: smallest units. */
  locked: { slotId: string; helperId: string; amount: number }[];
  days: number;
};

/** One way somebody could help, beside the arc of the problem with the same index. */
export type Way = { slot: number; helper: number; points: number; reasons: Reason[] };
export type PlanInput = { problem: PlanProblem; ways: Way[]; shares: number[] };

/** What a portion left open costs, and by how much more where it is urgent and little is filled. */
const WAITS = 4_000;
const WAITS_URGENT = 5_000;
/** Of the score's points to the plan's. */
const PER_POINT = 10;
const COSTING: readonly Part[] = ["distance", "fit", "free", "history"];
/** Going to another village at all: a vehicle, an hour. And more for each kilometre, or step of the tree. */
const TRIP = 60;
const TRIP_KM = 8;
const TRIP_STEPS = [0, 60, 160, 400, 800, 1_000];
/** A team comes with two at least: nobody is sent alone in a team's name. */
const TEAM_LEAST = 2;
/** Shares of goods one unit is asked for in a week, all needs together; works of expertise; things a person takes on. */
const GOODS_SHARES = 3;
const EXPERTISE = 2;
const PERSON_WEEK = 2;

/** One portion in smallest units: a person, a vehicle; of goods a round tenth of all. */
export function shareOf(slot: Pick<OpenSlot, "lineKind" | "unitSize" | "ceiling" | "remaining">): number {
  if (slot.lineKind !== "goods") return slot.unitSize;
  const round = slot.unitSize * roundly(Math.max(1, slot.ceiling / slot.unitSize / USUAL_SHARES));
  return Math.min(round, Math.max(slot.unitSize, wholeSteps(slot.remaining, slot.unitSize)));
}

/** Keeps for each slot the `nearest`; refusals of persons are looked up by the caller beforehand, by `taken`. */
export function problemOf(gathered: Gathered, nearest: number): PlanInput {
  const { slots, helpers, weights, sent, taken } = gathered;
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
      ...minutes(slot, gathered.from),
    };
  });
  const pools = new Map<string, number>();
  const planHelpers: PlanHelper[] = [];
  const trips = new Map<string, number>();
  const tripCosts: number[] = [];
  const ways: (Way & { pool: number; most: number; trip: number })[] = [];
  for (const [s, slot] of slots.entries()) {
    if (planSlots[s]!.amount === 0) continue;
    for (const [h, helper] of helpers.entries()) {
      const cap = WEEKLY_CAP - (sent.get(helper.id) ?? 0) - (fixed.visits.get(helper.id) ?? 0);
      if (cap <= 0 || settled.has(`${slot.slotId}:${helper.id}`) || !mayBeAsked(slot, helper)) continue;
      const facts = gathered.factsOf(slot, helper);
      const kind = helper.helperKind === "person" ? "person" : slot.lineKind;
      const most = mostOf(gathered, slot, helper, facts, shares[s]!, fixed.times);
      if (!suits(slot, helper, facts) || most <= 0) continue;
      const key = `${helper.id} ${kind}`;
      if (!pools.has(key)) {
        pools.set(key, planHelpers.length);
        planHelpers.push({
          ...poolOf(gathered, helper, kind, fixed.ofPool.get(key) ?? 0),
          body: h,
          visits: cap,
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
        ...{ pool: pools.get(key)!, most, trip: tripOf(trips, tripCosts, slot, helper, facts) },
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
    trips: Float64Array.from(tripCosts),
  };
  const [cut, kept] = pruned(problem, nearest);
  return { problem: cut, ways: [...kept].map((a) => ways[a]!), shares };
}

/** A gift nobody qualified receives stays in its village, or in the town that asks. */
const staysInside = (slot: OpenSlot): boolean => slot.direction === "gift" && slot.viaOrganisation === null;

/** Not one's own need, and goods are asked of units: nobody is invited to buy. */
const mayBeAsked = (slot: OpenSlot, helper: Hands): boolean =>
  helper.id !== slot.organisationId &&
  helper.id !== slot.posterId &&
  (!staysInside(slot) || treeSteps(slot, helper) <= (slot.village_id === 0 ? 1 : 0)) &&
  (slot.lineKind !== "goods" || helper.helperKind === "organisation");

function suits(slot: OpenSlot, helper: Hands, facts: Facts): boolean {
  if (bars(whyNot(facts, slot.must)) || !withinReach(helper.reach, treeSteps(slot, helper))) return false;
  const able = slot.wanted.length === 0 || slot.wanted.some((code) => helper.codes[code] !== undefined);
  const free = facts.freeParts === 0 || facts.askedParts === 0 || (facts.freeParts & facts.askedParts) !== 0;
  return free && (able || (slot.lineKind !== "expertise" && slot.must === null));
}

/** Portions at most: what they have, less what they have promised at the same time. */
function mostOf(
  gathered: Gathered,
  slot: OpenSlot,
  helper: Hands,
  facts: Facts,
  share: number,
  times: Map<string, Booking[]>,
): number {
  const limit = slot.shareLimit === null ? Number.POSITIVE_INFINITY : Math.floor(slot.shareLimit / share);
  if (slot.lineKind === "goods") return Math.min(GOODS_SHARES, limit);
  if (slot.lineKind === "expertise") return 1;
  if (slot.lineKind === "vehicle") return Math.max(1, ...facts.wanted.map((code) => facts.codes[code] ?? 0));
  const busy = [...(gathered.bookings.get(helper.id) ?? []), ...(times.get(helper.id) ?? [])]
    .filter((one) => overlap(one, slot))
    .reduce((sum, one) => sum + one.amount, 0);
  return Math.max(0, Math.min(helper.helperKind === "person" ? 1 : helper.capacity, limit) - busy);
}

const overlap = (a: Booking, slot: OpenSlot): boolean =>
  a.from !== null &&
  slot.startsAt !== null &&
  a.from < (slot.endsAt ?? slot.startsAt) &&
  slot.startsAt < (a.until ?? a.from);

function poolOf(gathered: Gathered, helper: Hands, kind: string, spent: number): PlanHelper {
  const { capacity, load } = helper;
  const promised = (gathered.bookings.get(helper.id) ?? []).reduce((sum, one) => sum + one.amount, 0);
  const vehicles = Math.max(
    1,
    ...Object.entries(helper.codes).map(([code, n]) => (code.startsWith("tool:") ? n : 0)),
  );
  const has = {
    person: { capacity: (gathered.days === 1 ? 1 : PERSON_WEEK) - promised, atOnce: 1, group: 1 },
    people: { capacity: capacity - promised, atOnce: capacity, group: Math.min(TEAM_LEAST, capacity) },
    vehicle: { capacity: vehicles * (gathered.days === 1 ? 1 : 2), atOnce: vehicles, group: 1 },
    expertise: { capacity: EXPERTISE, atOnce: 1, group: 1 },
    goods: { capacity: GOODS_SHARES, atOnce: GOODS_SHARES, group: 1 },
  }[kind] ?? { capacity: 1, atOnce: 1, group: 1 };
  return { ...has, capacity: Math.max(0, has.capacity - spent), load };
}

function tripOf(
  trips: Map<string, number>,
  costs: number[],
  slot: OpenSlot,
  helper: Hands,
  facts: Facts,
): number {
  if (slot.lineKind === "goods" || facts.steps === 0) return -1;
  const day = slot.startsAt === null ? "" : dayOf(slot.startsAt);
  const key = `${helper.id} ${slot.village_id || slot.town_id} ${day}`;
  if (!trips.has(key)) {
    const way = facts.km === null ? (TRIP_STEPS[facts.steps] ?? 1_000) : facts.km * TRIP_KM;
    trips.set(key, costs.push(Math.round(TRIP + way)) - 1);
  }
  return trips.get(key)!;
}

/** What is fixed beforehand takes its portions, its hands and its invitation. */
function lockedOf({ locked, slots, helpers }: Gathered, shares: number[]) {
  const ofSlot = new Map<number, number>();
  const ofPool = new Map<string, number>();
  const visits = new Map<string, number>();
  const times = new Map<string, Booking[]>();
  for (const { slotId, helperId, amount } of locked) {
    const s = slots.findIndex((slot) => slot.slotId === slotId);
    const helper = helpers.find((one) => one.id === helperId);
    const slot = slots[s];
    if (slot === undefined || helper === undefined) continue;
    const portions = Math.ceil(amount / shares[s]!);
    const key = `${helperId} ${helper.helperKind === "person" ? "person" : slot.lineKind}`;
    ofSlot.set(s, (ofSlot.get(s) ?? 0) + portions);
    ofPool.set(key, (ofPool.get(key) ?? 0) + portions);
    visits.set(helperId, (visits.get(helperId) ?? 0) + 1);
    if (slot.lineKind === "people")
      times.set(helperId, [
        ...(times.get(helperId) ?? []),
        { from: slot.startsAt, until: slot.endsAt, amount: portions },
      ]);
  }
  return { ofSlot, ofPool, visits, times };
}

function minutes(slot: OpenSlot, since: Date): { from: number; until: number } {
  if (slot.startsAt === null) return { from: -1, until: -1 };
  const at = (date: Date) => Math.max(0, Math.round((date.getTime() - since.getTime()) / 60_000));
  const from = at(slot.startsAt);
  return { from, until: Math.max(from + 1, at(slot.endsAt ?? slot.startsAt)) };
}
