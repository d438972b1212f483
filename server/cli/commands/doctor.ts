import { statfs } from "node:fs/promises";
import { sql } from "kysely";
import { command } from "@/server/cli/command";
import { outboxLag } from "@/server/history/outbox/data";
import { open } from "@/server/platform/crypto";
import { migrationState } from "@/server/platform/migrate";
import type { OpenWorld } from "@/server/platform/world";
import { timerLag } from "@/server/timers/data";

type Finding = { check: string; ok: boolean; found: string };
const FREE_LIMIT = 1024 ** 3; // a database that cannot grow stops in the middle of an act
const CLOCK_LIMIT_S = 5;

export const doctorCommand = command({
  name: "doctor",
  describe: "look at the configuration, the database, the keys and the machine, and say what is wrong",
  async run({ world }) {
    const findings: Finding[] = [];
    for (const [check, look] of Object.entries(CHECKS)) {
      try {
        findings.push({ check, ...(await look(world)) });
      } catch (error) {
        findings.push({ check, ok: false, found: (error as Error).message });
      }
    }
    const ok = findings.every((finding) => finding.ok);
    const lines = findings.map((one) => `${one.ok ? "ok  " : "FAIL"}  ${one.check.padEnd(12)} ${one.found}`);
    return { text: lines.join("\n"), data: { ok, findings }, exit: ok ? 0 : 1 };
  },
});

const CHECKS: Record<string, (world: OpenWorld) => Promise<Omit<Finding, "check">>> = {
  node: async () => ({ ok: true, found: process.version }),
  database: async ({ db, config }) => {
    const { rows } = await sql<{ version: string }>`SELECT VERSION() AS version`.execute(db);
    return {
      ok: true,
      found: `${rows[0]?.version}, ${config.databaseUrl ? "DATABASE_URL" : `private, in ${config.dataDir}`}`,
    };
  },
  durability: async ({ db }) => {
    const { rows } = await sql<{ flush: number }>`SELECT @@innodb_flush_log_at_trx_commit AS flush`.execute(
      db,
    );
    const flush = Number(rows[0]?.flush);
    return {
      ok: flush === 1,
      found: `innodb_flush_log_at_trx_commit=${flush}${flush === 1 ? "" : ": a power cut loses acknowledged pledges"}`,
    };
  },
  tables: async ({ db }) => {
    const state = await migrationState(db);
    const rest = [
      ...state.problems,
      ...(state.pending.length > 0 ? [`${state.pending.length} migrations pending`] : []),
    ];
    return {
      ok: state.atHead,
      found: state.atHead ? `${state.applied} migrations, at head` : rest.join("; "),
    };
  },
  letters: async ({ db }) => {
    const { rows } = await sql<{ c: string; t: string }>`SELECT @@collation_database AS c, '𠮷' AS t`.execute(
      db,
    );
    const ok = rows[0]?.c === "utf8mb4_bin" && rows[0].t === "𠮷";
    return { ok, found: ok ? "utf8mb4_bin" : `${rows[0]?.c}: make the database with utf8mb4_bin` };
  },
  keys: async ({ db, keys }) => {
    const sealed = await db.selectFrom("person_phone").select("cipher").limit(1).executeTakeFirst();
    if (!sealed) return { ok: true, found: "nothing sealed yet" };
    open(keys, sealed.cipher);
    return { ok: true, found: "the master key opens what is sealed" };
  },
  events: async ({ db, clock }) => {
    const { oldest, parked } = await outboxLag(db);
    const lag = oldest ? Math.round((clock.now().getTime() - oldest.getTime()) / 1000) : 0;
    const found = lag === 0 ? "all delivered" : `the eldest waits for ${lag} s`;
    return {
      ok: lag < 120 && parked === 0,
      found: parked > 0 ? `${found}; ${parked} given up: see \`hrb parked\`` : found,
    };
  },
  timers: async ({ db, clock }) => {
    const { oldest, parked } = await timerLag(db, clock.now());
    const lag = oldest ? Math.round((clock.now().getTime() - oldest.getTime()) / 1000) : 0;
    const found = lag === 0 ? "none is late" : `the eldest is late by ${lag} s`;
    return {
      ok: lag < 120 && parked === 0,
      found: parked > 0 ? `${found}; ${parked} given up: see \`hrb parked\`` : found,
    };
  },
  clock: async ({ db }) => {
    const { rows } = await sql<{ t: Date }>`SELECT UTC_TIMESTAMP(3) AS t`.execute(db);
    const off = Math.abs(Date.now() - (rows[0]?.t.getTime() ?? 0)) / 1000;
    return { ok: off < CLOCK_LIMIT_S, found: `${off.toFixed(1)} s from the database's` };
  },
  disk: async ({ config }) => {
    const { bavail, bsize } = await statfs(config.dataDir);
    const free = bavail * bsize;
    return { ok: free > FREE_LIMIT, found: `${(free / 1024 ** 3).toFixed(1)} GiB free in ${config.dataDir}` };
  },
};
