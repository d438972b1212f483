import { v7 as uuid } from "uuid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import type { Db } from "@/server/platform/db";
import { withdraw } from "@/server/pledges/changes/commands";
import {
  accept,
  decline,
  lapseOffer,
  logCall,
  noticeDelivered,
  offerWaiting,
} from "@/server/pledges/offers/commands";
import { byDay, offerEnd, shareOut } from "@/server/pledges/offers/rules";
import { releaseStale, remindStale, watchStale } from "@/server/pledges/stale/commands";
import { remindAt } from "@/server/pledges/stale/rules";
import { ctxOf } from "@/tests/support/actors";
import { backgroundCtx } from "@/tests/support/background";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import type { LineSpec } from "@/tests/support/needs";
import { claim, eventsOf, pledged, rowOf } from "@/tests/support/pledged";
import { faultyNumbers } from "@/tests/support/sums";

let db: Db;
const clock = testClock();
beforeAll(async () => {
  db = await testDb();
});
afterAll(async () => {
  expect((await verify(db)).checks.filter((check) => !check.ok)).toEqual([]);
});
afterEach(async () => {
  expect(await faultyNumbers(db)).toEqual([]);
});
const world = () => ({ db, clock });
const platform = () => backgroundCtx(db, clock);
const codeOf = (error: unknown) => (isRefusal(error) ? error.code : error);
const statusOf = async (id: string) => (await rowOf.pledge(db, id)).status;

/** A full slot: 小李 holds all of it, and each of `wants` stands in the queue. */
async function full(line: LineSpec, wants: number[]) {
  const held = line.quantity ?? 10;
  const all = await pledged(world(), line, line.kind === "people" ? 1 : held);
  const queue: { id: string; ctx: ReturnType<typeof ctxOf> }[] = [];
  for (const amount of wants) {
    clock.advance({ seconds: 1 });
    const ctx = ctxOf(world(), uuid());
    const made = await claim(ctx, all.slotId, amount);
    expect(made.status).toBe("waitlisted");
    queue.push({ id: made.pledgeId, ctx });
  }
  return { ...all, queue };
}

const loaders = { kind: "people", quantity: 1 } as const;

describe("the waitlist", () => {
  it("a withdrawn place goes to whoever waits longest, reserved at once, and to nobody else", async () => {
    const { li, slotId, pledgeId, queue } = await full(loaders, [1, 1]);
    await withdraw(li, { pledgeId });
    expect(await offerWaiting(platform(), slotId)).toBe(1);
    expect(await statusOf(queue[0]!.id)).toBe("offered");
    expect(await statusOf(queue[1]!.id)).toBe("waitlisted");
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 1, remaining: 0, waiting: 1 });
    expect(await offerWaiting(platform(), slotId)).toBe(0);
    const made = await claim(ctxOf(world(), uuid()), slotId, 1);
    expect(made.status).toBe("waitlisted");
  });

  it("accepting confirms; declining costs nothing and the next is asked", async () => {
    const { li, slotId, pledgeId, queue } = await full(loaders, [1, 1]);
    await withdraw(li, { pledgeId });
    await offerWaiting(platform(), slotId);
    await decline(queue[0]!.ctx, { pledgeId: queue[0]!.id });
    await offerWaiting(platform(), slotId);
    expect(await accept(queue[1]!.ctx, { pledgeId: queue[1]!.id })).toMatchObject({ status: "confirmed" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 1, waiting: 0 });
  });

  it("who wants 1,000 when 400 come free is offered 400, and keeps the old place for the rest if they say so", async () => {
    const { li, slotId, pledgeId, queue } = await full({ quantity: 400 }, [1000, 5]);
    await withdraw(li, { pledgeId });
    expect(await offerWaiting(platform(), slotId)).toBe(1);
    const first = queue[0]!;
    expect(await rowOf.pledge(db, first.id)).toMatchObject({ status: "offered", amount: 200_000 });
    await accept(first.ctx, { pledgeId: first.id, keepWaiting: true });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ waiting: 2, remaining: 0 });
    await db
      .updateTable("slot")
      .set({ ceiling: 250_000, remaining: 50_000 })
      .where("id", "=", slotId)
      .execute();
    await offerWaiting(platform(), slotId);
    expect(await rowOf.pledge(db, first.id)).toMatchObject({ amount: 250_000, status: "confirmed" });
    expect(await statusOf(queue[1]!.id)).toBe("waitlisted");
    expect(await eventsOf(db, first.id)).toEqual([
      "pledge.waitlisted",
      "pledge.offered",
      "pledge.accepted",
      "pledge.topped_up",
    ]);
  });

  it("two workers offering at once give the place once", async () => {
    const { li, slotId, pledgeId, queue } = await full({ quantity: 10 }, [4, 4, 4]);
    await withdraw(li, { pledgeId });
    await Promise.all([1, 2, 3].map(() => offerWaiting(platform(), slotId)));
    const states = await Promise.all(queue.map((q) => rowOf.pledge(db, q.id)));
    expect(states.map((p) => p.amount)).toEqual([2000, 2000, 1000]);
  });

  it("somebody who waits may leave the queue", async () => {
    const { slotId, queue } = await full(loaders, [1]);
    await withdraw(queue[0]!.ctx, { pledgeId: queue[0]!.id });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ waiting: 0 });
  });

  it("a paused need offers nothing; a sealed one still fills what is given up", async () => {
    const { need, li, slotId, pledgeId } = await full(loaders, [1]);
    await withdraw(li, { pledgeId });
    const set = (status: string) =>
      db.updateTable("need").set({ status }).where("id", "=", need.id).execute();
    await set("paused");
    expect(await offerWaiting(platform(), slotId)).toBe(0);
    await set("sealed");
    expect(await offerWaiting(platform(), slotId)).toBe(1);
    await set("open"); // as its history has it
  });
});

describe("the clock of an offer", () => {
  const offered = async () => {
    const all = await full(loaders, [1, 1]);
    await withdraw(all.li, { pledgeId: all.pledgeId });
    await offerWaiting(platform(), all.slotId);
    return { ...all, first: all.queue[0]!, second: all.queue[1]! };
  };

  it("starts when the notice was delivered, not before, and lasts 24 hours", async () => {
    const { first, slotId } = await offered();
    clock.advance({ hours: 30 });
    await lapseOffer(platform(), first.id);
    expect(await statusOf(first.id)).toBe("offered");
    await noticeDelivered(platform(), first.id, clock.now());
    const { offer_expires_at } = await rowOf.pledge(db, first.id);
    expect(offer_expires_at).toEqual(offerEnd(clock.now()));
    await noticeDelivered(platform(), first.id, new Date(clock.now().getTime() + 1));
    clock.set(new Date(offer_expires_at!.getTime() - 1));
    await lapseOffer(platform(), first.id);
    expect(await statusOf(first.id)).toBe("offered");
    clock.advance({ ms: 1 });
    await lapseOffer(platform(), first.id);
    await lapseOffer(platform(), first.id);
    expect(await rowOf.pledge(db, first.id)).toMatchObject({ status: "lapsed", end_reason: "no_answer" });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, remaining: 1, waiting: 1 });
  });

  it("or when the poster's side logged a call; a helper cannot log it", async () => {
    const { first, pan } = await offered();
    expect(await logCall(first.ctx, { pledgeId: first.id }).catch(codeOf)).toBe("FORBIDDEN");
    await logCall(pan, { pledgeId: first.id });
    expect((await rowOf.pledge(db, first.id)).offer_notified_at).toEqual(clock.now());
    const timer = await db.selectFrom("timer").selectAll().where("ref", "=", first.id).executeTakeFirst();
    expect(timer).toMatchObject({ act: "pledge.offer_lapse", at: offerEnd(clock.now()) });
  });

  it("who cannot be reached at all does not lock the place for ever", async () => {
    const { first } = await offered();
    clock.advance({ hours: 96 });
    await lapseOffer(platform(), first.id);
    expect(await rowOf.pledge(db, first.id)).toMatchObject({ status: "lapsed", end_reason: "not_reached" });
  });

  it("never ends between 20 and 8 o'clock in China", () => {
    for (let hour = 0; hour < 48; hour++) {
      const end = offerEnd(new Date(Date.UTC(2026, 10, 18, hour, 59)));
      const local = (end.getUTCHours() + 8) % 24;
      expect(local).toBeGreaterThanOrEqual(8);
      expect(local).toBeLessThan(20);
    }
    expect(byDay(new Date("2026-11-18T21:00:00+08:00"))).toEqual(new Date("2026-11-19T09:00:00+08:00"));
    expect(byDay(new Date("2026-11-18T03:00:00+08:00"))).toEqual(new Date("2026-11-18T09:00:00+08:00"));
    expect(byDay(new Date("2026-11-18T19:59:00+08:00"))).toEqual(new Date("2026-11-18T19:59:00+08:00"));
  });

  it("nobody in the queue is passed over for being large", () => {
    const q = (id: string, wanted: number) => ({ id, status: "waitlisted", wanted, amount: 0 });
    expect(shareOut(10, 3, [q("a", 12), q("b", 1)])).toEqual([{ pledge: q("a", 12), give: 9, waits: false }]);
    expect(shareOut(2, 3, [q("a", 12), q("b", 1)])).toEqual([]);
  });
});

describe("claims nobody follows up", () => {
  it("are reminded, then released with what was not delivered", async () => {
    const { slotId, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    await watchStale(platform(), pledgeId);
    clock.set(remindAt(await rowOf.pledge(db, pledgeId)));
    await remindStale(platform(), pledgeId);
    await remindStale(platform(), pledgeId);
    await releaseStale(platform(), pledgeId);
    expect(await statusOf(pledgeId)).toBe("confirmed");
    clock.advance({ days: 8 });
    await releaseStale(platform(), pledgeId);
    expect(await rowOf.pledge(db, pledgeId)).toMatchObject({ status: "released", end_reason: "stale" });
    expect(await eventsOf(db, pledgeId)).toEqual(["pledge.made", "pledge.reminded", "pledge.released"]);
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0 });
  });

  it("a word from the helper after the reminder keeps the claim", async () => {
    const { li, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    clock.set(remindAt(await rowOf.pledge(db, pledgeId)));
    await remindStale(platform(), pledgeId);
    clock.advance({ days: 1 });
    const { amend } = await import("@/server/pledges/changes/commands");
    await amend(li, { pledgeId, note: "下周二送到" });
    clock.advance({ days: 8 });
    await releaseStale(platform(), pledgeId);
    expect(await statusOf(pledgeId)).toBe("confirmed");
  });
});
