import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { BEHIND_MAX, BEHIND_MS, drainBehind, writeBehind } from "@/server/platform/behind";
import type { Db } from "@/server/platform/db";
import { type TestWorld, testWorld } from "@/tests/support/world";

type Row = { id: string };
let world: TestWorld;
let told: Row[][];
let failures: number;
let named = 0;
let behind: ReturnType<typeof writeBehind<Row>>;
beforeEach(async () => {
  world = await testWorld();
  // Queues belong to a database and a name: a name of its own for each test.
  const name = `rows ${++named}`;
  told = [];
  failures = 0;
  behind = writeBehind<Row>(name, async (_db, rows) => {
    if (failures-- > 0) throw new Error("away");
    told.push(rows);
  });
});
const add = (id: string) => behind.add(world, id, { id });
const logged = (text: string) => world.logged.filter((line) => line.includes(text));

describe("rows that follow their answer", () => {
  it("are written together, by themselves, and each once", async () => {
    for (const id of ["a", "b", "a"]) await add(id);
    expect(told).toEqual([]);
    await sleep(BEHIND_MS + 100);
    expect(told).toEqual([[{ id: "a" }, { id: "b" }]]);
    await add("a");
    await behind.flush(world.db);
    expect(told).toHaveLength(1);
  });

  it("are written before the database is closed, those in hand as well", async () => {
    await add("a");
    const first = behind.flush(world.db);
    await add("b");
    await drainBehind(world.db);
    await first;
    expect(told.flat().map((row) => row.id)).toEqual(["a", "b"]);
  });

  it("never gather beyond their number: whoever brings the next one waits", async () => {
    for (let n = 0; n <= BEHIND_MAX; n++) await add(`${n}`);
    expect(told.flat()).toHaveLength(BEHIND_MAX);
    await behind.flush(world.db);
    expect(told.flat()).toHaveLength(BEHIND_MAX + 1);
  });

  it("failing once are written a moment later, failing twice given up, logged, and taken anew when they come again", async () => {
    failures = 1;
    await add("a");
    await behind.flush(world.db);
    expect(told.flat()).toEqual([{ id: "a" }]);
    expect(logged("once more")).toHaveLength(1);
    failures = 2;
    await add("b");
    await behind.flush(world.db);
    expect(told.flat()).toEqual([{ id: "a" }]);
    expect(logged("given up")).toHaveLength(1);
    await add("b");
    await behind.flush(world.db);
    expect(told.flat()).toEqual([{ id: "a" }, { id: "b" }]);
  });

  it("brought within a transaction are written in it", async () => {
    await world.db.transaction().execute(async (trx) => {
      await behind.add({ ...world, db: trx as Db }, "a", { id: "a" });
      expect(told.flat()).toEqual([{ id: "a" }]);
    });
  });
});
