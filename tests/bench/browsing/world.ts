// Worlds of several sizes side by side in one private database, each a schema of its own with the whole nation in it. Kept
// between runs: a world of a million takes minutes to grow.
import { mkdirSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createPool, type Pool, type RowDataPacket } from "mysql2/promise";
import { growBigWorld } from "@/server/cli/big-world/grow";
import { nationalList } from "@/server/cli/national-list";
import { systemClock } from "@/server/platform/clock";
import type { Config } from "@/server/platform/config";
import { createDb, type Db, poolOf } from "@/server/platform/db";
import { startPrivateDatabase } from "@/server/platform/mariadb";
import { migrate } from "@/server/platform/migrate";
import { importRegions } from "@/server/regions/national/commands";

/** bare: the mysql2 pool under db, so that both sides have the same connections. */
export type Size = { needs: number; db: Db; bare: Pool };
type Worlds = {
  sizes: Size[];
  bufferPoolMb: number;
  url(needs: number): string;
  close(): Promise<void>;
};

/** What a bench wants of its worlds: their name, how many of what beside the needs, and the tables it reads. */
export type Plan = {
  name: string;
  beside(needs: number): { people: number; teams?: number };
  read: readonly string[];
};
const BROWSING: Plan = {
  name: "browse",
  beside: (needs) => ({ people: Math.ceil(needs / 10) }),
  read: ["need", "need_line", "slot", "certification", "listing", "listing_text", "need_gram", "region"],
};
/** While a world grows. */
const GROWING_MB = 1024;
const CONNECTIONS = 12;

export async function openWorlds(
  dataDir: string,
  sizes: number[],
  tell: (line: string) => void,
  plan: Plan = BROWSING,
): Promise<Worlds> {
  mkdirSync(dataDir, { recursive: true });
  const database = await startPrivateDatabase({ dataDir, log: tell, supervise: false });
  const admin = createPool({ uri: database.url, connectionLimit: 1 });
  const open: Size[] = [];
  const urlOf = (needs: number) =>
    Object.assign(new URL(database.url), { pathname: `/${plan.name}_${needs}` }).href;
  const close = async () => {
    for (const { db } of open) await db.destroy();
    await admin.end();
    await database.stop();
  };
  try {
    await bufferPool(admin, GROWING_MB);
    for (const needs of sizes) {
      const name = `${plan.name}_${needs}`;
      const made = createDb(urlOf(needs), { connectionLimit: CONNECTIONS });
      if (!(await stands(made, needs))) {
        tell(`growing a world of ${needs} needs`);
        await admin.query(`DROP DATABASE IF EXISTS ${name}`);
        await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
        await migrate(urlOf(needs));
        await importRegions({ db: made }, await nationalList(dataDir, tell), "all", systemClock.now);
        const folder = join(dataDir, name);
        mkdirSync(folder, { recursive: true });
        const world = { db: made, clock: systemClock, config: { dataDir: folder } as Config };
        await growBigWorld(world, { needs, ...plan.beside(needs) }, tell);
      }
      open.push({ needs, db: made, bare: poolOf(made).promise() as unknown as Pool });
    }
    const bufferPoolMb = await readIntoMemory(admin, sizes, tell, plan);
    return { sizes: open, bufferPoolMb, url: urlOf, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

const bufferPool = (admin: Pool, mb: number) =>
  admin.query(`SET GLOBAL innodb_buffer_pool_size = ${mb} * 1048576`);

/** All worlds are read from memory, at every size alike: what is compared is the work, not this machine's disk. */
async function readIntoMemory(
  admin: Pool,
  sizes: number[],
  tell: (line: string) => void,
  plan: Plan,
): Promise<number> {
  const schemas = sizes.map((needs) => `${plan.name}_${needs}`);
  const [[size]] = await admin.query<RowDataPacket[]>(
    `SELECT SUM(data_length + index_length) / 1048576 AS mb FROM information_schema.tables
     WHERE table_schema IN (?) AND table_name IN (?)`,
    [schemas, plan.read],
  );
  const mb = Math.ceil((Number(size?.mb) * 1.2 + 256) / 128) * 128;
  if (mb * 1_048_576 > freemem()) throw new Error(`the worlds need ${mb} MB of memory: say fewer --sizes`);
  await bufferPool(admin, mb);
  const [indexes] = await admin.query<RowDataPacket[]>(
    `SELECT DISTINCT table_schema AS s, table_name AS t, index_name AS i FROM information_schema.statistics
     WHERE table_schema IN (?) AND table_name IN (?)`,
    [schemas, plan.read],
  );
  tell(`reading ${Math.round(Number(size?.mb))} MB into memory`);
  for (const { s, t, i } of indexes)
    await admin.query(`SELECT COUNT(*) FROM ${s}.${t} FORCE INDEX (\`${i}\`)`);
  return mb;
}

/** Whole, and young enough that its needs are not overdue. */
async function stands(db: Db, needs: number): Promise<boolean> {
  try {
    const total = await db
      .selectFrom("tally")
      .select("value")
      .where("region_id", "=", 0)
      .where("name", "=", "needs_open")
      .executeTakeFirst();
    const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM listing
      WHERE kind = 'any' AND due_at >= ${systemClock.now()}`.execute(db);
    return total?.value === needs && (rows[0]?.n ?? 0) === needs;
  } catch {
    return false;
  }
}
