import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { accept, send } from "@/server/pledges/deliveries/commands";
import { lower } from "@/server/pledges/settlement/lowering/commands";
import { cuts } from "@/server/pledges/settlement/lowering/rules";
import { ctxOf } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { claim, newKey, rowOf } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { expectSlotsAddUp } from "@/tests/support/sums";

let db: Db;
const clock = testClock();
const world = () => ({ db, clock });
beforeAll(async () => {
  db = await testDb();
});
afterEach(() => expectSlotsAddUp(db));

/** 10 bowls asked for, promised 5, 3 and 2 in this order. */
async function bowls() {
  const need = await openNeed(world(), { lines: [{ unit: "piece", unitSize: 1, quantity: 10 }] });
  const slotId = need.lines[0]!.slotId;
  const helpers = [5, 3, 2].map((amount) => ({ amount, ctx: ctxOf(world(), uuid()) }));
  const ids: string[] = [];
  for (const { amount, ctx } of helpers) {
    ids.push((await claim(ctx, slotId, amount)).pledgeId);
    clock.advance({ seconds: 1 });
  }
  const pan = ctxOf(world(), need.posterId);
  const on = { needId: need.id, lineId: need.lines[0]!.id };
  const amounts = async () => Promise.all(ids.map(async (id) => (await rowOf.pledge(db, id)).amount));
  return { need, slotId, ids, pan, on, amounts, helpers };
}

describe("lowering below what is promised", () => {
  test("is refused until the poster says how", async () => {
    const { pan, on, slotId } = await bowls();
    await expect(lower(pan, { ...on, quantity: "6" })).rejects.toEqual(
      refusal("BELOW_PROMISED", { over: 4 }),
    );
    expect(await rowOf.slot(db, slotId)).toMatchObject({ ceiling: 10, promised: 10 });
  });

  test("last in, first out: the newest give back first", async () => {
    const { pan, on, amounts, ids, slotId } = await bowls();
    expect(await lower(pan, { ...on, quantity: "6", way: "last_in_first_out" })).toMatchObject({
      status: "lowered",
      over: 4,
    });
    expect(await amounts()).toEqual([5, 1, 0]);
    expect(await rowOf.pledge(db, ids[2]!)).toMatchObject({
      status: "released",
      end_reason: "lowered",
      live_key: null,
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ ceiling: 6, promised: 6, remaining: 0 });
  });

  test("pro rata: each in proportion, in whole units", async () => {
    const { pan, on, amounts } = await bowls();
    await lower(pan, { ...on, quantity: "5", way: "pro_rata" });
    expect((await amounts()).reduce((a, b) => a + b)).toBe(5);
    expect(await amounts()).toEqual([3, 1, 1]);
  });

  test("call each: nothing changes, and the poster is told whom to telephone", async () => {
    const { pan, on, amounts, ids } = await bowls();
    const answer = await lower(pan, { ...on, quantity: "6", way: "call_each" });
    expect(answer).toMatchObject({ status: "call_each", over: 4 });
    expect(answer.calls.map((c) => c.pledgeId)).toEqual(ids);
    expect(await amounts()).toEqual([5, 3, 2]);
  });

  test("never below what was accepted or is on its way", async () => {
    const { pan, on, ids, helpers, amounts } = await bowls();
    await accept(pan, { pledgeId: ids[0]!, accepted: "3", key: newKey() });
    await send(helpers[1]!.ctx, { pledgeId: ids[1]!, amount: "2", key: newKey() });
    await expect(lower(pan, { ...on, quantity: "4", way: "pro_rata" })).rejects.toEqual(
      refusal("BELOW_DELIVERED", { delivered: 5 }),
    );
    await lower(pan, { ...on, quantity: "5", way: "last_in_first_out" });
    expect(await amounts()).toEqual([3, 2, 0]);
    expect((await rowOf.pledge(db, ids[0]!)).status).toBe("settled");
  });

  test("while pledges arrive: never above the new ceiling", async () => {
    const need = await openNeed(world(), { lines: [{ unit: "piece", unitSize: 1, quantity: 30 }] });
    const slotId = need.lines[0]!.slotId;
    for (let i = 0; i < 10; i++) await claim(ctxOf(world(), uuid()), slotId, 1);
    const on = { needId: need.id, lineId: need.lines[0]!.id };
    const pan = ctxOf(world(), need.posterId);
    const arriving = Array.from({ length: 20 }, () =>
      claim(ctxOf(world(), uuid()), slotId, 1).catch((e) => e),
    );
    const lowered = lower(pan, { ...on, quantity: "5", way: "last_in_first_out" }).catch((e) => e);
    const all = await Promise.all([...arriving, lowered]);
    expect(all.filter((o) => o instanceof Error && !isRefusal(o))).toEqual([]);
    const slot = await rowOf.slot(db, slotId);
    expect(slot.promised).toBeLessThanOrEqual(slot.ceiling);
  });
});

test("whatever is promised: the cuts cover what is over by less than a unit, and take from nobody more than they have", () => {
  const pledges = fc.array(
    fc.record({ promised: fc.integer({ min: 1, max: 200_000_000 }), offered: fc.boolean() }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(
      pledges,
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.constantFrom(1, 500, 25_000),
      fc.boolean(),
      (list, share, unit, lifo) => {
        const givable = list.map((p, i) => ({ ...p, id: String(i), promised: p.promised * unit }));
        const total = givable.reduce((sum, p) => sum + p.promised, 0);
        const over = Math.max(1, Math.floor(total * share));
        const taken = cuts(givable, over, lifo ? "last_in_first_out" : "pro_rata", unit);
        const sum = [...taken.values()].reduce((a, b) => a + b, 0);
        expect(sum).toBeGreaterThanOrEqual(over);
        for (const p of givable) {
          const cut = taken.get(p.id) ?? 0;
          expect(cut).toBeLessThanOrEqual(p.promised);
          expect(p.offered ? cut === 0 || cut === p.promised : cut % unit === 0).toBe(true);
        }
        const offered = givable.filter((p) => p.offered && taken.has(p.id));
        if (offered.length === 0) expect(sum - over).toBeLessThan(unit);
      },
    ),
    { numRuns: 300 },
  );
});
