// Closing a shift: everybody's day is settled in one transaction. Who scanned both ways counts already; who forgot to check out takes the
// planned end; what the leader says otherwise is their word, or half of a late entry; and the shift is over.
import { begin, mustRun } from "@/server/attendance/commands";
import { type AttendanceRow, attendancesOf } from "@/server/attendance/data";
import { rollOf } from "@/server/attendance/day/data";
import type { RollRow } from "@/server/attendance/schema";
import { goOut, takeBack } from "@/server/attendance/steps/commands";
import { refuse } from "@/server/errors";
import { closeShift } from "@/server/needs/shifts/commands";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { findShift, rosterOf, type Shift, visibleShift } from "@/server/pledges/seats/data";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { changeRecord } from "../changing/commands";
import { planOf } from "../facts/data";
import { follow } from "../following/commands";
import { enterLate } from "../late/commands";
import { holdHours } from "../ledger/commands";
import { confirmRecords } from "../records/commands";
import type { Interval } from "../rules";
import { wordOf } from "../speaking/data";
import { isPlausible, plannedEnd } from "./rules";
import type { CloseAnswer, CloseInput, Said } from "./schema";

/** What every settled person needs: one transaction, one moment, one plan. */
type Closing = {
  trx: Trx;
  ctx: Ctx;
  shift: Shift;
  grant: Grant | null;
  plan: Interval | null;
  now: Date;
  places: Awaited<ReturnType<typeof rosterOf>>["people"];
};

export async function close(ctx: Ctx, input: CloseInput): Promise<CloseAnswer> {
  const { grant } = await visibleShift(ctx, input.slotId, "shift.run");
  const { key, ...body } = input;
  return once(ctx, key, body, async (trx) => {
    const inner: Ctx = { ...ctx, db: trx };
    const closing = await hold(trx, inner, input.slotId, grant);
    const there = new Map((await attendancesOf(trx, input.slotId)).map((row) => [row.person_id, row]));
    const { rows } = await rollOf(trx, input.slotId);
    await holdHours(
      trx,
      rows.map((row) => row.personId),
    ); // all at once, in the order of their ids: two closings with the same people never wait for each other
    const said = new Map(input.rows.map((row) => [row.personId, row]));
    if ([...said.keys()].some((id) => !rows.some((row) => row.personId === id)))
      refuse("INVALID", { fields: { rows: "unknown" } });
    const changes: { attendanceId: string; to: Interval | null; paid: boolean }[] = [];
    let lacking = 0;
    const settledAlready = new Set<string>();
    for (const row of rows) {
      if (settledAlready.has(row.personId)) continue; // named by a team and come by themself: one person, one presence
      settledAlready.add(row.personId);
      const mine = said.get(row.personId);
      const settled = await settle(
        closing,
        row,
        there.get(row.personId),
        mine ?? meant(row, there, input.others),
      );
      if (settled === "lacking") lacking++;
      else if (settled !== null) changes.push(settled);
    }
    if (lacking > 0) refuse("TIMES_MISSING", { count: lacking });
    return finish(closing, changes);
  });
}

/** What nobody said of somebody: the clock's own, or what holds for all who were not seen. */
const meant = (row: RollRow, there: Map<string, AttendanceRow>, others: CloseInput["others"]): Said => ({
  personId: row.personId,
  outcome: there.has(row.personId) || (others === "came" && !row.seeking) ? "plan" : "absent",
  paid: false,
});

/** The shift, held until the end, so that two leaders do not close it twice. One that nobody began is begun now. */
async function hold(trx: Trx, ctx: Ctx, slotId: string, grant: Grant | null): Promise<Closing> {
  const status = await lockedStatus(trx, slotId);
  const first = (await findShift(trx, slotId)) ?? refuse("NOT_FOUND");
  const now = ctx.clock.now();
  if ((status ?? "planned") === "planned") {
    const { starts_at } = first.slot;
    if (starts_at !== null && starts_at > now) refuse("NOT_BEGUN", { startsAt: starts_at.getTime() });
    await begin(ctx, { slotId });
    await lockedStatus(trx, slotId);
  }
  const shift = (await findShift(trx, slotId)) ?? refuse("NOT_FOUND");
  mustRun(shift);
  const plan = planOf({
    shift_kind: shift.row?.kind ?? null,
    starts_at: shift.slot.starts_at,
    ends_at: shift.slot.ends_at,
  });
  return { trx, ctx, shift, grant, plan, now, places: (await rosterOf(trx, slotId)).people };
}

async function lockedStatus(trx: Trx, slotId: string): Promise<string | null> {
  const row = await trx
    .selectFrom("shift")
    .select("status")
    .where("slot_id", "=", slotId)
    .forUpdate()
    .executeTakeFirst();
  return row?.status ?? null;
}

type Settled = { attendanceId: string; to: Interval | null; paid: boolean };

/** Brings one person's presence to its end. "lacking": nobody knows until when. */
async function settle(
  c: Closing,
  row: RollRow,
  presence: AttendanceRow | undefined,
  said: Said,
): Promise<Settled | "lacking" | null> {
  const { trx, ctx, grant, now } = c;
  if (said.outcome === "absent") {
    if (presence !== undefined) await undo(c, presence);
    return null;
  }
  const to = timesOf(c, said);
  if (presence === undefined) {
    const interval = to ?? (c.plan === null ? null : { from: c.plan.from, to: earlier(c.plan.to, now) });
    if (interval === null || interval.to <= interval.from) return "lacking";
    const place = c.places.find((one) => one.personId === row.personId) ?? null;
    const late = { personId: row.personId, times: interval, place, grant };
    return { attendanceId: await enterLate(trx, ctx, c.shift, late), to: null, paid: said.paid };
  }
  if (presence.status === "in") {
    const planned = plannedEnd(c.plan, presence.in_at, now);
    const end = to === null ? planned : planned === null ? to.to : earlier(planned, to.to);
    if (end === null) return "lacking";
    await goOut(trx, ctx, presence, {
      event: "lapse",
      how: planned === null ? "paper" : "plan",
      at: end,
      grant,
    });
  }
  return { attendanceId: presence.id, to, paid: said.paid };
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

function timesOf(c: Closing, said: Said): Interval | null {
  if (said.outcome !== "times") return null;
  const { from, to } = said;
  if (from === undefined || to === undefined) refuse("INVALID", { fields: { [said.personId]: "required" } });
  if (!isPlausible({ from, to }, c.shift.slot, c.now))
    refuse("INVALID", { fields: { [said.personId]: "not_of_this_shift" } });
  return { from, to };
}

async function undo({ trx, ctx, grant }: Closing, presence: AttendanceRow): Promise<void> {
  if (presence.status === "out") await takeBack(trx, ctx, presence, grant);
  await takeBack(trx, ctx, await rowOf(trx, presence.id), grant);
  await follow(trx, ctx, presence.id);
}

const rowOf = (trx: Trx, id: string) =>
  trx.selectFrom("attendance").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

/** Records, the leader's word on all of them, and the end of the shift. */
async function finish(c: Closing, settled: Settled[]): Promise<CloseAnswer> {
  const { trx, ctx, shift, grant } = c;
  const waiting: string[] = [];
  for (const one of settled) {
    const followed = await follow(trx, ctx, one.attendanceId);
    const changed =
      one.to !== null || one.paid
        ? await changeRecord(trx, ctx, one.attendanceId, { times: one.to, paid: one.paid, grant })
        : null;
    const recordId = changed ?? followed;
    if (recordId !== null) waiting.push(recordId);
  }
  await confirmRecords(trx, ctx, waiting, (known) => wordOf(ctx, known));
  const records = await trx
    .selectFrom("service_record")
    .select(["status", "minutes"])
    .where("slot_id", "=", shift.slot.id)
    .execute();
  const counted = records.filter((row) => row.status === "confirmed" || row.status === "disputed");
  const answer = {
    people: settled.length,
    counted: counted.length,
    minutes: counted.reduce((sum, row) => sum + row.minutes, 0),
    waiting: records.filter((row) => row.status === "pending").length,
    aside: records.filter((row) => row.status === "uncounted").length,
  };
  await closeShift(trx, ctx, shift.slot.id, { grant, data: answer });
  return answer;
}
