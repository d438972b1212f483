// A clean database for a test file, in a few milliseconds: each worker owns one, made like the migrated template once,
// and only the tables that the file before it filled are emptied.
import { createPool, type Pool, type ResultSetHeader, type RowDataPacket } from "mysql2/promise";
import { inject } from "vitest";
import { createDb, type Db } from "@/server/platform/db";
import { keptInside } from "./inside";

type Opened = { db: Db; url: string; admin: Pool; tables: string[] };
let opened: Promise<Opened> | undefined;

/** A table with more rows is dropped and made anew; with fewer that takes longer than to delete them. */
const FEW = 1000;

/** The worker's database; the first call of a file hands it over empty. */
export async function testDb(): Promise<Db> {
  return (await open()).db;
}

export async function testDbUrl(): Promise<string> {
  return (await open()).url;
}

/** Empty again, for files that want each test to begin from nothing. */
export async function emptyTestDb(): Promise<void> {
  await empty(await open());
}

/** After each file (setup.ts): workers live on, and no connection of a file outlives it. */
export async function closeTestDb(): Promise<void> {
  const before = opened;
  opened = undefined;
  if (!before) return;
  const { db, admin } = await before;
  await db.destroy();
  await admin.end();
}

async function open() {
  opened ??= prepare();
  return opened;
}

async function prepare(): Promise<Opened> {
  const template = new URL(inject("databaseUrl"));
  const templateName = template.pathname.slice(1);
  const name = `${templateName}_w${process.env.VITEST_POOL_ID ?? "1"}`;
  const url = Object.assign(new URL(template), { pathname: `/${name}` }).href;
  const pool = createPool({ uri: template.href, connectionLimit: 1 });
  const tables = await tablesOf(pool);
  const [made] = await pool.query<RowDataPacket[]>("SHOW DATABASES LIKE ?", [name.replaceAll("_", "\\_")]);
  if (made.length === 0) await copy(pool, tables, templateName, name);
  await pool.end();
  const admin = createPool({ uri: url, connectionLimit: 1 });
  const all = {
    db: keptInside(createDb(url)),
    url,
    admin,
    tables: tables.filter((table) => table !== MIGRATIONS),
  };
  if (made.length > 0) await empty(all);
  return all;
}

const MIGRATIONS = "_prisma_migrations";

async function copy(pool: Pool, tables: string[], from: string, to: string) {
  await pool.query(`CREATE DATABASE \`${to}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  for (const table of tables)
    await pool.query(`CREATE TABLE \`${to}\`.\`${table}\` LIKE \`${from}\`.\`${table}\``);
  await pool.query(`INSERT INTO \`${to}\`.\`${MIGRATIONS}\` SELECT * FROM \`${from}\`.\`${MIGRATIONS}\``);
}

async function empty({ admin, tables }: Opened) {
  const probe = tables.map(
    (table) => `SELECT '${table}' AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM \`${table}\`)`,
  );
  const [filled] = await admin.query<RowDataPacket[]>(probe.join(" UNION ALL "));
  for (const { name } of filled) {
    const [{ affectedRows }] = await admin.query<ResultSetHeader>(`DELETE FROM \`${name}\` LIMIT ${FEW}`);
    if (affectedRows === FEW) await admin.query(`TRUNCATE TABLE \`${name}\``);
  }
}

async function tablesOf(pool: Pool): Promise<string[]> {
  const [rows] = await pool.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1",
  );
  return rows.map((row) => row.name as string);
}
