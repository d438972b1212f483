// A district of people who served, in a private database kept between runs.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { createPool, type Pool } from "mysql2/promise";
import { growBigWorld } from "@/server/cli/big-world/grow";
import { systemClock } from "@/server/platform/clock";
import type { Config } from "@/server/platform/config";
import { createDb, type Db, poolOf } from "@/server/platform/db";
import { startPrivateDatabase } from "@/server/platform/mariadb";
import { migrate } from "@/server/platform/migrate";
import { SHIPPED_COUNTY, seedRegions } from "@/server/regions/national/commands";
import { monthKey } from "@/server/reports/rules";
import type { Ctx } from "@/server/trpc/context";
import { backgroundCtx } from "../../support/background";

export type Served = {
  db: Db;
  bare: Pool;
  ctx: Ctx; // the platform's own: who may is not what is measured
  teams: string[];
  months: string[];
  county: number;
  close(): Promise<void>;
};

const CONNECTIONS = 12;
const POOL_MB = 3072;

export async function openServed(
  dataDir: string,
  attendances: number,
  tell: (line: string) => void,
): Promise<Served> {
  mkdirSync(dataDir, { recursive: true });
  const database = await startPrivateDatabase({ dataDir, log: tell, supervise: false });
  const admin = createPool({ uri: database.url, connectionLimit: 1 });
  const name = `served_${attendances}`;
  const url = Object.assign(new URL(database.url), { pathname: `/${name}` }).href;
  const db = createDb(url, { connectionLimit: CONNECTIONS });
  const close = async () => {
    await db.destroy();
    await admin.end();
    await database.stop();
  };
  try {
    await admin.query(`SET GLOBAL innodb_buffer_pool_size = ${POOL_MB} * 1048576`);
    if (!(await stands(db, attendances))) {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
      await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
      await migrate(url);
      await seedRegions({ db });
      const folder = join(dataDir, name);
      mkdirSync(folder, { recursive: true });
      const world = { db, clock: systemClock, config: { dataDir: folder } as Config };
      const began = performance.now();
      await growBigWorld(world, { needs: 0, people: 0, attendances }, tell);
      tell(`grown in ${Math.round((performance.now() - began) / 1000)} s`);
    }
    await sql`SELECT COUNT(*) FROM hours_entry WHERE minutes > 0`.execute(db); // into memory
    const teams = await db
      .selectFrom("organisation")
      .select("id")
      .where("kind", "=", "party_team")
      .orderBy("id")
      .execute();
    const days = await sql<{ day: Date }>`SELECT DISTINCT day FROM hours_entry ORDER BY day`.execute(db);
    return {
      db,
      bare: poolOf(db).promise() as unknown as Pool,
      ctx: backgroundCtx(db, systemClock),
      teams: teams.map((team) => team.id),
      months: [...new Set(days.rows.map((row) => monthKey(row.day)))],
      county: SHIPPED_COUNTY,
      close,
    };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

async function stands(db: Db, attendances: number): Promise<boolean> {
  try {
    const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM service_record`.execute(db);
    const sums = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM person_hours`.execute(db);
    return rows[0]?.n === attendances && (sums.rows[0]?.n ?? 0) > 0;
  } catch {
    return false;
  }
}
