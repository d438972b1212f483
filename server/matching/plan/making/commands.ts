// The worker's: a plan that was asked for is gathered, solved in a thread, and written down, if it is still wanted by then.
import { v7 as uuid } from "uuid";
import { isRefusal } from "@/server/errors";
import { transact } from "@/server/platform/db";
import { livingRegion } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { movePlan } from "../commands";
import { findPlan, itemsOf, type PlanData } from "../data";
import { gather, type Lock } from "../gathering/data";
import { withoutUnfit } from "./posing/commands";
import { LEASE_MS, TRIES } from "./rules";
import { solve } from "./solving/commands";
import { rowsOf } from "./writing/rules";

const CHUNK = 500;

/** Makes one plan that waits; answers how many there were. Several workers take turns by lease. */
export async function makeNextPlan(ctx: Ctx): Promise<number> {
  const plan = await takeOne(ctx);
  if (plan === null) return 0;
  try {
    await make(ctx, plan);
  } catch (error) {
    if (isRefusal(error) && (error.code === "MOVED_ON" || error.code === "WRONG_STATE")) return 1; // cancelled meanwhile
    ctx.log.error({ err: error, plan: plan.id }, "a plan could not be made");
    await failed(ctx, plan.id, "fault");
  }
  return 1;
}

/** The oldest that nobody works on; one whose maker died too often has failed. */
async function takeOne(ctx: Ctx): Promise<PlanData | null> {
  const now = ctx.clock.now();
  const row = await ctx.db
    .selectFrom("dispatch_plan")
    .select(["id", "tries", "lease_until"])
    .where("status", "=", "making")
    .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<", now)]))
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.tries >= TRIES) {
    await failed(ctx, row.id, "died");
    return null;
  }
  const taken = await ctx.db
    .updateTable("dispatch_plan")
    .set({ lease_until: new Date(now.getTime() + LEASE_MS), tries: row.tries + 1 })
    .where("id", "=", row.id)
    .where("status", "=", "making")
    .where("tries", "=", row.tries)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n ? await findPlan(ctx.db, row.id) : null;
}

async function make(ctx: Ctx, plan: PlanData): Promise<void> {
  const began = performance.now();
  const region = await livingRegion(ctx.db, plan.region_id);
  const scope = {
    regionId: region.id,
    level: region.level,
    countyId: plan.county_id,
    from: plan.from_at,
    until: plan.until_at,
  };
  const gathered = await gather(ctx, scope, await locksOf(ctx, plan));
  const input = await withoutUnfit(ctx, gathered);
  const solved = await solve(ctx, plan, input.problem);
  if (solved === null) return;
  if (solved === "memory") return failed(ctx, plan.id, "memory");
  const seconds = (performance.now() - began) / 1_000;
  const { rows, slots, figures } = rowsOf(gathered, input, solved.answer, { late: solved.late, seconds });
  await transact(ctx.db, async (trx) => {
    for (const table of ["dispatch_item", "dispatch_slot"] as const)
      await trx.deleteFrom(table).where("plan_id", "=", plan.id).execute();
    for (let at = 0; at < slots.length; at += CHUNK)
      await trx
        .insertInto("dispatch_slot")
        .values(slots.slice(at, at + CHUNK).map((row) => ({ ...row, plan_id: plan.id })))
        .execute();
    for (let at = 0; at < rows.length; at += CHUNK)
      await trx
        .insertInto("dispatch_item")
        .values(rows.slice(at, at + CHUNK).map((row) => ({ ...row, id: uuid(), plan_id: plan.id })))
        .execute();
    await movePlan(trx, ctx, plan, {
      ...{ event: "finish", said: "plan.made" },
      data: {
        wanted: figures.wanted,
        filled: figures.filled,
        helpers: figures.helpers,
        weights: gathered.weightsVersion,
      },
      set: {
        ...{
          figures: JSON.stringify(figures),
          made_at: ctx.clock.now(),
          weights_version: gathered.weightsVersion,
        },
        ...{ slot_count: slots.length, helper_count: figures.looked, arc_count: input.ways.length },
      },
    });
  });
}

/** What was locked in the plan this one follows, as far as the slot is still open; `gather` drops the rest. */
async function locksOf(ctx: Ctx, plan: PlanData): Promise<Lock[]> {
  if (plan.follows_id === null) return [];
  const rows = await itemsOf(ctx.db, plan.follows_id);
  return rows
    .filter((row) => row.locked && row.amount > 0)
    .map((row) => ({ slotId: row.slot_id, helperId: row.helper_id, amount: row.amount }));
}

async function failed(ctx: Ctx, planId: string, reason: string): Promise<void> {
  const plan = await findPlan(ctx.db, planId);
  if (plan?.status !== "making") return;
  await transact(ctx.db, (trx) =>
    movePlan(trx, ctx, plan, { event: "fail", said: "plan.failed", data: { reason }, set: { reason } }),
  ).catch((error) => {
    if (!isRefusal(error)) throw error;
  });
}
