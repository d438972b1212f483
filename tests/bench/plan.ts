// `npm run bench -- plan`: the district's plan against HiGHS, yalps, first come and greedy, on synthetic districts.
// Times are CPU seconds of this process, the least of three runs of each, taken in turns, so that a busy machine hits both alike.
// --seeds 20  --mip-seeds 3  --mip-seconds 60  --yalps-seeds 1  --no-city  --json
import { parseArgs } from "node:util";
import { pruned } from "@/server/matching/plan/model/pruning/rules";
import { settle, solvePlan } from "@/server/matching/plan/model/rules";
import type { PlanProblem } from "@/server/matching/plan/model/schema";
import { openOracle } from "@/tests/support/oracle";
import { drawnPlan, planProgramme, type Size } from "@/tests/support/plans";
import { byYalps, firstCome, greedy } from "./planning/others";
import { median, quantile, round } from "./sides/measure";

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    seeds: { type: "string", default: "20" },
    "mip-seeds": { type: "string", default: "3" },
    "mip-seconds": { type: "string", default: "60" },
    "yalps-seeds": { type: "string", default: "1" },
    city: { type: "boolean", default: true },
    json: { type: "boolean", default: false },
  },
});
const seeds = Number(options.seeds);
const tell = (line: string) => process.stderr.write(`${line}\n`);

const DISTRICT: Size = {
  helpers: 548,
  slots: 400,
  villages: 155,
  days: 7,
  load: 0.9,
  kinds: 4,
  trip: 0,
  group: 1,
};
/** Small enough that HiGHS's MIP comes near its optimum within the limit. */
const TOWN: Size = { ...DISTRICT, helpers: 70, slots: 40, villages: 20 };
/** 22,000 arcs: each need knows its nearest helpers. */
const NEAREST = 55;
const LOADS: Record<string, Size> = {
  day: { ...DISTRICT, slots: 60, days: 1, load: 0.35 },
  week: DISTRICT,
  overload: { ...DISTRICT, load: 1.3 },
};
const RUNS = 3;
const clock = <A>(act: () => A): [A, number] => {
  const began = process.cpuUsage();
  const answer = act();
  const { user, system } = process.cpuUsage(began);
  return [answer, (user + system) / 1e6];
};

// First, so that the peak of memory is the city's own.
const city = options.city ? measureCity() : null;
const oracle = await openOracle();
for (let warm = 0; warm < 3; warm++) solvePlan(pruned(drawnPlan(900 + warm, DISTRICT), NEAREST)[0]);
oracle.solve(planProgramme(pruned(drawnPlan(900, LOADS.day as Size), NEAREST)[0]));
const loads = Object.entries(LOADS).map(([name, size]) => measure(name, size));
const trips = measureTrips("week", DISTRICT, Number(options["mip-seeds"]));
const town = measureTrips("town", TOWN, 3 * Number(options["mip-seeds"]));
const [day, week] = loads as [Measured, Measured, Measured];
const goals: Record<string, boolean> = {
  "same objective as HiGHS's LP on every seed, in whole numbers": loads.every((load) => load.same === seeds),
  "≥ 5 × HiGHS at a district's week": week.timesHighs >= 5,
  "≥ 30 × yalps at a district's week": (week.timesYalps ?? Number.POSITIVE_INFINITY) >= 30,
  "trip costs and groups, a district's week: ≤ 2 % above HiGHS's MIP, started from our plan":
    trips.aboveMost <= 0.02,
  "trip costs and groups, a district's week: ≥ 10 × faster than HiGHS's MIP": trips.timesHighs >= 10,
  "trip costs and groups, every town: ≤ 2 % above HiGHS's MIP": town.aboveMost <= 0.02,
  "trip costs and groups, towns: ≥ 10 × faster than HiGHS's MIP": town.timesHighs >= 10,
  "open places ≤ 0.1 × first come (day and week)": [day, week].every(
    (load) => load.open <= 0.1 * load.openFirstCome,
  ),
  "tenth percentile of villages' fill ≥ first come's": loads.every((load) => load.p10 >= load.p10FirstCome),
  ...(city
    ? {
        "a city within 5 minutes and 2 GB": city.seconds <= 300 && city.peakMb <= 2_048,
        "a city is stopped when told": city.stopped,
      }
    : {}),
};
const report = { bench: "plan", synthetic: true, seeds, loads, trips, town, city, goals };
if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else print();

type Measured = ReturnType<typeof measure>;

/** Each seed by everybody, in turns of who comes first. Times are in seconds, open places a share of all. */
function measure(name: string, size: Size) {
  const times = { ours: [] as number[], highs: [] as number[], ratio: [] as number[], yalps: [] as number[] };
  const shares = { ours: [] as number[], firstCome: [] as number[], greedy: [] as number[] };
  const fills = { ours: [] as number[], firstCome: [] as number[], greedy: [] as number[] };
  const loses: number[] = [];
  let same = 0;
  let arcs = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const whole = drawnPlan(seed, size);
    const [problem] = pruned(whole, NEAREST);
    arcs += problem.arcs.helper.length / seeds;
    const programme = planProgramme(problem);
    const [ours, theirs] = [[] as number[], [] as number[]];
    let answer = settle(problem, new Float64Array(problem.arcs.helper.length));
    let objective: number | null = null;
    for (let run = 0; run < RUNS; run++)
      for (const side of run % 2 === seed % 2 ? (["ours", "highs"] as const) : (["highs", "ours"] as const))
        if (side === "ours") {
          const [solved, cpu] = clock(() => solvePlan(problem));
          answer = solved;
          ours.push(cpu);
        } else {
          const solved = oracle.solve(programme);
          objective = solved.objective;
          theirs.push(solved.cpu);
        }
    const [took, highs] = [Math.min(...ours), Math.min(...theirs)];
    times.ours.push(took);
    times.highs.push(highs);
    times.ratio.push(highs / took);
    const whole01 = answer.amounts.every(Number.isInteger);
    if (whole01 && answer.costs.total === Math.round(objective ?? -1)) same++;
    else tell(`${name} ${seed}: ${answer.costs.total} is not ${objective}`);
    if (name === "week" && seed <= Number(options["yalps-seeds"])) {
      const [cost, seconds] = clock(() => byYalps(problem));
      if (Math.round(cost) !== answer.costs.total) tell(`${name} ${seed}: yalps says ${cost}`);
      times.yalps.push(seconds / took);
    }
    const others = { ours: answer.amounts, firstCome: firstCome(problem, seed), greedy: greedy(problem) };
    for (const [side, amounts] of Object.entries(others) as [keyof typeof others, Float64Array][]) {
      const { open } = settle(problem, amounts);
      shares[side].push(sum(open) / sum(problem.slots.map((slot) => slot.amount)));
      fills[side].push(...villagesFill(problem, open));
    }
    if (seed <= 5) loses.push(answer.costs.total / solvePlan(whole).costs.total - 1);
    tell(`${name} ${seed} of ${seeds}: ${round(took, 3)} s, HiGHS ${round(highs, 3)} s`);
  }
  const mean = (of: number[]) => sum(of) / of.length;
  return {
    name,
    arcs: Math.round(arcs),
    same,
    seconds: round(median(times.ours), 3),
    highsSeconds: round(median(times.highs), 3),
    timesHighs: round(median(times.ratio), 1),
    timesYalps: times.yalps.length > 0 ? round(median(times.yalps), 0) : null,
    open: round(mean(shares.ours), 5),
    openFirstCome: round(mean(shares.firstCome), 5),
    openGreedy: round(mean(shares.greedy), 5),
    p10: round(quantile(fills.ours, 0.1), 3),
    p10FirstCome: round(quantile(fills.firstCome, 0.1), 3),
    p10Greedy: round(quantile(fills.greedy, 0.1), 3),
    /** What knowing only the nearest costs, against knowing everybody: a share of the cost. */
    pruningLoses: round(mean(loses), 4),
  };
}

/**
 * A cost per way to another village, and teams that come with two at least. HiGHS runs until its optimum or the limit; where
 * it did not get there, it runs as long again from our plan: what it gains on that is what we are above.
 */
function measureTrips(name: string, base: Size, count: number) {
  const above: number[] = [];
  const ratio: number[] = [];
  const gap: number[] = [];
  const alone: (number | null)[] = [];
  let optimal = 0;
  const limit = Number(options["mip-seconds"]);
  const drawnTrips = (seed: number) => pruned(drawnPlan(seed, { ...base, trip: 300, group: 2 }), NEAREST)[0];
  for (let warm = 0; warm < 3; warm++) solvePlan(drawnTrips(900 + warm));
  for (let seed = 1; seed <= count; seed++) {
    const problem = drawnTrips(seed);
    const [answer, took] = clock(() => solvePlan(problem));
    const mip = oracle.solve(planProgramme(problem, true), limit);
    if (mip.optimal) optimal++;
    const programme = planProgramme(problem, true, answer.amounts);
    const best = mip.optimal ? mip : oracle.solve(programme, limit, "start");
    const least = Math.min(
      mip.objective ?? Number.POSITIVE_INFINITY,
      best.objective ?? Number.POSITIVE_INFINITY,
    );
    above.push(answer.costs.total / least - 1);
    alone.push(mip.objective === null ? null : round(mip.objective / answer.costs.total - 1, 4));
    gap.push(answer.costs.total / Math.max(mip.bound, best.bound, answer.bound) - 1);
    ratio.push(mip.cpu / took);
    tell(
      `trips, ${name} ${seed}: ${answer.costs.total} in ${round(took, 3)} s; HiGHS ${mip.objective} (bound ${round(mip.bound, 0)}) in ${round(mip.cpu)} s, from ours ${least}`,
    );
  }
  return {
    name,
    seeds: ratio.length,
    limitSeconds: limit,
    highsOptimal: optimal,
    /** What HiGHS's own best costs more than ours, found from nothing. */
    highsAlone: alone,
    above: round(sum(above) / above.length, 4),
    aboveMost: round(Math.max(...above), 4),
    aboveBound: round(Math.max(...gap), 4),
    timesHighs: round(median(ratio), 1),
  };
}

function measureCity() {
  const size = { ...DISTRICT, helpers: 5_480, slots: 4_000, villages: 1_600 };
  const problem = drawnPlan(1, { ...size, nearest: 93 });
  const [answer, seconds] = clock(() => solvePlan(problem));
  let asked = 0;
  const cancelled = clock(() => solvePlan(problem, () => ++asked < 3));
  return {
    arcs: problem.arcs.helper.length,
    status: answer.status,
    seconds: round(seconds, 1),
    stopped: cancelled[0].status === "cancelled",
    stoppedAfter: round(cancelled[1], 2),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function sum(of: Iterable<number>): number {
  let total = 0;
  for (const value of of) total += value;
  return total;
}

/** Per village with something open: the share that is filled. */
function villagesFill({ slots }: PlanProblem, open: Float64Array): number[] {
  const of = new Map<number, [filled: number, all: number]>();
  for (const [s, { village, amount }] of slots.entries()) {
    const [filled, all] = of.get(village) ?? [0, 0];
    of.set(village, [filled + amount - open[s]!, all + amount]);
  }
  return [...of.values()].map(([filled, all]) => filled / all);
}

function print(): void {
  const line = (cells: unknown[]) =>
    process.stdout.write(
      `${cells.map((c, at) => (at === 0 ? String(c).padEnd(10) : String(c).padStart(12))).join("")}\n`,
    );
  process.stdout.write("synthetic districts, seconds, shares of open places\n");
  line(["", "arcs", "same", "ours s", "HiGHS s", "× HiGHS", "× yalps", "pruning loses"]);
  for (const l of loads)
    line([
      l.name,
      l.arcs,
      l.same,
      l.seconds,
      l.highsSeconds,
      l.timesHighs,
      l.timesYalps ?? "",
      l.pruningLoses,
    ]);
  line(["", "open", "first come", "greedy", "p10 fill", "first come", "greedy"]);
  for (const l of loads)
    line([l.name, l.open, l.openFirstCome, l.openGreedy, l.p10, l.p10FirstCome, l.p10Greedy]);
  for (const one of [trips, town]) process.stdout.write(`trips and groups, ${JSON.stringify(one)}\n`);
  if (city) process.stdout.write(`city ${JSON.stringify(city)}\n`);
  for (const [goal, met] of Object.entries(goals))
    process.stdout.write(`${met ? "met " : "MISSED"}  ${goal}\n`);
}
