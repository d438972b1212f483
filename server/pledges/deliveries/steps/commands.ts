// What every delivery act has in common: asking, checking, and writing the delivery, its pledge and its slot together.

import type { Updateable } from "kysely";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import type { Act } from "@/server/history/commands";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { type DB, type Trx, transact } from "@/server/platform/db";
import { type Action, authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { Known } from "../../facts/data";
import { type Held, type HoldingAct, writeHolding } from "../../holding/commands";
import { endOf, holdingOf, isRunning, type Moved, promisedOf } from "../../holding/rules";
import { GOODS_EVENTS } from "../../lifecycle";
import { type DeliveryRow, isLoanOut } from "../data";
import type { DeliveryStatus } from "../lifecycle";
import type { Parts } from "../rules";
import type { DeliveryAnswer } from "../schema";

type At = Known & { delivery?: DeliveryRow };

export const ask = (ctx: Ctx, action: Extract<Action, `delivery.${string}`>, known: At): Grant | null =>
  authorize(ctx, action, { ...known.facts, direction: known.line.direction });

export const act = <T>(ctx: Ctx, work: (trx: Trx) => Promise<T>): Promise<T> =>
  orMovedOn(transact(ctx.db, work));

export const waits = ({ pledge }: Known): boolean => pledge.queued_at !== null;

export const amounts = ({ line }: Known, facts: Record<string, number>) => ({
  ...facts,
  unit: line.unit,
  unitSize: line.unit_size,
});

export function mustRun({ need }: Known): void {
  if (!isRunning(need.status)) refuse("WRONG_STATE", { status: need.status });
}

export function mustMove(known: Known): void {
  if (known.line.kind !== "goods") refuse("NOT_GOODS");
  mustRun(known);
  next(GOODS_EVENTS, known.pledge.status, "deliver");
}

export function mustBePromised(known: Known, sent: number): void {
  const promised = promisedOf(holdingOf(known.pledge));
  if (sent > promised) refuse("MORE_THAN_PROMISED", amounts(known, { promised }));
}

export async function endAfter(trx: Trx, known: Known, moved: Moved, parts: Parts, deliveryId: string) {
  const loanOut =
    known.line.direction === "loan" &&
    (parts.accepted > 0 || (await isLoanOut(trx, known.pledge.id, deliveryId)));
  return endOf(moved.holding, { loanOut, waits: waits(known) });
}

type StepWith = {
  also: Act[];
  grant: Grant | null;
  delivery: { id: string };
  forId?: string | null;
};

/** The pledge's side of a delivery act. Where it is over already (a loan coming back after the need ended) only the delivery is told. */
export async function step(
  trx: Trx,
  ctx: Ctx,
  known: Known,
  moved: Moved,
  end: "settled" | "released" | null,
  { also, grant, delivery, forId }: StepWith,
): Promise<Held> {
  const { pledge } = known;
  const event = end === "settled" ? "settle" : end === "released" ? "release" : "deliver";
  const over = pledge.status !== "confirmed";
  const status = over ? pledge.status : next(GOODS_EVENTS, pledge.status, event);
  const set: HoldingAct["set"] = end === "released" ? { end_reason: "nothing_accepted" } : {};
  return writeHolding(trx, ctx, pledge, {
    ...moved,
    event: over || end === null ? "pledge.moved" : `pledge.${end}`,
    status,
    also,
    grant,
    forId,
    data: { delivery: delivery.id },
    set,
  });
}

export const told = (
  delivery: { id: string; version: number },
  what: string,
  data: Act["data"],
  grant: Grant | null,
): Act => ({
  aggregate: "delivery",
  id: delivery.id,
  version: delivery.version + 1,
  event: `delivery.${what}`,
  grant,
  data,
});

export const closing = (ctx: Ctx, parts: Parts, body: { reason?: string; note?: string }) => ({
  ...parts,
  received: parts.accepted + parts.refused,
  reason: body.reason ?? null,
  ...(body.note ? { note: body.note } : {}),
  received_at: ctx.clock.now(),
  closed_at: ctx.clock.now(),
  closed_by: ctx.actor?.personId ?? null,
});

type Birth = { sent: number; status: DeliveryStatus; note?: string | null; version?: number };

export async function insertSent(trx: Trx, ctx: Ctx, { pledge }: Known, fields: Birth) {
  const id = uuid();
  await trx
    .insertInto("delivery")
    .values({
      note: null,
      ...fields,
      id,
      pledge_id: pledge.id,
      slot_id: pledge.slot_id,
      need_id: pledge.need_id,
      sent_at: ctx.clock.now(),
      sent_by: ctx.actor?.personId ?? "",
    })
    .execute();
  return { id, version: 0 };
}

export async function change(
  trx: Trx,
  delivery: DeliveryRow,
  set: Updateable<DB["delivery"]>,
): Promise<void> {
  const changed = await trx
    .updateTable("delivery")
    .set({ ...set, version: delivery.version + 1 })
    .where("id", "=", delivery.id)
    .where("version", "=", delivery.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) refuse("MOVED_ON");
}

export const answer = (deliveryId: string, status: DeliveryStatus, pledge: Held): DeliveryAnswer => ({
  deliveryId,
  status,
  pledge,
});
