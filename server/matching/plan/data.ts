// Plans as they are found: by id, with where they are for; and the rows of one.
import { refuse } from "@/server/errors";
import type { Db, Trx } from "@/server/platform/db";
import { type Action, may, type Place } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import type { PlanStatus } from "./lifecycle";

export async function findPlan(db: Db | Trx, planId: string) {
  const row = await db.selectFrom("dispatch_plan").selectAll().where("id", "=", planId).executeTakeFirst();
  return row === undefined ? null : { ...row, status: row.status as PlanStatus };
}
export type PlanData = NonNullable<Awaited<ReturnType<typeof findPlan>>>;

/** Whoever plans there sees it; to everybody else there is none. */
export async function visiblePlan(
  ctx: Ctx,
  planId: string,
): Promise<{ plan: PlanData; place: Place; name: string }> {
  const plan = (await findPlan(ctx.db, planId)) ?? refuse("NOT_FOUND");
  const region = await livingRegion(ctx.db, plan.region_id);
  const place = placeFrom(region);
  const action: Action = "plan.make";
  if (may(ctx, action, { place }) === false) refuse(ctx.actor === null ? "SIGN_IN_FIRST" : "NOT_FOUND");
  return { plan, place, name: region.name };
}

export const itemsOf = (db: Db | Trx, planId: string) =>
  db
    .selectFrom("dispatch_item")
    .selectAll()
    .where("plan_id", "=", planId)
    .orderBy("slot_id")
    .orderBy("rank")
    .execute();
export type ItemData = Awaited<ReturnType<typeof itemsOf>>[number];
