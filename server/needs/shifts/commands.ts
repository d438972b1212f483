// A shift's row: born with its slot or the first time it is needed; and its day: begun, closed.
import type { Insertable, Updateable } from "kysely";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { DB, Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { ShiftRow } from "./data";
import { SHIFT_EVENTS } from "./lifecycle";
import { mustBeInsured, PLAIN_TERMS, type ShiftTerms } from "./rules";

/** What a shift's terms are in its row. */
export const termsRow = (terms: ShiftTerms) => ({
  kind: terms.kind,
  role: terms.role,
  place: terms.place,
  skills: JSON.stringify(terms.skills),
  qualification: terms.qualification,
  min_age: terms.minAge,
  dangerous: terms.dangerous,
  insured: terms.insured,
  home_visit: terms.homeVisit,
  paid_time: terms.paidTime,
});

/** A new slot's shift. Version 0: it is part of its need's act, and nothing has happened to it yet. */
export const shiftRow = (
  slot: { id: string; needId: string; lineId: string },
  terms: ShiftTerms,
  now: Date,
): Insertable<DB["shift"]> => ({
  slot_id: slot.id,
  need_id: slot.needId,
  line_id: slot.lineId,
  status: "planned",
  ...termsRow(terms),
  version: 0,
  created_at: now,
});

/** The row of a people line's slot; slots from before shifts, or from bulk work, get theirs here. NOT_FOUND for any other slot. */
export async function ensureShift(trx: Trx, ctx: Pick<Ctx, "clock">, slotId: string): Promise<ShiftRow> {
  const read = () => trx.selectFrom("shift").selectAll().where("slot_id", "=", slotId).executeTakeFirst();
  const there = await read();
  if (there) return there;
  const line = await trx
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .select(["s.need_id", "s.line_id", "l.kind", "l.place", "l.qualification", "l.min_age"])
    .select(["l.dangerous", "l.insured"])
    .where("s.id", "=", slotId)
    .executeTakeFirst();
  if (line?.kind !== "people") refuse("NOT_FOUND");
  const terms: ShiftTerms = {
    ...PLAIN_TERMS,
    place: line.place,
    qualification: line.qualification,
    minAge: line.min_age,
    dangerous: line.dangerous,
    insured: line.insured,
  };
  const slot = { id: slotId, needId: line.need_id, lineId: line.line_id };
  await trx
    .insertInto("shift")
    .values(shiftRow(slot, terms, ctx.clock.now()))
    .onDuplicateKeyUpdate({ slot_id: slotId })
    .execute();
  return (await read()) ?? refuse("MOVED_ON");
}

/** A draft's slots are written anew: what nothing has happened to goes with them; what has a history stays, called off. */
export async function dropShifts(
  trx: Trx,
  ctx: Ctx,
  of: { needId: string; lineIds: string[] },
  grant: Grant | null,
): Promise<void> {
  const { needId, lineIds } = of;
  await trx
    .deleteFrom("shift")
    .where("need_id", "=", needId)
    .where("line_id", "in", lineIds)
    .where("version", "=", 0)
    .execute();
  await trx
    .updateTable("shift_series")
    .set({ ended_at: ctx.clock.now() })
    .where("line_id", "in", lineIds)
    .execute();
  const told = await trx
    .selectFrom("shift")
    .selectAll()
    .where("need_id", "=", needId)
    .where("line_id", "in", lineIds)
    .where("status", "=", "planned")
    .execute();
  const running = await trx
    .selectFrom("shift")
    .select("slot_id")
    .where("need_id", "=", needId)
    .where("line_id", "in", lineIds)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (running !== undefined) refuse("SHIFT_RUNS", { slotId: running.slot_id });
  for (const shift of told)
    await stepShift(trx, ctx, shift, {
      event: "cancel",
      said: "shift.cancelled",
      grant,
      data: { reason: "need_withdrawn" },
      set: { end_reason: "need_withdrawn" },
    });
}

type ShiftStep = {
  event: keyof typeof SHIFT_EVENTS;
  said: string;
  grant: Grant | null;
  data?: Act["data"];
  set?: Updateable<DB["shift"]>;
};

/** One step of a shift's life, guarded on the version it was read at. Whoever comes second is told MOVED_ON. */
export async function stepShift(trx: Trx, ctx: Ctx, shift: ShiftRow, s: ShiftStep): Promise<ShiftRow> {
  const to = next(SHIFT_EVENTS, shift.status, s.event);
  const status = to === "=" ? shift.status : to;
  const version = shift.version + 1;
  await record(trx, ctx, {
    aggregate: "shift",
    id: shift.slot_id,
    version,
    event: s.said,
    grant: s.grant,
    data: s.data ?? {},
  });
  const done = await trx
    .updateTable("shift")
    .set({ ...s.set, status, version })
    .where("slot_id", "=", shift.slot_id)
    .where("version", "=", shift.version)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
  return { ...shift, ...(s.set as Partial<ShiftRow>), status, version };
}

/**
 * The day begins; the caller has asked shift.run. Refuses NOT_INSURED for a dangerous shift without insurance on record
 * (Reg. art. 17), WRONG_STATE where it has begun, is over, or was called off.
 */
export async function beginShift(
  trx: Trx,
  ctx: Ctx,
  slotId: string,
  how: { grant: Grant | null; closeDueAt?: Date | null },
): Promise<ShiftRow> {
  const shift = await ensureShift(trx, ctx, slotId);
  next(SHIFT_EVENTS, shift.status, "begin");
  mustBeInsured(shift);
  return stepShift(trx, ctx, shift, {
    event: "begin",
    said: "shift.began",
    grant: how.grant,
    set: { began_at: ctx.clock.now(), ...(how.closeDueAt ? { close_due_at: how.closeDueAt } : {}) },
  });
}

/** The day is over and its roll is settled; the caller has asked shift.run. */
export async function closeShift(
  trx: Trx,
  ctx: Ctx,
  slotId: string,
  how: { grant: Grant | null; data?: Act["data"] },
): Promise<ShiftRow> {
  const shift = await ensureShift(trx, ctx, slotId);
  return stepShift(trx, ctx, shift, {
    event: "close",
    said: "shift.closed",
    grant: how.grant,
    data: how.data,
    set: { closed_at: ctx.clock.now(), closed_by: ctx.actor?.personId ?? null },
  });
}
