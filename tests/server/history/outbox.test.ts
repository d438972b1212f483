import { beforeEach, describe, expect, it } from "vitest";
import { record } from "@/server/history/commands";
import { type Consumers, deliverEvents, retryParked } from "@/server/history/outbox/commands";
import { listParkedEvents, outboxLag } from "@/server/history/outbox/data";
import { CONSUMERS, type OutboxEvent } from "@/server/history/outbox/rules";
import { checkEffects } from "@/server/history/verify/outbox/data";
import { MAX_TRIES } from "@/server/platform/backoff";
import { type Db, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { backgroundCtx } from "../../support/background";
import { type TestClock, testClock } from "../../support/clock";
import { emptyTestDb, testDb } from "../../support/database";

let db: Db;
let clock: TestClock;
let ctx: Ctx;

beforeEach(async () => {
  await emptyTestDb();
  db = await testDb();
  clock = testClock();
  ctx = backgroundCtx(db, clock);
});

/** pledge.withdrawn goes to notices, offers and tally. */
async function happened(count: number, event = "pledge.withdrawn", prefix = "p"): Promise<void> {
  for (let i = 0; i < count; i++)
    await transact(db, (trx) =>
      record(trx, ctx, { aggregate: "pledge", id: `${prefix}${i}`, version: 1, event }),
    );
}

/** An effect one can count, written in the effect's own transaction. */
const countingAt = (region_id: number) => async (c: Ctx, event: OutboxEvent) => {
  await c.db
    .insertInto("tally")
    .values({ region_id, name: event.subject_id, value: 1 })
    .onDuplicateKeyUpdate((eb) => ({ value: eb("value", "+", 1) }))
    .execute();
};
const counting = countingAt(1);
const hearing = countingAt(2);
const silent = async () => {};
const consumers = (more: Partial<Consumers> = {}): Consumers => ({
  ...(Object.fromEntries(CONSUMERS.map((name) => [name, silent])) as unknown as Consumers),
  tally: counting,
  ...more,
});
const rowsAt = (region_id: number) =>
  db
    .selectFrom("tally")
    .select(["name", "value"])
    .where("region_id", "=", region_id)
    .orderBy("name")
    .execute();
const counted = async () => (await rowsAt(1)).map((row) => row.value);
const heard = async () => Object.fromEntries((await rowsAt(2)).map((row) => [row.name, row.value]));
const effects = async () => (await transact(db, (trx) => checkEffects(trx))).result();

describe("delivery", () => {
  it("gives each event to its consumers once, and marks it done", async () => {
    await happened(5);
    await happened(1, "file.nobody_listens", "q");
    expect(await deliverEvents(ctx, consumers())).toBe(6);
    expect(await deliverEvents(ctx, consumers())).toBe(0);
    expect(await counted()).toEqual([1, 1, 1, 1, 1]);
    expect(await effects()).toMatchObject({ ok: true, checked: 6 });
    expect(await outboxLag(db)).toEqual({ undone: 0, oldest: null, parked: 0 });
  });

  it("five workers at once: every effect happens once", async () => {
    await happened(60);
    await Promise.all([1, 2, 3, 4, 5].map(() => deliverEvents(ctx, consumers())));
    while ((await outboxLag(db)).undone > 0) {
      clock.advance({ minutes: 2 });
      await deliverEvents(ctx, consumers());
    }
    expect(await counted()).toEqual(Array(60).fill(1));
  });

  it("a worker paused past its lease, its row taken by another: the effect happens once", async () => {
    await happened(1);
    let release = () => {};
    const paused = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = () => {};
    const inside = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const sleepy = deliverEvents(
      ctx,
      consumers({
        notices: async () => {
          reached();
          await paused;
        },
      }),
    );
    await inside;
    clock.advance({ minutes: 5 });
    const quick = deliverEvents(ctx, consumers()); // waits for the sleeper's effect row
    release();
    await Promise.all([sleepy, quick]);
    expect(await counted()).toEqual([1]);
    expect(await effects()).toMatchObject({ ok: true, checked: 1 });
  });

  it("a worker killed between the effects and the mark: the next one marks, and repeats nothing", async () => {
    await happened(1);
    await deliverEvents(ctx, consumers());
    await db.updateTable("outbox").set({ done: false, lease_until: clock.now() }).execute();
    clock.advance({ minutes: 1 });
    expect(await deliverEvents(ctx, consumers())).toBe(1);
    expect(await counted()).toEqual([1]);
  });

  it("an effect that fails leaves nothing of itself, is tried again later, and holds up neither the other consumers nor other events", async () => {
    await happened(3);
    let failures = 2;
    const broken = async (c: Ctx, event: OutboxEvent) => {
      await counting(c, event);
      if (event.subject_id === "p1" && failures-- > 0)
        throw Object.assign(new Error("张三"), { code: "E_PEER" });
    };
    const all = consumers({ tally: broken, notices: hearing });
    expect(await deliverEvents(ctx, all)).toBe(2);
    expect(await heard()).toEqual({ p0: 1, p1: 1, p2: 1 });
    expect(await counted()).toEqual([1, 1]);
    expect((await outboxLag(db)).undone).toBe(1);
    const row = await db
      .selectFrom("outbox")
      .select("last_error")
      .where("done", "=", false)
      .executeTakeFirst();
    expect(row?.last_error).toBe("tally E_PEER");
    for (let i = 0; i < 3; i++) {
      clock.advance({ minutes: 1 });
      await deliverEvents(ctx, all);
    }
    expect(await counted()).toEqual([1, 1, 1]);
    expect(await heard()).toEqual({ p0: 1, p1: 1, p2: 1 });
  });

  it("one that always fails is parked in sight, and goes on when an operator says so", async () => {
    await happened(1);
    const broken = consumers({
      offers: async () => {
        throw new Error();
      },
    });
    for (let i = 0; i < MAX_TRIES + 5; i++) {
      await deliverEvents(ctx, broken);
      clock.advance({ minutes: 11 });
    }
    expect(await outboxLag(db)).toMatchObject({ undone: 0, parked: 1 });
    expect(await listParkedEvents(db)).toMatchObject([{ subject_id: "p0", last_error: "offers Error" }]);
    expect(await retryParked(ctx)).toEqual({ events: 1, timers: 0 });
    expect(await deliverEvents(ctx, consumers())).toBe(1);
  });
});

describe("verify finds", () => {
  it("an event marked done whose effect never happened", async () => {
    await happened(1);
    await deliverEvents(ctx, consumers());
    await db.deleteFrom("effect").where("consumer", "=", "notices").execute();
    const { ok, faults } = await effects();
    expect(ok).toBe(false);
    expect(faults[0]).toMatch(/\(pledge.withdrawn\): done without notices$/);
  });

  it("a notice that no event caused", async () => {
    await db
      .insertInto("notice")
      .values({
        id: "n1",
        person_id: "x",
        outbox_id: "none",
        kind: "pledge_made",
        data: "{}",
        created_at: clock.now(),
      })
      .execute();
    expect((await effects()).faults).toEqual(["notice n1: no event that caused it"]);
  });
});
