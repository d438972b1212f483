import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { growBigWorld } from "@/server/cli/big-world/grow";
import { verify } from "@/server/history/verify/data";
import type { Config } from "@/server/platform/config";
import { createDb, type Db } from "@/server/platform/db";
import { migrate } from "@/server/platform/migrate";
import { seedRegions } from "@/server/regions/national/commands";
import { testClock } from "@/tests/support/clock";
import { testDbUrl } from "@/tests/support/database";

const ATTENDANCES = 1_510; // two teams, the last shift not full
const dataDir = mkdtempSync(join(tmpdir(), "hrb-served-"));
const clock = testClock();
let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  const url = new URL(await testDbUrl());
  const name = `${url.pathname.slice(1)}_served`;
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
  await growBigWorld(
    { db, clock, config: { dataDir } as Config },
    { needs: 0, people: 0, attendances: ATTENDANCES },
    () => {},
  );
});
afterAll(() => drop());

describe("a world of people who served", () => {
  it("holds as many presences as were asked for, each with its record", async () => {
    const count = async (table: "attendance" | "service_record" | "hours_affiliation") =>
      Number(
        (
          await db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as("n"))
            .executeTakeFirstOrThrow()
        ).n,
      );
    for (const table of ["attendance", "service_record", "hours_affiliation"] as const)
      expect(await count(table)).toBe(ATTENDANCES);
  });

  it("has corrections among its rows, and verify finds nothing", async () => {
    const undone = await db
      .selectFrom("hours_entry")
      .select("id")
      .where("reverses_id", "is not", null)
      .execute();
    expect(undone.length).toBeGreaterThan(0);
    const verdict = await verify(db);
    expect(verdict.checks.flatMap((check) => check.faults)).toEqual([]);
    expect(verdict.ok).toBe(true);
  });
});
