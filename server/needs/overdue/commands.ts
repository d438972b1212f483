// A request nobody answered in time goes up to the town by itself (Reg. art. 13).
import type { Ctx } from "@/server/trpc/context";
import { needForAct } from "../data";
import { after } from "../lifecycle";
import { step } from "../steps/commands";

/** Timer. A request answered and sent again meanwhile has its own, later time. */
export async function escalate(ctx: Ctx, needId: string): Promise<void> {
  const need = await needForAct(ctx, needId);
  after(need.status, "escalate");
  const now = ctx.clock.now();
  if (need.escalated_at !== null || need.answer_due_at === null || need.answer_due_at > now) return;
  await step(ctx, need, {
    event: "escalate",
    said: "need.escalated",
    grant: null,
    data: { town: need.town_id },
    set: { escalated_at: now },
  });
}
