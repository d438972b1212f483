// One file with everything: the tables as one consistent picture, the master key, and the anchors of the history.
// Lines of JSON, gzipped; the last line counts the rows, so that a cut file is known. Works on any server we run on.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline as pipelineOf, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, createGzip } from "node:zlib";
import { createConnection as createStreaming } from "mysql2";
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import { type Config, masterKeyOf } from "./config";
import { loadKeys } from "./crypto";
import { startPrivateDatabase } from "./mariadb";
import { RESTORING } from "./migrate";
import type { OpenWorld } from "./world";

const FORMAT = "haorenbang-backup-1";
const BATCH = 500;

type Value = string | number | null | { b: string };
type Line =
  | { format: string; at: string; masterKey: string; anchors: string | null }
  | { table: string; create: string; columns: string[] }
  | { rows: Value[][] }
  | { end: true; tables: number; total: number };

type BackupAnswer = { at: string; tables: number; rows: number; bytes: number };
type RestoreAnswer = { at: string; tables: number; rows: number };

export async function writeBackup(
  world: Pick<OpenWorld, "config" | "url" | "clock">,
  file: string,
  progress: (table: string) => void = () => {},
): Promise<BackupAnswer> {
  if (existsSync(file)) throw new Error(`${file} exists already`);
  const at = world.clock.now().toISOString();
  const part = `${file}.part`;
  const answer = { at, tables: 0, rows: 0 };
  try {
    await pipeline(
      Readable.from(lines(world, at, answer, progress)),
      createGzip({ level: 5 }),
      createWriteStream(part, { mode: 0o600, flush: true }),
    );
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return { ...answer, bytes: statSync(file).size };
}

async function* lines(
  world: Pick<OpenWorld, "config" | "url">,
  at: string,
  answer: { tables: number; rows: number },
  progress: (table: string) => void,
): AsyncGenerator<string> {
  const say = (line: Line) => `${JSON.stringify(line)}\n`;
  const anchors = anchorsPath(world.config);
  yield say({
    format: FORMAT,
    at,
    masterKey: masterKeyOf(world.config),
    anchors: existsSync(anchors) ? readFileSync(anchors, "utf8") : null,
  });
  const connection = createStreaming({
    uri: world.url,
    dateStrings: true,
    timezone: "Z",
    charset: "utf8mb4_bin",
  });
  const ask = async (sql: string) => (await connection.promise().query<RowDataPacket[]>(sql))[0];
  try {
    await ask("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await ask("START TRANSACTION WITH CONSISTENT SNAPSHOT");
    for (const table of await tablesOf(ask)) {
      progress(table);
      const create = String((await ask(`SHOW CREATE TABLE \`${table}\``))[0]?.["Create Table"]);
      const columns = (await ask(`SHOW COLUMNS FROM \`${table}\``)).map((row) => String(row.Field));
      yield say({ table, create, columns });
      answer.tables++;
      let batch: Value[][] = [];
      const stream = connection
        .query({ sql: `SELECT * FROM \`${table}\``, rowsAsArray: true })
        .stream({ highWaterMark: BATCH });
      for await (const row of stream) {
        batch.push((row as unknown[]).map(toValue));
        answer.rows++;
        if (batch.length < BATCH) continue;
        yield say({ rows: batch });
        batch = [];
      }
      if (batch.length > 0) yield say({ rows: batch });
    }
    yield say({ end: true, tables: answer.tables, total: answer.rows });
  } finally {
    connection.destroy();
  }
}

/** Into an empty database only; one that an earlier restore left half-filled is emptied and filled again. */
export async function restoreBackup(
  config: Config,
  file: string,
  progress: (table: string) => void = () => {},
): Promise<RestoreAnswer> {
  const head = await readHead(file);
  if (config.masterKey) {
    const held = loadKeys(config.masterKey).byId;
    if (![...loadKeys(head.masterKey).byId.keys()].every((id) => held.has(id)))
      throw new Error("HRB_MASTER_KEY is not the key of this backup: what it sealed could not be opened");
  }

  const database = config.databaseUrl ? null : await startPrivateDatabase({ dataDir: config.dataDir });
  const connection = await createConnection({
    uri: config.databaseUrl ?? database?.url,
    multipleStatements: true,
    timezone: "Z",
    charset: "utf8mb4_bin",
  });
  try {
    await makeRoom(connection, config, head.masterKey);
    // Before the rows: a start in between must not make a key of its own.
    if (!config.masterKey) await keep(join(config.dataDir, "master.key"), head.masterKey);
    const answer = await fill(connection, file, progress);
    if (head.anchors) await keep(anchorsPath(config), head.anchors);
    await connection.query(`DROP TABLE \`${RESTORING}\``);
    return { at: head.at, ...answer };
  } finally {
    await connection.end();
    await database?.stop();
  }
}

async function makeRoom(connection: Connection, config: Config, key: string): Promise<void> {
  const ask = async (sql: string) => (await connection.query<RowDataPacket[]>(sql))[0];
  const tables = await tablesOf(ask);
  const half = tables.includes(RESTORING);
  if (!half)
    for (const table of tables)
      if (table !== "_prisma_migrations" && (await ask(`SELECT 1 FROM \`${table}\` LIMIT 1`)).length > 0)
        throw new Error(`the database is not empty (${table}): restore into an empty one`);
  const ownKey =
    !config.masterKey && existsSync(join(config.dataDir, "master.key")) && masterKeyOf(config) !== key;
  if (ownKey && !half)
    throw new Error(
      `${config.dataDir} has a master key of its own: restore into an empty folder (HRB_DATA_DIR)`,
    );
  await connection.query(`CREATE TABLE IF NOT EXISTS \`${RESTORING}\` (at DATETIME(3))`);
  for (const table of tables) if (table !== RESTORING) await connection.query(`DROP TABLE \`${table}\``);
}

async function fill(connection: Connection, file: string, progress: (table: string) => void) {
  const answer = { tables: 0, rows: 0 };
  let ended = false;
  let insert = "";
  await connection.query(
    "SET SESSION unique_checks = 0, SESSION foreign_key_checks = 0, SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'",
  );
  for await (const line of linesOf(file)) {
    if ("table" in line) {
      progress(line.table);
      await connection.query(line.create);
      insert = `INSERT INTO \`${line.table}\` (${line.columns.map((column) => `\`${column}\``).join(", ")}) VALUES ?`;
      answer.tables++;
    } else if ("rows" in line) {
      await connection.query(insert, [line.rows.map((row) => row.map(fromValue))]);
      answer.rows += line.rows.length;
    } else if ("end" in line) {
      ended = line.tables === answer.tables && line.total === answer.rows;
    }
  }
  if (!ended) throw new Error(`${file} is cut off or damaged; the database was left marked as half-restored`);
  return answer;
}

async function readHead(file: string) {
  for await (const line of linesOf(file)) {
    if ("format" in line && line.format === FORMAT) return line;
    break;
  }
  throw new Error(`${file} is not a backup of 好人帮`);
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  const unzipped = createGunzip();
  pipelineOf(createReadStream(file), unzipped, () => {}); // an error also ends the loop below
  const letters = new StringDecoder("utf8");
  let rest = "";
  try {
    for await (const chunk of unzipped) {
      const parts = (rest + letters.write(chunk as Buffer)).split("\n");
      rest = parts.pop() as string;
      for (const part of parts) yield JSON.parse(part) as Line;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error as NodeJS.ErrnoException).code?.startsWith("Z_"))
      throw error;
    throw new Error(`${file} is cut off or damaged (${(error as Error).message})`);
  }
}

async function tablesOf(ask: (sql: string) => Promise<RowDataPacket[]>): Promise<string[]> {
  const rows = await ask(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1",
  );
  return rows.map((row) => String(row.name));
}

const toValue = (value: unknown): Value =>
  Buffer.isBuffer(value) ? { b: value.toString("base64") } : (value as Value);
const fromValue = (value: Value) =>
  value !== null && typeof value === "object" ? Buffer.from(value.b, "base64") : value;

/** server/history/anchors writes it. */
const anchorsPath = (config: Config) => join(config.dataDir, "anchors.log");

async function keep(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
}
