// `npm run bench -- quality`: a simulated year of a district under our rules, popularity order, nearest first and broadcast, against
// what a clairvoyant could do. A SIMULATION: tests/bench/quality/README.md says what is assumed.
// --seeds 20  --sensitivity (other loads and lengths of deafness, told beside; 5 seeds each)  --json
import { parseArgs } from "node:util";
import { type Bound, boundOf } from "./quality/bound";
import { type Interval, interval, MEASURES, type Measure, type Measured, measured } from "./quality/measures";
import { SEEDS, SENSITIVITY } from "./quality/parameters";
import { play } from "./quality/play";
import { POLICIES, type PolicyName } from "./quality/policies";
import { drawnYear, type Options, USUAL } from "./quality/year";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: String(SEEDS) },
    sensitivity: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const seeds = Number(options.seeds);
const SENSITIVITY_SEEDS = 5;
const tell = (line: string) => process.stderr.write(`${line}\n`);

/** Whether anybody is asked, or lists alone are read. */
const SIDES = [...POLICIES.map((name) => ({ name, asks: true })), ...LISTS()] as const;
function LISTS() {
  return (["ours", "popularity", "nearest"] as const).map((name) => ({ name, asks: false }));
}
type Side = (typeof SIDES)[number];
const titleOf = ({ name, asks }: Side) => (asks ? name : `${name}, lists`);

type Years = { needs: number; sides: Map<string, Measured[]>; bounds: Bound[] };

function simulate(count: number, chosen: Options, sides: readonly Side[], withBound: boolean): Years {
  const years: Years = { needs: 0, sides: new Map(sides.map((side) => [titleOf(side), []])), bounds: [] };
  for (let seed = 1; seed <= count; seed++) {
    const began = performance.now();
    const year = drawnYear(seed, chosen);
    const needs = year.needs.filter((need) => need.measured).length;
    years.needs += needs / count;
    for (const side of sides)
      years.sides.get(titleOf(side))!.push(measured(year, play(year, side.name, side.asks)));
    if (withBound) {
      const { withPledge, filled, pledges, places } = boundOf(year);
      const asked = year.needs.reduce((sum, need) => sum + (need.measured ? need.ceiling : 0), 0);
      years.bounds.push({
        withPledge: withPledge / needs,
        filled: filled / needs,
        pledges,
        places: places / asked,
      });
    }
    tell(`year ${seed} of ${count}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  return years;
}

const main = simulate(seeds, USUAL, SIDES, true);
const of = (years: Years, side: string, measure: Measure) =>
  years.sides.get(side)!.map((one) => one[measure]);
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
/** Ours less another's, year by year. */
const less = (years: Years, side: string, measure: Measure, ours = "ours"): Interval => {
  const others = of(years, side, measure);
  return interval(of(years, ours, measure).map((v, at) => v - others[at]!));
};
const ratio = (years: Years, side: string, measure: Measure, ours = "ours"): Interval => {
  const others = of(years, side, measure);
  return interval(of(years, ours, measure).map((v, at) => v / others[at]!));
};

const OTHERS: PolicyName[] = ["popularity", "nearest", "broadcast"];
const goals: Record<string, boolean> = {};
for (const other of OTHERS) {
  goals[`needs with a pledge: 95 % interval above ${other}'s`] = less(main, other, "withPledge").low > 0;
  goals[`pledges ≥ 0.98 × ${other}'s`] = ratio(main, other, "pledges").mean >= 0.98;
}
goals["notices ≤ 0.6 × broadcast's"] = ratio(main, "broadcast", "notices").mean <= 0.6;

const compared = [
  ...OTHERS.map((other) => ({ ours: "ours", other: other as string })),
  ...["popularity, lists", "nearest, lists"].map((other) => ({ ours: "ours, lists", other })),
].map(({ ours, other }) => ({
  ...{ ours, other },
  differences: Object.fromEntries(MEASURES.map((measure) => [measure, less(main, other, measure, ours)])) as Record<Measure, Interval>, // biome-ignore format: one thought
  withPledgeRatio: ratio(main, other, "withPledge", ours),
  pledgesRatio: ratio(main, other, "pledges", ours),
  noticesRatio: ratio(main, other, "notices", ours),
}));

const sensitivity = options.sensitivity
  ? [
      ...SENSITIVITY.load.filter((load) => load !== USUAL.load).map((load) => ({ ...USUAL, load })),
      ...SENSITIVITY.deafDays
        .filter((days) => days !== USUAL.deafDays)
        .map((deafDays) => ({ ...USUAL, deafDays })),
    ].map((chosen) => {
      const years = simulate(
        SENSITIVITY_SEEDS,
        chosen,
        SIDES.filter(({ asks }) => asks),
        false,
      );
      return {
        ...{ load: chosen.load, deafDays: chosen.deafDays },
        against: OTHERS.map((other) => ({
          other,
          ours: mean(of(years, "ours", "withPledge")),
          theirs: mean(of(years, other, "withPledge")),
          withPledge: less(years, other, "withPledge"),
          pledges: ratio(years, other, "pledges").mean,
          notices: ratio(years, other, "notices").mean,
        })),
      };
    })
  : [];

const bound = Object.fromEntries(
  (["withPledge", "filled", "pledges", "places"] as const).map((measure) => [
    measure,
    mean(main.bounds.map((one) => one[measure])),
  ]),
);
if (options.json)
  process.stdout.write(
    `${JSON.stringify({
      ...{
        bench: "quality",
        simulation: true,
        seeds,
        needs: main.needs,
        bound,
        compared,
        goals,
        sensitivity,
      },
      policies: Object.fromEntries(
        [...main.sides.keys()].map((side) => [
          side,
          Object.fromEntries(MEASURES.map((measure) => [measure, interval(of(main, side, measure))])),
        ]),
      ),
    })}\n`,
  );
else print();

function print(): void {
  const out = (line: string) => process.stdout.write(`${line}\n`);
  const digits = (n: number) =>
    Math.abs(n) >= 100 ? n.toFixed(0) : Math.abs(n) >= 10 ? n.toFixed(1) : n.toFixed(4);
  const row = (head: string, cells: string[]) =>
    out(head.padEnd(20) + cells.map((c) => c.padStart(19)).join(""));
  const sides = [...main.sides.keys()];
  out(
    `模拟 · SIMULATION, not a measurement: ${seeds} drawn years of ${Math.round(main.needs)} needs; means over years`,
  );
  row("", [...sides, "clairvoyant"]);
  for (const measure of MEASURES)
    row(measure, [
      ...sides.map((side) => digits(mean(of(main, side, measure)))),
      bound[measure] === undefined ? "" : digits(bound[measure]),
    ]);
  out("\n模拟 · ours less theirs, year by year: mean [95 % interval]");
  row(
    "",
    compared.map(({ other }) => other),
  );
  for (const measure of MEASURES)
    row(
      measure,
      compared.map(({ differences }) => {
        const { mean: m, low, high } = differences[measure];
        return `${digits(m)} [${low.toPrecision(2)},${high.toPrecision(2)}]`;
      }),
    );
  row(
    "with a pledge, ×",
    compared.map((c) => digits(c.withPledgeRatio.mean)),
  );
  row(
    "pledges, ×",
    compared.map((c) => digits(c.pledgesRatio.mean)),
  );
  row(
    "notices, ×",
    compared.map((c) => digits(c.noticesRatio.mean)),
  );
  for (const { load, deafDays, against } of sensitivity) {
    out(
      `\n模拟 · beside the main result: load ${load}, deaf for ${deafDays} days, ${SENSITIVITY_SEEDS} years`,
    );
    for (const one of against)
      out(
        `  needs with a pledge ${digits(one.ours)} against ${one.other}'s ${digits(one.theirs)}: ${digits(one.withPledge.mean)} ` +
          `[${one.withPledge.low.toPrecision(2)}, ${one.withPledge.high.toPrecision(2)}], pledges × ${digits(one.pledges)}, notices × ${digits(one.notices)}`,
      );
  }
  out("");
  for (const [goal, met] of Object.entries(goals)) out(`${met ? "met   " : "MISSED"} ${goal}`);
}
