// A closed shift says who came: its pledges become attended or absent, by the poster's own act on each.
import { isRefusal } from "@/server/errors";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { markCame } from "@/server/pledges/presence/commands";
import type { Ctx } from "@/server/trpc/context";
import { attendancesOf } from "../data";

/** Of an organisation's places as many as came; of a person's own, one or none. What has moved on meanwhile is left as it is. */
export async function markPledges(ctx: Ctx, event: Pick<OutboxEvent, "subject_id">): Promise<void> {
  const slotId = event.subject_id;
  const [pledges, there] = await Promise.all([
    ctx.db
      .selectFrom("pledge")
      .select(["id", "amount"])
      .where("slot_id", "=", slotId)
      .where("status", "=", "confirmed")
      .orderBy("id")
      .execute(),
    attendancesOf(ctx.db, slotId),
  ]);
  for (const pledge of pledges) {
    const came = there.filter((row) => row.pledge_id === pledge.id).length;
    await markCame(ctx, { pledgeId: pledge.id, came: String(Math.min(came, pledge.amount)) }).catch(
      (error) => {
        if (!isRefusal(error)) throw error;
        ctx.log.info({ pledge: pledge.id, refused: error.code }, "a pledge of a closed shift has moved on");
      },
    );
  }
}
