// Records follow attendances: whatever happens to a presence, its record is brought to what the presence says now. Called for each
// event of an attendance, in any order and more than once; and by the closing, in its own transaction.
import { v7 as uuid } from "uuid";
import { record as tell } from "@/server/history/commands";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { addWorkDays } from "../calendar/data";
import { dayDate } from "../calendar/rules";
import { lapseQuestion } from "../corrections/commands";
import { knownRecords, type RecordRow } from "../facts/data";
import { holdHours } from "../ledger/commands";
import { confirmRecords, flagsOf, type Said, stepRecord, takeBack, weigh } from "../records/commands";
import { flagsIn, flagsText, minutesOf, RECORD_WORK_DAYS, waitsFor } from "../rules";
import type { Flag } from "../schema";

/** Nobody's word: scanned at both ends, long enough, not too long. */
const RULE: Said = { by: null, level: "rule", grant: null };

/** The worker's: an attendance moved, or a shift began and has ten working days from its end to be settled. */
export async function followEvent(
  ctx: Ctx,
  event: Pick<OutboxEvent, "aggregate" | "subject_id">,
): Promise<void> {
  if (event.aggregate === "shift") return setCloseDue(ctx, event.subject_id);
  await transact(ctx.db, async (trx) => {
    const recordId = await follow(trx, ctx, event.subject_id);
    if (recordId !== null) await confirmRecords(trx, ctx, [recordId], () => RULE);
  });
}

/** Answers the record where it is finished and waits for a word. */
export async function follow(trx: Trx, ctx: Ctx, attendanceId: string): Promise<string | null> {
  const attendance = await attendanceRow(trx, attendanceId);
  if (attendance === undefined) return null;
  await holdHours(trx, [attendance.person_id]);
  const now = (await attendanceRow(trx, attendanceId)) ?? attendance;
  const row = await recordOf(trx, attendanceId);
  if (now.status === "void") {
    if (row !== null && row.status !== "voided") await annul(trx, ctx, row);
    return null;
  }
  if (now.status === "in" || now.out_at === null) {
    if (row === null) await open(trx, ctx, now);
    else if (row.status !== "open" && isOpenAgain(row)) await reopen(trx, ctx, row);
    return null;
  }
  const there = row ?? (await open(trx, ctx, now));
  const stands = there.status !== "open";
  if (stands && (isTold(there) || (same(there.to_at, now.out_at) && same(there.from_at, now.in_at))))
    return there.status === "pending" ? there.id : null;
  return finish(trx, ctx, stands ? await reopen(trx, ctx, there) : there, now);
}

type Attendance = NonNullable<Awaited<ReturnType<typeof attendanceRow>>>;

const attendanceRow = (trx: Trx, id: string) =>
  trx.selectFrom("attendance").selectAll().where("id", "=", id).executeTakeFirst();

export async function recordOf(trx: Trx, attendanceId: string): Promise<RecordRow | null> {
  const row = await trx
    .selectFrom("service_record")
    .selectAll()
    .where("attendance_id", "=", attendanceId)
    .executeTakeFirst();
  return row ?? null;
}

const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
/** Its times are somebody's word, or it was given up by hand: what the attendance says no longer moves it. */
const isTold = (row: RecordRow) =>
  flagsIn(row.flags).some((flag) => flag === "changed" || flag === "corrected") ||
  (row.status === "voided" && !isOpenAgain(row));
const isOpenAgain = (row: RecordRow) => row.status !== "voided" || flagsIn(row.flags).includes("nothing");

async function open(trx: Trx, ctx: Ctx, attendance: Attendance): Promise<RecordRow> {
  const id = uuid();
  await trx
    .insertInto("service_record")
    .values({
      id,
      attendance_id: attendance.id,
      person_id: attendance.person_id,
      slot_id: attendance.slot_id,
      line_id: attendance.line_id,
      need_id: attendance.need_id,
      organisation_id: attendance.organisation_id,
      status: "open",
      class: attendance.class,
      from_at: attendance.in_at,
      day: dayDate(attendance.in_at),
      flags: "",
      created_at: ctx.clock.now(),
    })
    .execute();
  await tell(trx, ctx, {
    aggregate: "service_record",
    id,
    version: 1,
    event: "hours.opened",
    forId: attendance.person_id,
    data: { attendanceId: attendance.id, slotId: attendance.slot_id },
  });
  return (await recordOf(trx, attendance.id)) as RecordRow;
}

/** Checked out: how long, how well known, and whose word it takes. Less than a minute is nothing. */
async function finish(trx: Trx, ctx: Ctx, row: RecordRow, attendance: Attendance): Promise<string | null> {
  const interval = { from: attendance.in_at, to: attendance.out_at as Date };
  const enteredBy =
    attendance.in_how === "paper"
      ? attendance.in_by
      : attendance.out_how === "paper"
        ? attendance.out_by
        : null;
  const said: Flag[] = [
    ...(attendance.out_how === "plan" ? (["no_check_out"] as const) : []),
    ...(enteredBy !== null ? (["late_entry"] as const) : []),
  ];
  const base = {
    ...row,
    class: attendance.class,
    from_at: interval.from,
    to_at: interval.to,
    day: dayDate(interval.from),
    entered_by: enteredBy,
    flags: flagsText(said),
  };
  const [known] = await knownRecords(trx, [row.id]);
  if (known === undefined) return null;
  const found = await weigh(trx, { ...known, record: base }, interval);
  const minutes = minutesOf(interval);
  const finished = await stepRecord(trx, ctx, row, {
    event: "finish",
    said: "hours.finished",
    data: { minutes, class: attendance.class },
    set: {
      class: attendance.class,
      from_at: interval.from,
      to_at: interval.to,
      day: base.day,
      minutes,
      entered_by: enteredBy,
      recording_unit_id: known.unit.unitId,
      waits_for: waitsFor(found.weighed, found.terms),
      flags: flagsText(flagsOf({ ...known, record: base }, found)),
      due_at: await addWorkDays(trx, interval.to, RECORD_WORK_DAYS),
    },
  });
  if (minutes >= 1) return row.id;
  await stepRecord(trx, ctx, finished, { event: "lapse", said: "hours.lapsed", set: { waits_for: null } });
  return null;
}

const CLEARED = { minutes: 0, waits_for: null, confirmed_by: null, confirmed_at: null } as const;

async function reopen(trx: Trx, ctx: Ctx, row: RecordRow): Promise<RecordRow> {
  const back = await takeBack(trx, ctx, row);
  await lapseQuestion(trx, ctx, row.id);
  return stepRecord(trx, ctx, row, {
    event: "reopen",
    said: "hours.reopened",
    data: back.data,
    set: { ...CLEARED, ...back.set, to_at: null, entered_by: null, flags: "", due_at: null },
  });
}

async function annul(trx: Trx, ctx: Ctx, row: RecordRow): Promise<void> {
  const back = await takeBack(trx, ctx, row);
  await lapseQuestion(trx, ctx, row.id);
  await stepRecord(trx, ctx, row, {
    event: "annul",
    said: "hours.annulled",
    data: back.data,
    set: { ...CLEARED, ...back.set },
  });
}

async function setCloseDue(ctx: Ctx, slotId: string): Promise<void> {
  const slot = await ctx.db.selectFrom("slot").select("ends_at").where("id", "=", slotId).executeTakeFirst();
  await ctx.db
    .updateTable("shift")
    .set({ close_due_at: await addWorkDays(ctx.db, slot?.ends_at ?? ctx.clock.now(), RECORD_WORK_DAYS) })
    .where("slot_id", "=", slotId)
    .where("close_due_at", "is", null)
    .execute();
}
