// The second stage: what the score is made from, read for a few dozen candidates in a handful of statements, all by key.
import { type Selectable, sql } from "kysely";
import { staysInside } from "@/server/needs/lines/rules";
import { membersQualified, qualifiedAmong } from "@/server/organisations/qualifications/data";
import { bitsOf, partsBetween } from "@/server/people/profiles/availability/rules";
import { publicName } from "@/server/people/rules";
import type { DB, Db } from "@/server/platform/db";
import type { Asked } from "@/server/pledges/eligibility/rules";
import { type HelperAsk, helperLooks, type Place, type WantAsk, wantLooks } from "../candidates/data";
import { TAKEN } from "../candidates/keeping/data";
import { kmBetween, monthOf, treeSteps, wantedOf } from "../candidates/rules";
import { ANY, type HelperKind, type Rungs } from "../candidates/schema";
import { untilOf, weekOf } from "../invitations/rules";
import { weightsFrom } from "../score/data";
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
  /** Of a gift: who receives it with the right to appeal to the public. */
  viaOrganisation: string | null;
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
  /** The earliest of what ends its asking. */
  until: Date;
  wanted: string[];
  must: string | null;
  /** Beside it, what eligibility asks of a shift: askedOf. */
  cutOffAt: Date | null;
  shiftKind: string | null;
  minAge: number | null;
  dangerous: boolean;
  qualification: string | null;
  skills: string[];
};

/**
 * Steps of the tree within which a slot is suggested: a gift nobody qualified receives stays in its village, or in the town that asks.
 * Whoever belongs there by an office alone finds it on the need's own page.
 */
export const stepsFor = (slot: Slot): number =>
  !staysInside(slot.direction, slot.viaOrganisation) ? 5 : slot.village_id === 0 ? 1 : 0;

/** A slot that takes pledges, as eligibility asks of a shift. */
export const askedOf = (slot: Slot): Asked => ({
  slotId: slot.slotId,
  kind: slot.shiftKind ?? "fixed",
  takes: true,
  cutOffAt: slot.cutOffAt,
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
  remaining: slot.remaining,
  waiting: 0,
  minAge: slot.minAge,
  dangerous: slot.dangerous,
  qualification: slot.qualification,
  skills: slot.skills,
});

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

type HelperRow = Selectable<DB["helper"]>;

const helperFrom = (row: HelperRow, month: number): Helper => ({
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
  active: Boolean(row.active),
});

export async function helpersOf(db: Db, ids: readonly string[], now: Date): Promise<Helper[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("helper").selectAll().where("helper_id", "in", ids).execute();
  return rows.map((row) => helperFrom(row, monthOf(now)));
}

type OneRow = HelperRow & {
  version: number | null;
  weights: string | null;
  birth_cipher: string | null;
  promised: number;
};

/**
 * One helper with the weights of where they are at home. `promised`: they may have said to be somewhere, or be named;
 * birthCipher: of a person who told a day of birth.
 */
export async function helperWithWeights(db: Db, id: string, now: Date) {
  const { rows } = await sql<OneRow>`
    SELECT h.*, w.version, w.weights, s.birth_cipher,
      EXISTS (SELECT 1 FROM pledge p WHERE p.person_id = h.helper_id AND p.status = 'confirmed')
        OR EXISTS (SELECT 1 FROM seat t WHERE t.person_id = h.helper_id AND t.status = 'named') AS promised
    FROM helper h LEFT JOIN matching_weights w ON w.region_id = h.county_id LEFT JOIN person_private s ON s.person_id = h.helper_id
    WHERE h.helper_id = ${id} ORDER BY w.version DESC LIMIT 1`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { birth_cipher: birthCipher, promised } = row;
  return {
    helper: helperFrom(row, monthOf(now)),
    ...weightsFrom(row),
    birthCipher,
    promised: Boolean(promised),
  };
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

/** A helper who might suit a slot, as a stranger may call them, with what they have to do with it. */
export type Found = {
  helper: Helper;
  name: string;
  helped: Helped | undefined;
  turn: number;
  /** An invitation to this slot waits for their answer; invitations of this week from all needs. */
  waiting: boolean;
  sentThisWeek: number;
};
type FoundRow = HelperRow & {
  helped: number | null;
  last_at: Date | null;
  organisation: string | null;
  person: string | null;
  public_name: number | null;
  waiting: string | null;
  sent: number | null;
};

/** Whom a look found, who may be named, is not bound to the slot already and has not said no to it: one statement. */
export async function foundHelpers(
  db: Db,
  slotId: string,
  villageId: number,
  ask: HelperAsk,
  limit: number,
  now: Date,
): Promise<Found[]> {
  const looks = helperLooks(ask, limit);
  if (looks === null) return [];
  const { rows } = await sql<FoundRow>`
    SELECT STRAIGHT_JOIN h.*, v.helped, v.last_at, o.name AS organisation, p.name AS person, p.public_name,
      a.id AS waiting, k.sent FROM (SELECT DISTINCT id FROM (${looks}) u) w JOIN helper h ON h.helper_id = w.id
    LEFT JOIN helper_village v ON v.helper_id = h.helper_id AND v.village_id = ${villageId}
    LEFT JOIN pledge b ON b.live_key = CONCAT(${slotId}, ':', h.helper_id, ':')
    LEFT JOIN organisation o ON o.id = h.helper_id AND h.helper_kind = 'organisation'
    LEFT JOIN person p ON p.id = h.helper_id AND h.helper_kind = 'person'
    LEFT JOIN invitation a ON a.live_key = CONCAT(${slotId}, ':', h.helper_id)
    LEFT JOIN invitation_week k ON k.helper_id = h.helper_id AND k.week_on = ${weekOf(now)}
    WHERE h.active = 1 AND b.id IS NULL AND NOT EXISTS
      (SELECT 1 FROM invitation d WHERE d.slot_id = ${slotId} AND d.status = 'declined' AND d.helper_id = h.helper_id)`.execute(
    db,
  );
  return rows.map((row) => ({
    waiting: row.waiting !== null,
    sentThisWeek: row.sent ?? 0,
    helper: helperFrom(row, monthOf(now)),
    name: row.organisation ?? publicName({ name: row.person ?? "", public_name: Boolean(row.public_name) }),
    helped: row.helped === null || row.last_at === null ? undefined : { count: row.helped, at: row.last_at },
    turn: row.turn,
  }));
}

const LAW = "may:";
/** Helpers with what the law asks for as it stands on a day (YYYY-MM-DD): what has run out by then is not had. */
export async function onTheDay(
  db: Db,
  helpers: readonly Helper[],
  wanted: readonly string[],
  on: string,
): Promise<Map<string, Helper>> {
  const now = new Map(helpers.map((helper) => [helper.id, helper]));
  for (const code of wanted.filter((one) => one.startsWith(LAW))) {
    const claim = helpers.filter((helper) => helper.codes[code] !== undefined);
    const of = (kind: HelperKind) => claim.flatMap((one) => (one.helperKind === kind ? one.id : []));
    const [people, teams] = [of("person"), of("organisation")];
    const kind = code.slice(LAW.length);
    const [held, members] = await Promise.all([
      people.length === 0 ? null : qualifiedAmong(db, people, kind, on),
      teams.length === 0 ? null : membersQualified(db, teams, kind, on),
    ]);
    for (const { id } of claim) {
      if (held?.has(id) || (members?.get(id) ?? 0) > 0) continue;
      const helper = now.get(id) as Helper;
      const { [code]: _over, ...codes } = helper.codes;
      now.set(id, { ...helper, codes });
    }
  }
  return now;
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

/** Taken, and not given back. A place declined, let go or not had is no connection, so that declining lowers nobody. */
const CONNECTED = sql.join(TAKEN.map((status) => sql.lit(status)));
const weekBefore = (now: Date) => new Date(now.getTime() - CONNECTION_DAYS * DAY);

/** Pledges each of them took in the last week. Who took none since is known by their turn, and not looked for. */
export async function connectionsOf(
  db: Db,
  found: readonly Found[],
  now: Date,
): Promise<Map<string, number>> {
  const since = weekBefore(now);
  const lately = found.filter(({ turn }) => turn * 1000 >= since.getTime() - 1000);
  const count = async (kind: HelperKind, by: "person_id" | "organisation_id") => {
    const ids = lately.flatMap(({ helper }) => (helper.helperKind === kind ? helper.id : []));
    if (ids.length === 0) return [];
    const { rows } = await sql<{ id: string; count: number }>`
      SELECT ${sql.ref(by)} AS id, COUNT(*) AS count FROM pledge
      WHERE ${sql.ref(by)} IN (${sql.join(ids)}) AND created_at > ${since} AND status IN (${CONNECTED}) GROUP BY ${sql.ref(by)}`.execute(
      db,
    );
    return rows;
  };
  const all = await Promise.all([count("person", "person_id"), count("organisation", "organisation_id")]);
  return new Map(all.flat().map((row) => [row.id, Number(row.count)]));
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
