// A plan leaves as invitations, all or none: whatever has changed since it was made refuses it and says where. Who plans may
// then send what has not changed, in one act as well: the rest stays unsent, and the plan says so.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { once } from "@/server/platform/idempotency";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { HelperKind } from "../../invitations/schema";
import { inviteMany, inviteRest } from "../../invitations/sending/commands";
import { readReasons } from "../../score/rules";
import { movePlan } from "../commands";
import { itemsOf, visiblePlan } from "../data";
import { PLAN_EVENTS } from "../lifecycle";
import type { SendInput } from "../schema";

/**
 * Refuses NOTHING_TO_SEND, MOVED_ON, and what `inviteMany` refuses: its facts name slot and helper. `rest`: what would refuse
 * it is left out instead, and counted.
 */
export async function sendPlan(ctx: Ctx, input: SendInput): Promise<{ invited: number; left: number }> {
  const { plan, place } = await visiblePlan(ctx, input.planId);
  const grant = authorize(ctx, "plan.send", { place });
  const rest = input.rest === "yes";
  const body = { act: "sendPlan", planId: plan.id, version: input.version, rest };
  return once(ctx, input.key, body, async (trx) => {
    // Two who send at once: the second waits here, and finds another version.
    const { version } = await trx
      .selectFrom("dispatch_plan")
      .select("version")
      .where("id", "=", plan.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (version !== input.version || plan.version !== version) refuse("MOVED_ON");
    next(PLAN_EVENTS, plan.status, "send");
    const items = (await itemsOf(trx, plan.id)).filter(({ amount }) => amount > 0);
    if (items.length === 0) refuse("NOTHING_TO_SEND");
    const rows = items.map((item) => ({
      slotId: item.slot_id,
      helperKind: item.helper_kind as HelperKind,
      helperId: item.helper_id,
      amount: item.amount,
      via: "plan" as const,
      why: readReasons(item.why),
      planId: plan.id,
      grant,
    }));
    const ids = rest ? (await inviteRest(trx, ctx, rows)).ids : await inviteMany(trx, ctx, rows);
    const invited = ids.filter((id) => id !== null).length;
    if (invited === 0) refuse("NOTHING_TO_SEND");
    const left = items.length - invited;
    for (const [at, item] of items.entries())
      await trx
        .updateTable("dispatch_item")
        .set({ invitation_id: ids[at] ?? null })
        .where("id", "=", item.id)
        .execute();
    await movePlan(trx, ctx, plan, {
      ...{ event: "send", said: "plan.sent", grant },
      data: { invited, ...(rest ? { left } : {}) },
      set: { sent_at: ctx.clock.now() },
    });
    return { invited, left };
  });
}
