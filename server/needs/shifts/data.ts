// Reads shifts: the slot's times and numbers, with what its row says, or its line where it has no row.
import type { Selectable } from "kysely";
import type { DB, Db, Trx } from "@/server/platform/db";
import type { ShiftStatus } from "./lifecycle";
import type { ShiftTerms } from "./rules";

export type ShiftRow = Selectable<DB["shift"]>;

/** One activity of people: when, where, on what terms, and how its places stand. Old slots without a row read as planned. */
export type Shift = ShiftTerms & {
  slotId: string;
  needId: string;
  lineId: string;
  seriesId: string | null;
  item: string;
  service: string | null;
  status: ShiftStatus;
  leadId: string | null;
  organisationId: string | null;
  namedUntil: Date | null; // said for this shift; without: the cut-off
  beganAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
  closeDueAt: Date | null;
  endReason: string | null;
  endNote: string | null;
  version: number; // 0: nothing has happened to it yet
  startsAt: Date | null;
  endsAt: Date | null;
  cutOffAt: Date | null;
  isOpen: boolean;
  seats: number; // the slot's ceiling
  taken: number; // promised or accepted
  remaining: number;
  waiting: number;
  walkIns: number;
};

const shifts = (db: Db | Trx) =>
  db
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .leftJoin("shift as h", "h.slot_id", "s.id")
    .where("l.kind", "=", "people")
    .select([
      "s.id as slot_id",
      "s.need_id",
      "s.line_id",
      "s.starts_at",
      "s.ends_at",
      "s.cut_off_at",
      "s.is_open",
    ])
    .select(["s.ceiling", "s.accepted", "s.on_way", "s.promised", "s.remaining", "s.waiting", "s.walk_ins"])
    .select(["l.item", "l.service", "l.place as line_place", "l.qualification as line_qualification"])
    .select(["l.min_age as line_min_age", "l.dangerous as line_dangerous", "l.insured as line_insured"])
    .select(["h.slot_id as told", "h.series_id", "h.kind", "h.status", "h.role", "h.place", "h.skills"])
    .select(["h.qualification", "h.min_age", "h.dangerous", "h.insured", "h.home_visit", "h.paid_time"])
    .select(["h.lead_id", "h.organisation_id", "h.named_until", "h.began_at", "h.closed_at", "h.closed_by"])
    .select(["h.close_due_at", "h.end_reason", "h.end_note", "h.version"]);

type Row = Awaited<ReturnType<ReturnType<typeof shifts>["execute"]>>[number];

const shiftFrom = (row: Row): Shift => ({
  slotId: row.slot_id,
  needId: row.need_id,
  lineId: row.line_id,
  seriesId: row.series_id,
  item: row.item,
  service: row.service,
  kind: row.kind === "window" ? "window" : "fixed",
  status: (row.status ?? "planned") as ShiftStatus,
  role: row.role,
  place: row.told === null ? row.line_place : row.place,
  skills: row.skills === null ? [] : (JSON.parse(row.skills) as string[]),
  qualification: row.told === null ? row.line_qualification : row.qualification,
  minAge: row.told === null ? row.line_min_age : row.min_age,
  dangerous: row.dangerous ?? row.line_dangerous,
  insured: row.insured ?? row.line_insured,
  homeVisit: row.home_visit ?? false,
  paidTime: row.paid_time ?? false,
  leadId: row.lead_id,
  organisationId: row.organisation_id,
  namedUntil: row.named_until,
  beganAt: row.began_at,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  closeDueAt: row.close_due_at,
  endReason: row.end_reason,
  endNote: row.end_note,
  version: row.version ?? 0,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  cutOffAt: row.cut_off_at,
  isOpen: row.is_open,
  seats: row.ceiling,
  taken: row.accepted + row.on_way + row.promised,
  remaining: row.remaining,
  waiting: row.waiting,
  walkIns: row.walk_ins,
});

/** Null where there is no such slot, or it is not of a people line. */
export async function shiftOf(db: Db | Trx, slotId: string): Promise<Shift | null> {
  return (await shiftsOf(db, [slotId]))[0] ?? null;
}

/** In order of their start. */
export async function shiftsOf(db: Db | Trx, slotIds: readonly string[]): Promise<Shift[]> {
  if (slotIds.length === 0) return [];
  const rows = await shifts(db).where("s.id", "in", slotIds).orderBy("s.starts_at").orderBy("s.id").execute();
  return rows.map(shiftFrom);
}

/** The shifts of some lines, in order of their start. */
export async function shiftsOfLines(db: Db | Trx, lineIds: readonly string[]): Promise<Shift[]> {
  if (lineIds.length === 0) return [];
  const rows = await shifts(db)
    .where("s.line_id", "in", lineIds)
    .orderBy("s.starts_at")
    .orderBy("s.id")
    .execute();
  return rows.map(shiftFrom);
}

/** How many live pledges of any state hang on each slot: requests and queue included. */
export async function peopleOn(db: Db | Trx, slotIds: readonly string[]): Promise<Map<string, number>> {
  if (slotIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("pledge")
    .select(["slot_id", (eb) => eb.fn.countAll<number>().as("n")])
    .where("slot_id", "in", slotIds)
    .where("live_key", "is not", null)
    .groupBy("slot_id")
    .execute();
  return new Map(rows.map((row) => [row.slot_id, Number(row.n)]));
}
