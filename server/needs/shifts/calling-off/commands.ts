// A shift is called off: its slot shut, its seats gone from the line. Its pledges are ended before, in server/pledges/settlement/shifts.
import { refuse } from "@/server/errors";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { moveSlot } from "../../slots/commands";
import { ensureShift, stepShift } from "../commands";
import { peopleOn } from "../data";

type CallOff = { grant: Grant | null; reason: string; note: string | null; version?: number };

/** From here on nobody can pledge: whoever was quicker is seen by what follows. */
export async function shutSlot(trx: Trx, slotId: string): Promise<void> {
  await trx.updateTable("slot").set({ is_open: false }).where("id", "=", slotId).execute();
}

/** Of a shift on which no live pledge hangs. The caller balances the line. Refuses MOVED_ON where somebody has pledged meanwhile. */
export async function callOff(trx: Trx, ctx: Ctx, slotId: string, how: CallOff): Promise<number> {
  await shutSlot(trx, slotId);
  if ((await peopleOn(trx, [slotId])).size > 0) refuse("MOVED_ON");
  const shift = await ensureShift(trx, ctx, slotId);
  if (how.version !== undefined && how.version !== shift.version) refuse("MOVED_ON");
  const slot = await trx
    .selectFrom("slot")
    .select(["ceiling", "accepted"])
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  const stepped = await stepShift(trx, ctx, shift, {
    event: "cancel",
    said: "shift.cancelled",
    grant: how.grant,
    data: { reason: how.reason, seats: slot.ceiling },
    set: { end_reason: how.reason, end_note: how.note },
  });
  // Who came already has been there: their places stay counted.
  if (!(await moveSlot(trx, slotId, { ceiling: slot.accepted - slot.ceiling }))) refuse("MOVED_ON");
  return stepped.version;
}
