// `npm run bench -- hours`: reports of a ledger of a million rows against hand-written SQL for the same figures, the memory of
// taking all of them away, and whether the sums agree however one looks.
// --attendances 1000000  --rounds 60  --data <folder>  --no-export  --json
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkTotals } from "@/server/history/verify/hours/data";
import { loadConfig } from "@/server/platform/config";
import { visibleReport } from "@/server/reports/data";
import { visibleDistrict } from "@/server/reports/district/data";
import { readPeriod } from "@/server/reports/rules";
import { bareDistrict, bareReport, STATEMENTS } from "./hours/floor";
import { takeAllAway } from "./hours/taking";
import { openServed, type Served } from "./hours/world";
import { quantile, round } from "./sides/measure";

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    attendances: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "60" },
    data: { type: "string" },
    export: { type: "boolean", default: true },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const WARM_UP = 5;
const GOAL = 1.5;
const tell = (line: string) => process.stderr.write(`${line}\n`);

const dataDir = resolve(options.data ?? `${loadConfig().dataDir}/bench-hours`);
const served = await openServed(dataDir, Number(options.attendances), tell);
try {
  const report = {
    bench: "hours",
    attendances: Number(options.attendances),
    rounds,
    floor: STATEMENTS,
    month: await measure("an organisation's month", served, "month"),
    year: await measure("an organisation's year", served, "year", Math.ceil(rounds / 3)),
    district: await measureDistrict(served),
    totals: await totals(served),
    taken: options.export ? await takeAllAway(served, tell) : null,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  const goals = {
    [`month: p95 ≤ ${GOAL} × hand-written SQL`]: report.month.ratio <= GOAL,
    "sums agree at every level": report.totals.agree,
    ...(report.taken ? { "memory flat while all rows are taken away": report.taken.flat } : {}),
  };
  if (options.json) process.stdout.write(`${JSON.stringify({ ...report, goals })}\n`);
  else print(report, goals);
} finally {
  await served.close();
}

/** Both sides are asked for another team each round, in turns of who comes first, and must say the same. */
async function measure(
  name: string,
  { db, bare, ctx, teams, months }: Served,
  kind: "month" | "year",
  turns = rounds,
) {
  const [ours, floor]: [number[], number[]] = [[], []];
  let rows = 0;
  for (let turn = 0; turn < turns + WARM_UP; turn++) {
    const organisationId = teams[(turn * 7) % teams.length] as string;
    const key = months[turn % months.length] as string;
    const period = readPeriod(kind === "month" ? key : key.slice(0, 4));
    if (!period) throw new Error(key);
    const got: Record<string, string> = {};
    const sides = {
      ours: async () => {
        const { total, members, activities } = await visibleReport(
          { ...ctx, db },
          { organisationId, period, scope: "came" },
        );
        rows += total.visits;
        return [total.minutes, total.visits, total.people, members.length, activities.length].join();
      },
      floor: () => bareReport(bare, organisationId, period),
    };
    for (const side of turn % 2 === 0 ? (["ours", "floor"] as const) : (["floor", "ours"] as const)) {
      const began = performance.now();
      got[side] = await sides[side]();
      if (turn >= WARM_UP) (side === "ours" ? ours : floor).push(performance.now() - began);
    }
    if (got.ours !== got.floor) throw new Error(`${name}: ${got.ours} is not ${got.floor}`);
  }
  return { name, rows: round(rows / (turns + WARM_UP), 0), ...compared(ours, floor) };
}

async function measureDistrict({ db, bare, ctx, county, months }: Served) {
  const [ours, floor]: [number[], number[]] = [[], []];
  const turns = Math.max(5, Math.ceil(rounds / 6));
  for (let turn = 0; turn <= turns; turn++) {
    const period = readPeriod(months[turn % months.length] as string);
    if (!period) throw new Error("no month");
    let began = performance.now();
    const { total } = await visibleDistrict({ ...ctx, db }, { regionId: county, period });
    if (turn > 0) ours.push(performance.now() - began);
    began = performance.now();
    const bareTotal = await bareDistrict(bare, county, period);
    if (turn > 0) floor.push(performance.now() - began);
    if (`${total.minutes},${total.visits},${total.people}` !== bareTotal)
      throw new Error(`district: not ${bareTotal}`);
  }
  return { name: "a district's month", rows: 0, ...compared(ours, floor) };
}

/** By person, organisation, need, village and district: what verify holds every night, timed. */
async function totals({ db }: Served) {
  const began = performance.now();
  const check = await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => (await checkTotals(trx)).result());
  return { agree: check.ok, faults: check.faults, seconds: round((performance.now() - began) / 1000, 1) };
}

function compared(ours: number[], floor: number[]) {
  const at = (q: number) => [quantile(ours, q), quantile(floor, q)] as const;
  const [[p50, floorP50], [p95, floorP95]] = [at(0.5), at(0.95)];
  return {
    p50: round(p50),
    floorP50: round(floorP50),
    p95: round(p95),
    floorP95: round(floorP95),
    ratio: round(p95 / floorP95),
    ratioP50: round(p50 / floorP50),
  };
}

type Taken = Awaited<ReturnType<typeof takeAllAway>> | null;
type Measured = Awaited<ReturnType<typeof measure>>;

function print(
  report: {
    attendances: number;
    month: Measured;
    year: Measured;
    district: Measured;
    taken: Taken;
    peakMb: number;
    totals: { seconds: number; faults: string[] };
  },
  goals: Record<string, boolean>,
): void {
  const line = (cells: (string | number)[]) =>
    process.stdout.write(
      `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(26) : String(cell).padStart(10))).join("")}\n`,
    );
  process.stdout.write(`${report.attendances} attendances, milliseconds\n`);
  line(["", "rows", "p50", "floor", "p95", "floor", "p95 ratio"]);
  for (const c of [report.month, report.year, report.district])
    line([c.name, c.rows, c.p50, c.floorP50, c.p95, c.floorP95, c.ratio]);
  process.stdout.write(`totals looked at in ${report.totals.seconds} s ${report.totals.faults.join("; ")}\n`);
  for (const taken of report.taken?.formats ?? [])
    process.stdout.write(
      `${taken.rows} rows as ${taken.format}: ${taken.seconds} s, ${taken.megabytes} MB; resident ${taken.startMb} MB before, ` +
        `${taken.firstMb} MB in the first tenth, ${taken.peakMb} MB at most\n`,
    );
  for (const [goal, met] of Object.entries(goals))
    process.stdout.write(`${met ? "met " : "MISSED"}  ${goal}\n`);
}
