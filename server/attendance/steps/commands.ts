// The steps every way of coming and going shares: written in the caller's transaction, who may is asked by the caller.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx } from "@/server/platform/db";
import type { RosterEntry, Shift } from "@/server/pledges/seats/data";
import { moveSlot } from "@/server/pledges/slots/commands";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { AttendanceRow } from "../data";
import { ATTENDANCE_EVENTS, type AttendanceStatus } from "../lifecycle";
import { classOf, type How, liveKey } from "../rules";
import type { PresenceAnswer } from "../schema";

type Coming = {
  personId: string;
  how: How;
  at: Date;
  grant: Grant | null;
  /** Their place on the list; null: a walk-in, counted by itself, also above capacity. */
  place: Pick<RosterEntry, "pledgeId" | "seatId" | "organisationId"> | null;
  /** With whom a walk-in came. */
  organisationId?: string | null;
};

/** One person is there. ALREADY_IN where they are, or were, at this shift. */
export async function comeIn(trx: Trx, ctx: Ctx, shift: Shift, coming: Coming): Promise<PresenceAnswer> {
  const { personId, how, at, place } = coming;
  const event = how === "scan" || how === "code" ? "arrive" : "call";
  const status = next(ATTENDANCE_EVENTS, "new", event);
  const [id, walkIn] = [uuid(), place === null];
  try {
    await trx
      .insertInto("attendance")
      .values({
        id,
        slot_id: shift.slot.id,
        line_id: shift.line.id,
        need_id: shift.need.id,
        person_id: personId,
        pledge_id: place?.pledgeId ?? null,
        seat_id: place?.seatId ?? null,
        organisation_id: place === null ? (coming.organisationId ?? null) : place.organisationId,
        status,
        class: classOf(how),
        walk_in: walkIn,
        in_at: at,
        in_how: how,
        in_by: ctx.actor?.personId ?? personId,
        live_key: liveKey(shift.slot.id, personId),
        created_at: ctx.clock.now(),
      })
      .execute();
  } catch (error) {
    if (isDuplicate(error, "live_key")) refuse("ALREADY_IN");
    throw error;
  }
  const data = { slotId: shift.slot.id, how, walkIn, at: at.getTime() };
  await record(trx, ctx, {
    aggregate: "attendance",
    id,
    version: 1,
    event: "attendance.in",
    ...about(ctx, personId, coming.grant),
    data,
  });
  if (walkIn && !(await moveSlot(trx, shift.slot.id, { walkIns: 1 }))) refuse("MOVED_ON");
  return { attendanceId: id, personId, status };
}

type Going = { event: "leave" | "callOut" | "lapse"; how: How; at: Date; grant: Grant | null };

/** They have left. Never before they came: a telephone that counted badly gives a presence of nothing, not a negative one. */
export async function goOut(trx: Trx, ctx: Ctx, row: AttendanceRow, going: Going): Promise<PresenceAnswer> {
  const { how, grant, event } = going;
  const at = new Date(Math.max(going.at.getTime(), row.in_at.getTime()));
  const status = next(ATTENDANCE_EVENTS, row.status, event);
  const set = {
    out_at: at,
    out_how: how,
    out_by: ctx.actor?.personId ?? null,
    class: classOf(row.in_how as How, how),
  };
  const data = { slotId: row.slot_id, how, at: at.getTime() };
  await step(trx, ctx, row, { event: "attendance.out", grant, data }, status, set);
  return { attendanceId: row.id, personId: row.person_id, status };
}

/** Takes back the last of the two: they are still there, or were never there. */
export async function takeBack(
  trx: Trx,
  ctx: Ctx,
  row: AttendanceRow,
  grant: Grant | null,
): Promise<PresenceAnswer> {
  const data = { slotId: row.slot_id };
  if (row.status === "out") {
    const status = next(ATTENDANCE_EVENTS, row.status, "stay");
    const set = { out_at: null, out_how: null, out_by: null, class: classOf(row.in_how as How) };
    await step(trx, ctx, row, { event: "attendance.back", grant, data }, status, set);
    return { attendanceId: row.id, personId: row.person_id, status };
  }
  const status = next(ATTENDANCE_EVENTS, row.status, "undo");
  await step(trx, ctx, row, { event: "attendance.undone", grant, data }, status, { live_key: null });
  if (row.walk_in && !(await moveSlot(trx, row.slot_id, { walkIns: -1 }))) refuse("MOVED_ON");
  return { attendanceId: row.id, personId: row.person_id, status };
}

type Columns = Partial<Pick<AttendanceRow, "out_at" | "out_how" | "out_by" | "class" | "live_key">>;

async function step(
  trx: Trx,
  ctx: Ctx,
  row: AttendanceRow,
  act: Pick<Act, "event" | "grant" | "data">,
  status: AttendanceStatus,
  set: Columns,
): Promise<void> {
  const version = row.version + 1;
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "attendance",
      id: row.id,
      version,
      ...act,
      ...about(ctx, row.person_id, act.grant ?? null),
    }),
  );
  const done = await trx
    .updateTable("attendance")
    .set({ ...set, status, version })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}

/** History says whose presence it is, where somebody else writes it down. */
const about = (ctx: Ctx, personId: string, grant: Grant | null) => ({
  grant,
  forId: ctx.actor?.personId === personId ? null : personId,
});
