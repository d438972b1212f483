// What is asked for: slots that take pledges now, each read in one statement with what decides who suits it.
import { sql } from "kysely";
import type { Db } from "@/server/platform/db";
import { type WantAsk, wantLooks } from "../../candidates/data";
import { wantedOf } from "../../candidates/rules";
import { ANY, type Rungs } from "../../candidates/schema";
import { untilOf } from "../../invitations/rules";
import { weightsFrom } from "../../score/data";
import type { Helped, Slot } from "../facts/schema";
import { CONNECTED, weekBefore } from "../helped/data";

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
  via_organisation: string | null;
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
  cut_off_at: Date | null;
  shift_kind: string | null;
  line_min_age: number | null;
  min_age: number | null;
  line_dangerous: number;
  dangerous: number | null;
};

const SLOT = sql`s.id AS slot_id, s.need_id, s.line_id, n.title, n.poster_id, n.organisation_id, l.kind, l.direction, l.item,
  l.unit, l.unit_size, l.via_organisation, l.service, l.qualification AS line_qualification, s.remaining, s.ceiling, s.starts_at, s.ends_at, s.cut_off_at,
  n.deadline_at, h.slot_id AS told, h.skills, h.qualification, h.kind AS shift_kind, l.min_age AS line_min_age, h.min_age,
  l.dangerous AS line_dangerous, h.dangerous, n.province_id, n.city_id, n.county_id, n.town_id, n.village_id`;
const SLOT_OF = sql`JOIN need_line l ON l.need_id = n.id AND l.round = n.round JOIN slot s ON s.line_id = l.id
  LEFT JOIN shift h ON h.slot_id = s.id AND l.kind = 'people'`;
/** Takes pledges at this moment. */
const isTaking = (
  now: Date,
) => sql`n.status = 'open' AND n.deadline_at > ${now} AND s.is_open = 1 AND s.remaining > 0
  AND s.waiting = 0 AND (s.cut_off_at IS NULL OR s.cut_off_at > ${now}) AND (s.starts_at IS NULL OR s.starts_at > ${now})
  AND (h.status IS NULL OR h.status = 'planned')`;

/** Of these needs' present rounds, the slots that take pledges now, in the order of their lines and times. */
export async function openSlots(db: Db, needIds: readonly string[], now: Date): Promise<Slot[]> {
  if (needIds.length === 0) return [];
  const { rows } = await sql<SlotRow>`SELECT STRAIGHT_JOIN ${SLOT} FROM need n ${SLOT_OF}
    WHERE n.id IN (${sql.join(needIds)}) AND ${isTaking(now)} ORDER BY l.position, s.starts_at, s.id`.execute(
    db,
  );
  return rows.map(slotFrom);
}

/** A need's slots as above, with the cell it lies in. */
export type Placed = Slot & { h3: string | null; synthetic: boolean };
export async function placedSlots(db: Db, needId: string, now: Date): Promise<Placed[]> {
  const { rows } = await sql<SlotRow & { h3: string | null; synthetic: number | null }>`
    SELECT STRAIGHT_JOIN ${SLOT}, COALESCE(v.h3, t.h3) AS h3, COALESCE(v.synthetic, t.synthetic) AS synthetic FROM need n ${SLOT_OF}
    LEFT JOIN region_point v ON v.region_id = n.village_id LEFT JOIN region_point t ON t.region_id = n.town_id
    WHERE n.id = ${needId} AND ${isTaking(now)} ORDER BY l.position, s.starts_at, s.id`.execute(db);
  return rows.map((row) => ({ ...slotFrom(row), h3: row.h3, synthetic: Boolean(row.synthetic) }));
}

type SuitedRow = SlotRow & {
  h3: string | null;
  helped: number | null;
  last_at: Date | null;
  connections: number;
  town: string | null;
  village: string | null;
};
/** A slot that might suit one helper, with what they have to do with it. */
export type Suited = Slot & {
  h3: string | null;
  helped: Helped | undefined;
  connections: number;
  placeName: string;
};

/** Slots of the needs a look found that take pledges now and do not bind the helper already: one statement. */
export async function suitedSlots(db: Db, helperId: string, ask: WantAsk, now: Date): Promise<Suited[]> {
  const looks = wantLooks(ask);
  if (looks === null) return [];
  const { rows } = await sql<SuitedRow>`
    SELECT STRAIGHT_JOIN ${SLOT}, w.h3, v.helped, v.last_at, t.short_name AS town, g.short_name AS village,
      (SELECT COUNT(*) FROM pledge c WHERE c.need_id = n.id AND c.created_at > ${weekBefore(now)} AND c.status IN (${CONNECTED})) AS connections
    FROM (SELECT DISTINCT id, h3 FROM (${looks}) u) w JOIN need n ON n.id = w.id ${SLOT_OF}
    LEFT JOIN pledge b ON b.live_key = CONCAT(s.id, ':', ${helperId}, ':')
    LEFT JOIN helper_village v ON v.helper_id = ${helperId} AND v.village_id = n.village_id
    LEFT JOIN region t ON t.id = n.town_id LEFT JOIN region g ON g.id = n.village_id
    WHERE ${isTaking(now)} AND b.id IS NULL`.execute(db);
  return rows.map((row) => ({
    ...slotFrom(row),
    h3: row.h3,
    helped: row.helped === null || row.last_at === null ? undefined : { count: row.helped, at: row.last_at },
    connections: Number(row.connections),
    placeName: [row.town, row.village].filter(Boolean).join(" "),
  }));
}

/** A need with the weights of its county; null where there is none. */
export async function needWithWeights(db: Db, id: string) {
  const row = await db
    .selectFrom("need as n")
    .leftJoin("matching_weights as w", "w.region_id", "n.county_id")
    .selectAll("n")
    .select(["w.version as weights_version", "w.weights"])
    .where("n.id", "=", id)
    .orderBy("w.version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { weights_version: version, weights, ...need } = row;
  return { need, ...weightsFrom({ version, weights }) };
}

function slotFrom(row: SlotRow): Slot {
  const skills = row.skills === null || row.skills === "[]" ? [] : (JSON.parse(row.skills) as string[]);
  const qualification = row.told === null ? row.line_qualification : row.qualification;
  const wanted = wantedOf({
    kind: row.kind,
    direction: row.direction,
    item: row.item,
    service: row.service,
    qualification,
    skills,
  });
  return {
    province_id: row.province_id,
    city_id: row.city_id,
    county_id: row.county_id,
    town_id: row.town_id,
    village_id: row.village_id,
    slotId: row.slot_id,
    needId: row.need_id,
    lineId: row.line_id,
    title: row.title,
    posterId: row.poster_id,
    organisationId: row.organisation_id,
    viaOrganisation: row.via_organisation,
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
    until: untilOf(row),
    wanted: wanted.codes.filter((code) => code !== ANY),
    must: wanted.must,
    cutOffAt: row.cut_off_at,
    shiftKind: row.shift_kind,
    minAge: row.told === null ? row.line_min_age : row.min_age,
    dangerous: Boolean(row.dangerous ?? row.line_dangerous),
    qualification,
    skills,
  };
}
