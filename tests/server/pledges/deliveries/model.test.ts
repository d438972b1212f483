// Random deliveries by three helpers on one slot, against a model of a few integers.
import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { isRefusal } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { accept, close, recall, receive, send } from "@/server/pledges/deliveries/commands";
import { settleRest } from "@/server/pledges/settlement/rests/commands";
import { ctxOf } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { claim, newKey, rowOf } from "@/tests/support/pledged";
import { expectSlotsAddUp } from "@/tests/support/sums";

let db: Db;
const clock = testClock();
beforeAll(async () => {
  db = await testDb();
});

const HELPERS = 3;
const PLEDGED = 20;
const CEILING = 70;

type Model = { amount: number; onWay: number; accepted: number; live: boolean; out: Map<string, number> };
type Real = {
  db: Db;
  pan: ReturnType<typeof ctxOf>;
  slotId: string;
  pledges: string[];
  helpers: ReturnType<typeof ctxOf>[];
};

const promised = (m: Model) => m.amount - m.onWay - m.accepted;
const end = (m: Model) => {
  if (m.amount === m.accepted) m.live = false;
};

/** One random act: who, which, how much of each part. The model says whether it must succeed. */
const acts = fc.array(
  fc.record({
    what: fc.constantFrom("send", "recall", "receive", "close", "accept", "rest"),
    who: fc.nat({ max: HELPERS - 1 }),
    pick: fc.nat(),
    parts: fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })),
  }),
  { minLength: 5, maxLength: 25 },
);
type RandomAct = typeof acts extends fc.Arbitrary<(infer A)[]> ? A : never;

async function perform(real: Real, model: Model[], act: RandomAct): Promise<void> {
  const m = model[act.who]!;
  const pledgeId = real.pledges[act.who]!;
  const helper = real.helpers[act.who]!;
  const [a, r, s] = act.parts;
  const open = [...m.out.entries()];
  const [deliveryId, sent] = open[act.pick % Math.max(open.length, 1)] ?? ["", 0];
  const outcome = await run().catch((error) => {
    if (isRefusal(error)) return error.code;
    throw error;
  });
  return settle(outcome);

  async function run(): Promise<string> {
    const parts = { accepted: String(a), refused: String(r), short: String(s), reason: "other" as const };
    if (act.what === "send") {
      const { deliveryId } = await send(helper, { pledgeId, amount: String(a), key: newKey() });
      m.out.set(deliveryId, a);
    } else if (act.what === "accept") await accept(real.pan, { pledgeId, ...parts, key: newKey() });
    else if (act.what === "rest") await settleRest(real.pan, { pledgeId });
    else if (sent === 0) return "nothing";
    else if (act.what === "recall") await recall(helper, { deliveryId });
    else if (act.what === "receive") await receive(real.pan, { deliveryId, amount: String(sent) });
    else {
      const refused = Math.min(r, sent);
      const short = Math.min(s, sent - refused);
      const accepted = String(sent - refused - short);
      await close(real.pan, {
        deliveryId,
        accepted,
        refused: String(refused),
        short: String(short),
        reason: "other",
      });
    }
    return "done";
  }

  function settle(outcome: string): void {
    const total = a + r + s;
    if (act.what === "send") {
      expect(outcome).toBe(
        !m.live ? "WRONG_STATE" : a === 0 ? "INVALID" : a > promised(m) ? "MORE_THAN_PROMISED" : "done",
      );
      if (outcome === "done") m.onWay += a;
    } else if (act.what === "accept") {
      expect(outcome).toBe(
        !m.live
          ? "WRONG_STATE"
          : total === 0
            ? "INVALID"
            : total > promised(m)
              ? "MORE_THAN_PROMISED"
              : "done",
      );
      if (outcome !== "done") return;
      m.amount -= r + s;
      m.accepted += a;
      end(m);
    } else if (act.what === "rest") {
      const may = m.live && (promised(m) > 0 || m.amount === m.accepted);
      expect(outcome).toBe(may ? "done" : "WRONG_STATE");
      if (outcome !== "done") return;
      m.amount -= promised(m);
      end(m);
    } else if (sent > 0) {
      if (act.what === "close") {
        expect(outcome).toBe("done");
        const refused = Math.min(r, sent);
        const short = Math.min(s, sent - refused);
        m.out.delete(deliveryId);
        m.onWay -= sent;
        m.amount -= refused + short;
        m.accepted += sent - refused - short;
        end(m);
      } else if (act.what === "recall" && outcome === "done") {
        m.out.delete(deliveryId);
        m.onWay -= sent;
      } else expect(["done", "WRONG_STATE"]).toContain(outcome); // received already
    }
  }
}

test("whatever is sent, taken back, received, accepted, refused and missing: slot, pledges and deliveries agree after every act", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const world = { db, clock };
      const need = await openNeed(world, { lines: [{ unit: "piece", unitSize: 1, quantity: CEILING }] });
      const slotId = need.lines[0]!.slotId;
      const helpers = Array.from({ length: HELPERS }, () => ctxOf(world, uuid()));
      const pledges = await Promise.all(helpers.map(async (h) => (await claim(h, slotId, PLEDGED)).pledgeId));
      const real = { db, pan: ctxOf(world, need.posterId), slotId, pledges, helpers };
      const model = helpers.map(
        (): Model => ({ amount: PLEDGED, onWay: 0, accepted: 0, live: true, out: new Map() }),
      );
      for (const act of list) {
        await perform(real, model, act);
        const slot = await rowOf.slot(db, slotId);
        const sum = (of: (m: Model) => number) => model.reduce((total, m) => total + of(m), 0);
        expect(slot).toMatchObject({
          accepted: sum((m) => m.accepted),
          on_way: sum((m) => m.onWay),
          promised: sum(promised),
          remaining: CEILING - sum((m) => m.amount),
        });
      }
      await expectSlotsAddUp(db);
    }),
    { numRuns: 25 },
  );
}, 60_000);
