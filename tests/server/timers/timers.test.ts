import { beforeEach, describe, expect, it } from "vitest";
import { refuse } from "@/server/errors";
import { MAX_TRIES } from "@/server/platform/backoff";
import type { Db } from "@/server/platform/db";
import { clearTimer, runDueTimers, setTimer } from "@/server/timers/commands";
import { listParkedTimers, timerLag } from "@/server/timers/data";
import type { Ctx } from "@/server/trpc/context";
import { backgroundCtx } from "../../support/background";
import { type TestClock, testClock } from "../../support/clock";
import { emptyTestDb, testDb } from "../../support/database";

let db: Db;
let clock: TestClock;
let ctx: Ctx;
const inHours = (n: number) => new Date(clock.now().getTime() + n * 3_600_000);

beforeEach(async () => {
  await emptyTestDb();
  db = await testDb();
  clock = testClock();
  ctx = backgroundCtx(db, clock);
});

describe("timers", () => {
  it("run when they are due, oldest first, once", async () => {
    const ran: string[] = [];
    const handlers = { "need.overdue": async (_: Ctx, ref: string) => ran.push(ref) };
    await setTimer(db, "need.overdue", "later", inHours(3));
    await setTimer(db, "need.overdue", "second", inHours(2));
    await setTimer(db, "need.overdue", "first", inHours(1));
    expect(await runDueTimers(ctx, handlers)).toBe(0);
    clock.advance({ hours: 2 });
    expect(await runDueTimers(ctx, handlers)).toBe(2);
    expect(await runDueTimers(ctx, handlers)).toBe(0);
    expect(ran).toEqual(["first", "second"]);
  });

  it("setting one again moves it; clearing it takes it away", async () => {
    const ran: string[] = [];
    const handlers = { "need.overdue": async (_: Ctx, ref: string) => ran.push(ref) };
    await setTimer(db, "need.overdue", "moved", inHours(1));
    await setTimer(db, "need.overdue", "moved", inHours(5));
    await setTimer(db, "need.overdue", "cleared", inHours(1));
    await clearTimer(db, "need.overdue", "cleared");
    clock.advance({ hours: 1 });
    expect(await runDueTimers(ctx, handlers)).toBe(0);
    clock.advance({ hours: 4 });
    await runDueTimers(ctx, handlers);
    expect(ran).toEqual(["moved"]);
  });

  it("a handler may set its own timer anew", async () => {
    let runs = 0;
    const handlers = {
      "need.confirm_due": async (c: Ctx, ref: string) => {
        runs++;
        await setTimer(c.db, "need.confirm_due", ref, inHours(168));
      },
    };
    await setTimer(db, "need.confirm_due", "weekly", clock.now());
    await runDueTimers(ctx, handlers);
    await runDueTimers(ctx, handlers);
    expect(runs).toBe(1);
    clock.advance({ days: 7 });
    await runDueTimers(ctx, handlers);
    expect(runs).toBe(2);
  });

  it("one that always fails waits longer each time, lets the others pass, and is parked in sight", async () => {
    let failures = 0;
    const ran: string[] = [];
    const handlers = {
      "need.overdue": async () => {
        failures++;
        throw Object.assign(new Error("张三 13800000000"), { code: "ER_BAD" });
      },
      "pledge.offer_lapse": async (_: Ctx, ref: string) => ran.push(ref),
    };
    await setTimer(db, "need.overdue", "broken", clock.now());
    for (let i = 0; i < MAX_TRIES * 3; i++) {
      await setTimer(db, "pledge.offer_lapse", `fine-${i}`, clock.now());
      await runDueTimers(ctx, handlers);
      clock.advance({ minutes: 11 });
    }
    expect(failures).toBe(MAX_TRIES);
    expect(ran).toHaveLength(MAX_TRIES * 3);
    const [parked] = await listParkedTimers(db);
    expect(parked).toMatchObject({ act: "need.overdue", ref: "broken", last_error: "ER_BAD" });
    expect(await timerLag(db, clock.now())).toMatchObject({ due: 0, parked: 1 });
  });

  it("the domain's answer that it has moved on ends a timer; that somebody was quicker does not", async () => {
    let asked = 0;
    const handlers = {
      "pledge.offer_lapse": async () => refuse("WRONG_STATE"),
      "need.overdue": async () => {
        asked++;
        refuse("MOVED_ON");
      },
    };
    await setTimer(db, "pledge.offer_lapse", "answered", clock.now());
    await setTimer(db, "need.overdue", "raced", clock.now());
    await runDueTimers(ctx, handlers);
    clock.advance({ minutes: 1 });
    await runDueTimers(ctx, handlers);
    const left = await db.selectFrom("timer").select("ref").execute();
    expect(left).toEqual([{ ref: "raced" }]);
    expect(asked).toBe(2);
  });

  it("five workers at once run each timer once", async () => {
    const ran: string[] = [];
    const handlers = { "need.overdue": async (_: Ctx, ref: string) => ran.push(ref) };
    for (let i = 0; i < 20; i++) await setTimer(db, "need.overdue", `n${i}`, clock.now());
    await Promise.all([1, 2, 3, 4, 5].map(() => runDueTimers(ctx, handlers)));
    expect(ran.toSorted()).toEqual([...new Set(ran)].toSorted());
    expect(ran).toHaveLength(20);
  });

  it("a worker paused past its lease neither deletes nor spoils what another has taken since", async () => {
    let release = () => {};
    const paused = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ran: string[] = [];
    await setTimer(db, "need.overdue", "slow", clock.now());
    const slow = runDueTimers(ctx, { "need.overdue": () => paused });
    await expect
      .poll(async () => (await db.selectFrom("timer").select("tries").executeTakeFirst())?.tries)
      .toBe(1);
    clock.advance({ minutes: 2 });
    await runDueTimers(ctx, {
      "need.overdue": async (c, ref) => {
        ran.push(ref);
        await setTimer(c.db, "need.overdue", ref, inHours(1));
      },
    });
    release();
    await slow;
    expect(ran).toEqual(["slow"]);
    expect(await db.selectFrom("timer").select("tries").execute()).toEqual([{ tries: 0 }]);
  });
});
