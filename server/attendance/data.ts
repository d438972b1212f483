// Reads of presences: one row per person and shift that counts; what was undone is left out.
import type { Selectable } from "kysely";
import type { DB, Db, Trx } from "@/server/platform/db";
import { liveKey } from "./rules";

export type AttendanceRow = Selectable<DB["attendance"]>;

/** Everybody who is or was there, in the order they came. */
export async function attendancesOf(db: Db | Trx, slotId: string): Promise<AttendanceRow[]> {
  return db
    .selectFrom("attendance")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("status", "in", ["in", "out"])
    .orderBy("in_at")
    .orderBy("id")
    .execute();
}

/** A person's own at one shift; null where they have not come, or it was undone. */
export async function attendanceOf(
  db: Db | Trx,
  slotId: string,
  personId: string,
): Promise<AttendanceRow | null> {
  const row = await db
    .selectFrom("attendance")
    .selectAll()
    .where("live_key", "=", liveKey(slotId, personId))
    .executeTakeFirst();
  return row ?? null;
}

export async function findAttendance(db: Db | Trx, attendanceId: string): Promise<AttendanceRow | null> {
  const row = await db.selectFrom("attendance").selectAll().where("id", "=", attendanceId).executeTakeFirst();
  return row ?? null;
}
