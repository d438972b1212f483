import { v7 as uuid } from "uuid";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { takeBack } from "@/server/needs/commands";
import type { Db } from "@/server/platform/db";
import { accept } from "@/server/pledges/deliveries/commands";
import { end, makeNext, start } from "@/server/pledges/recurring/commands";
import { listMine } from "@/server/pledges/recurring/data";
import { firstDay, momentOf, nextMonth } from "@/server/pledges/recurring/rules";
import { settle } from "@/server/pledges/settlement/commands";
import { runDueTimers } from "@/server/timers/commands";
import { ctxOf } from "@/tests/support/actors";
import { backgroundCtx } from "@/tests/support/background";
import { type TestClock, testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { claim, eventsOf, newKey, rowOf } from "@/tests/support/pledged";
import { codeOf, refusal } from "@/tests/support/refusals";
import { expectSlotsAddUp } from "@/tests/support/sums";

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterEach(() => expectSlotsAddUp(db));
const JIN = 500;

/** 50 jin every month for a canteen of 西三重村, as the helped secretary promised. */
async function canteen(options: { quantity?: number; months?: number; dayOfMonth?: number } = {}) {
  const clock = testClock();
  const world = { db, clock };
  const need = await openNeed(world, { lines: [{ direction: "gift", quantity: options.quantity ?? 600 }] });
  await db
    .updateTable("need")
    .set({ deadline_at: new Date(clock.now().getTime() + 800 * 86_400_000) })
    .where("id", "=", need.id)
    .execute();
  const slotId = need.lines[0]!.slotId;
  const pan = ctxOf(world, uuid());
  const poster = ctxOf(world, need.posterId);
  const { dayOfMonth = 1, months = 12 } = options;
  const started = await start(pan, { slotId, amount: "50", dayOfMonth, months, key: newKey() });
  return { clock, world, need, slotId, pan, poster, ...started };
}

/** The first of the next month has come, and the timers run. */
async function onTheFirst(clock: TestClock, ym: string) {
  clock.set(`${ym}-01T00:00:00.000Z`); // eight in China
  const run = () => runDueTimers(backgroundCtx(db, clock), { "recurring.next": makeNext });
  while ((await run()) > 0);
}
const children = (recurringId: string) =>
  db.selectFrom("pledge").selectAll().where("recurring_id", "=", recurringId).orderBy("period").execute();

describe("a pledge of every month", () => {
  test("makes a child on its day, which takes from the slot like any pledge", async () => {
    const { clock, recurringId, nextOn, slotId, poster } = await canteen();
    expect(nextOn).toBe("2026-12-01");
    await onTheFirst(clock, "2026-12");
    await onTheFirst(clock, "2027-01");
    const made = await children(recurringId);
    expect(made.map((c) => [c.period, c.status, c.amount, c.via])).toEqual([
      ["2026-12", "confirmed", 50 * JIN, "recurring"],
      ["2027-01", "confirmed", 50 * JIN, "recurring"],
    ]);
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 100 * JIN, remaining: 500 * JIN });
    const done = await accept(poster, { pledgeId: made[0]!.id, accepted: "50", key: newKey() });
    expect(done.pledge.status).toBe("settled");
  });

  test("a month without room is missed, with its reason; the parent goes on, and nobody queues", async () => {
    const { clock, world, recurringId, slotId } = await canteen({ quantity: 60 });
    const other = await claim(ctxOf(world, uuid()), slotId, 20);
    await onTheFirst(clock, "2026-12");
    expect(await children(recurringId)).toEqual([]);
    expect(await rowOf.slot(db, slotId)).toMatchObject({ waiting: 0, promised: 20 * JIN });
    expect(await eventsOf(db, recurringId)).toEqual(["recurring.started", "recurring.missed"]);
    await db
      .updateTable("slot")
      .set({ ceiling: 200 * JIN, remaining: 180 * JIN })
      .where("id", "=", slotId)
      .execute();
    await onTheFirst(clock, "2027-01");
    expect((await children(recurringId)).map((c) => c.period)).toEqual(["2027-01"]);
    expect(other.status).toBe("confirmed");
  });

  test("the same timer run twice, or by two workers at once, makes one child", async () => {
    const { clock, recurringId } = await canteen();
    clock.set("2026-12-01T00:00:00.000Z");
    const ctx = backgroundCtx(db, clock);
    await Promise.all([1, 2, 3].map(() => makeNext(ctx, recurringId).catch(codeOf)));
    await makeNext(ctx, recurringId);
    expect(await children(recurringId)).toHaveLength(1);
    expect(await eventsOf(db, recurringId)).toEqual(["recurring.started", "recurring.pledged"]);
  });

  test("ends after its last month, by its helper, or with the need; what was pledged stays pledged", async () => {
    const two = await canteen({ months: 2 });
    await onTheFirst(two.clock, "2026-12");
    await onTheFirst(two.clock, "2027-01");
    await onTheFirst(two.clock, "2027-02");
    expect(await children(two.recurringId)).toHaveLength(2);
    expect((await eventsOf(db, two.recurringId)).at(-1)).toBe("recurring.ended");

    const own = await canteen();
    await onTheFirst(own.clock, "2026-12");
    await expect(end(own.poster, own)).rejects.toThrow();
    await expect(end(own.poster, { recurringId: own.recurringId })).rejects.toEqual(refusal("FORBIDDEN"));
    await end(own.pan, { recurringId: own.recurringId });
    await onTheFirst(own.clock, "2027-01");
    expect((await children(own.recurringId)).map((c) => c.status)).toEqual(["confirmed"]);
    expect(await listMine(own.pan)).toMatchObject([{ status: "ended", monthsLeft: 0, nextOn: null }]);

    const need = await canteen();
    await settle(need.poster, { needId: need.need.id });
    await onTheFirst(need.clock, "2026-12");
    expect(await children(need.recurringId)).toEqual([]);
    expect((await eventsOf(db, need.recurringId)).at(-1)).toBe("recurring.ended");
  });

  test("is refused twice on one slot, on people and loans, above the share, and on a stranger's behalf", async () => {
    const { pan, slotId, world, need } = await canteen();
    const again = { slotId, amount: "10", dayOfMonth: 5, months: 3 };
    await expect(start(pan, { ...again, key: newKey() })).rejects.toEqual(refusal("ALREADY_RECURRING"));
    const people = await openNeed(world, { lines: [{ kind: "people" }, { shareLimit: 40 }] });
    const on = (i: number, amount: string) =>
      start(pan, { slotId: people.lines[i]!.slotId, amount, dayOfMonth: 1, months: 3, key: newKey() });
    await expect(on(0, "1")).rejects.toEqual(refusal("NOT_RECURRING"));
    await expect(on(1, "50")).rejects.toEqual(refusal("OVER_SHARE", { limit: 40 * JIN }));
    const forPersonId = uuid();
    const li = ctxOf(world, uuid());
    await expect(start(li, { ...again, forPersonId, key: newKey() })).rejects.toEqual(refusal("FORBIDDEN"));
    expect(need.lines).toHaveLength(1);
  });

  test("two taps start one", async () => {
    const { slotId, world } = await canteen();
    const li = ctxOf(world, uuid());
    const input = { slotId, amount: "10", dayOfMonth: 28, months: 3, key: newKey() };
    const [a, b] = await Promise.all([start(li, input), start(li, input)]);
    expect(b).toEqual(a);
    expect(a.nextOn).toBe("2026-11-28");
  });
});

test("the calendar is China's: today before eight still counts, December turns into January", () => {
  expect(firstDay(new Date("2026-11-30T23:59:00Z"), 1)).toBe("2026-12-01"); // 7:59 on the first there
  expect(firstDay(new Date("2026-12-01T00:01:00Z"), 1)).toBe("2027-01-01");
  expect(nextMonth("2026-12-28")).toBe("2027-01-28");
  expect(nextMonth("2027-01-28")).toBe("2027-02-28");
  expect(momentOf("2026-12-01").toISOString()).toBe("2026-12-01T00:00:00.000Z");
});

test("a need somebody has promised something to every month is not taken back to draft: their promise hangs on its lines", async () => {
  const { need, poster, pan, recurringId } = await canteen();
  await expect(takeBack(poster, { needId: need.id })).rejects.toEqual(refusal("HAS_PLEDGES"));
  await end(pan, { recurringId });
  await expect(takeBack(poster, { needId: need.id })).rejects.toEqual(refusal("HAS_PLEDGES"));
});
