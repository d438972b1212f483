import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type PrivateDatabase, startPrivateDatabase } from "@/server/platform/mariadb";
import { isAlive } from "@/server/platform/processes";

let dataDir: string;
const started: PrivateDatabase[] = [];
const start = async (options = {}) => {
  const database = await startPrivateDatabase({ dataDir, ...options });
  started.push(database);
  return database;
};
const ask = async (url: string, sql: string) => {
  const connection = await createConnection(url);
  try {
    return (await connection.query<RowDataPacket[]>(sql))[0];
  } finally {
    await connection.end();
  }
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), `hrb-vitest-${process.pid}-`));
});
afterEach(async () => {
  for (const database of started.splice(0)) await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("a fresh folder becomes a database that speaks utf8mb4_bin, UTC and READ COMMITTED and syncs every commit", async () => {
  const { url } = await start();
  const [row] = await ask(
    url,
    "SELECT @@collation_database AS c, @@global.time_zone AS z, @@global.tx_isolation AS i, @@innodb_flush_log_at_trx_commit AS f",
  );
  expect(row).toEqual({ c: "utf8mb4_bin", z: "+00:00", i: "READ-COMMITTED", f: 1 });
});

test("without its password nobody gets in", async () => {
  const { url } = await start();
  const wrong = Object.assign(new URL(url), { password: "x" }).href;
  await expect(ask(wrong, "SELECT 1")).rejects.toThrow(/Access denied/);
  await expect(
    ask(Object.assign(new URL(wrong), { username: "root", password: "" }).href, "SELECT 1"),
  ).rejects.toThrow();
});

test("a clean stop leaves no process, and the next start finds the rows again", async () => {
  const first = await start();
  await ask(first.url, "CREATE TABLE rice (jin INT)");
  await ask(first.url, "INSERT INTO rice VALUES (200000)");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start();
  expect(await ask(second.url, "SELECT jin FROM rice")).toEqual([{ jin: 200000 }]);
});

test("two users share one server; the last one out stops it", async () => {
  const first = await start();
  const { spawn } = await import("node:child_process");
  const other = spawn(process.execPath, ["--import", "tsx", "-e", OTHER_USER], {
    env: { ...process.env, HRB_TEST_DIR: dataDir },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const pid = Number(await new Promise((done) => other.stdout.once("data", (data) => done(String(data)))));
  expect(pid).toBe(first.pid);
  await first.stop();
  expect(isAlive(pid)).toBe(true);
  other.stdin.end();
  await new Promise((done) => other.once("exit", done));
  expect(isAlive(pid)).toBe(false);
});

test("an orphan of a killed parent is adopted, not started twice, and stopped at the end", async () => {
  const { spawn } = await import("node:child_process");
  const parent = spawn(process.execPath, ["--import", "tsx", "-e", OTHER_USER], {
    env: { ...process.env, HRB_TEST_DIR: dataDir },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const orphan = Number(
    await new Promise((done) => parent.stdout.once("data", (data) => done(String(data)))),
  );
  parent.kill("SIGKILL");
  await new Promise((done) => parent.once("exit", done));
  const adopted = await start();
  expect(adopted.pid).toBe(orphan);
  await adopted.stop();
  expect(isAlive(orphan)).toBe(false);
});

test("killed with -9 it comes back on the same address with every acknowledged row", async () => {
  const database = await start();
  await ask(database.url, "CREATE TABLE rice (jin INT)");
  for (let jin = 1; jin <= 20; jin++) await ask(database.url, `INSERT INTO rice VALUES (${jin})`);
  const before = database.pid;
  process.kill(before, "SIGKILL");
  for (let tries = 0; tries < 200; tries++) {
    const rows = await ask(database.url, "SELECT COUNT(*) AS n FROM rice").catch(() => null);
    if (rows && database.pid !== before) {
      expect(rows).toEqual([{ n: 20 }]);
      return;
    }
    await sleep(50);
  }
  throw new Error("it did not come back in 10 s");
});

const OTHER_USER = `
import("./server/platform/mariadb.ts").then(async ({ startPrivateDatabase }) => {
  const database = await startPrivateDatabase({ dataDir: process.env.HRB_TEST_DIR });
  process.stdout.write(String(database.pid));
  process.stdin.resume().on("end", async () => { await database.stop(); process.exit(0); });
});`;
