// A shift is called off: whoever signed up is released and told, its seats leave the line. And with their need, all that nobody has come to.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { lineOfSlot } from "@/server/needs/lines/data";
import { callOff, shutSlot } from "@/server/needs/shifts/calling-off/commands";
import { managedShift } from "@/server/needs/shifts/changing/commands";
import { ensureShift, stepShift } from "@/server/needs/shifts/commands";
import { balanceLine } from "@/server/needs/shifts/numbers/commands";
import type { ShiftAnswer } from "@/server/needs/shifts/schema";
import { type Trx, transact } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { endPledgesOf } from "../endings/commands";
import { type CancelShiftInput, cancelShiftInput } from "./schema";

/** Of a shift that has not begun. Refuses WRONG_STATE, MOVED_ON. */
export async function cancelShift(ctx: Ctx, input: CancelShiftInput): Promise<ShiftAnswer> {
  const body = cancelShiftInput.parse(input);
  const { shift, grant } = await managedShift(ctx, body.slotId, body.version);
  const how = { grant, reason: body.reason, note: body.note ?? null };
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      const row = await ensureShift(trx, ctx, shift.slotId);
      if (row.version !== shift.version) refuse("MOVED_ON");
      await shutSlot(trx, shift.slotId);
      await endPledgesOf(trx, ctx, shift.slotId, "shift_cancelled", grant);
      const line = await lineOfSlot(trx, shift.slotId);
      const version = await callOff(trx, ctx, shift.slotId, { ...how, version: row.version });
      await balanceLine(trx, line);
      return { slotId: shift.slotId, status: "cancelled", version };
    }),
  );
}

/**
 * The need ends: what was planned is called off with it, and what was begun where nobody came. Refuses SHIFT_RUNS where somebody has
 * come: their hours are settled first, by closing. Its pledges and numbers are the need's own matter; the caller holds the need.
 */
export async function endShifts(trx: Trx, ctx: Ctx, needId: string, grant: Grant | null): Promise<void> {
  const shifts = await trx
    .selectFrom("shift")
    .selectAll()
    .where("need_id", "=", needId)
    .where("status", "in", ["planned", "running"])
    .orderBy("slot_id")
    .forUpdate() // whoever comes or goes at this moment is before this, or finds it called off
    .execute();
  for (const shift of shifts) {
    const { slot_id: slotId } = shift;
    const count = shift.status === "running" ? await cameTo(trx, slotId) : 0;
    if (count > 0) refuse("SHIFT_RUNS", { slotId, count });
    await stepShift(trx, ctx, shift, {
      event: shift.status === "running" ? "abandon" : "cancel",
      said: "shift.cancelled",
      grant,
      data: { reason: "need_ended", need_ended: true },
      set: { end_reason: "need_ended" },
    });
  }
}

/** Who is or was there. */
async function cameTo(trx: Trx, slotId: string): Promise<number> {
  const { n } = await trx
    .selectFrom("attendance")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("slot_id", "=", slotId)
    .where("status", "<>", "void")
    .executeTakeFirstOrThrow();
  return Number(n);
}
