// The ledger. Rows are only ever inserted, and only here: an entry, or the reversal of one. Every row moves its person's sum in the
// same transaction; the person's row in person_hours is held before anything of theirs is weighed, so that two confirmations take turns.
import { v7 as uuid } from "uuid";
import { insertRows, type Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import type { Known } from "../facts/data";
import { CAPACITY_OF, type Interval, minutesOf } from "../rules";

/** Holds these people's hours until the transaction ends: in the order of their ids, so that two bulk acts never wait for each other. */
export async function holdHours(trx: Trx, personIds: Iterable<string>): Promise<void> {
  for (const id of [...new Set(personIds)].sort())
    await trx
      .insertInto("person_hours")
      .values({ person_id: id })
      .onDuplicateKeyUpdate((eb) => ({ person_id: eb.ref("person_id") }))
      .execute();
}

type Entry = { entryId: string; minutes: number };

/** A new row for a record that was weighed and found to count. The caller holds the person's hours. */
export async function enter(
  trx: Trx,
  ctx: Pick<Ctx, "clock">,
  known: Known,
  row: { interval: Interval; class: string; confirmedBy: string | null; supersedesId?: string | null },
): Promise<Entry> {
  const { record, need, unit } = known;
  const entryId = uuid();
  const minutes = minutesOf(row.interval);
  await trx
    .insertInto("hours_entry")
    .values({
      id: entryId,
      record_id: record.id,
      attendance_id: record.attendance_id,
      person_id: record.person_id,
      slot_id: record.slot_id,
      line_id: record.line_id,
      need_id: record.need_id,
      recording_unit_id: unit.unitId ?? "",
      organisation_id: record.organisation_id,
      county_id: need.county_id,
      town_id: need.town_id,
      village_id: need.village_id,
      kind: known.service ?? "other",
      class: row.class,
      day: record.day,
      from_at: row.interval.from,
      to_at: row.interval.to,
      minutes,
      supersedes_id: row.supersedesId ?? null,
      confirmed_by: row.confirmedBy,
      created_at: ctx.clock.now(),
    })
    .execute();
  await move(trx, record.person_id, minutes);
  return { entryId, minutes };
}

/** Takes the record's standing row back with a row of its own; it can be done once (reverses_id is unique). */
export async function reverse(trx: Trx, ctx: Pick<Ctx, "clock">, entryId: string): Promise<Entry> {
  const { id: _, ...entry } = await trx
    .selectFrom("hours_entry")
    .selectAll()
    .where("id", "=", entryId)
    .executeTakeFirstOrThrow();
  const reversal = uuid();
  await trx
    .insertInto("hours_entry")
    .values({
      ...entry,
      id: reversal,
      minutes: -entry.minutes,
      reverses_id: entryId,
      supersedes_id: null,
      created_at: ctx.clock.now(),
    })
    .execute();
  await move(trx, entry.person_id, -entry.minutes);
  return { entryId: reversal, minutes: -entry.minutes };
}

async function move(trx: Trx, personId: string, minutes: number): Promise<void> {
  await trx
    .updateTable("person_hours")
    .set((eb) => ({
      minutes: eb("minutes", "+", minutes),
      entries: eb("entries", "+", 1),
      version: eb("version", "+", 1),
    }))
    .where("person_id", "=", personId)
    .execute();
}

/** 双报到: whose member the volunteer was when they served. Written anew with each entry; it adds nothing to any sum. */
export async function affiliate(trx: Trx, { record }: Known): Promise<void> {
  const grants = await trx
    .selectFrom("role_grant as g")
    .innerJoin("organisation as o", "o.id", "g.organisation_id")
    .select(["o.id", "o.kind"])
    .distinct()
    .where("g.person_id", "=", record.person_id)
    .where("g.role", "in", ["member", "manager", "leader"])
    .where("g.started_at", "<=", record.to_at ?? record.from_at)
    .where((eb) => eb.or([eb("g.ended_at", "is", null), eb("g.ended_at", ">", record.from_at)]))
    .where("o.status", "=", "verified")
    .execute();
  await trx.deleteFrom("hours_affiliation").where("record_id", "=", record.id).execute();
  await insertRows(
    trx,
    "INSERT INTO hours_affiliation (record_id, organisation_id, capacity, day, person_id) VALUES ",
    grants.map((o) => [record.id, o.id, CAPACITY_OF[o.kind] ?? "team", record.day, record.person_id]),
  );
}
