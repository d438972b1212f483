import { v7 as uuid } from "uuid";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/server/platform/db";
import { accept, send } from "@/server/pledges/deliveries/commands";
import { answer, resolve } from "@/server/pledges/settlement/answers/commands";
import { cancel, close, complete, settle } from "@/server/pledges/settlement/commands";
import { visibleStanding } from "@/server/pledges/settlement/data";
import { reopen } from "@/server/pledges/settlement/rounds/commands";
import { ctxOf } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
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

describe("settling", () => {
  test("shuts the slots and ends the queue; what is promised may still be delivered", async () => {
    const { need, pan, pledgeId, slotId } = await pledged(world(), { quantity: 100 }, 100);
    const waiting = await claim(ctxOf(world(), uuid()), slotId, 10);
    expect(waiting.status).toBe("waitlisted");
    expect(await settle(pan, { needId: need.id })).toMatchObject({ status: "settling" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ is_open: false, waiting: 0, promised: 100 * JIN });
    expect(await rowOf.pledge(db, waiting.pledgeId)).toMatchObject({
      status: "released",
      end_reason: "need_settling",
    });
    await expect(claim(ctxOf(world(), uuid()), slotId, 1)).rejects.toEqual(refusal("NOT_OPEN"));
    expect((await accept(pan, { pledgeId, accepted: "100", key: newKey() })).pledge.status).toBe("settled");
  });

  test("who holds a part and waits for the rest keeps the part", async () => {
    const { need, pan, slotId } = await pledged(world(), { quantity: 100 }, 60);
    const part = await claim(ctxOf(world(), uuid()), slotId, 50, { ifShort: "part_wait" });
    expect(part).toMatchObject({ amount: 40 * JIN, waits: true });
    await settle(pan, { needId: need.id });
    expect(await rowOf.pledge(db, part.pledgeId)).toMatchObject({
      status: "confirmed",
      wanted: 40 * JIN,
      queued_at: null,
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ waiting: 0 });
  });

  test("is completed only when all is delivered, nobody disputes, and everybody answered or had a week", async () => {
    const { need, pan, li, pledgeId } = await pledged(world(), {}, 10);
    const needId = need.id;
    await expect(complete(pan, { needId })).rejects.toEqual(refusal("WRONG_STATE"));
    await expect(answer(li, { pledgeId, answer: "done" })).rejects.toEqual(refusal("WRONG_STATE"));
    await settle(pan, { needId });
    await expect(complete(pan, { needId })).rejects.toEqual(refusal("STILL_OPEN", { open: 1 }));
    await accept(pan, { pledgeId, accepted: "10", key: newKey() });
    await expect(complete(pan, { needId })).rejects.toEqual(refusal("ANSWERS_AWAITED", { unanswered: 1 }));
    await expect(answer(pan, { pledgeId, answer: "done" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(answer(li, { pledgeId, answer: "disputed" })).rejects.toThrow(); // a dispute says what is wrong
    await answer(li, { pledgeId, answer: "disputed", note: "少记了一袋" });
    await expect(complete(pan, { needId })).rejects.toEqual(refusal("DISPUTES_OPEN", { disputes: 1 }));
    expect((await visibleStanding(pan, needId)).pledges).toMatchObject([
      { pledgeId, answerNote: "少记了一袋" },
    ]);
    await resolve(pan, { pledgeId });
    expect(await complete(pan, { needId })).toMatchObject({ status: "completed" });
    expect(await eventsOf(db, needId)).toEqual(["need.published", "need.settling", "need.completed"]);
    expect(await eventsOf(db, pledgeId)).toEqual([
      "pledge.made",
      "pledge.settled",
      "pledge.disputed",
      "pledge.resolved",
    ]);
  });

  test("who has not answered within a week agrees", async () => {
    const later = testClock();
    const there = { db, clock: later };
    const { need, pan, pledgeId } = await pledged(there, {}, 10);
    await accept(pan, { pledgeId, accepted: "10", key: newKey() });
    await settle(pan, { needId: need.id });
    later.advance({ days: 7, ms: -1 });
    await expect(complete(pan, { needId: need.id })).rejects.toEqual(refusal("ANSWERS_AWAITED"));
    later.advance({ ms: 1 });
    expect((await complete(pan, { needId: need.id })).status).toBe("completed");
  });

  test("a dispute and the completing at once: one of them is refused, and no completed need holds a dispute", async () => {
    for (let i = 0; i < 5; i++) {
      const { need, pan, li, pledgeId } = await pledged(world(), {}, 10);
      await accept(pan, { pledgeId, accepted: "10", key: newKey() });
      await settle(pan, { needId: need.id });
      await answer(li, { pledgeId, answer: "done" });
      const codes = await Promise.all([
        complete(pan, { needId: need.id }).then(() => "done", codeOf),
        answer(li, { pledgeId, answer: "disputed", note: "不对" }).then(() => "done", codeOf),
      ]);
      expect(codes.filter((c) => c === "done")).toHaveLength(1);
    }
  });
});

describe("ending", () => {
  test("cancelling ends every live pledge in one act, frees their numbers, and keeps what was accepted", async () => {
    const { need, pan, li, pledgeId, slotId } = await pledged(world(), { quantity: 100 }, 80);
    await accept(pan, { pledgeId, accepted: "30", key: newKey() });
    const { deliveryId } = await send(li, { pledgeId, amount: "20", key: newKey() });
    const other = await claim(ctxOf(world(), uuid()), slotId, 20);
    const waiting = await claim(ctxOf(world(), uuid()), slotId, 5);
    await cancel(pan, { needId: need.id, reason: "changed_plans" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({
      is_open: false,
      accepted: 30 * JIN,
      on_way: 0,
      promised: 0,
      waiting: 0,
      remaining: 70 * JIN,
    });
    expect(await rowOf.pledge(db, pledgeId)).toMatchObject({
      status: "settled",
      amount: 30 * JIN,
      live_key: null,
    });
    expect(await rowOf.delivery(db, deliveryId)).toMatchObject({
      status: "closed",
      refused: 20 * JIN,
      reason: "need_ended",
    });
    for (const { pledgeId } of [other, waiting])
      expect(await rowOf.pledge(db, pledgeId)).toMatchObject({
        status: "released",
        end_reason: "need_cancelled",
      });
    expect((await eventsOf(db, other.pledgeId)).at(-1)).toBe("pledge.released");
    expect(await rowOf.need(db, need.id)).toMatchObject({ status: "cancelled", end_reason: "changed_plans" });
    await expect(cancel(pan, { needId: need.id, reason: "other" })).rejects.toEqual(refusal("WRONG_STATE"));
  });

  test("pledges that arrive while the need is cancelled are ended or refused: none stays", async () => {
    const need = await openNeed(world(), { lines: [{ quantity: 1000 }] });
    const pan = ctxOf(world(), need.posterId);
    const slotId = need.lines[0]!.slotId;
    const made = Array.from({ length: 20 }, () => claim(ctxOf(world(), uuid()), slotId, 1).catch(codeOf));
    const ended = cancel(pan, { needId: need.id, reason: "weather" });
    const outcomes = await Promise.all(made);
    await ended;
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, remaining: 1000 * JIN });
    expect(outcomes.every((o) => typeof o === "object" || o === "NOT_OPEN" || o === "TRY_AGAIN")).toBe(true);
  });

  test("goods are accepted and the need is cancelled at once: either way every number is somewhere", async () => {
    for (let i = 0; i < 8; i++) {
      const { need, pan, li, pledgeId, slotId } = await pledged(world(), {}, 100);
      const [, , sum] = await Promise.all([
        cancel(pan, { needId: need.id, reason: "other" }).then(() => "done", codeOf),
        send(li, { pledgeId, amount: "40", key: newKey() }).then(() => "done", codeOf),
        accept(pan, { pledgeId, accepted: "60", key: newKey() }).then((d) => d.pledge.accepted, codeOf),
      ]);
      await expectSlotsAddUp(db);
      const slot = await rowOf.slot(db, slotId);
      if ((await rowOf.need(db, need.id)).status === "cancelled")
        expect(slot).toMatchObject({ accepted: typeof sum === "number" ? sum : 0, promised: 0, on_way: 0 });
    }
  });

  test("a duplicate points at its original, never at itself or at another duplicate", async () => {
    const original = await openNeed(world());
    const { need, pan } = await pledged(world());
    const as = (duplicateOf: string) => close(pan, { needId: need.id, reason: "duplicate", duplicateOf });
    await expect(as(need.id)).rejects.toEqual(refusal("INVALID"));
    await expect(as(uuid())).rejects.toEqual(refusal("INVALID"));
    await expect(close(pan, { needId: need.id, reason: "duplicate" })).rejects.toThrow();
    expect(await as(original.id)).toMatchObject({ status: "closed" });
    expect(await rowOf.need(db, need.id)).toMatchObject({
      duplicate_of: original.id,
      end_reason: "duplicate",
    });
    const third = await openNeed(world());
    const again = close(ctxOf(world(), third.posterId), {
      needId: third.id,
      reason: "duplicate",
      duplicateOf: need.id,
    });
    await expect(again).rejects.toEqual(refusal("INVALID"));
  });

  test("a stranger ends nothing; the numbers stay", async () => {
    const { need, slotId } = await pledged(world());
    const stranger = ctxOf(world(), uuid());
    await expect(cancel(stranger, { needId: need.id, reason: "other" })).rejects.toEqual(
      refusal("FORBIDDEN"),
    );
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 100 * JIN });
  });
});

describe("reopening", () => {
  test("starts a new round with new lines and slots; what was before is untouched", async () => {
    const { need, pan, li, pledgeId, slotId, lineId } = await pledged(world(), { quantity: 100 }, 40);
    await accept(pan, { pledgeId, accepted: "40", key: newKey() });
    await settle(pan, { needId: need.id });
    await answer(li, { pledgeId, answer: "done" });
    await complete(pan, { needId: need.id });
    const before = await rowOf.slot(db, slotId);
    const deadlineAt = new Date(clock.now().getTime() + 20 * 86_400_000);
    await reopen(pan, { needId: need.id, deadlineAt, lines: [{ lineId, quantity: "60" }] });
    expect(await rowOf.need(db, need.id)).toMatchObject({ status: "open", round: 2, ended_at: null });
    expect(await rowOf.slot(db, slotId)).toEqual(before);
    const line = await db
      .selectFrom("need_line as l")
      .innerJoin("slot as s", "s.line_id", "l.id")
      .select(["l.quantity", "s.id", "s.is_open"])
      .where("l.need_id", "=", need.id)
      .where("l.round", "=", 2)
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({ quantity: 60 * JIN, is_open: true });
    expect((await claim(li, line.id, 30)).status).toBe("confirmed"); // the same helper again, in the new round
    await settle(pan, { needId: need.id });
    expect((await visibleStanding(pan, need.id)).pledges).toHaveLength(1);
  });

  test("a sale of a new round waits until its stock has been seen again; a shift needs a new time", async () => {
    const { need, pan, pledgeId, lineId } = await pledged(world(), { direction: "sale" }, 10);
    await accept(pan, { pledgeId, accepted: "10", key: newKey() });
    await settle(pan, { needId: need.id });
    await db.updateTable("need").set({ status: "completed" }).where("id", "=", need.id).execute();
    const deadlineAt = new Date(clock.now().getTime() + 86_400_000);
    await reopen(pan, { needId: need.id, deadlineAt, lines: [{ lineId, quantity: "10" }] });
    const shut = await db
      .selectFrom("slot")
      .selectAll()
      .where("need_id", "=", need.id)
      .orderBy("id", "desc")
      .execute();
    expect(shut[0]).toMatchObject({ is_open: false, promised: 0 });
    const shift = await pledged(world(), { kind: "people" }, 1);
    await db.updateTable("need").set({ status: "completed" }).where("id", "=", shift.need.id).execute();
    const again = reopen(shift.pan, {
      needId: shift.need.id,
      deadlineAt,
      lines: [{ lineId: shift.lineId, quantity: "3" }],
    });
    await expect(again).rejects.toEqual(refusal("INVALID", { fields: { "lines.0.startsAt": "required" } }));
  });
});
