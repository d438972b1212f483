// A service record with everything that is weighed when somebody's word is taken: its attendance, its shift's plan, its need, the
// organisations responsible, and what else the person's day holds. One joined read.
import { type Selectable, sql } from "kysely";
import type { DB, Db, Trx } from "@/server/platform/db";
import { holdingsOf, whoRuns } from "@/server/pledges/seats/running/data";
import type { HoursFacts } from "@/server/policy";
import { dayDate } from "../calendar/rules";
import { type Interval, isShort, type Terms, type Weighed } from "../rules";
import type { HoursClass } from "../schema";
import { termsOf, type Unit, unitOf } from "../units/data";

export type RecordRow = Selectable<DB["service_record"]>;

/** What was read of a record and its surroundings. */
export type Known = {
  record: RecordRow;
  clocked: boolean;
  live: boolean; // the attendance was not undone
  lineKind: string;
  service: string | null;
  plan: Interval | null; // of a fixed shift
  paidTime: boolean;
  need: Pick<
    Selectable<DB["need"]>,
    | "poster_id"
    | "organisation_id"
    | "province_id"
    | "city_id"
    | "county_id"
    | "town_id"
    | "village_id"
    | "natural_id"
    | "grid_id"
  >;
  running: Pick<HoursFacts, "leadId" | "runnerIds" | "helperIds">;
  unit: Unit;
};

const CLOCKED = ["scan", "code"];

/** In the order of the ids given; what is not there is left out. */
export async function knownRecords(db: Db | Trx, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("service_record as r")
    .innerJoin("attendance as a", "a.id", "r.attendance_id")
    .innerJoin("need_line as l", "l.id", "r.line_id")
    .innerJoin("slot as s", "s.id", "r.slot_id")
    .innerJoin("need as n", "n.id", "r.need_id")
    .leftJoin("shift as h", "h.slot_id", "r.slot_id")
    .selectAll("r")
    .select(["a.in_how", "a.out_how", "a.in_by", "a.out_by", "a.status as attendance_status"])
    .select(["l.kind as line_kind", "l.service", "s.starts_at", "s.ends_at", "s.ceiling"])
    .select(["h.kind as shift_kind", "h.paid_time", "h.lead_id", "h.organisation_id as shift_organisation"])
    .select(["n.poster_id", "n.organisation_id as need_organisation", "n.province_id", "n.city_id"])
    .select(["n.county_id", "n.town_id", "n.village_id", "n.natural_id", "n.grid_id"])
    .where("r.id", "in", [...ids])
    .execute();
  const holding = await holdingsOf(
    db,
    rows.map((row) => row.slot_id),
  );
  const termsIn = remembered((countyId: number) => termsOf(db, countyId));
  const units = remembered((key: string) => {
    const [fallback, ...candidates] = key.split(" ").map((id) => id || null);
    return unitOf(db, candidates, fallback ?? null);
  });
  const byId = new Map<string, Known>();
  for (const row of rows) {
    const { recordingUnit } = await termsIn(row.county_id);
    const asked = [recordingUnit, row.organisation_id, row.shift_organisation, row.need_organisation];
    const unit = await units(asked.map((id) => id ?? "").join(" "));
    const said = { seats: row.ceiling, leadId: row.lead_id, organisationId: row.shift_organisation };
    byId.set(row.id, knownFrom(row, unit, whoRuns(said, holding.get(row.slot_id) ?? [])));
  }
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The same question is asked once. */
function remembered<K, V>(ask: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, V>();
  return async (key) => {
    const there = known.get(key);
    if (there !== undefined) return there;
    const answer = await ask(key);
    known.set(key, answer);
    return answer;
  };
}

type Joined = RecordRow & {
  in_how: string;
  out_how: string | null;
  in_by: string;
  out_by: string | null;
  attendance_status: string;
  line_kind: string;
  service: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  shift_kind: string | null;
  paid_time: boolean | null;
  lead_id: string | null;
  shift_organisation: string | null;
  need_organisation: string | null;
} & Omit<Known["need"], "organisation_id">;

function knownFrom(row: Joined, unit: Unit, running: Known["running"]): Known {
  const clocked =
    CLOCKED.includes(row.in_how) &&
    CLOCKED.includes(row.out_how ?? "") &&
    row.in_by === row.person_id &&
    row.out_by === row.person_id;
  return {
    record: row,
    clocked,
    live: row.attendance_status !== "void",
    lineKind: row.line_kind,
    service: row.service,
    plan: planOf(row),
    paidTime: row.paid_time === true || row.flags.split(" ").includes("paid_time"),
    need: {
      poster_id: row.poster_id,
      organisation_id: row.need_organisation,
      province_id: row.province_id,
      city_id: row.city_id,
      county_id: row.county_id,
      town_id: row.town_id,
      village_id: row.village_id,
      natural_id: row.natural_id,
      grid_id: row.grid_id,
    },
    running,
    unit,
  };
}

/** Only a fixed shift has a length one can be present for. */
export function planOf(row: {
  shift_kind: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
}): Interval | null {
  if (row.shift_kind === "window" || row.starts_at === null || row.ends_at === null) return null;
  return { from: row.starts_at, to: row.ends_at };
}

/** What already stands for this person: their confirmed intervals that could meet this one, and the minutes of its day. */
export async function standingOf(
  db: Db | Trx,
  record: Pick<RecordRow, "id" | "person_id" | "from_at">,
  to: Date,
): Promise<{ intervals: Interval[]; others: number }> {
  const day = dayDate(record.from_at);
  const rows = await db
    .selectFrom("service_record")
    .select(["from_at", "to_at", "minutes", "day"])
    .where("person_id", "=", record.person_id)
    .where("id", "<>", record.id)
    .where("entry_id", "is not", null)
    .where((eb) =>
      eb.or([eb("day", "=", day), eb.and([eb("from_at", "<", to), eb("to_at", ">", record.from_at)])]),
    )
    .execute();
  return {
    intervals: rows.flatMap((row) => (row.to_at === null ? [] : [{ from: row.from_at, to: row.to_at }])),
    others: rows
      .filter((row) => row.day.getTime() === day.getTime())
      .reduce((sum, row) => sum + row.minutes, 0),
  };
}

export const weighedOf = (known: Known, minutes: number, others: number, terms: Terms): Weighed => ({
  class: known.record.class as HoursClass,
  minutes,
  others,
  short: isShort(minutes, known.plan, terms),
  clocked: known.clocked,
  enteredBy: known.record.entered_by,
  hasUnit: known.unit.unitId !== null,
  hasParent: known.unit.parentId !== null,
});

/** What the policy needs to know of a record. */
export const hoursFacts = (known: Known, actsFor = false): HoursFacts => ({
  posterId: known.need.poster_id,
  organisationId: known.need.organisation_id,
  place: known.need,
  ...known.running,
  personId: known.record.person_id,
  actsFor,
  cameWith: known.record.organisation_id,
  unitId: known.unit.unitId,
  parentId: known.unit.parentId,
});

/** Record ids of a shift, in the order people came. */
export async function recordsOfShift(db: Db | Trx, slotId: string): Promise<RecordRow[]> {
  return db
    .selectFrom("service_record")
    .selectAll()
    .where("slot_id", "=", slotId)
    .orderBy(sql`from_at`)
    .orderBy("id")
    .execute();
}

/** One telephone is one hand, for whose word it takes: who shares a number with another does not vouch for them. */
export async function sharesNumber(db: Db | Trx, one: string, other: string): Promise<boolean> {
  const row = await db
    .selectFrom("person_phone as a")
    .innerJoin("person_phone as b", "b.hash", "a.hash")
    .select("a.id")
    .where("a.person_id", "=", one)
    .where("b.person_id", "=", other)
    .executeTakeFirst();
  return row !== undefined;
}
