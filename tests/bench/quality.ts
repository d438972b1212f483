// `npm run bench -- quality`: a simulated year of a district under our rules, popularity order, nearest first and broadcast, against
// what a clairvoyant could do. A SIMULATION: tests/bench/quality/README.md says what is assumed.
// --seeds 20  --beside (stricter and other policies, told beside)  --sensitivity (other loads and lengths of deafness, 5 seeds each)  --json
import { parseArgs } from "node:util";
import { type Bound, boundOf } from "./quality/bound";
import { type Interval, interval, MEASURES, type Measure, type Measured, measured } from "./quality/measures";
import { SEEDS, SENSITIVITY } from "./quality/parameters";
import { play } from "./quality/play";
import { BESIDE, POLICIES, type PolicyName } from "./quality/policies";
import { drawnYear, type Options, USUAL } from "./quality/year";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: String(SEEDS) },
    beside: { type: "boolean", default: false },
    sensitivity: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const seeds = Number(options.seeds);
const SENSITIVITY_SEEDS = 5;
const tell = (line: string) => process.stderr.write(`${line}\n`);

/** Whether anybody is asked, or lists alone are read. */
type Side = { name: PolicyName; asks: boolean };
const SIDES: Side[] = [
  ...POLICIES.map((name) => ({ name, asks: true })),
  ...(options.beside ? BESIDE : []).map((name) => ({ name, asks: true })),
  ...(["ours", "popularity", "nearest"] as const).map((name) => ({ name, asks: false })),
];
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
  ...[...OTHERS, ...(options.beside ? BESIDE : [])].map((other) => ({
    ours: "ours",
    other: other as string,
  })),
  ...["popularity, lists", "nearest, lists"].map((other) => ({ ours: "ours, lists", other })),
].map(({ ours, other }) => ({
  ...{ ours, other },
  differences: Object.fromEntries(
    MEASURES.map((measure) => [measure, less(main, other, measure, ours)]),
  ) as Record<Measure, Interval>,
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
        POLICIES.map((name) => ({ name, asks: true })),
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
    Math.abs(n) >= 1000 ? n.toFixed(0) : Math.abs(n) >= 10 ? n.toFixed(1) : n.toFixed(4);
  const row = (head: string, cells: string[], width = 18) =>
    out(head.padEnd(18) + cells.map((cell) => cell.padStart(width)).join(""));
  const MANY = 8;
  out(
    `模拟 · SIMULATION, not a measurement: ${seeds} drawn years of ${Math.round(main.needs)} needs; means over years`,
  );
  for (let from = 0; from < MEASURES.length; from += MANY) {
    const some = MEASURES.slice(from, from + MANY);
    row("", [...some]);
    for (const side of main.sides.keys())
      row(
        side,
        some.map((measure) => digits(mean(of(main, side, measure)))),
      );
    row(
      "clairvoyant",
      some.map((measure) => (bound[measure] === undefined ? "" : digits(bound[measure]))),
    );
    out("");
  }
  out("模拟 · ours less theirs, year by year: mean [95 % interval]; ×: the mean of the years' ratios");
  const TOLD = [
    "withPledge",
    "filled",
    "hoursToPledge",
    "teamGini",
    "helperTop",
    "townGini",
    "villageGini",
  ] as const;
  row("", [...TOLD.map(String), "pledges ×", "notices ×"], 27);
  for (const { ours, other, differences, pledgesRatio, noticesRatio } of compared)
    row(
      ours === "ours" ? other : `${other} *`,
      [
        ...TOLD.map((measure) => told(differences[measure], digits)),
        told(pledgesRatio, digits),
        Number.isNaN(noticesRatio.mean) ? "" : told(noticesRatio, digits),
      ],
      27,
    );
  out("* against ours with lists alone");
  for (const { load, deafDays, against } of sensitivity) {
    out(
      `\n模拟 · beside the main result: load ${load}, deaf for ${deafDays} days, ${SENSITIVITY_SEEDS} years`,
    );
    for (const one of against)
      out(
        `  needs with a pledge ${digits(one.ours)}, ${one.other}'s ${digits(one.theirs)}: ${told(one.withPledge, digits)}; ` +
          `pledges × ${digits(one.pledges)}, notices × ${digits(one.notices)}`,
      );
  }
  out("");
  for (const [goal, met] of Object.entries(goals)) out(`${met ? "met   " : "MISSED"} ${goal}`);
}

function told({ mean: m, low, high }: Interval, digits: (n: number) => string): string {
  return `${digits(m)} [${digits(low)}, ${digits(high)}]`;
}
