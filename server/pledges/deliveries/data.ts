// Reading deliveries.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import type { DB, Db, Trx } from "@/server/platform/db";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findPledgeFacts, type Known, visiblePledge } from "../facts/data";
import type { Delivery } from "./schema";

export type DeliveryRow = Selectable<DB["delivery"]>;

/** A delivery with its pledge; unseen is NOT_FOUND. */
export async function visibleDelivery(
  ctx: Ctx,
  deliveryId: string,
): Promise<Known & { delivery: DeliveryRow }> {
  const delivery = await ctx.db
    .selectFrom("delivery")
    .selectAll()
    .where("id", "=", deliveryId)
    .executeTakeFirst();
  if (!delivery) refuse("NOT_FOUND");
  return { ...(await visiblePledge(ctx, delivery.pledge_id)), delivery };
}

/** True where goods of a loan are still out, leaving one delivery aside. */
export async function isLoanOut(trx: Db | Trx, pledgeId: string, besides: string): Promise<boolean> {
  const row = await trx
    .selectFrom("delivery")
    .select("id")
    .where("pledge_id", "=", pledgeId)
    .where("id", "<>", besides)
    .where("status", "=", "closed")
    .where("accepted", ">", 0)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const shown = (row: DeliveryRow): Delivery => ({
  id: row.id,
  pledgeId: row.pledge_id,
  status: row.status as Delivery["status"],
  sent: row.sent,
  received: row.received,
  accepted: row.accepted,
  refused: row.refused,
  short: row.short,
  returned: row.returned,
  reason: row.reason,
  note: row.note,
  sentAt: row.sent_at,
  receivedAt: row.received_at,
  closedAt: row.closed_at,
  returnedAt: row.returned_at,
});

/** Of one pledge, oldest first; nothing where the asker may not see it. */
export async function listOfPledge(ctx: Ctx, pledgeId: string): Promise<Delivery[]> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (known === null || may(ctx, "pledge.see", known.facts) === false) return [];
  const rows = await ctx.db
    .selectFrom("delivery")
    .selectAll()
    .where("pledge_id", "=", pledgeId)
    .orderBy("id")
    .execute();
  return rows.map(shown);
}
