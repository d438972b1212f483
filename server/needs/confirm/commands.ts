// 还需要吗? Each week the poster is asked; what stays unanswered leaves the lists and comes back with the answer.
import { authorize } from "@/server/policy";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { needFacts, needForAct } from "../data";
import { changeLines } from "../lines/commands";
import { list, unlist } from "../listing/commands";
import { seal } from "../recruiting/commands";
import { confirmDueAt, hideAt } from "../rules";
import type { NeedAnswer } from "../schema";
import { startWeek, step } from "../steps/commands";
import { type ConfirmInput, confirmInput } from "./schema";

export async function confirm(ctx: Ctx, input: ConfirmInput): Promise<NeedAnswer> {
  const { answer, lines, ...on } = confirmInput.parse(input);
  if (answer === "enough") return seal(ctx, on);
  if (answer === "changed") return changeLines(ctx, { ...on, lines: lines ?? [] }, "confirm");
  const need = await needForAct(ctx, on.needId, on.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  return step(ctx, need, {
    event: "confirm",
    said: "need.confirmed",
    grant,
    set: { confirm_due_at: confirmDueAt(ctx.clock.now()), hidden_at: null },
    within: (trx) => startWeek(trx, ctx, need.id),
    afterwards: async (trx) => {
      if (need.hidden_at !== null) await list(trx, need.id);
    },
  });
}

/** Timer: asks when the week is over, and hides when the grace is over too. Run early or again, it does nothing. */
export async function confirmDue(ctx: Ctx, needId: string): Promise<void> {
  const need = await needForAct(ctx, needId);
  const now = ctx.clock.now();
  const due = need.confirm_due_at;
  if (due === null || due > now || need.hidden_at !== null) return;
  if (hideAt(due) <= now) {
    await step(ctx, need, {
      event: "hide",
      said: "need.hidden",
      grant: null,
      set: { hidden_at: now },
      within: (trx) => unlist(trx, need.id),
    });
    return;
  }
  await step(ctx, need, {
    event: "askWeekly",
    said: "need.confirm_asked",
    grant: null,
    data: { hides: hideAt(due).getTime() },
    within: (trx) => setTimer(trx, "need.confirm_due", need.id, hideAt(due)),
  });
}
