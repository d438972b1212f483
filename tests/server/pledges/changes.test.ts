import { v7 as uuid } from "uuid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import type { Db } from "@/server/platform/db";
import { amend, approve, refuseRequest, remove, withdraw } from "@/server/pledges/changes/commands";
import { accept, send } from "@/server/pledges/deliveries/commands";
import { ctxOf } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { claim, eventsOf, newKey, pledged, rowOf } from "@/tests/support/pledged";
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
const codeOf = (error: unknown) => (isRefusal(error) ? error.code : error);
const refused = (act: Promise<unknown>) => act.then((r) => r as unknown, codeOf);

describe("amending", () => {
  it("goes down freely, and what is given back is free at once", async () => {
    const { li, slotId, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    expect(await amend(li, { pledgeId, amount: 100 })).toMatchObject({ amount: 50_000, version: 2 });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 50_000, remaining: 450_000 });
    expect(await eventsOf(db, pledgeId)).toEqual(["pledge.made", "pledge.amended"]);
  });

  it("goes up as far as there is room, and asks before it splits", async () => {
    const { li, slotId, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    await claim(ctxOf(world(), uuid()), slotId, 300);
    expect(await amend(li, { pledgeId, amount: 600 })).toMatchObject({ amount: 300_000 });
    const short = await amend(li, { pledgeId, amount: 900 }).catch((e) => e);
    expect([codeOf(short), short.facts.remaining]).toEqual(["ONLY_PART", 350_000]);
    expect(await amend(li, { pledgeId, amount: 900, ifShort: "part_wait" })).toMatchObject({
      amount: 350_000,
      wanted: 450_000,
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ remaining: 0, waiting: 1 });
    expect(await amend(li, { pledgeId, amount: 500 })).toMatchObject({ amount: 250_000, wanted: 250_000 });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ remaining: 100_000, waiting: 0 });
  });

  it("does not go above the share one helper may hold, nor below what was sent", async () => {
    const line = { quantity: 1000, shareLimit: 500 };
    const { li, pan, pledgeId } = await pledged(world(), line, 400);
    expect(await refused(amend(li, { pledgeId, amount: 501 }))).toBe("OVER_SHARE");
    await send(li, { pledgeId, amount: "300", key: newKey() });
    expect(await refused(amend(li, { pledgeId, amount: 299 }))).toBe("BELOW_DELIVERED");
    expect(await amend(li, { pledgeId, amount: 300 })).toMatchObject({ amount: 150_000 });
    expect(await refused(withdraw(li, { pledgeId }))).toBe("ON_THE_WAY");
    expect(await refused(remove(pan, { pledgeId, reason: "agreed" }))).toBe("ON_THE_WAY");
  });

  it("down to what was accepted settles it", async () => {
    const { li, pan, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    await accept(pan, { pledgeId, accepted: "100", key: newKey() } as never);
    expect(await amend(li, { pledgeId, amount: 100 })).toMatchObject({ status: "settled", amount: 50_000 });
  });

  it("is the helper's alone; a stranger does not even find it, and a stale page is told it moved on", async () => {
    const { li, pan, pledgeId } = await pledged(world(), {}, 400);
    expect(await refused(amend(ctxOf(world(), uuid()), { pledgeId, amount: 1 }))).toBe("NOT_FOUND");
    expect(await refused(amend(pan, { pledgeId, amount: 1 }))).toBe("FORBIDDEN");
    await amend(li, { pledgeId, amount: 300, version: 1 });
    expect(await refused(amend(li, { pledgeId, amount: 200, version: 1 }))).toBe("MOVED_ON");
  });

  it("sent twice with one key is one amendment and one answer", async () => {
    const { li, pledgeId } = await pledged(world(), {}, 400);
    const input = { pledgeId, amount: 300, version: 1, key: newKey() };
    const first = await amend(li, input);
    expect(await amend(li, input)).toEqual(first);
    expect(await eventsOf(db, pledgeId)).toHaveLength(2);
  });
});

describe("withdrawing and removing", () => {
  it("gives everything back and lets the helper pledge again", async () => {
    const { li, slotId, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    expect(await withdraw(li, { pledgeId, reason: "busy" })).toMatchObject({
      status: "withdrawn",
      amount: 0,
    });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, remaining: 500_000 });
    expect(await claim(li, slotId, 10)).toMatchObject({ status: "confirmed" });
    expect(await refused(withdraw(li, { pledgeId }))).toBe("WRONG_STATE");
  });

  it("after the cut-off of a shift nobody slips away: a person's place waits for a stand-in", async () => {
    const cutOffAt = new Date(clock.now().getTime() + 3_600_000);
    const { li, pan, pledgeId } = await pledged(world(), { kind: "people", cutOffAt }, 1);
    clock.advance({ hours: 2 });
    expect(await withdraw(li, { pledgeId })).toMatchObject({ status: "confirmed", amount: 1 });
    expect(await refused(withdraw(li, { pledgeId }))).toBe("MOVED_ON");
    expect(await remove(pan, { pledgeId, reason: "agreed" })).toMatchObject({ status: "removed" });
  });

  it("what was accepted stays: the pledge is settled with what came", async () => {
    const { li, pan, slotId, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    await accept(pan, { pledgeId, accepted: "150", key: newKey() } as never);
    expect(await withdraw(li, { pledgeId })).toMatchObject({ status: "settled", amount: 75_000 });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ accepted: 75_000, promised: 0 });
  });

  it("the poster removes with a reason; a helper cannot remove, a poster cannot withdraw", async () => {
    const { li, pan, pledgeId } = await pledged(world(), {}, 400);
    expect(await refused(remove(li, { pledgeId, reason: "other" }))).toBe("FORBIDDEN");
    expect(await refused(withdraw(pan, { pledgeId }))).toBe("FORBIDDEN");
    expect(await remove(pan, { pledgeId, reason: "cannot_reach" })).toMatchObject({ status: "removed" });
    expect(await rowOf.pledge(db, pledgeId)).toMatchObject({ end_reason: "cannot_reach", live_key: null });
  });

  it("withdrawing and being removed at once: one wins, the other is told it moved on", async () => {
    const { li, pan, slotId, pledgeId } = await pledged(world(), { quantity: 1000 }, 400);
    const both = await Promise.all([
      refused(withdraw(li, { pledgeId })),
      refused(remove(pan, { pledgeId, reason: "agreed" })),
    ]);
    expect(both.filter((b) => b === "MOVED_ON" || b === "WRONG_STATE")).toHaveLength(1);
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, remaining: 500_000 });
  });
});

describe("what the poster is asked", () => {
  const requested = async (line: Parameters<typeof pledged>[1], amount: number) => {
    const need = await openNeed(world(), { lines: [line ?? {}] });
    const li = ctxOf(world(), uuid());
    const slotId = need.lines[0]!.slotId;
    const made = await claim(li, slotId, amount);
    expect(made).toMatchObject({ status: "requested", amount: 0 });
    return { need, slotId, li, pan: ctxOf(world(), need.posterId), pledgeId: made.pledgeId };
  };

  it("a large share reserves nothing until the poster says yes", async () => {
    const { pan, li, slotId, pledgeId } = await requested({ quantity: 1000, shareLimit: 100 }, 400);
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 0, waiting: 0 });
    expect(await refused(approve(li, { pledgeId }))).toBe("FORBIDDEN");
    expect(await approve(pan, { pledgeId })).toMatchObject({ status: "confirmed", amount: 200_000 });
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 200_000 });
  });

  it("a person's large purchase waits for the seller, who is told when the stock is gone", async () => {
    const line = { direction: "sale", quantity: 1000, askOver: 500 } as const;
    const { pan, slotId, pledgeId } = await requested(line, 800);
    await claim(ctxOf(world(), uuid()), slotId, 300);
    expect(await refused(approve(pan, { pledgeId }))).toBe("FULL");
    expect(await refuseRequest(pan, { pledgeId, reason: "agreed" })).toMatchObject({ status: "refused" });
  });

  it("a yes on a full gift line leads into the queue, at the place of its day", async () => {
    const { pan, slotId, pledgeId } = await requested({ quantity: 1000, shareLimit: 500 }, 600);
    clock.advance({ minutes: 1 });
    await claim(ctxOf(world(), uuid()), slotId, 500);
    await claim(ctxOf(world(), uuid()), slotId, 500);
    const late = await claim(ctxOf(world(), uuid()), slotId, 10);
    expect(late.status).toBe("waitlisted");
    expect(await approve(pan, { pledgeId })).toMatchObject({ status: "waitlisted" });
    const [a, b] = [await rowOf.pledge(db, pledgeId), await rowOf.pledge(db, late.pledgeId)];
    expect(a.queued_at!.getTime()).toBeLessThan(b.queued_at!.getTime());
  });

  it("two approvers at once: one wins", async () => {
    const { pan, slotId, pledgeId } = await requested({ quantity: 1000, shareLimit: 100 }, 400);
    const both = await Promise.all([
      refused(approve(pan, { pledgeId })),
      refused(approve(pan, { pledgeId })),
    ]);
    expect(both.filter((b) => b === "MOVED_ON" || b === "WRONG_STATE")).toHaveLength(1);
    expect(await rowOf.slot(db, slotId)).toMatchObject({ promised: 200_000 });
  });
});
