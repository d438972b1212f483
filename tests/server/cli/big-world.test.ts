import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { growBigWorld } from "@/server/cli/big-world/grow";
import { verify } from "@/server/history/verify/data";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { list } from "@/server/needs/listing/commands";
import { listOpen } from "@/server/needs/listing/data";
import type { Config } from "@/server/platform/config";
import { createDb, type Db, transact } from "@/server/platform/db";
import { migrate } from "@/server/platform/migrate";
import { SHIPPED_COUNTY, seedRegions } from "@/server/regions/national/commands";
import { testClock } from "@/tests/support/clock";
import { testDbUrl } from "@/tests/support/database";

const dataDir = mkdtempSync(join(tmpdir(), "hrb-big-"));
const clock = testClock();
const NEEDS = 300;
let db: Db;
let drop: () => Promise<void>;

// In a database of its own: the world takes indexes off and puts them on again.
beforeAll(async () => {
  const url = new URL(await testDbUrl());
  const name = `${url.pathname.slice(1)}_big`;
  const pool = createPool({ uri: url.href, connectionLimit: 1 });
  await pool.query(`DROP DATABASE IF EXISTS \`${name}\``);
  await pool.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  url.pathname = `/${name}`;
  await migrate(url.href);
  db = createDb(url.href);
  await seedRegions({ db });
  drop = async () => {
    await db.destroy();
    await pool.query(`DROP DATABASE \`${name}\``);
    await pool.end();
    rmSync(dataDir, { recursive: true });
  };
});
afterAll(() => drop());

const world = () => ({ db, clock, config: { dataDir } as Config });
const indexes = async () =>
  (
    await db
      .selectFrom("information_schema.statistics" as never)
      .select(["table_name", "index_name", "column_name", "seq_in_index"] as never)
      .where(
        "table_schema" as never,
        "=",
        new URL(await testDbUrl()).pathname.slice(1).concat("_big") as never,
      )
      .orderBy("table_name" as never)
      .orderBy("index_name" as never)
      .orderBy("seq_in_index" as never)
      .execute()
  ).map((row) => Object.values(row as object).join(" "));
const everything = async () => ({
  listing: await db.selectFrom("listing").selectAll().orderBy("need_id").orderBy("kind").execute(),
  text: await db.selectFrom("listing_text").selectAll().orderBy("need_id").execute(),
  grams: await db.selectFrom("need_gram").selectAll().orderBy("gram").orderBy("need_id").execute(),
});

describe("a big world", () => {
  it("is as the acts would have left it: lists, totals, history, and every index", async () => {
    const before = await indexes();
    await growBigWorld(world(), { needs: NEEDS, people: 20 }, () => {});
    expect(await indexes()).toEqual(before);
    expect(await verify(db)).toMatchObject({ ok: true });

    const grown = await everything();
    const ids = await db.selectFrom("need").select("id").execute();
    expect(ids).toHaveLength(NEEDS);
    for (const { id } of ids) await transact(db, (trx) => list(trx, id));
    expect(await everything()).toEqual(grown);

    const totals = await db
      .selectFrom("tally")
      .select("value")
      .where("name", "=", "needs_open")
      .where("region_id", "in", [0, SHIPPED_COUNTY])
      .execute();
    expect(totals.map((row) => row.value)).toEqual([NEEDS, NEEDS]);
  });

  it("grows on, and is found by the lists", async () => {
    await growBigWorld(world(), { needs: 50, people: 5 }, () => {});
    expect(await verify(db)).toMatchObject({ ok: true });
    const page = await listOpen({ db, clock }, { region: { level: 3, id: SHIPPED_COUNTY }, limit: 50 });
    expect(page.cards).toHaveLength(50);
    expect(page.cards.every((card) => card.lines.length > 0)).toBe(true);
  });

  it("with teams, people say what they can do and places have positions: the read models are those of a rebuild", async () => {
    await growBigWorld(world(), { needs: 30, people: 40, teams: 20 }, () => {});
    const placed = async () => ({
      helpers: await db
        .selectFrom("helper")
        .selectAll()
        .where("active", "=", true)
        .orderBy("helper_id")
        .execute(),
      can: await db.selectFrom("helper_can").selectAll().orderBy("helper_id").orderBy("code").execute(),
      wants: (
        await db.selectFrom("need_want").selectAll().orderBy("need_id").orderBy("code").execute()
      ).filter((row) => grownNow.has(row.need_id)),
    });
    const newest = await db
      .selectFrom("need")
      .select("id")
      .where("id", "in", (eb) => eb.selectFrom("need_want").select("need_id").where("h3", "is not", null))
      .execute();
    const grownNow = new Set(newest.map((row) => row.id));
    const grown = await placed();
    expect([grown.helpers.length, grownNow.size]).toEqual([60, 30]);
    expect(grown.helpers.every((row) => row.h3 !== null)).toBe(true);
    await rebuild(db); // those from before get their positions
    expect(await placed()).toEqual(grown);
    expect(await verify(db)).toMatchObject({ ok: true });
  });

  it("mends what a killed run left off", async () => {
    const before = await indexes();
    const file = join(dataDir, "indexes-off.json");
    await db.schema.alterTable("listing").dropIndex("listing_kind_due_at_need_id_idx").execute();
    const restore =
      "ALTER TABLE `listing` ADD INDEX `listing_kind_due_at_need_id_idx` (`kind`, `due_at`, `need_id`)";
    writeFileSync(file, JSON.stringify([restore]));
    await growBigWorld(world(), { needs: 1, people: 1 }, () => {});
    expect(await indexes()).toEqual(before);
    expect(existsSync(file)).toBe(false);
  });

  it("does not begin while a server seals", async () => {
    await db
      .updateTable("lease")
      .set({ holder: "server", until: new Date(clock.now().getTime() + 60_000) })
      .where("name", "=", "history.sealer")
      .execute();
    await expect(growBigWorld(world(), { needs: 1, people: 1 }, () => {})).rejects.toThrow("stop it first");
  });
});
