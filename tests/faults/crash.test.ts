// kill -9 under load: whatever was answered is there, whatever was not can be sent again, and the numbers agree.
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import { pledge } from "@/server/pledges/commands";
import { pledgeInput } from "@/server/pledges/schema";
import { ctxOf } from "@/tests/support/actors";
import { faultyNumbers } from "@/tests/support/sums";
import { type Ground, openGround, type Sent } from "./support/ground";

const KILLS = { database: 4, app: 3 };
const BETWEEN_MS = 250;
/** Kills fall at random moments of a batch's life, some of them between its commit and its answers. */
const soon = () => BETWEEN_MS + Math.random() * BETWEEN_MS;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 60_000);
afterAll(() => ground.close());

const world = () => ({ db: ground.db, clock: { now: () => new Date() } });
const send = ({ personId, slotId, key }: Sent) =>
  pledge(ctxOf(world(), personId), pledgeInput.parse({ slotId, amount: 1, key }));
const newSent = (n: number): Sent => ({
  personId: uuid(),
  slotId: ground.slots[n % ground.slots.length] as string,
  key: uuid().replaceAll("-", ""),
});

/** Every acknowledged pledge is there; every key has exactly one; every number agrees. */
async function mustBeWhole(done: Map<string, string>, sent: Sent[]) {
  const rows = await ground.db.selectFrom("pledge").select(["id", "person_id"]).execute();
  const ids = new Set(rows.map((row) => row.id));
  expect([...done.values()].filter((id) => !ids.has(id))).toEqual([]);
  const perPerson = new Map<string, number>();
  for (const row of rows) perPerson.set(row.person_id!, (perPerson.get(row.person_id!) ?? 0) + 1);
  expect(sent.filter((s) => (perPerson.get(s.personId) ?? 0) !== 1)).toEqual([]);
  expect(await faultyNumbers(ground.db)).toEqual([]);
  const verdict = await verify(ground.db);
  expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
}

describe("kill -9 while pledging", () => {
  it("of the database: every acknowledged pledge is there, every other one arrives when sent again, once", async () => {
    const sent: Sent[] = [];
    const done = new Map<string, string>();
    let over = false;
    let errors = 0;
    const loop = async () => {
      for (let n = 0; !over; n++) {
        const mine = newSent(n);
        sent.push(mine);
        while (!done.has(mine.key)) {
          try {
            done.set(mine.key, (await send(mine)).pledgeId);
          } catch (error) {
            if (isRefusal(error) && error.code !== "TRY_AGAIN") throw error;
            errors++;
            await sleep(30);
          }
        }
      }
    };
    const loops = Array.from({ length: 16 }, loop);
    for (let kill = 0; kill < KILLS.database; kill++) {
      await sleep(soon());
      const before = ground.database.pid;
      process.kill(before, "SIGKILL");
      while (ground.database.pid === before) await sleep(20);
    }
    await sleep(soon());
    over = true;
    await Promise.all(loops);
    expect(errors).toBeGreaterThan(0);
    expect(done.size).toBeGreaterThan(50);
    await mustBeWhole(done, sent);
  }, 40_000);

  it("of the app: every acknowledged pledge is there, and what had no answer yet is made or completed by a resend", async () => {
    const sent = new Map<string, Sent>();
    const done = new Map<string, string>();
    for (let kill = 0; kill < KILLS.app; kill++) {
      const said = await killed(done.size);
      for (const one of said.sent) sent.set(one.key, one);
      for (const [key, id] of said.done) done.set(key, id);
    }
    const open = [...sent.values()].filter((s) => !done.has(s.key));
    expect(done.size).toBeGreaterThan(50);
    expect(open.length).toBeGreaterThan(0);
    for (const one of open) done.set(one.key, (await send(one)).pledgeId);
    for (const one of [...sent.values()].slice(0, 40))
      expect((await send(one)).pledgeId).toBe(done.get(one.key));
    await mustBeWhole(done, [...sent.values()]);
  }, 40_000);
});

/** Starts the pledging process, kills it in the middle, and answers what it had said. */
async function killed(round: number): Promise<{ sent: Sent[]; done: Map<string, string> }> {
  const script = new URL("./support/pledging.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", script, ground.database.url, ...ground.slots], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const until = Date.now() + 15_000;
  while (!out.includes("done ") && Date.now() < until) await sleep(10);
  await sleep(soon());
  child.kill("SIGKILL");
  await exited;
  const sent: Sent[] = [];
  const done = new Map<string, string>();
  // The last line may be cut: what was not fully said was not answered.
  for (const line of out.slice(0, out.lastIndexOf("\n")).split("\n")) {
    const [word, first, second] = line.split(" ");
    if (word === "sent") sent.push(JSON.parse(line.slice(5)) as Sent);
    if (word === "done") done.set(first as string, second as string);
  }
  expect(done.size, `round after ${round}`).toBeGreaterThan(0);
  return { sent, done };
}
