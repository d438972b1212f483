// Timers are rows, never setTimeout: they survive a restart, and whichever instance is there first runs them.
import { isRefusal } from "@/server/errors";
import { backoff, faultWord, MAX_TRIES } from "@/server/platform/backoff";
import type { Db, Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { TIMER_BATCH, TIMER_LEASE_MS, type TimerAct } from "./rules";

/** Does what has become due for `ref`. Run again after a crash, so it must be harmless the second time. */
export type TimerHandler = (ctx: Ctx, ref: string) => Promise<unknown>;
export type TimerHandlers = Partial<Record<TimerAct, TimerHandler>>;

/** One timer per (act, ref): setting it again moves it, and forgets earlier failures. */
export async function setTimer(trx: Db | Trx, act: TimerAct, ref: string, at: Date): Promise<void> {
  const fresh = { at, lease_until: null, tries: 0, last_error: null };
  await trx
    .insertInto("timer")
    .values({ act, ref, ...fresh })
    .onDuplicateKeyUpdate(fresh)
    .execute();
}

/** Nothing happens where there is none. */
export async function clearTimer(trx: Db | Trx, act: TimerAct, ref: string): Promise<void> {
  await trx.deleteFrom("timer").where("act", "=", act).where("ref", "=", ref).execute();
}

/** Runs what is due by ctx.clock, oldest first; answers how many handlers succeeded. A failing one waits and lets the others pass. */
export async function runDueTimers(ctx: Ctx, handlers: TimerHandlers): Promise<number> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .selectFrom("timer")
    .select(["act", "ref", "at", "tries"])
    .where("at", "<=", now)
    .where("tries", "<", MAX_TRIES)
    .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
    .orderBy("at")
    .orderBy("act")
    .orderBy("ref")
    .limit(TIMER_BATCH)
    .execute();
  let done = 0;
  for (const timer of due) if (await runOne(ctx, handlers, { ...timer, act: timer.act as TimerAct })) done++;
  return done;
}

/** The thing has moved on or is gone: the domain's own answer, and no reason to ask again. */
const isOver = (error: unknown) => isRefusal(error) && ["WRONG_STATE", "NOT_FOUND"].includes(error.code);

type Due = { act: TimerAct; ref: string; at: Date; tries: number };

async function runOne(ctx: Ctx, handlers: TimerHandlers, timer: Due): Promise<boolean> {
  const now = ctx.clock.now();
  const lease = new Date(now.getTime() + TIMER_LEASE_MS);
  // `at` and `tries` are the fence: whoever takes or sets the timer anew changes one of them.
  const taken = await ctx.db
    .updateTable("timer")
    .set({ lease_until: lease, tries: timer.tries + 1 })
    .where("act", "=", timer.act)
    .where("ref", "=", timer.ref)
    .where("at", "=", timer.at)
    .where("tries", "=", timer.tries)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) return false;
  const mine = { ...timer, tries: timer.tries + 1 };
  try {
    const handler = handlers[timer.act];
    if (!handler) throw Object.assign(new Error(timer.act), { name: "NoHandler" });
    await handler(ctx, timer.ref);
  } catch (error) {
    if (!isOver(error)) {
      ctx.log.warn({ err: error, act: timer.act, ref: timer.ref, tries: mine.tries }, "timer failed");
      await putBack(ctx, mine, error);
      return false;
    }
  }
  await ctx.db
    .deleteFrom("timer")
    .where("act", "=", mine.act)
    .where("ref", "=", mine.ref)
    .where("at", "=", mine.at)
    .where("tries", "=", mine.tries)
    .execute();
  return true;
}

async function putBack(ctx: Ctx, timer: Due, error: unknown): Promise<void> {
  const parked = timer.tries >= MAX_TRIES;
  await ctx.db
    .updateTable("timer")
    .set({
      lease_until: parked ? null : new Date(ctx.clock.now().getTime() + backoff(timer.tries)),
      last_error: faultWord(error),
    })
    .where("act", "=", timer.act)
    .where("ref", "=", timer.ref)
    .where("at", "=", timer.at)
    .where("tries", "=", timer.tries)
    .execute();
}
