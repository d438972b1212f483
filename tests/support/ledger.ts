// Hours that stand, laid straight into the tables as confirming leaves them: attendance, record, ledger row, affiliations, the
// person's sum. For tests about what is read from the ledger.
import { v7 as uuid } from "uuid";
import type { Db } from "@/server/platform/db";

type World = { db: Db };
type HoursSpec = {
  personId: string;
  /** Of the shift; the need's place is read from the need. */
  needId: string;
  lineId: string;
  slotId: string;
  unitId: string; // 记录责任单位
  organisationId?: string | null; // with whom they came
  from: Date;
  minutes: number;
  kind?: string;
  class?: "scanned" | "roll_call" | "late";
  affiliations?: readonly string[]; // organisations
  confirmedBy?: string | null;
};
export type LaidHours = { entryId: string; recordId: string; attendanceId: string };

/** The day an instant falls on in Asia/Shanghai, as the driver gives a DATE. */
export const dayOf = (at: Date): Date =>
  new Date(Math.floor((at.getTime() + 8 * 3_600_000) / 86_400_000) * 86_400_000);

export async function layHours({ db }: World, spec: HoursSpec): Promise<LaidHours> {
  const [entryId, recordId, attendanceId] = [uuid(), uuid(), uuid()];
  const need = await db
    .selectFrom("need")
    .select(["county_id", "town_id", "village_id"])
    .where("id", "=", spec.needId)
    .executeTakeFirstOrThrow();
  const to = new Date(spec.from.getTime() + spec.minutes * 60_000);
  const ids = {
    person_id: spec.personId,
    slot_id: spec.slotId,
    line_id: spec.lineId,
    need_id: spec.needId,
  };
  const day = dayOf(spec.from);
  const [hoursClass, organisation] = [spec.class ?? "scanned", spec.organisationId ?? null];
  await db
    .insertInto("attendance")
    .values({
      ...ids,
      id: attendanceId,
      organisation_id: organisation,
      status: "out",
      class: hoursClass,
      walk_in: true,
      in_at: spec.from,
      in_how: "scan",
      in_by: spec.personId,
      out_at: to,
      out_how: "scan",
      out_by: spec.personId,
      live_key: `${spec.slotId}:${spec.personId}`,
      created_at: spec.from,
    })
    .execute();
  await db
    .insertInto("service_record")
    .values({
      ...ids,
      id: recordId,
      attendance_id: attendanceId,
      status: "confirmed",
      class: hoursClass,
      from_at: spec.from,
      to_at: to,
      minutes: spec.minutes,
      day,
      recording_unit_id: spec.unitId,
      organisation_id: organisation,
      flags: "",
      entry_id: entryId,
      confirmed_by: spec.confirmedBy ?? null,
      confirmed_at: to,
      created_at: to,
    })
    .execute();
  await db
    .insertInto("hours_entry")
    .values({
      ...ids,
      ...need,
      id: entryId,
      record_id: recordId,
      attendance_id: attendanceId,
      recording_unit_id: spec.unitId,
      organisation_id: organisation,
      kind: spec.kind ?? "farming",
      class: hoursClass,
      day,
      from_at: spec.from,
      to_at: to,
      minutes: spec.minutes,
      confirmed_by: spec.confirmedBy ?? null,
      created_at: to,
    })
    .execute();
  for (const organisation_id of spec.affiliations ?? [])
    await db
      .insertInto("hours_affiliation")
      .values({ record_id: recordId, organisation_id, capacity: "team", day, person_id: spec.personId })
      .execute();
  await addToPerson(db, spec.personId, spec.minutes);
  return { entryId, recordId, attendanceId };
}

/** The row is undone by another; where `minutes` is given, a new row stands in for it. Returns the id of the row that stands. */
export async function reverseHours(
  { db }: World,
  laid: LaidHours,
  at: Date,
  minutes?: number,
): Promise<string | null> {
  const row = await db
    .selectFrom("hours_entry")
    .selectAll()
    .where("id", "=", laid.entryId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("hours_entry")
    .values({ ...row, id: uuid(), minutes: -row.minutes, reverses_id: row.id, created_at: at })
    .execute();
  await addToPerson(db, row.person_id, -row.minutes);
  const standing = minutes === undefined ? null : uuid();
  if (standing !== null && minutes !== undefined) {
    const to_at = new Date(row.from_at.getTime() + minutes * 60_000);
    await db
      .insertInto("hours_entry")
      .values({ ...row, id: standing, minutes, to_at, supersedes_id: row.id, created_at: at })
      .execute();
    await addToPerson(db, row.person_id, minutes);
  }
  await db
    .updateTable("service_record")
    .set({ entry_id: standing, status: standing === null ? "voided" : "confirmed", minutes: minutes ?? 0 })
    .where("id", "=", laid.recordId)
    .execute();
  return standing;
}

async function addToPerson(db: Db, personId: string, minutes: number): Promise<void> {
  await db
    .insertInto("person_hours")
    .values({ person_id: personId, minutes, entries: 1 })
    .onDuplicateKeyUpdate((eb) => ({
      minutes: eb("minutes", "+", minutes),
      entries: eb("entries", "+", 1),
    }))
    .execute();
}
