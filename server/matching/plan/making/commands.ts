// The worker's: a plan that was asked for is gathered, solved in a thread, and written down, if it is still wanted by then.
import type { Worker } from "node:worker_threads";
import { v7 as uuid } from "uuid";
import { isRefusal } from "@/server/errors";
import { transact } from "@/server/platform/db";
import { startThread } from "@/server/platform/threads";
import { refusalsFor } from "@/server/pledges/eligibility/commands";
import { teamsLack } from "@/server/pledges/eligibility/expertise/data";
import { livingRegion } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { movePlan } from "../commands";
import { findPlan, itemsOf, type PlanData } from "../data";
import { gather, type Lock } from "../gathering/data";
import { type Gathered, type PlanInput, problemOf } from "../gathering/rules";
import type { PlanAnswer, PlanProblem } from "../model/schema";
import type { ThreadTask, ThreadWord } from "../thread/commands";
import { HEAP_MB, LEASE_MS, LOOK_MS, nearestFor, SOLVE_MS, TRIES } from "./rules";
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

/** Persons whom the law or their own calendar keeps away, and teams without anybody qualified, are looked up once the near ones are known, then left out. */
async function withoutUnfit(ctx: Ctx, gathered: Gathered): Promise<PlanInput> {
  const nearest = nearestFor(gathered.slots.length);
  const first = problemOf(gathered, nearest);
  const near = { person: new Map<string, Set<string>>(), organisation: new Map<string, Set<string>>() };
  for (const way of first.ways) {
    const [helper, slot] = [gathered.helpers[way.helper]!, gathered.slots[way.slot]!];
    if (helper.helperKind === "organisation" && slot.must === null) continue;
    const of = near[helper.helperKind];
    of.set(slot.slotId, (of.get(slot.slotId) ?? new Set()).add(helper.id));
  }
  const before = gathered.taken.size;
  for (const [slotId, ids] of near.person)
    for (const personId of (await refusalsFor(ctx, slotId, [...ids])).keys())
      gathered.taken.add(`${slotId}:${personId}`);
  for (const [slotId, ids] of near.organisation) {
    const lacks = await teamsLack(ctx, slotId, [...ids]);
    for (const id of ids) if (lacks(id, 1) !== null) gathered.taken.add(`${slotId}:${id}`);
  }
  return gathered.taken.size === before ? first : problemOf(gathered, nearest);
}

type Solved = { answer: PlanAnswer; late: boolean };

/** In its thread. null: nobody wants it any more. Looks each half second, says how far it is, and keeps the lease. */
async function solve(ctx: Ctx, plan: PlanData, problem: PlanProblem): Promise<Solved | "memory" | null> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const task: ThreadTask = { problem, stop, most: SOLVE_MS };
  const thread = startThread("plan-thread", "server/matching/plan/thread/commands.ts", task, {
    maxOldGenerationSizeMb: HEAP_MB,
  });
  let share = 0;
  let wanted = true;
  const look = async () => {
    wanted = await stillWanted(ctx, plan, share);
    if (!wanted) Atomics.store(stop, 0, 1);
  };
  const looking = setInterval(
    () => void look().catch((error) => ctx.log.warn({ err: error }, "plan look")),
    LOOK_MS,
  );
  try {
    const answer = await outcome(thread, (word) => {
      share = word;
    });
    return wanted ? answer : null;
  } finally {
    clearInterval(looking);
    await thread.terminate();
  }
}

function outcome(thread: Worker, onShare: (share: number) => void): Promise<Solved | "memory"> {
  return new Promise((resolve, reject) => {
    thread.on("message", (word: ThreadWord) => {
      if ("share" in word) onShare(word.share);
      else resolve(word);
    });
    thread.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve("memory") : reject(error),
    );
    thread.on("exit", (code) => reject(new Error(`the plan's thread ended with ${code}`)));
  });
}

async function stillWanted(ctx: Ctx, plan: PlanData, share: number): Promise<boolean> {
  const kept = await ctx.db
    .updateTable("dispatch_plan")
    .set({
      progress: Math.min(99, Math.round(share * 100)),
      lease_until: new Date(ctx.clock.now().getTime() + LEASE_MS),
    })
    .where("id", "=", plan.id)
    .where("status", "=", "making")
    .where("tries", "=", plan.tries)
    .executeTakeFirst();
  return kept.numUpdatedRows === 1n;
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
