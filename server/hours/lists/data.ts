// Records as they are read: my own, page by page with their sums; those of a shift, by whoever answers for them.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { organisationsNamed } from "@/server/organisations/names/data";
import { peopleNamed } from "@/server/people/names/data";
import { actsFor } from "@/server/people/proxies/data";
import type { Db } from "@/server/platform/db";
import { shiftFacts } from "@/server/pledges/seats/data";
import { may } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { aboutOf } from "../corrections/rules";
import { hoursFacts, type Known, knownRecords, type RecordRow, recordsOfShift } from "../facts/data";
import type { RecordStatus } from "../lifecycle";
import { flagsIn } from "../rules";
import { type HoursClass, RECORDS_PAGE, type WaitsFor } from "../schema";
import { mayConfirm, visibleRecord } from "../speaking/data";
import type { MineView, OneRecord, RecordView, ShiftRecords } from "./schema";

type Around = { units: ReadonlyMap<string, string>; proposed: ReadonlySet<string> };

/** What of a choice of records waits for a second, since the unit itself proposed it. */
async function proposedAmong(db: Db, rows: readonly RecordRow[]): Promise<Set<string>> {
  const disputed = rows.filter((row) => row.status === "disputed").map((row) => row.id);
  if (disputed.length === 0) return new Set();
  const found = await db
    .selectFrom("correction")
    .select("live_key")
    .where("live_key", "in", disputed)
    .where("about", "=", "unit")
    .execute();
  return new Set(found.map((row) => row.live_key ?? ""));
}

/** What is said beside a choice of records, read once for all of them. */
async function around(db: Db, rows: readonly RecordRow[], more: (string | null)[] = []): Promise<Around> {
  const [units, proposed] = await Promise.all([
    organisationsNamed(db, [...rows.map((row) => row.recording_unit_id), ...more]),
    proposedAmong(db, rows),
  ]);
  return { units, proposed };
}

const shown = (row: RecordRow, { units, proposed }: Around) => ({
  recordId: row.id,
  status: row.status as RecordStatus,
  class: row.class as HoursClass,
  from: row.from_at,
  to: row.to_at,
  minutes: row.minutes,
  flags: flagsIn(row.flags),
  waitsFor: row.waits_for as WaitsFor | null,
  unit: units.get(row.recording_unit_id ?? "") ?? null,
  dueAt: row.due_at,
  reason: row.reason,
  proposed: proposed.has(row.id),
});

/** What the asker may see of a shift's records, with what they may do. NOT_FOUND where that is nothing at all. */
export async function listOfShift(ctx: Ctx, input: { slotId: string }) {
  const known = await recordsSeen(ctx, input.slotId);
  const beside = await around(
    ctx.db,
    known.map((one) => one.record),
  );
  const names = await peopleNamed(
    ctx.db,
    known.map((one) => one.record.person_id),
  );
  return known.map((one) => ({
    ...viewOf(ctx, one, beside),
    personId: one.record.person_id,
    name: names.get(one.record.person_id) ?? "",
    own: one.record.person_id === ctx.actor?.personId,
    mayPutRight: mayPutRight(ctx, one),
  }));
}

/** For a page: whether to show the way to it. Where somebody asked about it, that is answered instead. */
const mayPutRight = (ctx: Ctx, { record, ...known }: Known): boolean =>
  record.status === "confirmed" &&
  record.person_id !== ctx.actor?.personId &&
  may(ctx, "hours.put_right", hoursFacts({ record, ...known })) !== false;

async function hasQuestion(db: Db, recordId: string): Promise<boolean> {
  const row = await db
    .selectFrom("correction")
    .select("id")
    .where("live_key", "=", recordId)
    .executeTakeFirst();
  return row !== undefined;
}

async function aboutShift(db: Db, slotId: string): Promise<ShiftRecords["shift"]> {
  return db
    .selectFrom("slot as s")
    .innerJoin("need as n", "n.id", "s.need_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .select(["s.id as slotId", "n.id as needId", "n.title", "l.item"])
    .select(["s.starts_at as startsAt", "s.ends_at as endsAt"])
    .where("s.id", "=", slotId)
    .executeTakeFirstOrThrow();
}

/** A shift's records with what they are about, for who confirms them without running the shift. */
export async function viewShift(ctx: Ctx, input: { slotId: string }): Promise<ShiftRecords> {
  const records = await listOfShift(ctx, input);
  return { shift: await aboutShift(ctx.db, input.slotId), records };
}

/** One record, to its person and to who answers for it. */
export async function viewRecord(ctx: Ctx, input: { recordId: string }): Promise<OneRecord> {
  const known = await visibleRecord(ctx, input.recordId);
  const { person_id: personId, slot_id: slotId, status } = known.record;
  const actor = ctx.actor?.personId ?? "";
  const [beside, names, shift, proxy] = await Promise.all([
    around(ctx.db, [known.record]),
    peopleNamed(ctx.db, [personId]),
    aboutShift(ctx.db, slotId),
    actsFor(ctx.db, actor, personId),
  ]);
  const asks = may(ctx, "hours.ask", { personId, actsFor: proxy }) !== false;
  return {
    ...viewOf(ctx, known, beside),
    shift,
    name: names.get(personId) ?? "",
    own: actor === personId,
    version: known.record.version,
    mayAsk: asks && aboutOf(status as RecordStatus) !== null && !(await hasQuestion(ctx.db, known.record.id)),
    mayPutRight: mayPutRight(ctx, known),
  };
}

async function recordsSeen(ctx: Ctx, slotId: string): Promise<Known[]> {
  const runs = may(ctx, "shift.run", await shiftFacts(ctx.db, slotId)) !== false;
  const rows = await recordsOfShift(ctx.db, slotId);
  const known = await knownRecords(
    ctx.db,
    rows.map((row) => row.id),
  );
  const seen = known.filter((one) => may(ctx, "hours.confirm", hoursFacts(one)) !== false);
  if (seen.length === 0 && !runs) refuse("NOT_FOUND");
  return seen;
}

export const viewOf = (ctx: Ctx, known: Known, beside: Around): RecordView => ({
  ...shown(known.record, beside),
  mayConfirm: mayConfirm(ctx, known),
});

/** My records, newest first, with the sums of the ledger. */
export async function listMine(ctx: Ctx, input: { cursor?: string }): Promise<MineView> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const [sums, page] = await Promise.all([sumsOf(ctx, personId), pageOf(ctx.db, personId, input.cursor)]);
  const rows = page.slice(0, RECORDS_PAGE);
  const affiliations = await affiliationsOf(
    ctx.db,
    rows.map((row) => row.id),
  );
  const beside = await around(
    ctx.db,
    rows,
    rows.map((row) => row.organisation_id),
  );
  return {
    ...sums,
    items: rows.map((row) => ({
      ...shown(row, beside),
      slotId: row.slot_id,
      needId: row.need_id,
      title: row.title,
      item: row.item,
      organisation: beside.units.get(row.organisation_id ?? "") ?? null,
      affiliations: affiliations.get(row.id) ?? [],
    })),
    next: page.length > RECORDS_PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

async function sumsOf(ctx: Ctx, personId: string) {
  const year = Number(dayOf(ctx.clock.now()).slice(0, 4));
  const { rows } = await sql<{
    all_: number | null;
    this_year: number | null;
    n: number;
    waiting: number | null;
  }>`
    SELECT
      (SELECT SUM(minutes) FROM hours_entry WHERE person_id = ${personId}) AS all_,
      (SELECT SUM(minutes) FROM hours_entry WHERE person_id = ${personId} AND day >= ${`${year}-01-01`}) AS this_year,
      (SELECT COUNT(*) FROM service_record WHERE person_id = ${personId} AND status = 'pending') AS n,
      (SELECT SUM(minutes) FROM service_record WHERE person_id = ${personId} AND status = 'pending') AS waiting
  `.execute(ctx.db);
  const [row] = rows;
  return {
    minutes: Number(row?.all_ ?? 0),
    year,
    yearMinutes: Number(row?.this_year ?? 0),
    waiting: Number(row?.n ?? 0),
    waitingMinutes: Number(row?.waiting ?? 0),
  };
}

/** By keyset over (from, id); the cursor is the last record of the page before. */
async function pageOf(db: Db, personId: string, cursor: string | undefined) {
  const after =
    cursor === undefined
      ? undefined
      : await db
          .selectFrom("service_record")
          .select(["id", "from_at"])
          .where("id", "=", cursor)
          .where("person_id", "=", personId)
          .executeTakeFirst();
  return db
    .selectFrom("service_record as r")
    .innerJoin("need as n", "n.id", "r.need_id")
    .innerJoin("need_line as l", "l.id", "r.line_id")
    .selectAll("r")
    .select(["n.title", "l.item"])
    .where("r.person_id", "=", personId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("r.from_at", "<", after?.from_at as Date),
          eb.and([eb("r.from_at", "=", after?.from_at as Date), eb("r.id", "<", after?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("r.from_at", "desc")
    .orderBy("r.id", "desc")
    .limit(RECORDS_PAGE + 1)
    .execute();
}

async function affiliationsOf(db: Db, recordIds: string[]): Promise<Map<string, string[]>> {
  if (recordIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("hours_affiliation as f")
    .innerJoin("organisation as o", "o.id", "f.organisation_id")
    .select(["f.record_id", "o.name"])
    .where("f.record_id", "in", recordIds)
    .orderBy("o.name")
    .execute();
  const byRecord = new Map<string, string[]>();
  for (const row of rows) byRecord.set(row.record_id, [...(byRecord.get(row.record_id) ?? []), row.name]);
  return byRecord;
}
