import { v7 as uuid } from "uuid";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/server/platform/db";
import { accept, close, correct, recall, receive, send } from "@/server/pledges/deliveries/commands";
import { giveBack } from "@/server/pledges/deliveries/loans/commands";
import { settleRest } from "@/server/pledges/settlement/rests/commands";
import { ctxOf, inOrganisation } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { claim, eventsOf, newKey, pledged, rowOf } from "@/tests/support/pledged";
import { codeOf, refusal } from "@/tests/support/refusals";
import { expectSlotsAddUp } from "@/tests/support/sums";

let db: Db;
const clock = testClock();
const world = () => ({ db, clock });
beforeAll(async () => {
  db = await testDb();
});
afterEach(() => expectSlotsAddUp(db));

const JIN = 500;

describe("goods that are sent and accepted", () => {
  test("promised goes on its way, is received, and accepted in parts; what is damaged or missing is free again", async () => {
    const { li, pan, pledgeId, slotId } = await pledged(world(), { quantity: 1000 }, 100);
    const { deliveryId } = await send(li, { pledgeId, amount: "60", key: newKey() });
    expect(await rowOf.slot(db, slotId)).toMatchObject({
      on_way: 60 * JIN,
      promised: 40 * JIN,
      remaining: 900 * JIN,
    });
    await expectSlotsAddUp(db);
    await receive(pan, { deliveryId, amount: "58" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ on_way: 60 * JIN });
    await expectSlotsAddUp(db);
    const closed = await close(pan, {
      deliveryId,
      accepted: "50",
      refused: "8",
      short: "2",
      reason: "damaged",
    });
    expect(closed).toMatchObject({
      status: "closed",
      pledge: { status: "confirmed", amount: 90 * JIN, accepted: 50 * JIN },
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({
      accepted: 50 * JIN,
      on_way: 0,
      promised: 40 * JIN,
      remaining: 910 * JIN,
    });
    expect(await eventsOf(db, deliveryId)).toEqual(["delivery.sent", "delivery.received", "delivery.closed"]);
    expect(await eventsOf(db, pledgeId)).toEqual([
      "pledge.made",
      "pledge.moved",
      "pledge.moved",
      "pledge.moved",
    ]);
  });

  test("accepting what was never marked as sent also writes the sending, and a pledge that is all accepted settles by itself", async () => {
    const { li, pan, pledgeId, slotId } = await pledged(world(), {}, 100);
    const done = await accept(pan, { pledgeId, accepted: "100", key: newKey() });
    expect(done.pledge).toMatchObject({ status: "settled", amount: 100 * JIN, accepted: 100 * JIN });
    expect(await eventsOf(db, done.deliveryId)).toEqual(["delivery.sent", "delivery.closed"]);
    expect((await eventsOf(db, pledgeId)).at(-1)).toBe("pledge.settled");
    expect(await rowOf.delivery(db, done.deliveryId)).toMatchObject({
      sent: 100 * JIN,
      status: "closed",
      version: 2,
    });
    const again = await claim(li, slotId, 5);
    expect(again.status).toBe("confirmed"); // settled no longer binds: they may help again
  });

  test("a pledge of which nothing was accepted is released, with its reason", async () => {
    const { pan, pledgeId, slotId } = await pledged(world(), {}, 100);
    await accept(pan, { pledgeId, refused: "100", reason: "not_needed", key: newKey() });
    expect(await rowOf.pledge(db, pledgeId)).toMatchObject({
      status: "released",
      amount: 0,
      live_key: null,
      end_reason: "nothing_accepted",
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, remaining: 1000 * JIN });
  });

  test("what never left is promised again", async () => {
    const { li, pledgeId, slotId } = await pledged(world(), {}, 100);
    const { deliveryId } = await send(li, { pledgeId, amount: "30", key: newKey() });
    await recall(li, { deliveryId });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ on_way: 0, promised: 100 * JIN });
    await expect(recall(li, { deliveryId })).rejects.toEqual(refusal("WRONG_STATE"));
  });

  test("the poster gives back what was not sent: partly settled", async () => {
    const { li, pan, pledgeId, slotId } = await pledged(world(), {}, 100);
    await accept(pan, { pledgeId, accepted: "70", key: newKey() });
    await expect(settleRest(li, { pledgeId })).rejects.toEqual(refusal("FORBIDDEN"));
    expect(await settleRest(pan, { pledgeId })).toMatchObject({ status: "settled", amount: 70 * JIN });
    expect(await rowOf.slot(db, slotId)).toMatchObject({
      accepted: 70 * JIN,
      promised: 0,
      remaining: 930 * JIN,
    });
    await expect(settleRest(pan, { pledgeId })).rejects.toEqual(refusal("WRONG_STATE"));
  });
});

describe("a closing that was typed wrongly", () => {
  test("is corrected: pledge and slot follow, settled stays settled, and history keeps both", async () => {
    const { li, pan, pledgeId, slotId } = await pledged(world(), {}, 100);
    const { deliveryId } = await accept(pan, {
      pledgeId,
      accepted: "10",
      refused: "90",
      reason: "other",
      key: newKey(),
    });
    expect(await rowOf.pledge(db, pledgeId)).toMatchObject({ status: "settled", amount: 10 * JIN });
    await expect(correct(li, { deliveryId, accepted: "100" })).rejects.toEqual(refusal("FORBIDDEN"));
    const done = await correct(pan, { deliveryId, accepted: "100" });
    expect(done.pledge).toMatchObject({ status: "settled", amount: 100 * JIN, accepted: 100 * JIN });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ accepted: 100 * JIN, remaining: 900 * JIN });
    expect(await eventsOf(db, deliveryId)).toEqual([
      "delivery.sent",
      "delivery.closed",
      "delivery.corrected",
    ]);
    await correct(pan, { deliveryId, accepted: "99", short: "1", reason: "short_weight" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ accepted: 99 * JIN, remaining: 901 * JIN });
  });

  test("not above what is still free: somebody else has it by now", async () => {
    const { pan, pledgeId, slotId } = await pledged(world(), { quantity: 100 }, 100);
    const { deliveryId } = await accept(pan, {
      pledgeId,
      accepted: "10",
      short: "90",
      reason: "other",
      key: newKey(),
    });
    await claim(ctxOf(world(), uuid()), slotId, 85);
    await expect(correct(pan, { deliveryId, accepted: "20", short: "80", reason: "other" })).rejects.toEqual(
      refusal("FULL", { remaining: 5 * JIN }),
    );
  });
});

describe("what is refused", () => {
  test("sending more than is promised, receiving more than was sent, parts that do not add up, a shortfall without a reason", async () => {
    const { li, pan, pledgeId } = await pledged(world(), {}, 100);
    await expect(send(li, { pledgeId, amount: "100.002", key: newKey() })).rejects.toEqual(
      refusal("MORE_THAN_PROMISED", { promised: 100 * JIN, unit: "jin" }),
    );
    const { deliveryId } = await send(li, { pledgeId, amount: "60", key: newKey() });
    await expect(receive(pan, { deliveryId, amount: "61" })).rejects.toEqual(refusal("MORE_THAN_SENT"));
    await expect(close(pan, { deliveryId, accepted: "59" })).rejects.toEqual(
      refusal("INVALID", { fields: { accepted: "must_add_up" } }),
    );
    await expect(close(pan, { deliveryId, accepted: "59", short: "1" })).rejects.toEqual(
      refusal("INVALID", { fields: { reason: "required" } }),
    );
    await expect(accept(pan, { pledgeId, accepted: "41", key: newKey() })).rejects.toEqual(
      refusal("MORE_THAN_PROMISED"),
    );
    await expect(accept(pan, { pledgeId, key: newKey() })).rejects.toEqual(refusal("INVALID"));
  });

  test("a stranger finds nothing; the helper of a gift cannot accept it; the recipient can", async () => {
    const { li, pan, pledgeId } = await pledged(world(), { direction: "gift" }, 10);
    const stranger = ctxOf(world(), uuid());
    await expect(send(stranger, { pledgeId, amount: "1", key: newKey() })).rejects.toEqual(
      refusal("NOT_FOUND"),
    );
    const { deliveryId } = await send(li, { pledgeId, amount: "10", key: newKey() });
    await expect(close(li, { deliveryId, accepted: "10" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(close(stranger, { deliveryId, accepted: "10" })).rejects.toEqual(refusal("NOT_FOUND"));
    expect((await close(pan, { deliveryId, accepted: "10" })).pledge.status).toBe("settled");
  });

  test("on a sale the buyer signs", async () => {
    const { li, pledgeId } = await pledged(world(), { direction: "sale" }, 10);
    expect((await accept(li, { pledgeId, accepted: "10", key: newKey() })).pledge.status).toBe("settled");
  });

  test("goods do not move once the need has ended, and people are not sent", async () => {
    const { li, pledgeId, need } = await pledged(world());
    await db.updateTable("need").set({ status: "completed" }).where("id", "=", need.id).execute();
    await expect(send(li, { pledgeId, amount: "1", key: newKey() })).rejects.toEqual(refusal("WRONG_STATE"));
    const loader = await pledged(world(), { kind: "people" }, 1);
    await expect(send(loader.li, { pledgeId: loader.pledgeId, amount: "1", key: newKey() })).rejects.toEqual(
      refusal("NOT_GOODS"),
    );
  });

  test("a bag is not divided", async () => {
    const { li, pledgeId } = await pledged(world(), { unit: "bag", unitSize: 25_000, quantity: 40 }, 4);
    await expect(send(li, { pledgeId, amount: "1.5", key: newKey() })).rejects.toEqual(
      refusal("INVALID", { fields: { amount: "not_whole" } }),
    );
    expect((await send(li, { pledgeId, amount: "1", key: newKey() })).pledge.onWay).toBe(25_000);
  });
});

describe("twice, or two at once", () => {
  test("a double tap sends once and gets one answer, also after the pledge is settled", async () => {
    const { pan, pledgeId } = await pledged(world(), {}, 100);
    const key = newKey();
    const [a, b] = await Promise.all([1, 2].map(() => accept(pan, { pledgeId, accepted: "100", key })));
    expect(b).toEqual(a);
    expect(await accept(pan, { pledgeId, accepted: "100", key })).toEqual(a);
    await expect(accept(pan, { pledgeId, accepted: "99", key })).rejects.toEqual(
      refusal("SAME_KEY_OTHER_BODY"),
    );
  });

  test("two close the same delivery at once: one wins, one is told it moved on, history has one line", async () => {
    const { li, pan, pledgeId } = await pledged(world(), {}, 100);
    const { deliveryId } = await send(li, { pledgeId, amount: "100", key: newKey() });
    const codes = await Promise.all(
      ["100", "100"].map((accepted) => close(pan, { deliveryId, accepted }).then(() => "done", codeOf)),
    );
    expect(codes.sort()).toEqual([expect.stringMatching(/MOVED_ON|WRONG_STATE/), "done"]);
    expect(await eventsOf(db, deliveryId)).toEqual(["delivery.sent", "delivery.closed"]);
  });

  test("ten deliveries of ten at once: whatever wins, the numbers agree, and tried again all arrive", async () => {
    const { li, pledgeId, slotId } = await pledged(world(), {}, 100);
    for (let left = 10; left > 0; ) {
      const codes = await Promise.all(
        Array.from({ length: left }, () =>
          send(li, { pledgeId, amount: "10", key: newKey() }).then(() => "sent", codeOf),
        ),
      );
      expect(codes.every((c) => c === "sent" || c === "MOVED_ON")).toBe(true);
      left -= codes.filter((c) => c === "sent").length;
      await expectSlotsAddUp(db);
    }
    expect(await rowOf.slot(db, slotId)).toMatchObject({ on_way: 100 * JIN, promised: 0 });
    await expect(send(li, { pledgeId, amount: "1", key: newKey() })).rejects.toEqual(
      refusal("MORE_THAN_PROMISED"),
    );
  });
});

describe("a loan", () => {
  test("is settled when it has come back, in parts", async () => {
    const { li, pan, pledgeId, slotId } = await pledged(
      world(),
      { direction: "loan", unit: "piece", unitSize: 1, quantity: 10 },
      4,
    );
    const { deliveryId, pledge } = await accept(pan, { pledgeId, accepted: "4", key: newKey() });
    expect(pledge).toMatchObject({ status: "confirmed", accepted: 4 });
    expect(await giveBack(li, { deliveryId, amount: "3" })).toMatchObject({
      status: "closed",
      pledge: { status: "confirmed" },
    });
    await expect(giveBack(li, { deliveryId, amount: "2" })).rejects.toEqual(refusal("MORE_THAN_SENT"));
    await expect(giveBack(li, { deliveryId, finished: true })).rejects.toEqual(
      refusal("INVALID", { fields: { reason: "required" } }),
    );
    expect(await giveBack(pan, { deliveryId, finished: true, reason: "broken" })).toMatchObject({
      status: "returned",
      pledge: { status: "settled" },
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ accepted: 4, remaining: 6 });
  });

  test("a gift is not given back", async () => {
    const { pan, pledgeId } = await pledged(world(), { direction: "gift" }, 4);
    const { deliveryId } = await accept(pan, { pledgeId, accepted: "4", key: newKey() });
    await expect(giveBack(pan, { deliveryId, amount: "1" })).rejects.toEqual(refusal("NOT_A_LOAN"));
  });
});

test("a unit's leader sends in its name; the village's clerk on somebody's behalf is told in history", async () => {
  const { pan, li, pledgeId } = await pledged(world(), {}, 10);
  const { deliveryId } = await send(pan, { pledgeId, amount: "10", key: newKey() });
  const row = await db
    .selectFrom("history")
    .selectAll()
    .where("subject_id", "=", pledgeId)
    .where("version", "=", 2)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ actor_id: pan.actor?.personId, for_id: li.actor?.personId });
  const team = uuid();
  await db.updateTable("pledge").set({ organisation_id: team }).where("id", "=", pledgeId).execute();
  const leader = ctxOf(world(), uuid(), inOrganisation(team));
  expect((await recall(leader, { deliveryId })).status).toBe("recalled");
});
