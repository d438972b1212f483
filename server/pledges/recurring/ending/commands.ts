// Ends recurring pledges with their need, in the need's own act.
import { record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import { clearTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { RECURRING_EVENTS } from "../lifecycle";

export async function endRecurringOf(trx: Trx, ctx: Ctx, needId: string, grant: Grant | null): Promise<void> {
  const running = await trx
    .selectFrom("recurring_pledge")
    .selectAll()
    .where("slot_id", "in", trx.selectFrom("slot").select("id").where("need_id", "=", needId))
    .where("status", "=", "running")
    .forUpdate()
    .execute();
  for (const parent of running) {
    await record(trx, ctx, {
      aggregate: "recurring",
      id: parent.id,
      version: parent.version + 1,
      event: "recurring.ended",
      grant,
      data: { reason: "need_ended" },
    });
    await trx
      .updateTable("recurring_pledge")
      .set({
        status: next(RECURRING_EVENTS, parent.status, "runOut"),
        next_on: null,
        ended_at: ctx.clock.now(),
        version: parent.version + 1,
      })
      .where("id", "=", parent.id)
      .execute();
    await clearTimer(trx, "recurring.next", parent.id);
  }
}
