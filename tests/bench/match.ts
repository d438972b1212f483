// `npm run bench -- match`: "needs for me" and "who can help" against one county list query, at two sizes of the world. Every
// question is asked of all sizes and of all sides in turn, so that a noisy neighbour hits all alike. Beside the times it tells
// how many rows the engine touched, which no neighbour changes.
// --sizes 100000,1000000 (needs; as many people, a tenth as many teams)  --rounds 60  --data <folder>  --json
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { needsForMe, whoCanHelp } from "@/server/matching/ranking/commands";
import { listOpen } from "@/server/needs/listing/data";
import { drainBehind } from "@/server/platform/behind";
import { loadConfig } from "@/server/platform/config";
import { loadKeys } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { createLog } from "@/server/platform/log";
import type { Ctx } from "@/server/trpc/context";
import { openWorlds, type Plan, type Size } from "./browsing/world";
import { quantile, round } from "./sides/measure";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "100000,1000000" },
    rounds: { type: "string", default: "60" },
    data: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
const rounds = Number(options.rounds);
const LIMIT = 20;
const WARM_UP = 10;
const tell = (line: string) => process.stderr.write(`${line}\n`);

const PLAN: Plan = {
  name: "match",
  beside: (needs) => ({ people: needs, teams: Math.ceil(needs / 10) }),
  read: [
    ...["need", "need_line", "slot", "shift", "certification", "listing", "region", "region_point"],
    ...[
      "helper",
      "helper_can",
      "helper_village",
      "need_want",
      "person",
      "person_profile",
      "organisation",
      "pledge",
    ],
  ],
};

/** "again": the same ranking on the same day, as when a page is loaded again. What is kept of it is written behind all of them. */
const SIDES = [
  "county list",
  "needs for me",
  "needs for me, again",
  "who can help",
  "who can help, again",
] as const;
type Side = (typeof SIDES)[number];
type Times = Record<Side, { ms: number[]; rows: number; touched: number }>;
const clock = { now: () => new Date() };
const config = loadConfig();
const keys = loadKeys("5e".repeat(32));
const log = createLog("silent");
type Asked = { personId: string; needId: string; posterId: string; countyId: number };

const worlds = await openWorlds(
  resolve(options.data ?? `${loadConfig().dataDir}/bench-match`),
  sizes,
  tell,
  PLAN,
);
try {
  const times = worlds.sizes.map(
    () =>
      Object.fromEntries(SIDES.map((side) => [side, { ms: [], rows: 0, touched: 0 }])) as unknown as Times,
  );
  const asked = await Promise.all(worlds.sizes.map(({ db }) => draw(db, rounds + WARM_UP)));
  for (const { db } of worlds.sizes) await db.deleteFrom("ranking_shown").execute();
  for (let turn = 0; turn < rounds + WARM_UP; turn++) {
    if (turn % 10 === 0) tell(`round ${turn} of ${rounds + WARM_UP}`);
    for (const [s, size] of worlds.sizes.entries()) {
      const at = asked[s]?.[turn] as Asked;
      // "again" must follow its first showing; the list takes turns with both.
      const order: Side[] = turn % 2 === 0 ? [...SIDES] : [...SIDES.slice(1), SIDES[0]];
      for (const side of order) await measure(size, times[s] as Times, side, at, turn >= WARM_UP);
      // Counted by a second asking, on one connection, so that counting costs the first nothing.
      if (turn >= WARM_UP)
        for (const side of SIDES)
          (times[s] as Times)[side].touched += await touchedBy(size.db, (db) => ask(db, side, at));
    }
  }
  report(times);
} finally {
  await worlds.close();
}

async function measure(size: Size, times: Times, side: Side, at: Asked, counts: boolean): Promise<void> {
  const began = performance.now();
  const rows = await ask(size.db, side, at);
  const took = performance.now() - began;
  if (!counts) return;
  times[side].ms.push(took);
  times[side].rows += rows;
}

async function ask(db: Db, side: Side, at: Asked): Promise<number> {
  if (side === "county list") {
    const region = { level: 3, id: at.countyId };
    return (await listOpen({ db, clock }, { region, kind: "any", limit: LIMIT })).cards.length;
  }
  if (side.startsWith("needs"))
    return (await needsForMe(ctxOf(db, at.personId), { limit: LIMIT })).rows.length;
  return (await whoCanHelp(ctxOf(db, at.posterId), { needId: at.needId, limit: LIMIT })).rows.length;
}

/** Rows the engine read for it, by key or in order. */
async function touchedBy(db: Db, act: (db: Db) => Promise<unknown>): Promise<number> {
  return db.connection().execute(async (one) => {
    const read = async () => {
      const { rows } = await sql<{ Value: string }>`SHOW SESSION STATUS WHERE Variable_name IN
        ('Handler_read_key', 'Handler_read_next', 'Handler_read_prev', 'Handler_read_first', 'Handler_read_rnd_next')`.execute(
        one,
      );
      return rows.reduce((sum, row) => sum + Number(row.Value), 0);
    };
    const before = await read();
    await act(one);
    const after = await read();
    await drainBehind(one); // nothing may follow on a connection that was given back
    return after - before;
  });
}

function ctxOf(db: Db, personId: string): Ctx {
  return {
    ...{ db, clock, keys, log, config, system: false, asked: new Set<string>() },
    ...{
      sms: { send: () => Promise.reject(new Error("nothing is sent")) },
      browser: "bench",
      address: "",
      device: "",
    },
    actor: { personId, name: "", sessionId: "", grants: [], hat: null },
  } as unknown as Ctx;
}

/** People, and needs with their posters, drawn evenly over the time the world came about in. */
async function draw(db: Db, count: number): Promise<Asked[]> {
  const ends = (table: "person" | "need") =>
    Promise.all(
      (["asc", "desc"] as const).map((way) =>
        db.selectFrom(table).select("id").orderBy("id", way).limit(1).executeTakeFirstOrThrow(),
      ),
    );
  const time = (id = "") => Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  const at = ([first, last]: { id: string }[], n: number) => {
    const hex = Math.floor(time(first?.id) + ((time(last?.id) - time(first?.id)) * n) / count)
      .toString(16)
      .padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}`;
  };
  const [people, needs] = [await ends("person"), await ends("need")];
  const drawn: Asked[] = [];
  for (let n = 0; n < count; n++) {
    const person = await db
      .selectFrom("person")
      .select("id")
      .where("id", ">=", at(people, n))
      .orderBy("id")
      .limit(1)
      .executeTakeFirstOrThrow();
    const need = await db
      .selectFrom("need")
      .select(["id", "poster_id", "county_id"])
      .where("id", ">=", at(needs, n))
      .orderBy("id")
      .limit(1)
      .executeTakeFirstOrThrow();
    drawn.push({ personId: person.id, needId: need.id, posterId: need.poster_id, countyId: need.county_id });
  }
  return drawn;
}

function report(times: Times[]): void {
  const bySize = worlds.sizes.map(({ needs }, s) => {
    const of = times[s] as Times;
    const list = quantile(of["county list"].ms, 0.5);
    return {
      needs,
      sides: SIDES.map((side) => ({
        side,
        rows: round(of[side].rows / rounds, 1),
        touched: Math.round(of[side].touched / rounds),
        p50: round(quantile(of[side].ms, 0.5), 3),
        p95: round(quantile(of[side].ms, 0.95), 3),
        ratio: round(quantile(of[side].ms, 0.5) / list),
      })),
    };
  });
  const grown = SIDES.map((side) => {
    const [small, large] = [times[0]?.[side].ms ?? [], times.at(-1)?.[side].ms ?? []];
    return {
      side,
      p50: round(quantile(large, 0.5) / quantile(small, 0.5)),
      p95: round(quantile(large, 0.95) / quantile(small, 0.95)),
    };
  });
  const goals = {
    "needs for me, who can help ≤ 3 × one county list query, p50 at every size": bySize.every((size) =>
      size.sides.every((side) => side.ratio <= 3),
    ),
    "largest ≤ 1.5 × smallest, p50": grown.every((one) => one.p50 <= 1.5),
  };
  const found = {
    bench: "match",
    rounds,
    limit: LIMIT,
    bufferPoolMb: worlds.bufferPoolMb,
    sizes: bySize,
    grown,
    goals,
  };
  if (options.json) return void process.stdout.write(`${JSON.stringify(found)}\n`);
  const line = (cells: (string | number)[]) =>
    process.stdout.write(
      `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(26) : String(cell).padStart(9))).join("")}\n`,
    );
  for (const size of bySize) {
    process.stdout.write(`\n${size.needs} needs and people, milliseconds\n`);
    line(["", "rows", "touched", "p50", "p95", "× list"]);
    for (const one of size.sides) line([one.side, one.rows, one.touched, one.p50, one.p95, one.ratio]);
  }
  process.stdout.write(`\n${sizes.at(-1)} against ${sizes[0]}\n`);
  for (const one of grown) line([one.side, "", "", one.p50, one.p95]);
  for (const [goal, met] of Object.entries(goals))
    process.stdout.write(`${met ? "met " : "MISSED"}  ${goal}\n`);
}
