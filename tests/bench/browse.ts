// `npm run bench -- browse`: the lists of open needs against hand-written SQL for the same rows, at three sizes of the world.
// Every question is asked of all sizes and of both sides in turn, so that a noisy neighbour hits all alike.
// --sizes 10000,100000,1000000  --rounds 60  --data <folder>  --no-http  --json
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { listOpen } from "@/server/needs/listing/data";
import { loadConfig } from "@/server/platform/config";
import { barePage, STATEMENTS } from "./browsing/floor";
import { overHttp } from "./browsing/over-http";
import { CASES, drawPlaces, turnTo } from "./browsing/questions";
import { openWorlds, type Size } from "./browsing/world";
import { quantile, round } from "./sides/measure";

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    rounds: { type: "string", default: "60" },
    data: { type: "string" },
    http: { type: "boolean", default: true },
    json: { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
const rounds = Number(options.rounds);
const LIMIT = 20;
const WARM_UP = 5;
const tell = (line: string) => process.stderr.write(`${line}\n`);

type Times = { ours: number[]; floor: number[]; rows: number };
const dataDir = resolve(options.data ?? `${loadConfig().dataDir}/bench-browse`);
const worlds = await openWorlds(dataDir, sizes, tell);
try {
  const lists = await measure(worlds.sizes);
  const http = options.http ? await measureHttp() : null;
  const report = {
    ...lists,
    http,
    goals: http ? { ...lists.goals, "tRPC ≥ 0.8 × plain Next": http.ratio >= 0.8 } : lists.goals,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else print(report);
} finally {
  await worlds.close();
}

async function measure(all: Size[]) {
  const places = await Promise.all(all.map(({ db }) => drawPlaces(db, rounds + WARM_UP)));
  const times = all.map(() => CASES.map((): Times => ({ ours: [], floor: [], rows: 0 })));
  for (let turn = 0; turn < rounds + WARM_UP; turn++) {
    if (turn % 10 === 0) tell(`round ${turn} of ${rounds + WARM_UP}`);
    for (const [c, kase] of CASES.entries())
      for (const [s, size] of all.entries()) {
        const at = places[s]?.[turn % (places[s]?.length ?? 1)];
        if (!at) throw new Error("a world without needs");
        const now = new Date();
        const question = await turnTo(size.db, kase, at, now);
        const ctx = { db: size.db, clock: { now: () => now } };
        const sides = {
          ours: async () => (await listOpen(ctx, { ...question, limit: LIMIT })).cards.map((card) => card.id),
          floor: () => barePage(size.bare, question, LIMIT),
        };
        const got: Record<string, string[]> = {};
        const order = (turn + c) % 2 === 0 ? (["ours", "floor"] as const) : (["floor", "ours"] as const);
        const of = times[s]?.[c] as Times;
        for (const side of order) {
          const began = performance.now();
          const ids = await sides[side]();
          const took = performance.now() - began;
          got[side] = ids;
          if (turn >= WARM_UP) of[side].push(took);
        }
        if (got.ours?.join() !== got.floor?.join())
          throw new Error(`${kase.name} at ${size.needs}: not the same rows`);
        of.rows += got.ours?.length ?? 0;
      }
  }
  return summarise(all, times);
}

/** In the middle one of the worlds: any county of it. */
async function measureHttp() {
  const size = worlds.sizes[Math.floor(worlds.sizes.length / 2)] as Size;
  const counties = (await drawPlaces(size.db, 500)).map((at) => at.ids[2] as number);
  return { needs: size.needs, ...(await overHttp(dataDir, worlds.url(size.needs), counties, tell)) };
}

function summarise(all: Size[], times: Times[][]) {
  const bySize = all.map(({ needs }, s) => {
    const cases = CASES.map((kase, c) => {
      const { ours, floor, rows } = (times[s] as Times[])[c] as Times;
      return { name: kase.name, rows: round(rows / (rounds + WARM_UP), 1), ...compared(ours, floor) };
    });
    const ours = times[s]?.flatMap((t) => t.ours) ?? [];
    const floor = times[s]?.flatMap((t) => t.floor) ?? [];
    return { needs, ...compared(ours, floor), cases };
  });
  const growth = { from: sizes[0], to: sizes.at(-1), ...grown(times[0] ?? [], times.at(-1) ?? []) };
  return {
    bench: "browse",
    rounds,
    limit: LIMIT,
    bufferPoolMb: worlds.bufferPoolMb,
    floor: STATEMENTS,
    sizes: bySize,
    growth,
    goals: {
      "p95 ≤ 1.5 × floor at every size": bySize.every((size) => size.ratio <= 1.5),
      "largest ≤ 1.5 × smallest, p95 of all questions": growth.p95 <= 1.5,
    },
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/**
 * The largest world over the smallest, over all questions. Beside it those that fill as many rows in both: a county with four
 * open needs among ten thousand has a full page among a million.
 */
function grown(smallest: Times[], largest: Times[]) {
  const all = CASES.map((_, c) => c);
  const alike = all.filter((c) => {
    const [a = 0, b = 0] = [smallest[c]?.rows, largest[c]?.rows];
    return Math.abs(a - b) <= 0.1 * Math.max(a, b);
  });
  const over = (cases: number[], q: number) => {
    const of = (times: Times[]) =>
      quantile(
        cases.flatMap((c) => times[c]?.ours ?? []),
        q,
      );
    return round(of(largest) / of(smallest));
  };
  return {
    p95: over(all, 0.95),
    p50: over(all, 0.5),
    alike: alike.map((c) => CASES[c]?.name ?? ""),
    alikeP95: over(alike, 0.95),
    alikeP50: over(alike, 0.5),
  };
}

function compared(ours: number[], floor: number[]) {
  const [p50, p95] = [quantile(ours, 0.5), quantile(ours, 0.95)];
  const [floorP50, floorP95] = [quantile(floor, 0.5), quantile(floor, 0.95)];
  return {
    p50: round(p50, 3),
    p95: round(p95, 3),
    floorP50: round(floorP50, 3),
    floorP95: round(floorP95, 3),
    ratio: round(p95 / floorP95),
    ratioP50: round(p50 / floorP50),
  };
}

function print(
  report: ReturnType<typeof summarise> & { http: Awaited<ReturnType<typeof measureHttp>> | null },
): void {
  const line = (cells: (string | number)[]) =>
    process.stdout.write(
      `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(26) : String(cell).padStart(9))).join("")}\n`,
    );
  for (const size of report.sizes) {
    process.stdout.write(`\n${size.needs} needs, milliseconds\n`);
    line(["", "rows", "p50", "floor", "p95", "floor", "p95 ratio"]);
    for (const c of size.cases) line([c.name, c.rows, c.p50, c.floorP50, c.p95, c.floorP95, c.ratio]);
    line(["all together", "", size.p50, size.floorP50, size.p95, size.floorP95, size.ratio]);
  }
  const { growth } = report;
  process.stdout.write(
    `\n${growth.to} against ${growth.from} needs, all questions: p95 ${growth.p95}×, p50 ${growth.p50}×; ` +
      `those with as many rows in both (${growth.alike.length}): p95 ${growth.alikeP95}×, p50 ${growth.alikeP50}×\n` +
      `buffer pool ${report.bufferPoolMb} MB at every size; peak memory of this process ${report.peakMb} MB\n`,
  );
  const { http } = report;
  if (http)
    process.stdout.write(
      `list over HTTP, ${http.needs} needs, ${http.atOnce} at once: tRPC ${http.trpcPerSecond}/s, ` +
        `plain Next route handler ${http.nextPerSecond}/s, ratio ${http.ratio}; the API's process at most ${http.peakMb} MB\n`,
    );
  for (const [goal, met] of Object.entries(report.goals))
    process.stdout.write(`${met ? "met " : "MISSED"}  ${goal}\n`);
}
