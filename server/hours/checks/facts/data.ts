// What is known of a shift that might be looked at.
import { mismatchesOf } from "@/server/attendance/statements/data";
import type { Db, Trx } from "@/server/platform/db";
import { flagsIn } from "../../rules";
import { daysAfter, type Facts, isDrawn, seedOf } from "../rules";

/** countyId: of the need; closedOn: the day in Shanghai. */
export async function factsOf(
  db: Db | Trx,
  slotId: string,
  { countyId, closedOn }: { countyId: number; closedOn: string },
): Promise<Facts> {
  const [records, there, shared, apart, told] = await Promise.all([
    db
      .selectFrom("service_record")
      .select(["class", "flags", "entered_by"])
      .where("slot_id", "=", slotId)
      .where("status", "not in", ["voided", "open"])
      .execute(),
    db
      .selectFrom("attendance")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("slot_id", "=", slotId)
      .where("status", "<>", "void")
      .where("walk_in", "=", true)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("day_ticket")
      .select("browser_hash")
      .where("slot_id", "=", slotId)
      .where("used_by", "is not", null)
      .groupBy("browser_hash")
      .having((eb) => eb(eb.fn.count("used_by").distinct(), ">", 1))
      .execute(),
    mismatchesOf(db, slotId),
    toldDaysAfter(db, [slotId]),
  ]);
  return {
    records: records.map((row) => ({
      class: row.class,
      flags: flagsIn(row.flags),
      enteredLate: row.entered_by !== null,
    })),
    walkIns: Number(there.n),
    toldDaysAfter: told.get(slotId) ?? 0,
    sharedBrowsers: shared.length,
    apart: apart.flatMap((one) => one.apart),
    drawn: isDrawn(seedOf(countyId, closedOn), slotId),
  };
}

/** By slot: the longest that a device kept somebody's coming or going to itself, of presences that stand. */
export async function toldDaysAfter(db: Db | Trx, slots: readonly string[]): Promise<Map<string, number>> {
  const days = new Map<string, number>();
  if (slots.length === 0) return days;
  const rows = await db
    .selectFrom("day_event as e")
    .innerJoin("attendance as a", "a.id", "e.attendance_id")
    .select(["e.slot_id", "e.happened_at as happenedAt", "e.arrived_at as toldAt"])
    .where("e.slot_id", "in", [...slots])
    .where("a.status", "<>", "void")
    .execute();
  for (const row of rows) days.set(row.slot_id, Math.max(days.get(row.slot_id) ?? 0, daysAfter(row)));
  return days;
}
