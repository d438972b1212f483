// Everything open in a region and period, and everybody who could help, in a handful of statements.

import { sql } from "kysely";
import type { Db } from "@/server/platform/db";
import { columnOf } from "@/server/regions/rules";
import { DAY_MS } from "@/server/time";
import { homesOf } from "../../candidates/keeping/data";
import { isLow } from "../../invitations/rules";
import { askedBefore, sentThisWeek, waitingOn } from "../../invitations/sending/data";
import { factsOf } from "../../ranking/facts/rules";
import { helpersOf } from "../../ranking/found/data";
import { openSlots } from "../../ranking/slots/data";
import { weightsOf } from "../../score/data";
import type { Booking, Gathered, Hands, OpenSlot } from "./schema";

/** What a plan is made for. */
export type Scope = { regionId: number; level: number; countyId: number; from: Date; until: Date };
export type Lock = { slotId: string; helperId: string; amount: number };

/** Pledges that keep hands busy. */
const BINDING = ["requested", "offered", "confirmed", "disputed"];
/** Who waits for an answer or said no is not asked again for the same. */
const ASKED = new Set(["sent", "declined"]);

export async function gather(
  ctx: { db: Db; clock: { now(): Date } },
  scope: Scope,
  locked: Lock[],
): Promise<Gathered & { weightsVersion: number }> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const [slots, helpers, { version, weights }] = await Promise.all([
    slotsIn(db, scope, now),
    handsIn(db, scope, now),
    weightsOf(db, scope.countyId),
  ]);
  const ids = helpers.map(({ id }) => id);
  const [bookings, sent, helped, taken] = await Promise.all([
    bookingsOf(db, scope),
    sentThisWeek(db, ids, now),
    helpedByAll(db, scope.countyId),
    takenAmong(db, slots, helpers),
  ]);
  return {
    from: scope.from,
    days: Math.max(1, Math.round((scope.until.getTime() - scope.from.getTime()) / DAY_MS)),
    ...{ weights, weightsVersion: version, slots, helpers, bookings, sent, taken, locked, unfit: new Set() },
    factsOf: (slot, helper) =>
      factsOf(
        slot as Placed,
        { ...helper, kind: "", active: true },
        {
          helped: helped.get(`${helper.id} ${slot.village_id}`),
          connections: 0, // who was connected lately has carried more: fairness counts it already
          now,
        },
      ),
  };
}

type Placed = Awaited<ReturnType<typeof slotsIn>>[number];

/** In the open lane, starting within the period, or without a time and due after it began; what others are asked for already is not open. */
async function slotsIn(db: Db, { regionId, level, from, until }: Scope, now: Date) {
  const needs = await db
    .selectFrom("need")
    .select("id")
    .where(columnOf(level), "=", regionId)
    .where("status", "=", "open")
    .where("lane", "=", "open")
    .where("deadline_at", ">", now)
    .execute();
  const slots = await openSlots(
    db,
    needs.map(({ id }) => id),
    now,
  );
  const inTime = slots.filter(({ startsAt }) => startsAt === null || (startsAt >= from && startsAt < until));
  const lines = [...new Set(inTime.map(({ lineId }) => lineId))];
  const limits = new Map(
    lines.length === 0
      ? []
      : (
          await db.selectFrom("need_line").select(["id", "share_limit"]).where("id", "in", lines).execute()
        ).map((row) => [row.id, row.share_limit]),
  );
  const homes = await homesOf(
    db,
    inTime.map((slot) => slot.village_id || slot.town_id),
  );
  const waiting = await waitingOn(
    db,
    inTime.map(({ slotId }) => slotId),
  );
  const placed = inTime.map((slot) => ({
    ...slot,
    remaining: Math.max(0, slot.remaining - (waiting.get(slot.slotId) ?? 0)),
    shareLimit: limits.get(slot.lineId) ?? null,
    low: isLow(slot, slot.until, now),
    h3: homes.get(slot.village_id || slot.town_id)?.h3 ?? null,
  }));
  return placed.filter(({ remaining }) => remaining > 0);
}

/** Of the whole county: a town is helped from the next. */
async function handsIn(db: Db, { countyId }: Scope, now: Date): Promise<Hands[]> {
  const rows = await db
    .selectFrom("helper")
    .select("helper_id")
    .where("county_id", "=", countyId)
    .where("active", "=", true)
    .orderBy("helper_id")
    .execute();
  return helpersOf(
    db,
    rows.map((row) => row.helper_id),
    now,
  );
}

/** People promised for shifts within the period, by whoever promised them. */
async function bookingsOf(db: Db, { countyId, from, until }: Scope): Promise<Map<string, Booking[]>> {
  const { rows } = await sql<{ id: string; amount: number; starts_at: Date; ends_at: Date | null }>`
    SELECT COALESCE(p.organisation_id, p.person_id) AS id, GREATEST(p.amount, 1) AS amount, s.starts_at, s.ends_at
    FROM need n JOIN slot s ON s.need_id = n.id JOIN need_line l ON l.id = s.line_id JOIN pledge p ON p.slot_id = s.id
    WHERE n.county_id = ${countyId} AND n.status IN ('open', 'paused', 'sealed') AND l.kind = 'people'
      AND s.starts_at >= ${from} AND s.starts_at < ${until} AND p.status IN (${sql.join(BINDING)})`.execute(
    db,
  );
  const found = new Map<string, Booking[]>();
  for (const row of rows)
    found.set(row.id, [
      ...(found.get(row.id) ?? []),
      { from: row.starts_at, until: row.ends_at, amount: Number(row.amount) },
    ]);
  return found;
}

async function helpedByAll(db: Db, countyId: number): Promise<Map<string, { count: number; at: Date }>> {
  const rows = await db
    .selectFrom("helper_village as v")
    .innerJoin("helper as h", "h.helper_id", "v.helper_id")
    .select(["v.helper_id", "v.village_id", "v.helped", "v.last_at"])
    .where("h.county_id", "=", countyId)
    .execute();
  return new Map(
    rows.map((row) => [`${row.helper_id} ${row.village_id}`, { count: row.helped, at: row.last_at }]),
  );
}

/** "slot:helper" who are not to be asked: they hold a pledge there, were asked, or said no. */
async function takenAmong(db: Db, slots: OpenSlot[], helpers: Hands[]): Promise<Set<string>> {
  if (slots.length === 0 || helpers.length === 0) return new Set();
  const one = helpers[0] as Hands;
  const asked = await askedBefore(
    db,
    slots.map(({ slotId }) => ({ slotId, helperKind: one.helperKind, helperId: one.id })),
  );
  const held = await db
    .selectFrom("pledge")
    .select(["slot_id", "person_id", "organisation_id"])
    .where(
      "slot_id",
      "in",
      slots.map(({ slotId }) => slotId),
    )
    .where("live_key", "is not", null)
    .execute();
  return new Set([
    ...[...asked].flatMap(([pair, status]) => (ASKED.has(status) ? [pair] : [])),
    ...held.map((row) => `${row.slot_id}:${row.person_id ?? row.organisation_id}`),
  ]);
}
