// A clean database for a test file, in a few milliseconds: each worker owns one, made like the migrated template once,
// and only the tables that the file before it filled are emptied.
import { createPool, type Pool, type RowDataPacket } from "mysql2/promise";
import { afterAll, inject } from "vitest";
import { createDb, type Db } from "@/server/platform/db";
import { keptInside } from "./inside";

let opened: Promise<{ db: Db; url: string }> | undefined;

/** The worker's database; the first call of a file hands it over empty. */
export async function testDb(): Promise<Db> {
  return (await open()).db;
}

export async function testDbUrl(): Promise<string> {
  return (await open()).url;
}

/** Empty again, for files that want each test to begin from nothing. */
export async function emptyTestDb(): Promise<void> {
  const pool = createPool({ uri: (await open()).url, connectionLimit: 2 });
  await empty(pool);
  await pool.end();
}

async function open() {
  opened ??= prepare();
  return opened;
}

async function prepare() {
  const template = new URL(inject("databaseUrl"));
  const templateName = template.pathname.slice(1);
  const name = `${templateName}_w${process.env.VITEST_POOL_ID ?? "1"}`;
  const pool = createPool({ uri: template.href, connectionLimit: 2 });
  const [made] = await pool.query<RowDataPacket[]>("SHOW DATABASES LIKE ?", [name.replaceAll("_", "\\_")]);
  if (made.length === 0) await copy(pool, templateName, name);
  await pool.end();
  const url = Object.assign(new URL(template), { pathname: `/${name}` }).href;
  if (made.length > 0) {
    const own = createPool({ uri: url, connectionLimit: 2 });
    await empty(own);
    await own.end();
  }
  const db = keptInside(createDb(url));
  afterAll(() => db.destroy());
  return { db, url };
}

async function copy(pool: Pool, from: string, to: string) {
  await pool.query(`CREATE DATABASE \`${to}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  for (const table of await tables(pool, from))
    await pool.query(`CREATE TABLE \`${to}\`.\`${table}\` LIKE \`${from}\`.\`${table}\``);
  await pool.query(
    `INSERT INTO \`${to}\`.\`_prisma_migrations\` SELECT * FROM \`${from}\`.\`_prisma_migrations\``,
  );
}

async function empty(pool: Pool) {
  const all = (await tables(pool, null)).filter((table) => table !== "_prisma_migrations");
  const probe = all.map(
    (table) => `SELECT '${table}' AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM \`${table}\`)`,
  );
  const [filled] = await pool.query<RowDataPacket[]>(probe.join(" UNION ALL "));
  for (const { name } of filled) await pool.query(`TRUNCATE TABLE \`${name}\``);
}

async function tables(pool: Pool, schema: string | null): Promise<string[]> {
  const [rows] = await pool.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = COALESCE(?, DATABASE()) ORDER BY 1",
    [schema],
  );
  return rows.map((row) => row.name as string);
}
