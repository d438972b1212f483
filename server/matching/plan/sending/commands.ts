// A plan leaves as invitations, all or none: whatever has changed since it was made refuses it and says where.
import { refuse } from "@/server/errors";
import { once } from "@/server/platform/idempotency";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { inviteMany } from "../../invitations/commands";
import type { HelperKind } from "../../invitations/schema";
import type { Reason } from "../../score/schema";
import { movePlan } from "../commands";
import { itemsOf, visiblePlan } from "../data";

/** Refuses NOTHING_TO_SEND, MOVED_ON, and what `inviteMany` refuses: its facts name slot and helper. */
export async function sendPlan(
  ctx: Ctx,
  input: { planId: string; version: number; key: string },
): Promise<{ invited: number }> {
  const { plan, place } = await visiblePlan(ctx, input.planId);
  const grant = authorize(ctx, "plan.send", { place });
  return once(ctx, input.key, { act: "sendPlan", planId: plan.id, version: input.version }, async (trx) => {
    if (plan.version !== input.version) refuse("MOVED_ON");
    const items = (await itemsOf(trx, plan.id)).filter(({ amount }) => amount > 0);
    if (items.length === 0) refuse("NOTHING_TO_SEND");
    await movePlan(trx, ctx, plan, {
      ...{ event: "send", said: "plan.sent", grant },
      data: { invited: items.length },
      set: { sent_at: ctx.clock.now() },
    });
    const ids = await inviteMany(
      trx,
      ctx,
      items.map((item) => ({
        slotId: item.slot_id,
        helperKind: item.helper_kind as HelperKind,
        helperId: item.helper_id,
        amount: item.amount,
        via: "plan" as const,
        why: readReasons(item.why),
        planId: plan.id,
        grant,
      })),
    );
    for (const [at, item] of items.entries())
      await trx
        .updateTable("dispatch_item")
        .set({ invitation_id: ids[at] ?? null })
        .where("id", "=", item.id)
        .execute();
    return { invited: ids.length };
  });
}

/** As they were written down. */
const readReasons = (text: string): Reason[] =>
  (JSON.parse(text) as Reason[]).map((one) => (one.at ? { ...one, at: new Date(one.at) } : one));
