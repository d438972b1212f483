// The one way to the database: Kysely on one mysql2 pool, typed from schema.prisma.
// Values come back as the generated types say: BIGINT and DECIMAL as numbers (ours stay below 2^53), TINYINT(1) as
// booleans, DATETIME as Date in UTC.

import { setTimeout as sleep } from "node:timers/promises";
import {
  type CompiledQuery,
  Kysely,
  MysqlDialect,
  type MysqlPool,
  type MysqlPoolConnection,
  type Transaction,
} from "kysely";
import { createPool, type FieldPacket, type Pool, type PoolConnection, type QueryError } from "mysql2";
import type { DB } from "./db-types.generated";

export type { DB };
export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

/** 8 to 16 is fastest on two to four cores; 64 is slower. */
export const DEFAULT_CONNECTION_LIMIT = 12;
const ATTEMPTS = 8;
/** Deadlock, lock wait timeout, and MariaDB's "record has changed since last read": nothing was done, say it again. */
const RETRIED = new Set([1213, 1205, 1020]);
/** Said on every new connection. (The variable of the isolation level has two names; the statement has one.) */
const SESSION = [
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
  "SET SESSION time_zone = '+00:00', SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'",
];
const MYSQL_TINY = 1;

/** On globalThis, since Next keeps a second copy of modules and is given the same `Db`. */
const POOLS = Symbol.for("haorenbang.pools");
const home = globalThis as unknown as Record<symbol, WeakMap<object, Pool> | undefined>;
home[POOLS] ??= new WeakMap();
const pools = home[POOLS];

type DbOptions = {
  connectionLimit?: number;
  /** A statement found the server gone. */
  onLost?: () => void;
};

export function createDb(url: string, options: DbOptions = {}): Db {
  const pool = createRawPool(url, options);
  const db = new Kysely<DB>({ dialect: new MysqlDialect({ pool: typed(pool, options.onLost) }) });
  pools.set(db, pool);
  return db;
}

/** The mysql2 pool under a `Db`, for benches and bulk work. Values are as mysql2 gives them. */
export function poolOf(db: Db): Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error("not a database made by createDb");
  return pool;
}

function createRawPool(url: string, options: { connectionLimit?: number } = {}): Pool {
  const pool = createPool({
    uri: url,
    connectionLimit: options.connectionLimit ?? DEFAULT_CONNECTION_LIMIT,
    timezone: "Z",
    charset: "utf8mb4_bin",
    decimalNumbers: true,
    connectTimeout: 5_000,
    enableKeepAlive: true,
  });
  // Queued on the new connection before anything else can be.
  pool.on("connection", (connection) => {
    for (const statement of SESSION)
      connection.query(statement, (error: Error | null) => {
        if (error) connection.destroy();
      });
  });
  return pool;
}

/**
 * One READ COMMITTED transaction; when the database gave it up (deadlock, lock wait), the whole function runs again,
 * so it must do nothing outside the database. Inside a transaction it joins that one.
 */
export async function transact<T>(db: Db, act: (trx: Trx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return act(db as Trx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(act);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetried(error)) throw error;
      await sleep(Math.random() * 4 * 2 ** attempt);
    }
  }
}

/** Statements said so often that the server keeps them parsed: a fifth of a pledge's time. Parameters must be single values. */
const KEPT = new Set<string>();
export function keepParsed(text: string): string {
  KEPT.add(text);
  return text;
}

/** A statement written out, for the few places where building it would cost as much as running it. */
export async function say<T>(
  db: Db | Trx,
  text: string,
  parameters: unknown[],
): Promise<{ rows: T[]; affected: number }> {
  // Straight to the connection: there is nothing to compile, and no plugin.
  const said = { sql: text, parameters } as unknown as CompiledQuery<T>;
  const result = await db.getExecutor().provideConnection((connection) => connection.executeQuery<T>(said));
  return { rows: result.rows, affected: Number(result.numAffectedRows ?? 0) };
}

/** Rows of one table in one statement; `head` is `INSERT INTO t (a, b) VALUES `. Nothing happens for no rows. */
export async function insertRows(trx: Trx, head: string, rows: unknown[][]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const marks = `(?${", ?".repeat(first.length - 1)})`;
  const one = head + marks;
  if (rows.length === 1) await say(trx, KEPT.has(one) ? one : keepParsed(one), first);
  else await say(trx, one + `, ${marks}`.repeat(rows.length - 1), rows.flat());
}

/** Rows or ids in portions of one statement each: quick, and far below what a server takes in one packet. */
export const chunks = <T>(all: readonly T[], size = 500): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** Asks for each portion in turn; answers all of it, in order. */
export async function inChunks<T, R>(all: readonly T[], ask: (some: T[]) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (const some of chunks(all)) found.push(...(await ask(some)));
  return found;
}

export function isRetried(error: unknown): boolean {
  return RETRIED.has((error as { errno?: number })?.errno ?? 0);
}

/** A unique key said no. Without a name: any key. */
export function isDuplicate(error: unknown, key?: string): boolean {
  const { errno, sqlMessage } = (error ?? {}) as { errno?: number; sqlMessage?: string };
  return errno === 1062 && (!key || (sqlMessage ?? "").includes(key));
}

const LOST = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
]);

/** The database cannot be reached at all: answer 503, do not blame the act. */
export function isDatabaseLost(error: unknown): boolean {
  for (
    let at = error as { code?: string; message?: string; cause?: unknown } | undefined;
    at;
    at = at.cause as never
  )
    if (LOST.has(at.code ?? "") || at.message === "Connection lost: The server closed the connection.")
      return true;
  return false;
}

function typed(pool: Pool, onLost: () => void = () => {}): MysqlPool {
  const known = new WeakMap<PoolConnection, MysqlPoolConnection>();
  return {
    getConnection(callback) {
      pool.getConnection((error, raw) => {
        if (error) {
          if (isDatabaseLost(error)) onLost();
          return callback(error, undefined as never);
        }
        let connection = known.get(raw);
        if (!connection) {
          connection = wrap(raw, onLost);
          known.set(raw, connection);
        }
        callback(undefined, connection);
      });
    },
    end: (callback) => pool.end((error) => callback(error ?? undefined)),
  };
}

function wrap(raw: PoolConnection, onLost: () => void): MysqlPoolConnection {
  const query = (
    sql: string,
    parameters: ReadonlyArray<unknown>,
    callback?: (e: unknown, r: never) => void,
  ) => {
    if (!callback) return raw.query(sql, parameters as unknown[]);
    const done = (error: QueryError | null, result: unknown, fields: unknown) => {
      if (error && isDatabaseLost(error)) onLost();
      if (!error && Array.isArray(fields)) convert(result as Record<string, unknown>[], fields);
      callback(error, result as never);
    };
    return KEPT.has(sql)
      ? raw.execute(sql, parameters as never[], done)
      : raw.query(sql, parameters as unknown[], done);
  };
  return { query: query as MysqlPoolConnection["query"], release: () => raw.release() };
}

/** There is no wire type for booleans: the column's width tells. */
function convert(rows: Record<string, unknown>[], fields: FieldPacket[]): void {
  for (const { name, columnType, columnLength } of fields as (FieldPacket & Width)[])
    if (columnType === MYSQL_TINY && columnLength === 1)
      for (const row of rows) if (row[name] !== null) row[name] = row[name] !== 0;
}
type Width = { columnType: number; columnLength: number };
