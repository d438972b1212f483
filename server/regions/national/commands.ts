// Rows of the national list into the tree: the shipped district, and imports of more. What stands already is never
// overwritten, so edits by hand survive every import.
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ResultSetHeader } from "mysql2";
import type { Connection } from "mysql2/promise";
import { type Db, poolOf } from "@/server/platform/db";
import { PLACE_COLUMNS } from "@/server/policy";
import { placeBelow } from "../rules";
import { LEVEL } from "../schema";
import {
  called,
  HAND_FROM,
  idOfCode,
  isFiller,
  nationalRegion,
  placeOfCode,
  type RegionSeed,
  readLine,
} from "./rules";

/** 罗庄区 with its 8 towns and streets and 155 villages, and the villages of the story that the list has lost. */
const SHIPPED = join(process.cwd(), "server/regions/data/luozhuang.csv");

export { SHIPPED_COUNTY } from "./rules";

const COLUMNS = [
  "id",
  "code",
  "level",
  "name",
  "short_name",
  "initials",
  "parent_id",
  ...PLACE_COLUMNS,
  "origin",
] as const satisfies (keyof RegionSeed)[];
/** A shared node has no history yet: version 0. */
const INSERT = `INSERT INTO region (${COLUMNS.join(", ")}, status, version, created_at) VALUES ?
  ON DUPLICATE KEY UPDATE id = region.id`;

function readShipped(): RegionSeed[] {
  return readFileSync(SHIPPED, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const row = readLine(line);
      if (!row) throw new Error(`${SHIPPED}: cannot read ${line}`);
      return row.code.startsWith("H")
        ? handRow(row.code, row.name, row.rest)
        : nationalRegion(row.code, row.name);
    });
}

function handRow(code: string, name: string, parent: string): RegionSeed {
  const id = HAND_FROM + Number(code.slice(1));
  return {
    id,
    code: null,
    level: LEVEL.village,
    name,
    ...called(name),
    parent_id: idOfCode(parent),
    ...placeBelow(placeOfCode(parent), LEVEL.village, id),
    origin: "hand",
  };
}

/** Brings the shipped district in; as often as you like. Answers with the number of new nodes. */
export async function seedRegions({ db }: { db: Db }, now = new Date()): Promise<number> {
  return insertRegions(db, readShipped(), now);
}

/** Those that are not there yet, in one statement. Strict: a name that does not fit is an error, not cut. */
async function insertRegions(
  db: Db,
  regions: RegionSeed[],
  now: Date,
  connection?: Connection,
): Promise<number> {
  if (regions.length === 0) return 0;
  const rows = regions.map((region) => [...COLUMNS.map((column) => region[column]), "active", 0, now]);
  const [result] = await (connection ?? poolOf(db).promise()).query<ResultSetHeader>(INSERT, [rows]);
  const known = /Duplicates: (\d+)/.exec(result.info)?.[1]; // affectedRows counts them too: mysql2 asks for found rows
  return regions.length - Number(known ?? 0);
}

type Progress = { done: number; total: number; added: number };
type ImportAnswer = Progress & { scope: string; resumedAt: number };

/** Small enough for a short transaction, large enough that round trips do not count. */
const BATCH = 1_000;

/**
 * Brings a part of the list in: a code (of a province, city, county or town), a name of one, or "all". In batches, each
 * with its bookmark in one transaction: killed at any point, the same call goes on where it stopped.
 */
export async function importRegions(
  { db }: { db: Db },
  folder: string,
  asked: string,
  now: () => Date,
  onProgress: (progress: Progress) => void = () => {},
): Promise<ImportAnswer> {
  const scope = await readScope(folder, asked);
  let total = 0;
  for await (const _ of listed(folder, scope)) total++;
  const scopeKey = scope === "" ? "all" : scope;
  const begun = await bookmark(db, scopeKey, total, now());
  const progress = { done: 0, total, added: 0 };
  const connection = await poolOf(db).promise().getConnection();
  try {
    let batch: RegionSeed[] = [];
    const flush = async () => {
      const last = batch.at(-1);
      if (!last) return;
      await connection.beginTransaction();
      progress.added += await insertRegions(db, batch, now(), connection);
      progress.done += batch.length;
      await connection.query("UPDATE region_import SET done_code = ?, done_count = ? WHERE scope = ?", [
        last.code,
        progress.done,
        scopeKey,
      ]);
      await connection.commit();
      batch = [];
      onProgress({ ...progress });
    };
    let at = 0;
    for await (const row of listed(folder, scope)) {
      if (at++ < begun) continue;
      progress.done = Math.max(progress.done, begun);
      batch.push(nationalRegion(row.code, row.name));
      if (batch.length === BATCH) await flush();
    }
    await flush();
    await connection.query("UPDATE region_import SET finished_at = ? WHERE scope = ?", [now(), scopeKey]);
  } catch (error) {
    await connection.rollback().catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
  return { ...progress, done: total, scope: scopeKey, resumedAt: begun };
}

/** How many rows an unfinished import of the same list has brought in already. A finished one begins anew. */
async function bookmark(db: Db, scope: string, total: number, now: Date): Promise<number> {
  const row = await db.selectFrom("region_import").selectAll().where("scope", "=", scope).executeTakeFirst();
  if (row && row.finished_at === null && row.total_count === total) return row.done_count;
  await db.deleteFrom("region_import").where("scope", "=", scope).execute();
  await db
    .insertInto("region_import")
    .values({ scope, done_code: "", done_count: 0, total_count: total, started_at: now, finished_at: null })
    .execute();
  return 0;
}

/** From the top down, so that a parent comes before its children. */
const FILES = ["provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"];

/** The rows of the scope and its ancestors, in the list's order. */
async function* listed(folder: string, scope: string): AsyncGenerator<{ code: string; name: string }> {
  for (const file of FILES) {
    const lines = createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity });
    let head = true;
    for await (const line of lines) {
      if (head || line === "") head = false;
      else if (within(line, scope)) {
        const row = readLine(line);
        if (!row) throw new Error(`${file}: cannot read ${line}`);
        if (!isFiller(row.code)) yield row;
      }
    }
  }
}

function within(line: string, scope: string): boolean {
  if (line.startsWith(scope)) return true;
  const code = line.slice(0, line.indexOf(","));
  return scope.startsWith(code);
}

/** The code a scope means; "" is the nation. */
async function readScope(folder: string, asked: string): Promise<string> {
  if (asked === "all" || asked === "全国") return "";
  const found: string[] = [];
  for (const file of FILES.slice(0, 4))
    for (const line of readFileSync(join(folder, file), "utf8").split("\n").slice(1)) {
      const row = readLine(line);
      if (row && !isFiller(row.code) && (row.code === asked || row.name === asked)) found.push(row.code);
    }
  if (found.length === 1) return found[0] as string;
  if (found.length === 0) throw new Error(`${asked} is in no list: say a code, a name, or all`);
  throw new Error(`${asked} is several: say the code, one of ${found.join(", ")}`);
}
