// A plan's problem is solved in a thread, as long as the plan is wanted.
import type { Worker } from "node:worker_threads";
import { startThread } from "@/server/platform/threads";
import type { Ctx } from "@/server/trpc/context";
import type { PlanData } from "../../data";
import type { PlanAnswer, PlanProblem } from "../../model/schema";
import type { ThreadTask, ThreadWord } from "../../thread/commands";
import { HEAP_MB, LEASE_MS, LOOK_MS, SOLVE_MS } from "../rules";

type Solved = { answer: PlanAnswer; late: boolean };

/** In its thread. null: nobody wants it any more. Looks each half second, says how far it is, and keeps the lease. */
export async function solve(
  ctx: Ctx,
  plan: PlanData,
  problem: PlanProblem,
): Promise<Solved | "memory" | null> {
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
