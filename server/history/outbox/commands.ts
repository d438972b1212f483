// Delivers what has happened to the consumers. A row is leased by guarded UPDATE, so that usually one worker has it; that its
// effect happens once does not lean on the lease but on the effect row, unique and written in the effect's own transaction.
import { backoff, faultWord, MAX_TRIES } from "@/server/platform/backoff";
import { isDuplicate, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import {
  type Consumer,
  consumersOf,
  OUTBOX_AT_ONCE,
  OUTBOX_BATCH,
  OUTBOX_LEASE_MS,
  type OutboxEvent,
  REPEATABLE,
} from "./rules";

/** Given a context whose db is the effect's own transaction, but for those in REPEATABLE. */
export type ConsumerAct = (ctx: Ctx, event: OutboxEvent) => Promise<unknown>;
export type Consumers = Record<Consumer, ConsumerAct>;

/** Delivers a batch, a few at a time; answers how many events are done now. 0: nothing is due. */
export async function deliverEvents(ctx: Ctx, consumers: Consumers): Promise<number> {
  const events = await takeEvents(ctx);
  const done: string[] = [];
  const next = async (): Promise<void> => {
    for (let event = events.shift(); event; event = events.shift())
      if (await deliver(ctx, consumers, event)) done.push(event.id);
  };
  try {
    await Promise.all(Array.from({ length: OUTBOX_AT_ONCE }, next));
  } finally {
    await markDone(ctx, done);
  }
  return done.length;
}

type Taken = OutboxEvent & { tries: number };

async function takeEvents(ctx: Ctx): Promise<Taken[]> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .selectFrom("outbox")
    .select("id")
    .where("done", "=", false)
    .where("tries", "<", MAX_TRIES)
    .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
    .orderBy("id")
    .limit(OUTBOX_BATCH)
    .execute();
  if (due.length === 0) return [];
  const ids = due.map((row) => row.id);
  // The odd milliseconds are this taking's mark: by them we find which of the rows we won.
  const lease = new Date(now.getTime() + OUTBOX_LEASE_MS + Math.floor(Math.random() * 30_000));
  await ctx.db
    .updateTable("outbox")
    .set((eb) => ({ lease_until: lease, tries: eb("tries", "+", 1) }))
    .where("id", "in", ids)
    .where("done", "=", false)
    .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
    .execute();
  return ctx.db
    .selectFrom("outbox")
    .select(["id", "aggregate", "subject_id", "version", "event", "at", "tries"])
    .where("id", "in", ids)
    .where("lease_until", "=", lease)
    .where("done", "=", false)
    .orderBy("id")
    .execute();
}

/** True: every effect is there. Else the row waits, longer each time. */
async function deliver(ctx: Ctx, consumers: Consumers, event: Taken): Promise<boolean> {
  const wanted = consumersOf(event.event);
  const joint = wanted.filter((consumer) => !REPEATABLE.has(consumer));
  const had = joint.length > 1 && (await allAtOnce(ctx, consumers, event, joint));
  const left = had ? wanted.filter((consumer) => REPEATABLE.has(consumer)) : wanted;
  let failed: unknown;
  for (const consumer of left) {
    try {
      await once(ctx, consumer, event, consumers[consumer]);
    } catch (error) {
      ctx.log.warn(
        { err: error, consumer, outbox: event.id, event: event.event, tries: event.tries },
        "effect failed",
      );
      failed = Object.assign(new Error(), { code: `${consumer} ${faultWord(error)}` });
    }
  }
  if (failed === undefined) return true;
  const wait = event.tries >= MAX_TRIES ? null : new Date(ctx.clock.now().getTime() + backoff(event.tries));
  await ctx.db
    .updateTable("outbox")
    .set({ lease_until: wait, last_error: faultWord(failed) })
    .where("id", "=", event.id)
    .where("tries", "=", event.tries)
    .execute();
  return false;
}

/** The usual case: the first delivery of an event whose effects all succeed, in one transaction. False: one by one, then. */
async function allAtOnce(ctx: Ctx, consumers: Consumers, event: Taken, wanted: Consumer[]): Promise<boolean> {
  try {
    await transact(ctx.db, async (trx) => {
      const at = ctx.clock.now();
      await trx
        .insertInto("effect")
        .values(wanted.map((consumer) => ({ outbox_id: event.id, consumer, at })))
        .execute();
      for (const consumer of wanted) await consumers[consumer]({ ...ctx, db: trx }, event);
    });
    return true;
  } catch {
    return false; // what is wrong shows when each is tried alone
  }
}

/** The effect and its row in one transaction: both or neither. Somebody else's effect row means it has happened. */
async function once(ctx: Ctx, consumer: Consumer, event: OutboxEvent, act: ConsumerAct): Promise<void> {
  if (REPEATABLE.has(consumer)) {
    await act(ctx, event);
    await mark(ctx, consumer, event);
    return;
  }
  await transact(ctx.db, async (trx) => {
    const within = { ...ctx, db: trx };
    if (await mark(within, consumer, event)) await act(within, event);
  });
}

/** False: it is there already. */
async function mark(ctx: Ctx, consumer: Consumer, event: OutboxEvent): Promise<boolean> {
  try {
    await ctx.db
      .insertInto("effect")
      .values({ outbox_id: event.id, consumer, at: ctx.clock.now() })
      .execute();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function markDone(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .updateTable("outbox")
    .set({ done: true, lease_until: null, last_error: null })
    .where("id", "in", ids)
    .execute();
}

/** An operator's word that the cause is gone: parked events and timers are tried again. */
export async function retryParked(ctx: Pick<Ctx, "db">): Promise<{ events: number; timers: number }> {
  const again = { tries: 0, lease_until: null };
  const events = await ctx.db
    .updateTable("outbox")
    .set(again)
    .where("done", "=", false)
    .where("tries", ">=", MAX_TRIES)
    .executeTakeFirst();
  const timers = await ctx.db
    .updateTable("timer")
    .set(again)
    .where("tries", ">=", MAX_TRIES)
    .executeTakeFirst();
  return { events: Number(events.numUpdatedRows), timers: Number(timers.numUpdatedRows) };
}
