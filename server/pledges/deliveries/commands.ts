// Goods on their way: sent, received, accepted in parts. Each act moves the delivery, its pledge and its slot at once.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { once } from "@/server/platform/idempotency";
import type { Ctx } from "@/server/trpc/context";
import { actedFor, visiblePledge } from "../facts/data";
import { writeHolding } from "../holding/commands";
import { holdingOf } from "../holding/rules";
import { smallestOf } from "../making/rules";
import { visibleDelivery } from "./data";
import { DELIVERY_EVENTS } from "./lifecycle";
import * as move from "./rules";
import {
  type AcceptInput,
  acceptInput,
  type CloseInput,
  closeInput,
  type DeliveryAnswer,
  deliveryRef,
  type ReceiveInput,
  receiveInput,
  type SendInput,
  sendInput,
} from "./schema";
import {
  act,
  amounts,
  answer,
  ask,
  change,
  closing,
  endAfter,
  insertSent,
  mustBePromised,
  mustMove,
  mustRun,
  step,
  told,
} from "./steps/commands";

/** promised → on the way. The helper says so, or the poster's side for them. */
export async function send(ctx: Ctx, input: SendInput): Promise<DeliveryAnswer> {
  const body = sendInput.parse(input);
  const known = await visiblePledge(ctx, body.pledgeId);
  const grant = ask(ctx, "delivery.send", known);
  return orMovedOn(
    once(ctx, body.key, { act: "send", ...body }, async (trx) => {
      const status = next(DELIVERY_EVENTS, "new", "send");
      mustMove(known);
      const sent = smallestOf(body.amount, known.line);
      mustBePromised(known, sent);
      const delivery = await insertSent(trx, ctx, known, { sent, status, note: body.note ?? null });
      const forId = actedFor(ctx, known.pledge);
      const data = { pledge: known.pledge.id, sent };
      const also = [told(delivery, "sent", data, grant)];
      const moved = move.send(holdingOf(known.pledge), sent);
      return answer(
        delivery.id,
        status,
        await step(trx, ctx, known, moved, null, { also, grant, delivery, forId }),
      );
    }),
  );
}

/** It never left: promised again, as if it had not been said. */
export async function recall(ctx: Ctx, input: { deliveryId: string }): Promise<DeliveryAnswer> {
  const known = await visibleDelivery(ctx, deliveryRef.parse(input).deliveryId);
  const { delivery } = known;
  const grant = ask(ctx, "delivery.send", known);
  const status = next(DELIVERY_EVENTS, delivery.status, "recall");
  mustMove(known);
  return act(ctx, async (trx) => {
    await change(trx, delivery, { status });
    const also = [told(delivery, "recalled", { sent: delivery.sent }, grant)];
    const moved = move.recall(holdingOf(known.pledge), delivery.sent);
    return answer(delivery.id, status, await step(trx, ctx, known, moved, null, { also, grant, delivery }));
  });
}

/** It is here; looking at it comes later. No number moves. */
export async function receive(ctx: Ctx, input: ReceiveInput): Promise<DeliveryAnswer> {
  const body = receiveInput.parse(input);
  const known = await visibleDelivery(ctx, body.deliveryId);
  const { delivery } = known;
  const grant = ask(ctx, "delivery.accept", known);
  const status = next(DELIVERY_EVENTS, delivery.status, "receive");
  mustMove(known);
  const received = smallestOf(body.amount, known.line);
  if (received > delivery.sent) refuse("MORE_THAN_SENT", amounts(known, { sent: delivery.sent }));
  return act(ctx, async (trx) => {
    await change(trx, delivery, { status, received, received_at: ctx.clock.now() });
    const also = [told(delivery, "received", { received }, grant)];
    const moved = { holding: holdingOf(known.pledge), slot: {} };
    return answer(delivery.id, status, await step(trx, ctx, known, moved, null, { also, grant, delivery }));
  });
}

/** accepted + refused + short = sent. The shortfall is free again; a pledge that is all accepted settles by itself. */
export async function close(ctx: Ctx, input: CloseInput): Promise<DeliveryAnswer> {
  const body = closeInput.parse(input);
  const known = await visibleDelivery(ctx, body.deliveryId);
  const { delivery } = known;
  const grant = ask(ctx, "delivery.accept", known);
  const status = next(DELIVERY_EVENTS, delivery.status, "close");
  mustMove(known);
  const parts = move.partsOf(body, known.line);
  move.mustAddUp(parts, delivery.sent, body.reason);
  return act(ctx, async (trx) => {
    await change(trx, delivery, { ...closing(ctx, parts, body), status });
    const also = [told(delivery, "closed", { pledge: known.pledge.id, ...parts }, grant)];
    const moved = move.close(holdingOf(known.pledge), parts);
    const end = await endAfter(trx, known, moved, parts, delivery.id);
    return answer(delivery.id, status, await step(trx, ctx, known, moved, end, { also, grant, delivery }));
  });
}

/** The parts were typed wrongly. The state of the pledge stays what it is, since what it still owes does. */
export async function correct(ctx: Ctx, input: CloseInput): Promise<DeliveryAnswer> {
  const body = closeInput.parse(input);
  const known = await visibleDelivery(ctx, body.deliveryId);
  const { delivery, pledge, slot, line } = known;
  const grant = ask(ctx, "delivery.accept", known);
  const status = next(DELIVERY_EVENTS, delivery.status, "correct");
  mustRun(known);
  const parts = move.partsOf(body, line);
  move.mustAddUp(parts, delivery.sent, body.reason);
  if (parts.accepted < delivery.returned) refuse("MORE_THAN_SENT", amounts(known, { sent: parts.accepted }));
  if (parts.accepted === 0 || delivery.accepted === 0) refuse("WRONG_STATE", { status: pledge.status });
  const more = parts.accepted - delivery.accepted;
  if (more > slot.remaining) refuse("FULL", amounts(known, { remaining: slot.remaining, wanted: more }));
  return act(ctx, async (trx) => {
    const received = parts.accepted + parts.refused;
    const { reason = null, note = delivery.note } = body;
    await change(trx, delivery, { ...parts, received, reason, note });
    const also = [told(delivery, "corrected", { pledge: pledge.id, ...parts }, grant)];
    const held = await writeHolding(trx, ctx, pledge, {
      ...move.correct(holdingOf(pledge), delivery, parts),
      event: "pledge.moved",
      status: pledge.status,
      also,
      grant,
      data: { delivery: delivery.id },
    });
    return answer(delivery.id, status, held);
  });
}

/** Accepting what was never marked as sent also writes the sending. */
export async function accept(ctx: Ctx, input: AcceptInput): Promise<DeliveryAnswer> {
  const body = acceptInput.parse(input);
  const known = await visiblePledge(ctx, body.pledgeId);
  const grant = ask(ctx, "delivery.accept", known);
  return orMovedOn(
    once(ctx, body.key, { act: "accept", ...body }, async (trx) => {
      const sentStatus = next(DELIVERY_EVENTS, "new", "send");
      const status = next(DELIVERY_EVENTS, sentStatus, "close");
      mustMove(known);
      const parts = move.partsOf(body, known.line);
      const sent = move.sumOf(parts);
      if (sent === 0) refuse("INVALID", { fields: { accepted: "required" } });
      move.mustAddUp(parts, sent, body.reason);
      mustBePromised(known, sent);
      const fields = { ...closing(ctx, parts, body), sent, status, version: 2 };
      const delivery = await insertSent(trx, ctx, known, fields);
      const also = [
        told({ ...delivery, version: 0 }, "sent", { pledge: known.pledge.id, sent }, grant),
        told({ ...delivery, version: 1 }, "closed", { pledge: known.pledge.id, ...parts }, grant),
      ];
      const moved = move.acceptUnsent(holdingOf(known.pledge), parts);
      const end = await endAfter(trx, known, moved, parts, delivery.id);
      return answer(delivery.id, status, await step(trx, ctx, known, moved, end, { also, grant, delivery }));
    }),
  );
}
