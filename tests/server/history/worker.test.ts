import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { anchorFile } from "@/server/history/anchors/commands";
import { readAnchors } from "@/server/history/anchors/data";
import { record } from "@/server/history/commands";
import { outboxLag } from "@/server/history/outbox/data";
import { CONSUMERS } from "@/server/history/outbox/rules";
import { findHead } from "@/server/history/sealer/commands";
import { verify } from "@/server/history/verify/data";
import { systemClock } from "@/server/platform/clock";
import { transact } from "@/server/platform/db";
import { setTimer } from "@/server/timers/commands";
import { systemCtx, type World } from "@/server/trpc/context";
import { startWorker, type Work, type Worker } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { testWorld } from "@/tests/support/world";

const dataDir = mkdtempSync(join(tmpdir(), "hrb-worker-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let world: World;
let workers: Worker[] = [];
let done: string[];

const note = (what: string) => async (_: unknown, event: { subject_id: string } | string) => {
  done.push(`${what} ${typeof event === "string" ? event : event.subject_id}`);
};
const work = (): Work => ({
  consumers: Object.fromEntries(CONSUMERS.map((name) => [name, note(name)])) as unknown as Work["consumers"],
  timers: { "need.overdue": note("timer") },
  sms: async () => 0,
});

beforeEach(async () => {
  await emptyTestDb();
  world = { ...(await testWorld({ HRB_DATA_DIR: dataDir })), clock: systemClock };
  done = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});

const act = (id: string, event = "pledge.withdrawn") =>
  transact(world.db, (trx) => record(trx, systemCtx(world), { aggregate: "pledge", id, version: 1, event }));
const sealed = async () => (await findHead(world.db)).seq;

it("two workers deliver, chain and run what is due, each thing once, and stop when they are told", async () => {
  workers = [startWorker(world, work()), startWorker(world, work())];
  for (let i = 0; i < 20; i++) await act(`p${i}`, "pledge.called");
  await setTimer(world.db, "need.overdue", "n1", world.clock.now());
  await expect.poll(async () => (await outboxLag(world.db)).undone, { timeout: 8_000 }).toBe(0);
  await expect.poll(sealed, { timeout: 8_000 }).toBe(20);
  await expect.poll(() => done.includes("timer n1"), { timeout: 8_000 }).toBe(true);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(done.filter((what) => what.startsWith("tally"))).toHaveLength(20);
  expect(done.filter((what) => what.startsWith("timer"))).toHaveLength(1);
  await act("after", "pledge.called");
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(done).not.toContain("tally after");
  const { checks } = await verify(world.db, { anchors: readAnchors(anchorFile(dataDir)) });
  expect(checks.filter((check) => ["outbox", "effects", "chain"].includes(check.name) && !check.ok)).toEqual(
    [],
  );
});

it("stopping anchors the head outside the database and lets the next worker seal at once", async () => {
  workers = [startWorker(world, work())];
  await act("p1", "pledge.called");
  await expect.poll(sealed, { timeout: 8_000 }).toBe(1);
  await workers[0]!.stop();
  const head = await findHead(world.db);
  expect(readFileSync(anchorFile(dataDir), "utf8")).toContain(`1 ${head.hash} `);
  workers.push(startWorker(world, work()));
  await act("p2", "pledge.called");
  await expect.poll(sealed, { timeout: 8_000 }).toBe(2);
});

it("a written event is looked at soon, not at the next second", async () => {
  workers = [startWorker(world, work())];
  const waits: number[] = [];
  for (let n = 1; n <= 3; n++) {
    await new Promise((resolve) => setTimeout(resolve, 200)); // it sleeps by now
    const began = Date.now();
    await act(`p${n}`, "pledge.called");
    await expect.poll(() => done.length, { interval: 10, timeout: 8_000 }).toBe(n);
    waits.push(Date.now() - began);
  }
  expect(Math.min(...waits)).toBeLessThan(700); // asleep for a second, it would be 800 each time
});

it("a loop whose round throws goes on, and the others with it", async () => {
  let rounds = 0;
  const broken = {
    ...work(),
    sms: async () => {
      rounds++;
      throw new Error("peer");
    },
  };
  workers = [startWorker(world, broken)];
  await act("p1", "pledge.called");
  await expect.poll(() => done.includes("tally p1"), { timeout: 8_000 }).toBe(true);
  await expect.poll(() => rounds, { timeout: 8_000 }).toBeGreaterThan(1);
});
