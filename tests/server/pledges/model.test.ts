import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import type { Db } from "@/server/platform/db";
import { amend, approve, refuseRequest, remove, withdraw } from "@/server/pledges/changes/commands";
import { accept, decline, lapseOffer, offerWaiting } from "@/server/pledges/offers/commands";
import { releaseStale, remindStale } from "@/server/pledges/stale/commands";
import { ctxOf } from "@/tests/support/actors";
import { backgroundCtx } from "@/tests/support/background";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { type LineSpec, openNeed } from "@/tests/support/needs";
import { claim } from "@/tests/support/pledged";
import { faultyNumbers } from "@/tests/support/sums";

let db: Db;
const clock = testClock();
beforeAll(async () => {
  db = await testDb();
});
afterAll(async () => {
  expect((await verify(db)).checks.filter((check) => !check.ok)).toEqual([]);
});

/** Four helpers do whatever comes to their mind; `who` is taken modulo their number, `n` is an amount in units. */
const step = fc.record({
  who: fc.nat(3),
  act: fc.constantFrom(
    "claim",
    "claim",
    "claim",
    "amend",
    "withdraw",
    "approve",
    "refuse",
    "remove",
    "offer",
    "accept",
    "decline",
    "lapse",
    "stale",
  ),
  n: fc.integer({ min: 1, max: 14 }),
  ifShort: fc.constantFrom("ask" as const, "part" as const, "part_wait" as const, "wait" as const),
  keepWaiting: fc.boolean(),
});
const line: fc.Arbitrary<LineSpec> = fc.record({
  kind: fc.constantFrom("goods" as const, "goods" as const, "vehicle" as const),
  direction: fc.constantFrom("gift" as const, "sale" as const),
  quantity: fc.integer({ min: 5, max: 20 }),
  shareLimit: fc.constantFrom(null, 8),
  askOver: fc.constantFrom(6, 100),
});

type Step = {
  who: number;
  act: string;
  n: number;
  ifShort: "ask" | "part" | "part_wait" | "wait";
  keepWaiting: boolean;
};

async function play(spec: LineSpec, steps: Step[], atOnce: number) {
  const need = await openNeed({ db, clock }, { lines: [spec] });
  const slotId = need.lines[0]!.slotId;
  const helpers = Array.from({ length: 4 }, () => ctxOf({ db, clock }, uuid()));
  const pan = ctxOf({ db, clock }, need.posterId);
  const platform = backgroundCtx(db, clock);
  const newest = new Map<number, string>();
  const run = async ({ who, act, n, ifShort, keepWaiting }: Step) => {
    const li = helpers[who]!;
    const pledgeId = newest.get(who) ?? uuid();
    const soft = ifShort === "wait" ? "ask" : ifShort;
    try {
      if (act === "claim") newest.set(who, (await claim(li, slotId, n, { ifShort })).pledgeId);
      if (act === "amend") await amend(li, { pledgeId, amount: n, ifShort: soft });
      if (act === "withdraw") await withdraw(li, { pledgeId });
      if (act === "approve") await approve(pan, { pledgeId });
      if (act === "refuse") await refuseRequest(pan, { pledgeId, reason: "other" });
      if (act === "remove") await remove(pan, { pledgeId, reason: "other" });
      if (act === "offer") await offerWaiting(platform, slotId);
      if (act === "accept") await accept(li, { pledgeId, keepWaiting });
      if (act === "decline") await decline(li, { pledgeId });
      clock.advance({ days: act === "lapse" ? 5 : act === "stale" ? 22 : 0, seconds: 1 });
      if (act === "lapse") await lapseOffer(platform, pledgeId);
      if (act === "stale") {
        await remindStale(platform, pledgeId);
        clock.advance({ days: 9 });
        await releaseStale(platform, pledgeId);
      }
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  };
  // Needs end by themselves after 90 days; this one is kept open, since the clock jumps.
  const deadline_at = new Date(clock.now().getTime() + 10_000 * 86_400_000);
  await db.updateTable("need").set({ deadline_at }).where("id", "=", need.id).execute();
  for (let i = 0; i < steps.length; i += atOnce) {
    await Promise.all(steps.slice(i, i + atOnce).map(run));
    expect(await faultyNumbers(db)).toEqual([]);
  }
  // What is free at the end is free because nobody waits for it, or nobody was asked yet.
  await offerWaiting(platform, slotId);
  const slot = await db.selectFrom("slot").selectAll().where("id", "=", slotId).executeTakeFirstOrThrow();
  if (slot.waiting > 0) expect(slot.remaining).toBe(0);
}

it("whatever four helpers, a poster and the clock do, the parts of a slot are what its pledges add up to", async () => {
  await fc.assert(
    fc.asyncProperty(line, fc.array(step, { minLength: 6, maxLength: 24 }), (spec, steps) =>
      play(spec, steps, 1),
    ),
    { numRuns: 25 },
  );
}, 60_000);

it("the same when three of them act at once", async () => {
  await fc.assert(
    fc.asyncProperty(line, fc.array(step, { minLength: 9, maxLength: 24 }), (spec, steps) =>
      play(spec, steps, 3),
    ),
    { numRuns: 25 },
  );
}, 60_000);
