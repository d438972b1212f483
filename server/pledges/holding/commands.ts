// What every act on what a pledge holds has in common: its history, its guarded UPDATE, and the slot's numbers last.
import type { Updateable } from "kysely";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import type { DB, Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { PledgeRow } from "../facts/data";
import { isLive } from "../lifecycle";
import { moveSlot, type SlotMove } from "../slots/commands";
import type { Holding } from "./rules";

export type HoldingAct = {
  event: string;
  status: string;
  holding: Holding;
  slot: SlotMove;
  grant?: Grant | null;
  forId?: string | null;
  data?: Act["data"];
  set?: Updateable<DB["pledge"]>;
  also?: Act[]; // of the same act, on other aggregates
  must?: { open?: boolean; nobodyWaits?: boolean }; // of the slot, at the moment of writing
};
export type Held = { status: string; amount: number; onWay: number; accepted: number };

/** Ends the binding where the new status is not live: the helper may pledge here again, and waits no longer. */
export async function writeHolding(trx: Trx, ctx: Ctx, before: PledgeRow, act: HoldingAct): Promise<Held> {
  const { status, holding } = act;
  const ends = !isLive(status);
  const leavesQueue = ends && before.queued_at !== null && isLive(before.status);
  await record(trx, ctx, ...(act.also ?? []), {
    aggregate: "pledge",
    id: before.id,
    version: before.version + 1,
    event: act.event,
    grant: act.grant,
    forId: act.forId,
    data: { ...act.data, amount: holding.amount, on_way: holding.on_way, accepted: holding.accepted },
  });
  const updated = await trx
    .updateTable("pledge")
    .set({
      ...act.set,
      status,
      ...holding,
      ...(ends ? { live_key: null, queued_at: null } : {}),
      version: before.version + 1,
      updated_at: ctx.clock.now(),
    })
    .where("id", "=", before.id)
    .where("version", "=", before.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
  const slot = { ...act.slot, waiting: (act.slot.waiting ?? 0) - (leavesQueue ? 1 : 0) };
  if (!(await moveSlot(trx, before.slot_id, slot, act.must?.open, act.must?.nobodyWaits))) refuse("MOVED_ON");
  return { status, amount: holding.amount, onWay: holding.on_way, accepted: holding.accepted };
}
