// What a leader's device told when the shift was over already: kept event by event, and shown as people whose times are to be entered.
import { attendancesOf } from "@/server/attendance/data";
import { companionOf, hasAsked } from "@/server/attendance/day/data";
import { peopleNamed } from "@/server/people/names/data";
import type { Db, Trx } from "@/server/platform/db";
import { rosterOf, type Shift, visibleShift } from "@/server/pledges/seats/data";
import type { Ctx } from "@/server/trpc/context";
import { planOf } from "../facts/data";
import { flagsIn } from "../rules";
import { replay, type ToldEvent } from "./rules";
import type { LateRow } from "./schema";

/** Who still waits to be entered: whom nobody saw, and who takes the planned end though the device knew when they left. */
export async function toldLate(db: Db | Trx, shift: Shift): Promise<LateRow[]> {
  const slotId = shift.slot.id;
  const events = await db
    .selectFrom("day_event")
    .select(["kind", "person_id as personId", "happened_at as at"])
    .where("slot_id", "=", slotId)
    .where("outcome", "=", "DAY_OVER")
    .where("person_id", "is not", null)
    .orderBy("happened_at")
    .orderBy("seq")
    .execute();
  if (events.length === 0) return [];
  const told = replay(events as ToldEvent[]);
  const [there, records, names, { people }] = await Promise.all([
    attendancesOf(db, slotId),
    db
      .selectFrom("service_record")
      .select(["attendance_id", "status", "flags"])
      .where("slot_id", "=", slotId)
      .execute(),
    peopleNamed(
      db,
      told.map((one) => one.personId),
    ),
    rosterOf(db, slotId),
  ]);
  const plan = planOf({
    shift_kind: shift.row?.kind ?? null,
    starts_at: shift.slot.starts_at,
    ends_at: shift.slot.ends_at,
  });
  const rows: LateRow[] = [];
  for (const { personId, from, to } of told) {
    const name = names.get(personId);
    if (name === undefined) continue;
    const presence = there.find((row) => row.person_id === personId);
    if (presence === undefined) {
      if (from === null || !(await mayHaveCome(db, shift, personId, people))) continue;
      rows.push({ personId, name, from, to: to ?? plan?.to ?? null, leftKnown: to !== null, seen: false });
      continue;
    }
    const record = records.find((row) => row.attendance_id === presence.id);
    const byPlan =
      presence.out_how === "plan" &&
      record?.status === "pending" &&
      !flagsIn(record.flags).includes("changed");
    if (byPlan && to !== null && to > presence.in_at && to.getTime() !== presence.out_at?.getTime())
      rows.push({ personId, name, from: presence.in_at, to, leftKnown: true, seen: true });
  }
  return rows;
}

/** A device says an id; whose name it is, is only for who could have called them that day. */
async function mayHaveCome(
  db: Db | Trx,
  shift: Shift,
  personId: string,
  people: readonly { personId: string }[],
): Promise<boolean> {
  return (
    people.some((one) => one.personId === personId) ||
    (await companionOf(db, shift, personId)) !== null ||
    (await hasAsked(db, shift.slot.id, personId))
  );
}

export async function viewToldLate(ctx: Ctx, input: { slotId: string }): Promise<LateRow[]> {
  return toldLate(ctx.db, await visibleShift(ctx, input.slotId, "shift.run"));
}
