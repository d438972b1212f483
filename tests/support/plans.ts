// A plan as HiGHS gets it, written from the plan and not from our network; and districts to plan for, drawn from a seed.
import { fairnessOf, opennessOf } from "@/server/matching/plan/model/network/rules";

import type { PlanHelper, PlanProblem, PlanSlot } from "@/server/matching/plan/model/schema";
import { drawn, Programme } from "./oracle";
import { timeParts } from "./time-parts";

/** The linear programme of a plan; with `whole`, its trips and groups as whole numbers too. `amounts`: a plan to start from. */
export function planProgramme(
  { slots, helpers, arcs, trips }: PlanProblem,
  whole = false,
  amounts: ArrayLike<number> = new Float64Array(arcs.helper.length),
): Programme {
  const gone = new Set<number>();
  for (const [a, trip] of arcs.trip.entries()) if (amounts[a]! > 0) gone.add(trip);
  const programme = new Programme();
  const inf = 1e30;
  const slotRow = slots.map(({ amount }) => programme.row(amount, amount));
  const helperRow = helpers.map(() => programme.row(0, 0));
  const tripRow = [...trips].map(() => (whole ? programme.row(-inf, 0) : -1));
  const could = new Float64Array(trips.length);
  const own = helpers.map((): number[] => []);
  for (const [a, h] of arcs.helper.entries()) own[h]!.push(a);
  const yOf = whole
    ? [...trips].map((cost, t) => {
        const entries: [number, number][] = [];
        for (const [a, trip] of arcs.trip.entries())
          if (trip === t) could[t]! += Math.min(arcs.most[a]!, slots[arcs.slot[a]!]!.amount);
        const first = arcs.trip.indexOf(t);
        could[t] = Math.min(could[t]!, first < 0 ? 0 : helpers[arcs.helper[first]!]!.capacity);
        entries.push([tripRow[t]!, -could[t]!]);
        return { cost, entries, taken: gone.has(t) ? 1 : 0 };
      })
    : [];
  for (const { cost, entries, taken } of yOf) programme.column(cost, 0, 1, entries, true, taken);
  for (const [h, list] of own.entries()) {
    const { atOnce, capacity, group } = helpers[h]!;
    const parts = timeParts(list.map((a) => slots[arcs.slot[a]!]!));
    const rows = new Map<number, number>();
    for (const [at, a] of list.entries()) {
      const part = parts[at]!;
      if (part >= 0 && !rows.has(part)) rows.set(part, programme.row(-inf, atOnce));
      const slot = arcs.slot[a]!;
      const entries: [number, number][] = [
        [slotRow[slot]!, 1],
        [helperRow[h]!, 1],
      ];
      if (part >= 0) entries.push([rows.get(part)!, 1]);
      const most = Math.min(arcs.most[a]!, slots[slot]!.amount, capacity);
      const least = Math.min(group, slots[slot]!.amount);
      const t = arcs.trip[a]!;
      if (whole && t >= 0 && trips[t]! > 0) entries.push([tripRow[t]!, 1]);
      if (whole && least > 1) {
        const [low, high] = [programme.row(0, inf), programme.row(-inf, 0)]; // least·z ≤ x ≤ most·z
        entries.push([low, 1], [high, 1]);
        programme.column(
          0,
          0,
          1,
          [
            [low, -least],
            [high, -most],
          ],
          true,
          amounts[a]! > 0 ? 1 : 0,
        );
      }
      programme.column(arcs.cost[a]!, 0, most, entries, whole, amounts[a]!);
    }
    let carried = list.reduce((sum, a) => sum + amounts[a]!, 0);
    for (const [width, cost] of fairnessOf(helpers[h]!)) {
      programme.column(cost, 0, width, [[helperRow[h]!, -1]], false, Math.min(width, carried));
      carried -= Math.min(width, carried);
    }
  }
  const open = slots.map((slot) => slot.amount);
  for (const [a, s] of arcs.slot.entries()) open[s]! -= amounts[a]!;
  for (const [s, slot] of slots.entries())
    for (const [width, cost] of opennessOf(slot)) {
      programme.column(cost, 0, width, [[slotRow[s]!, 1]], false, Math.min(width, open[s]!));
      open[s]! -= Math.min(width, open[s]!);
    }
  return programme;
}

/** How much of everything a drawn district has. `trip` 0 and `group` 1: a plain flow. */
export type Size = {
  helpers: number;
  slots: number;
  villages: number;
  days: number;
  /** Open portions over what all could carry. */
  load: number;
  /** Of ten kinds of work, how many a helper does. */
  kinds: number;
  trip: number;
  group: number;
  /** Keeps only so many helpers for each slot while drawing: a city's every pair would not fit into memory. */
  nearest?: number;
};

const KINDS = 10;
const EXTENT_KM = 36;
const PER_KM = 12;
const MAX_WAITS = 9_000;

/** A synthetic district: towns with villages round them, one helper in two a person, teams and units that send several. */
export function drawnPlan(seed: number, size: Size): PlanProblem {
  const draw = drawn(seed);
  const whole = (low: number, high: number) => low + Math.floor(draw() * (high - low + 1));
  const near = (at: number, km: number) => at + (draw() + draw() - 1) * km;
  const towns = Array.from({ length: Math.max(2, Math.ceil(size.villages / 20)) }, () => ({
    x: draw() * EXTENT_KM,
    y: draw() * EXTENT_KM,
  }));
  const villages = Array.from({ length: size.villages }, () => {
    const town = towns[whole(0, towns.length - 1)]!;
    return { x: near(town.x, 6), y: near(town.y, 6) };
  });
  const bodies = Array.from({ length: size.helpers }, (_, i) => {
    const person = i % 548 < 300;
    const mostly = person ? whole(1, 2) : whole(4, 18);
    const capacity = size.days === 1 ? Math.ceil(mostly / 2) : mostly;
    return {
      village: whole(0, size.villages - 1),
      kinds: new Set(Array.from({ length: person ? size.kinds : size.kinds + 1 }, () => whole(0, KINDS - 1))),
      helper: {
        capacity,
        atOnce: person ? 1 : Math.max(1, Math.ceil(capacity * 0.6)),
        load: whole(0, mostly),
        group: person ? 1 : Math.min(size.group, capacity),
      } satisfies PlanHelper,
    };
  });
  const carried = bodies.reduce((sum, body) => sum + body.helper.capacity, 0);
  const shares = Array.from({ length: size.slots }, () => 0.2 + draw() ** 3 * 5);
  const perShare = (carried * size.load) / shares.reduce((sum, share) => sum + share, 0);
  const needs = shares.map((share) => {
    const day = whole(0, size.days - 1);
    const hour = [8, 9, 13, 14, 15, 19][whole(0, 5)]!;
    const timed = draw() < 0.8;
    const amount = Math.max(1, Math.round(share * perShare));
    return {
      kind: whole(0, KINDS - 1),
      slot: {
        village: whole(0, size.villages - 1),
        amount,
        waits: Math.round(MAX_WAITS * (0.5 + draw() * 0.5)),
        from: timed ? day * 1440 + hour * 60 : -1,
        until: timed ? day * 1440 + (hour + whole(2, 4)) * 60 : -1,
      } satisfies PlanSlot,
    };
  });
  const rows: [helper: number, slot: number, most: number, cost: number, trip: number][] = [];
  const tripOf = new Map<string, number>();
  const tripCosts: number[] = [];
  const kmTo = (body: (typeof bodies)[number], need: (typeof needs)[number]) => {
    const [a, b] = [villages[body.village]!, villages[need.slot.village]!];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  for (const [s, need] of needs.entries()) {
    let able = [...bodies.keys()].filter((h) => bodies[h]!.kinds.has(need.kind));
    if (size.nearest !== undefined) {
      const km = new Map(able.map((h) => [h, kmTo(bodies[h]!, need)]));
      able = able.sort((a, b) => km.get(a)! - km.get(b)! || a - b).slice(0, size.nearest);
    }
    for (const h of able) {
      const body = bodies[h]!;
      const km = kmTo(body, need);
      let trip = -1;
      if (size.trip > 0 && body.village !== need.slot.village) {
        const key = `${h}:${need.slot.village}`;
        trip = tripOf.get(key) ?? tripCosts.push(Math.round(size.trip * (0.5 + km / 20))) - 1;
        tripOf.set(key, trip);
      }
      rows.push([h, s, need.slot.amount, Math.round(km * PER_KM + draw() * 60), trip]);
    }
  }
  return {
    slots: needs.map(({ slot }) => slot),
    helpers: bodies.map(({ helper }) => helper),
    arcs: {
      helper: Int32Array.from(rows, (r) => r[0]),
      slot: Int32Array.from(rows, (r) => r[1]),
      most: Float64Array.from(rows, (r) => r[2]),
      cost: Float64Array.from(rows, (r) => r[3]),
      trip: Int32Array.from(rows, (r) => r[4]),
    },
    trips: Float64Array.from(tripCosts),
  };
}
