// Applies prisma/migrations in Prisma's own layout and book-keeping (`_prisma_migrations`), so that `prisma migrate
// deploy` can take over where its engine can be had. One node at a time (GET_LOCK); edited or half-applied: refused.
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import type { Db } from "./db";

/** Stands in a database from a restore's first row to its last. */
export const RESTORING = "_hrb_restoring";
export const MIGRATIONS_FOLDER = join(process.cwd(), "prisma/migrations");
const LOCK = "hrb_migrate";
const LOCK_WAIT_S = 120; // another node may be at it; a large table takes a while
/** MySQL's DDL cannot be rolled back, so a killed migration leaves a doubt. Saying this again leaves none. */
const SAFE_TO_REPEAT = /^\s*CREATE TABLE IF NOT EXISTS [^;]+;?\s*$/i;

type Migration = { name: string; sql: string; checksum: string };
type Row = { migration_name: string; checksum: string; finished_at: Date | null };
type MigrationState = { atHead: boolean; applied: number; pending: string[]; problems: string[] };

function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql: text, checksum: createHash("sha256").update(text).digest("hex") };
    });
}

/** Answers with the names applied now. */
export async function migrate(
  url: string,
  options: { log?: (line: string) => void; folder?: string } = {},
): Promise<string[]> {
  const migrations = readMigrations(options.folder);
  const connection = await createConnection({ uri: url, multipleStatements: true, timezone: "Z" });
  try {
    const [[lock]] = await connection.query<RowDataPacket[]>("SELECT GET_LOCK(?, ?) AS won", [
      LOCK,
      LOCK_WAIT_S,
    ]);
    if (lock?.won !== 1) throw new Error("another node has been migrating for two minutes; look at it first");
    const [restoring] = await connection.query<RowDataPacket[]>("SHOW TABLES LIKE ?", [
      RESTORING.replaceAll("_", "\\_"),
    ]);
    if (restoring.length > 0) throw new Error("a restore was cut short: run `npm run hrb -- restore` again");
    await connection.query(BOOK);
    const { pending, repeat, problems } = compare(migrations, await readBook(connection));
    if (problems.length > 0) throw new Error(problems.join("\n"));
    if (repeat.length > 0) {
      await connection.query(
        "DELETE FROM `_prisma_migrations` WHERE finished_at IS NULL AND migration_name IN (?)",
        [repeat],
      );
    }
    for (const migration of pending) {
      await apply(connection, migration);
      options.log?.(migration.name);
    }
    return pending.map(({ name }) => name);
  } finally {
    await connection.end(); // releases the lock
  }
}

export async function migrationState(db: Db, folder = MIGRATIONS_FOLDER): Promise<MigrationState> {
  const { rows } = await sql<Row>`SELECT migration_name, checksum, finished_at FROM \`_prisma_migrations\`
    WHERE rolled_back_at IS NULL`.execute(db);
  const { pending, problems } = compare(readMigrations(folder), rows);
  return {
    atHead: pending.length === 0 && problems.length === 0,
    applied: rows.filter((row) => row.finished_at).length,
    pending: pending.map(({ name }) => name),
    problems,
  };
}

/** The operator looked and says how a half-applied migration ended. */
export async function resolveMigration(
  db: Db,
  name: string,
  outcome: "applied" | "rolled-back",
): Promise<boolean> {
  const done =
    outcome === "applied"
      ? sql`UPDATE \`_prisma_migrations\` SET finished_at = UTC_TIMESTAMP(3), applied_steps_count = 1
            WHERE migration_name = ${name} AND finished_at IS NULL AND rolled_back_at IS NULL`
      : sql`UPDATE \`_prisma_migrations\` SET rolled_back_at = UTC_TIMESTAMP(3)
            WHERE migration_name = ${name} AND finished_at IS NULL AND rolled_back_at IS NULL`;
  return Number((await done.execute(db)).numAffectedRows ?? 0) > 0;
}

function compare(migrations: Migration[], book: Row[]) {
  const problems: string[] = [];
  const repeat: string[] = [];
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const finished = new Set<string>();
  for (const row of book) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      problems.push(
        `${row.migration_name} was applied to this database, but this version does not know it: run a newer version`,
      );
    } else if (!row.finished_at) {
      if (SAFE_TO_REPEAT.test(migration.sql) && row.checksum === migration.checksum)
        repeat.push(migration.name);
      else
        problems.push(
          `${row.migration_name} was begun and not finished: look at the database, then say ` +
            `\`npm run hrb -- migrate --resolve applied|rolled-back --name ${row.migration_name}\``,
        );
    } else if (row.checksum !== migration.checksum) {
      problems.push(
        `${row.migration_name} was edited after it had been applied: put it back and write a new migration`,
      );
    } else finished.add(row.migration_name);
  }
  return { pending: migrations.filter(({ name }) => !finished.has(name)), repeat, problems };
}

async function readBook(connection: Connection): Promise<Row[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT migration_name, checksum, finished_at FROM `_prisma_migrations` WHERE rolled_back_at IS NULL",
  );
  return rows as unknown as Row[];
}

async function apply(connection: Connection, migration: Migration): Promise<void> {
  const id = randomUUID();
  await connection.query(
    "INSERT INTO `_prisma_migrations` (id, checksum, migration_name, started_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))",
    [id, migration.checksum, migration.name],
  );
  try {
    await connection.query(migration.sql);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await connection
      .query("UPDATE `_prisma_migrations` SET logs = ? WHERE id = ?", [message, id])
      .catch(() => {});
    throw new Error(`migration ${migration.name} failed: ${message}`);
  }
  await connection.query(
    "UPDATE `_prisma_migrations` SET finished_at = UTC_TIMESTAMP(3), applied_steps_count = 1 WHERE id = ?",
    [id],
  );
}

/** Prisma's own table, word for word. */
const BOOK = `CREATE TABLE IF NOT EXISTS \`_prisma_migrations\` (
  \`id\` VARCHAR(36) PRIMARY KEY NOT NULL,
  \`checksum\` VARCHAR(64) NOT NULL,
  \`finished_at\` DATETIME(3),
  \`migration_name\` VARCHAR(255) NOT NULL,
  \`logs\` TEXT,
  \`rolled_back_at\` DATETIME(3),
  \`started_at\` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  \`applied_steps_count\` INTEGER UNSIGNED NOT NULL DEFAULT 0
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
