// A loan is handed over and comes back.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import type { Ctx } from "@/server/trpc/context";
import { endOf, holdingOf } from "../../holding/rules";
import { isLoanOut, visibleDelivery } from "../data";
import { DELIVERY_EVENTS } from "../lifecycle";
import { partOf } from "../rules";
import { type DeliveryAnswer, type ReturnInput, returnInput } from "../schema";
import { act, amounts, answer, ask, change, step, told, waits } from "../steps/commands";

/** A loan comes back, in parts; finished says that nothing more will. The slot's numbers stay: the help was given. */
export async function giveBack(ctx: Ctx, input: ReturnInput): Promise<DeliveryAnswer> {
  const body = returnInput.parse(input);
  const known = await visibleDelivery(ctx, body.deliveryId);
  const { delivery, pledge } = known;
  const grant = ask(ctx, "delivery.return", known);
  if (known.line.direction !== "loan") refuse("NOT_A_LOAN");
  const back = partOf(body.amount, known.line, "amount");
  const returned = delivery.returned + back;
  if (returned > delivery.accepted) refuse("MORE_THAN_SENT", amounts(known, { sent: delivery.accepted }));
  const all = returned === delivery.accepted || body.finished;
  const status = next(DELIVERY_EVENTS, delivery.status, all ? "returnAll" : "returnPart");
  if (!all && back === 0) refuse("INVALID", { fields: { amount: "required" } });
  if (all && returned < delivery.accepted && !body.reason)
    refuse("INVALID", { fields: { reason: "required" } });
  return act(ctx, async (trx) => {
    const at = ctx.clock.now();
    const reason = body.reason ?? delivery.reason;
    await change(trx, delivery, { status, returned, reason, returned_at: at });
    const also = [told(delivery, "returned", { returned, finished: all }, grant)];
    const moved = { holding: holdingOf(pledge), slot: {} };
    const loanOut = !all || (await isLoanOut(trx, pledge.id, delivery.id));
    const end = pledge.status === "confirmed" ? endOf(moved.holding, { loanOut, waits: waits(known) }) : null;
    return answer(delivery.id, status, await step(trx, ctx, known, moved, end, { also, grant, delivery }));
  });
}
