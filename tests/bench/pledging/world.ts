// The world of the pledge bench: one hot slot, 10,000 spread slots, people with sessions. Durable, as in real life.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPool, type Pool } from "mysql2/promise";
import { v7 as uuid } from "uuid";
import { sessionCookie } from "@/server/platform/auth";
import { parseConfig } from "@/server/platform/config";
import { hashOf, loadKeys, randomId } from "@/server/platform/crypto";
import { createDb, type Db, poolOf } from "@/server/platform/db";
import { createLog } from "@/server/platform/log";
import { startPrivateDatabase } from "@/server/platform/mariadb";
import { migrate } from "@/server/platform/migrate";
import type { Ctx, World } from "@/server/trpc/context";
import { openNeed } from "@/tests/support/needs";
import { CONNECTIONS, MASTER_KEY, SPREAD_SLOTS } from "./numbers";

export type BenchWorld = World & { url: string; dataDir: string; bare: Pool; close(): Promise<void> };

export async function openBench(): Promise<BenchWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), "hrb-bench-"));
  const database = await startPrivateDatabase({ dataDir });
  await migrate(database.url);
  const db = createDb(database.url, { connectionLimit: CONNECTIONS });
  const bare = createPool({
    uri: database.url,
    connectionLimit: CONNECTIONS,
    timezone: "Z",
    decimalNumbers: true,
  });
  bare.on("connection", (raw) => {
    raw.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  });
  return {
    db,
    bare,
    url: database.url,
    dataDir,
    clock: { now: () => new Date() },
    keys: loadKeys(MASTER_KEY),
    config: parseConfig({ HRB_DATA_DIR: dataDir, DEMO: "0" }),
    log: createLog("error"),
    sms: { send: async () => ({ ref: "bench" }) },
    async close() {
      await bare.end();
      await db.destroy();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A slot that never fills, for a gift of 10^12 g. */
export async function hotSlot(world: World): Promise<string> {
  const need = await openNeed(world, { lines: [{ quantity: 2_000_000_000 }] });
  return need.lines[0]?.slotId as string;
}

/** 10,000 open needs of one line, copied from one that openNeed made. */
export async function spreadSlots(world: { db: Db; clock: World["clock"] }): Promise<string[]> {
  const model = await openNeed(world, { lines: [{ quantity: 2_000_000_000 }] });
  const pool = poolOf(world.db).promise();
  const ids = Array.from({ length: SPREAD_SLOTS }, () => ({ need: uuid(), line: uuid(), slot: uuid() }));
  await pool.query("CREATE TABLE bench_ids (need CHAR(36), line CHAR(36), slot CHAR(36))");
  for (let i = 0; i < ids.length; i += 1000)
    await pool.query("INSERT INTO bench_ids VALUES ?", [
      ids.slice(i, i + 1000).map((r) => [r.need, r.line, r.slot]),
    ]);
  const copy = async (table: string, replaced: Record<string, string>, from: string) => {
    const [columns] = await pool.query("SHOW COLUMNS FROM ??", [table]);
    const names = (columns as { Field: string }[]).map((c) => `\`${c.Field}\``);
    const values = names.map((n) => replaced[n.replaceAll("`", "")] ?? `t.${n}`);
    await pool.query(
      `INSERT INTO ${table} (${names.join(", ")}) SELECT ${values.join(", ")} FROM ${table} t, bench_ids b WHERE t.id = ?`,
      [from],
    );
  };
  const line = model.lines[0] as (typeof model.lines)[number];
  await copy("need", { id: "b.need" }, model.id);
  await copy("need_line", { id: "b.line", need_id: "b.need" }, line.id);
  await copy("slot", { id: "b.slot", need_id: "b.need", line_id: "b.line" }, line.slotId);
  await pool.query("DROP TABLE bench_ids");
  return ids.map((r) => r.slot);
}

export type Caller = { personId: string; cookie: string; sid: string };

/** People with a live session each; sid is the session's row key, as the bare server's cookie carries it. */
export async function callers(world: BenchWorld, n: number): Promise<Caller[]> {
  const now = new Date();
  const until = new Date(now.getTime() + 30 * 86_400_000);
  const made: Caller[] = [];
  for (let i = 0; i < n; i += 500) {
    const people: unknown[][] = [];
    const sessions: unknown[][] = [];
    for (let j = i; j < Math.min(n, i + 500); j++) {
      const [personId, sessionId] = [uuid(), randomId()];
      const sid = hashOf(world.keys, "session", sessionId);
      people.push([personId, "李小明", "active", "self", now]);
      sessions.push([sid, personId, "bench", now, now, until]);
      const header = await sessionCookie(world.keys, sessionId, world.config.secure);
      made.push({ personId, sid, cookie: header.split(";")[0] as string });
    }
    await world.bare.query("INSERT INTO person (id, name, status, origin, created_at) VALUES ?", [people]);
    await world.bare.query(
      "INSERT INTO session (id_hash, person_id, device, created_at, seen_at, expires_at) VALUES ?",
      [sessions],
    );
  }
  return made;
}

export function asPerson(world: World, personId: string): Ctx {
  return {
    ...world,
    system: false,
    asked: new Set(),
    browser: null,
    address: "",
    device: "",
    actor: { personId, name: "李小明", sessionId: "", grants: [], hat: null },
  };
}

/** Slots that gave more than they have. */
export async function overPledged(db: Db): Promise<number> {
  const rows = await db
    .selectFrom("pledge as p")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .select("s.id")
    .groupBy(["s.id", "s.ceiling"])
    .having((eb) => eb(eb.fn.sum<number>("p.amount"), ">", eb.ref("s.ceiling")))
    .execute();
  return rows.length;
}
