// A shift is called off: whoever signed up is released and told, its seats leave the line. And with their need, all that had not begun.
import { refuse } from "@/server/errors";
import { lineOfSlot } from "@/server/needs/lines/data";
import { callOff, shutSlot } from "@/server/needs/shifts/calling-off/commands";
import { managedShift } from "@/server/needs/shifts/changing/commands";
import { ensureShift, stepShift } from "@/server/needs/shifts/commands";
import { balanceLine } from "@/server/needs/shifts/numbers/commands";
import type { ShiftAnswer } from "@/server/needs/shifts/schema";
import { orMovedOn } from "@/server/needs/steps/commands";
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

/** The need ends: what was planned is called off with it. Its pledges and numbers are the need's own matter. */
export async function callOffPlanned(trx: Trx, ctx: Ctx, needId: string, grant: Grant | null): Promise<void> {
  const planned = await trx
    .selectFrom("shift")
    .selectAll()
    .where("need_id", "=", needId)
    .where("status", "=", "planned")
    .orderBy("slot_id")
    .execute();
  for (const shift of planned)
    await stepShift(trx, ctx, shift, {
      event: "cancel",
      said: "shift.cancelled",
      grant,
      data: { reason: "need_ended", need_ended: true },
      set: { end_reason: "need_ended" },
    });
}
