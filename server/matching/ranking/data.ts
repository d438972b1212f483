// The second stage: what the score is made from, read for a few dozen candidates in a handful of statements, all by key.
import { sql } from "kysely";
import { bitsOf, partsBetween } from "@/server/people/profiles/availability/rules";
import type { Db } from "@/server/platform/db";
import type { Place } from "../candidates/data";
import { kmBetween, monthOf, treeSteps, wantedOf } from "../candidates/rules";
import type { HelperKind, Rungs } from "../candidates/schema";
import { CONNECTION_DAYS, type Facts } from "../score/rules";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A slot that takes pledges, with what decides who suits it. */
export type Slot = Rungs & {
  slotId: string;
  needId: string;
  lineId: string;
  title: string;
  posterId: string;
  organisationId: string | null;
  lineKind: string;
  direction: string | null;
  item: string;
  unit: string;
  unitSize: number;
  remaining: number;
  ceiling: number;
  startsAt: Date | null;
  endsAt: Date | null;
  dueAt: Date;
  wanted: string[];
  must: string | null;
};

type SlotRow = Rungs & {
  slot_id: string;
  need_id: string;
  line_id: string;
  title: string;
  poster_id: string;
  organisation_id: string | null;
  kind: string;
  direction: string | null;
  item: string;
  unit: string;
  unit_size: number;
  service: string | null;
  line_qualification: string | null;
  remaining: number;
  ceiling: number;
  starts_at: Date | null;
  ends_at: Date | null;
  deadline_at: Date;
  told: string | null;
  skills: string | null;
  qualification: string | null;
};

/** Of these needs' present rounds, those that take pledges now, in the order of their lines and times. */
export async function openSlots(db: Db, needIds: readonly string[], now: Date): Promise<Slot[]> {
  if (needIds.length === 0) return [];
  const { rows } = await sql<SlotRow>`
    SELECT STRAIGHT_JOIN s.id AS slot_id, s.need_id, s.line_id, n.title, n.poster_id, n.organisation_id, l.kind, l.direction, l.item,
      l.unit, l.unit_size, l.service, l.qualification AS line_qualification, s.remaining, s.ceiling, s.starts_at, s.ends_at,
      n.deadline_at, h.slot_id AS told, h.skills, h.qualification,
      n.province_id, n.city_id, n.county_id, n.town_id, n.village_id
    FROM need n JOIN need_line l ON l.need_id = n.id AND l.round = n.round JOIN slot s ON s.line_id = l.id
    LEFT JOIN shift h ON h.slot_id = s.id
    WHERE n.id IN (${sql.join(needIds)}) AND n.status = 'open' AND n.deadline_at > ${now} AND s.is_open = 1 AND s.remaining > 0
      AND s.waiting = 0 AND (s.cut_off_at IS NULL OR s.cut_off_at > ${now}) AND (s.starts_at IS NULL OR s.starts_at > ${now})
      AND (h.status IS NULL OR h.status = 'planned')
    ORDER BY l.position, s.starts_at, s.id`.execute(db);
  return rows.map(slotFrom);
}

function slotFrom(row: SlotRow): Slot {
  const asked = wantedOf({
    kind: row.kind,
    direction: row.direction,
    item: row.item,
    service: row.service,
    qualification: row.told === null ? row.line_qualification : row.qualification,
    skills: row.skills === null ? [] : (JSON.parse(row.skills) as string[]),
  });
  const { province_id, city_id, county_id, town_id, village_id } = row;
  return {
    ...{ province_id, city_id, county_id, town_id, village_id },
    slotId: row.slot_id,
    needId: row.need_id,
    lineId: row.line_id,
    title: row.title,
    posterId: row.poster_id,
    organisationId: row.organisation_id,
    lineKind: row.kind,
    direction: row.direction,
    item: row.item,
    unit: row.unit,
    unitSize: row.unit_size,
    remaining: row.remaining,
    ceiling: row.ceiling,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    dueAt: row.starts_at ?? row.deadline_at,
    wanted: asked.codes.filter((code) => code !== "any"),
    must: asked.must,
  };
}

/** A helper as the read model has it. */
export type Helper = Place & {
  id: string;
  helperKind: HelperKind;
  kind: string;
  capacity: number;
  freeParts: number;
  reach: string;
  codes: Record<string, number>;
  load: number;
  active: boolean;
};

export async function helpersOf(db: Db, ids: readonly string[], now: Date): Promise<Helper[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("helper").selectAll().where("helper_id", "in", ids).execute();
  const month = monthOf(now);
  return rows.map((row) => ({
    id: row.helper_id,
    helperKind: row.helper_kind as HelperKind,
    kind: row.kind,
    province_id: row.province_id,
    city_id: row.city_id,
    county_id: row.county_id,
    town_id: row.town_id,
    village_id: row.village_id,
    h3: row.h3,
    capacity: row.capacity,
    freeParts: row.free_parts,
    reach: row.reach,
    codes: JSON.parse(row.codes) as Record<string, number>,
    load: row.load_month === month ? row.load_count : 0,
    active: row.active,
  }));
}

export type Helped = { count: number; at: Date };

/** Who of them helped in the village, how often and when last. */
export async function helpedIn(
  db: Db,
  villageId: number,
  ids: readonly string[],
): Promise<Map<string, Helped>> {
  if (villageId === 0 || ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("helper_village")
    .select(["helper_id", "helped", "last_at"])
    .where("helper_id", "in", ids)
    .where("village_id", "=", villageId)
    .execute();
  return new Map(rows.map((row) => [row.helper_id, { count: row.helped, at: row.last_at }]));
}

/** Where somebody has helped. */
export async function villagesOf(
  db: Db,
  helperId: string,
  villageIds: readonly number[],
): Promise<Map<number, Helped>> {
  if (villageIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("helper_village")
    .select(["village_id", "helped", "last_at"])
    .where("helper_id", "=", helperId)
    .where("village_id", "in", [...new Set(villageIds)])
    .execute();
  return new Map(rows.map((row) => [row.village_id, { count: row.helped, at: row.last_at }]));
}

/** Who asked, waits or came: a place declined, given back or not had is no connection, so that declining lowers nobody. */
const CONNECTED = [
  ...["requested", "waitlisted", "offered", "confirmed", "disputed", "settled", "attended", "absent"],
];

/** Pledges of the last week by what they are counted for. */
export async function connectionsOf(
  db: Db,
  by: "need_id" | "person_id" | "organisation_id",
  ids: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("pledge")
    .select((eb) => [eb.ref(by).as("id"), eb.fn.countAll<number>().as("count")])
    .where(by, "in", ids)
    .where("created_at", ">", new Date(now.getTime() - CONNECTION_DAYS * DAY))
    .where("status", "in", CONNECTED)
    .groupBy(by)
    .execute();
  return new Map(rows.map((row) => [row.id as string, Number(row.count)]));
}

/** "slot helper" of those among these pairs that are bound by a live pledge: point looks at the unique key. */
export async function boundAmong(
  db: Db,
  pairs: readonly { slotId: string; helperId: string }[],
): Promise<Set<string>> {
  if (pairs.length === 0) return new Set();
  const rows = await db
    .selectFrom("pledge")
    .select(["slot_id", "person_id", "organisation_id"])
    .where(
      "live_key",
      "in",
      pairs.map(({ slotId, helperId }) => `${slotId}:${helperId}:`),
    )
    .execute();
  return new Set(rows.map((row) => `${row.slot_id} ${row.person_id ?? row.organisation_id}`));
}

/** What the score asks of one helper and one slot. */
export function factsOf(
  slot: Slot & { h3: string | null },
  helper: Helper,
  more: { helped: Helped | undefined; connections: number; now: Date },
): Facts {
  const timed = slot.startsAt !== null && slot.lineKind === "people";
  return {
    steps: treeSteps(slot, helper),
    km: kmBetween(slot.h3, helper.h3),
    wanted: slot.wanted,
    codes: helper.codes,
    kind: slot.lineKind,
    open: slot.remaining,
    ceiling: slot.ceiling,
    capacity: helper.capacity,
    freeParts: helper.freeParts,
    askedParts: timed
      ? bitsOf(partsBetween(slot.startsAt as Date, slot.endsAt ?? (slot.startsAt as Date)))
      : 0,
    hoursLeft: (slot.dueAt.getTime() - more.now.getTime()) / HOUR,
    dueAt: slot.dueAt,
    load: helper.load,
    helped: more.helped?.count ?? 0,
    helpedAt: more.helped?.at ?? null,
    connections: more.connections,
  };
}
