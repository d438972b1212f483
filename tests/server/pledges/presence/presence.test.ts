import { v7 as uuid } from "uuid";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/server/platform/db";
import { contest, markCame } from "@/server/pledges/presence/commands";
import { ctxOf } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { claim, eventsOf, pledged, rowOf } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { expectSlotsAddUp } from "@/tests/support/sums";

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterEach(() => expectSlotsAddUp(db));

/** 小李 will carry on Saturday; it is Saturday. */
async function saturday(quantity = 10) {
  const clock = testClock();
  const startsAt = new Date(clock.now().getTime() + 3 * 86_400_000);
  const world = { db, clock };
  const made = await pledged(world, { kind: "people", quantity, startsAt }, 1);
  return { ...made, clock, world };
}

describe("who came", () => {
  test("is said once it has begun, by the poster", async () => {
    const { pan, li, pledgeId, slotId, clock } = await saturday();
    await expect(markCame(pan, { pledgeId, came: "1" })).rejects.toEqual(refusal("NOT_BEGUN"));
    clock.advance({ days: 3 });
    await expect(markCame(li, { pledgeId, came: "1" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(markCame(pan, { pledgeId, came: "2" })).rejects.toEqual(refusal("MORE_THAN_PROMISED"));
    expect(await markCame(pan, { pledgeId, came: "1" })).toMatchObject({ status: "attended", accepted: 1 });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ accepted: 1, promised: 0, remaining: 9 });
  });

  test("who did not come may explain, and is counted after all where they were there", async () => {
    const { pan, li, pledgeId, slotId, clock } = await saturday();
    clock.advance({ days: 3 });
    expect(await markCame(pan, { pledgeId, came: "0" })).toMatchObject({ status: "absent", amount: 0 });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, remaining: 10 });
    await expect(contest(pan, { pledgeId, note: "来了" })).rejects.toEqual(refusal("FORBIDDEN"));
    expect(await contest(li, { pledgeId, note: "我在东门登记的" })).toMatchObject({ status: "disputed" });
    expect(await markCame(pan, { pledgeId, came: "1" })).toMatchObject({ status: "attended", accepted: 1 });
    expect(await eventsOf(db, pledgeId)).toEqual([
      "pledge.made",
      "pledge.absent",
      "pledge.disputed",
      "pledge.attended",
    ]);
  });

  test("even where the place was given to somebody else meanwhile: the ceiling rises, for it has happened", async () => {
    const { pan, li, pledgeId, slotId, lineId, clock, world } = await saturday(1);
    clock.advance({ days: 3 });
    await markCame(pan, { pledgeId, came: "0" });
    await db.updateTable("slot").set({ cut_off_at: null }).where("id", "=", slotId).execute();
    await claim(ctxOf(world, uuid()), slotId, 1);
    await contest(li, { pledgeId, note: "我到了" });
    await markCame(pan, { pledgeId, came: "1" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({
      ceiling: 2,
      accepted: 1,
      promised: 1,
      remaining: 0,
    });
    const line = await db
      .selectFrom("need_line")
      .select("buffer")
      .where("id", "=", lineId)
      .executeTakeFirst();
    expect(line).toEqual({ buffer: 1 });
  });

  test("the poster may uphold it; after two weeks it stands", async () => {
    const { pan, li, pledgeId, clock } = await saturday();
    clock.advance({ days: 3 });
    await markCame(pan, { pledgeId, came: "0" });
    await contest(li, { pledgeId, note: "堵车了" });
    expect(await markCame(pan, { pledgeId, came: "0" })).toMatchObject({ status: "absent" });
    clock.advance({ days: 15 });
    await expect(contest(li, { pledgeId, note: "再说一次" })).rejects.toEqual(refusal("WRONG_STATE"));
  });
});

test("one of two trucks came: settled with one, the other place is free", async () => {
  const world = { db, clock: testClock() };
  const { pan, pledgeId, slotId } = await pledged(world, { kind: "vehicle" }, 2);
  expect(await markCame(pan, { pledgeId, came: "1" })).toMatchObject({ status: "settled", amount: 1 });
  expect(await rowOf.slot(db, slotId)).toMatchObject({ accepted: 1, remaining: 1 });
  const lawyer = await pledged(world, { kind: "expertise" }, 1);
  expect(await markCame(lawyer.pan, { pledgeId: lawyer.pledgeId, came: "0" })).toMatchObject({
    status: "released",
  });
  const rice = await pledged(world, {}, 1);
  await expect(markCame(rice.pan, { pledgeId: rice.pledgeId, came: "1" })).rejects.toEqual(
    refusal("GOODS_ARE_DELIVERED"),
  );
});
