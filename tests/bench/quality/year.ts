// A district and its year, drawn from a seed: who lives where and can what, which needs come when, and who would say yes to what.
// Nothing in here depends on a policy.
import { cellOf, kmBetween, treeSteps, wantedOf } from "@/server/matching/candidates/rules";
import type { HelperKind, Rungs } from "@/server/matching/candidates/schema";
import { bars, whyNot, withinReach } from "@/server/matching/ranking/rules";
import type { Facts } from "@/server/matching/score/rules";
import { bitsOf, partsBetween } from "@/server/people/profiles/availability/rules";
import { SERVICES } from "@/server/people/profiles/schema";
import { ASKED, BROWSING, DISTRICT, HELPERS, NEEDS, WARM_UP_WEEKS, WEEKS, WILLING } from "./parameters";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** Monday, 5 January 2026, midnight in China. */
export const BEGIN = Date.UTC(2026, 0, 4, 16);
const ALL_PARTS = 0b111111;

type Village = Rungs & { x: number; y: number; h3: string };
export type Helper = {
  at: number;
  id: string;
  kind: HelperKind;
  village: number;
  /** As the score knows it: people a week, 1 for a person. */
  capacity: number;
  /** Portions in a week, at most. */
  weekly: number;
  codes: Record<string, number>;
  reach: string;
  free: number;
  saysFree: number;
  effect: number;
  /** Notices a week from which they may switch off. */
  tolerates: number;
};
export type Need = {
  at: number;
  id: string;
  kind: string;
  village: number;
  wanted: string[];
  must: string | null;
  publishedAt: number;
  startsAt: number;
  endsAt: number;
  /** Of its start, from BEGIN. */
  week: number;
  ceiling: number;
  parts: number;
  appeal: number;
  dueAt: Date;
  measured: boolean;
};
export type Visit = { helper: number; at: number; direct: boolean; pick: number; depth: number };
export type Options = { load: number; deafDays: number; weeks: number };
export const USUAL: Options = { load: DISTRICT.load.value, deafDays: ASKED.deafDays.value, weeks: WEEKS };

export type Year = {
  options: Options;
  draws: Draws;
  villages: Village[];
  helpers: Helper[];
  needs: Need[];
  visits: Visit[];
  km: (helper: Helper, need: Need) => number;
  /** helper × need: 0 cannot · 1 can · 2 can, and is free then. */
  able: Uint8Array;
  /** helper × need: says yes while this is above what this week's pledges weigh. */
  margin: Float64Array;
  /** What a score is made from, but for what changes. */
  facts: (helper: Helper, need: Need) => Facts;
};

/** Numbers by name: the same for the same seed and names, in whatever order they are asked for. */
export class Draws {
  constructor(private readonly seed: number) {}
  /** 0 < u < 1. */
  u(tag: number, a = 0, b = 0): number {
    let h = Math.imul(this.seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(tag + 1, 0xc2b2ae35);
    h = mix(h ^ Math.imul(a + 1, 0x27d4eb2f));
    h = mix(h ^ Math.imul(b + 1, 0x165667b1));
    return (mix(h + 0x6d2b79f5) + 0.5) / 2 ** 32;
  }
  normal(tag: number, a = 0, b = 0): number {
    return (
      Math.sqrt(-2 * Math.log(this.u(tag, a, 2 * b))) * Math.cos(2 * Math.PI * this.u(tag, a, 2 * b + 1))
    );
  }
  whole(low: number, high: number, tag: number, a = 0, b = 0): number {
    return low + Math.floor(this.u(tag, a, b) * (high - low + 1));
  }
}

function mix(n: number): number {
  let h = n ^ (n >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

export const logit = (p: number): number => Math.log(p / (1 - p));
const least = (n: number, low: number) => Math.max(low, n);

export function drawnYear(seed: number, options: Options = USUAL): Year {
  const draws = new Draws(seed);
  const villages = drawnVillages(draws);
  const helpers = drawnHelpers(draws, villages);
  const needs = drawnNeeds(draws, villages, helpers, options);
  const cells = between(villages, (a, b) => kmBetween(a.h3, b.h3) ?? 0);
  const kms = between(villages, (a, b) => Math.hypot(a.x - b.x, a.y - b.y));
  const steps = between(villages, treeSteps);
  const at = (h: Helper, n: Need) => h.village * villages.length + n.village;
  const facts = (h: Helper, n: Need): Facts => ({
    steps: steps[at(h, n)]!,
    km: cells[at(h, n)]!,
    wanted: n.wanted,
    codes: h.codes,
    kind: n.kind,
    open: n.ceiling,
    ceiling: n.ceiling,
    capacity: h.capacity,
    freeParts: n.kind === "people" ? h.saysFree : 0,
    askedParts: n.kind === "people" ? n.parts : 0,
    hoursLeft: 0,
    dueAt: n.dueAt,
    load: 0,
    helped: 0,
    helpedAt: null,
    connections: 0,
  });
  const able = new Uint8Array(helpers.length * needs.length);
  const margin = new Float64Array(able.length);
  const slope = (logit(WILLING.atBest.value) - logit(WILLING.far.value)) / WILLING.farKm.value;
  for (const h of helpers)
    for (const n of needs) {
      const pair = h.at * needs.length + n.at;
      if (bars(whyNot(facts(h, n), n.must))) continue;
      if (h.kind === "person" && !withinReach(h.reach, steps[at(h, n)]!)) continue;
      able[pair] = n.kind !== "people" || (h.free & n.parts) === n.parts ? 2 : 1;
      const mine = n.kind !== "people" || n.wanted.some((code) => h.codes[code] !== undefined);
      margin[pair] =
        logit(WILLING.atBest.value) -
        slope * kms[at(h, n)]! +
        (mine ? 0 : Math.log(WILLING.notMyKind.value)) +
        h.effect +
        WILLING.pairSd.value * draws.normal(40, h.at, n.village) +
        n.appeal -
        logit(draws.u(41, h.at, n.at));
    }
  // on to the last start
  const visits = drawnVisits(
    draws,
    helpers,
    (options.weeks + WARM_UP_WEEKS) * WEEK + (NEEDS.leadDays.value.most + 1) * DAY,
  );
  return {
    options,
    draws,
    villages,
    helpers,
    needs,
    visits,
    km: (h, n) => kms[at(h, n)]!,
    able,
    margin,
    facts,
  };
}

function drawnVillages(draws: Draws): Village[] {
  const { towns, villagesPerTown, extentKm, townRadiusKm } = DISTRICT;
  return Array.from({ length: towns.value * villagesPerTown.value }, (_, v) => {
    const town = Math.floor(v / villagesPerTown.value);
    const near = (tag: number) => (draws.u(tag, v) + draws.u(tag, v, 1) - 1) * townRadiusKm.value;
    const x = draws.u(1, town) * extentKm.value + near(3);
    const y = draws.u(2, town) * extentKm.value + near(4);
    // 25° N 110° E; a degree is about 111 km, less to the east
    const h3 = cellOf(Math.round((25 + y / 111) * 1e6), Math.round((110 + x / (111 * 0.906)) * 1e6));
    return { x, y, h3, province_id: 1, city_id: 2, county_id: 3, town_id: 10 + town, village_id: 100 + v };
  });
}

const PROFESSIONS = ["lawyer", "doctor", "electrician"] as const;
const VEHICLES = ["truck", "van", "tricycle"] as const;

function drawnHelpers(draws: Draws, villages: Village[]): Helper[] {
  const count = DISTRICT.persons.value + DISTRICT.teams.value;
  return Array.from({ length: count }, (_, at) => {
    const kind: HelperKind = at < DISTRICT.persons.value ? "person" : "organisation";
    const [few, many] = (kind === "person" ? DISTRICT.personAWeek : DISTRICT.teamAWeek).value;
    const weekly = draws.whole(few, many, 10, at);
    const codes: Record<string, number> = {};
    for (let i = draws.whole(...HELPERS.interests.value, 11, at); i > 0; i--)
      codes[`work:${SERVICES[draws.whole(0, SERVICES.length - 1, 12, at, i)]}`] = 1;
    if (draws.u(13, at) < (kind === "person" ? HELPERS.personVehicle : HELPERS.teamVehicle).value)
      codes[`tool:${VEHICLES[draws.whole(0, 2, 14, at)]}`] = 1;
    for (const [i, may] of PROFESSIONS.entries())
      if (draws.u(15, at, i) < HELPERS.qualified.value) codes[`may:${may}`] = 1;
    let free = 0;
    for (let part = 0; part < 6; part++)
      if (draws.u(16, at, part) < HELPERS.freeShare.value) free |= 1 << part;
    // the platform asks persons for their free time, not teams
    const said = kind === "person" && draws.u(17, at) < HELPERS.saysFree.value;
    const { village, town } = HELPERS.reach.value;
    const reach = draws.u(18, at);
    return {
      ...{ at, id: `h${at}`, kind, weekly, codes, village: draws.whole(0, villages.length - 1, 19, at) },
      capacity: kind === "person" ? 1 : weekly,
      reach:
        kind === "organisation"
          ? "any"
          : reach < village
            ? "village"
            : reach < village + town
              ? "town"
              : "county",
      free: kind === "person" ? free : ALL_PARTS,
      saysFree: said ? free : 0,
      effect: WILLING.helperSd.value * draws.normal(20, at),
      tolerates: toleranceOf(draws.u(21, at), draws.u(22, at)),
    };
  });
}

function toleranceOf(u: number, within: number): number {
  let below = 0;
  for (const { from, to, share } of ASKED.tolerates.value) {
    below += share;
    if (u < below) return from + Math.floor(within * (to - from + 1));
  }
  return ASKED.tolerates.value.at(-1)!.to;
}

function drawnNeeds(draws: Draws, villages: Village[], helpers: Helper[], options: Options): Need[] {
  const weeks = options.weeks + WARM_UP_WEEKS;
  const [few, many] = NEEDS.amountSpread.value;
  const rough = Array.from({ length: DISTRICT.needsAWeek.value * weeks }, (_, i) => {
    // by the inverse of the season's distribution, near enough: one step of Newton from the even one
    const even = draws.u(30, i) * weeks;
    const swing = (DISTRICT.season.value * 52) / (2 * Math.PI);
    const when = Math.min(weeks, least(even + swing * (Math.cos((2 * Math.PI * even) / 52) - 1), 0));
    const publishedAt = BEGIN + Math.floor(when * 7) * DAY + (8 + 12 * draws.u(31, i)) * HOUR;
    return { i, publishedAt, kind: kindOf(draws.u(32, i)), share: few + draws.u(33, i) ** 3 * many };
  }).sort((a, b) => a.publishedAt - b.publishedAt || a.i - b.i);
  const amounts = rough.map(({ i, kind }) =>
    kind === "goods"
      ? draws.whole(...NEEDS.goodsShares.value, 34, i)
      : kind === "vehicle"
        ? draws.whole(1, 2, 34, i)
        : 1,
  );
  const isPeople = (at: number) => rough[at]!.kind === "people";
  const supply = weeks * helpers.reduce((sum, h) => sum + h.weekly, 0);
  const others = amounts.reduce((sum, amount, at) => sum + (isPeople(at) ? 0 : amount), 0);
  const shares = rough.reduce((sum, need, at) => sum + (isPeople(at) ? need.share : 0), 0);
  const perShare = least(options.load * supply - others, 0) / shares;
  return rough.map(({ i, publishedAt, kind, share }, at) => {
    const { median, sd, least: soonest, most } = NEEDS.leadDays.value;
    const lead = Math.min(most, least(median * Math.exp(sd * draws.normal(35, i)), soonest));
    const hours = NEEDS.startHours.value;
    const midnight = BEGIN + Math.floor((publishedAt + lead * DAY - BEGIN) / DAY) * DAY;
    let startsAt = midnight + hours[draws.whole(0, hours.length - 1, 36, i)]! * HOUR;
    if (startsAt < publishedAt + soonest * DAY) startsAt += DAY;
    const endsAt = startsAt + draws.whole(...NEEDS.lastsHours.value, 37, i) * HOUR;
    const line = lineOf(kind, draws, i);
    const { codes, must } = wantedOf(line);
    return {
      ...{ at, id: `n${at}`, kind, publishedAt, startsAt, endsAt, must, dueAt: new Date(startsAt) },
      village: draws.whole(0, villages.length - 1, 38, i),
      wanted: codes.filter((code) => code !== "any"),
      week: Math.floor((startsAt - BEGIN) / WEEK),
      ceiling: kind === "people" ? least(Math.round(share * perShare), 1) : amounts[at]!,
      parts: bitsOf(partsBetween(new Date(startsAt), new Date(endsAt))),
      appeal: NEEDS.appeal.value * draws.normal(39, i),
      measured: publishedAt >= BEGIN + WARM_UP_WEEKS * WEEK,
    };
  });
}

function kindOf(u: number): string {
  let below = 0;
  for (const [kind, share] of Object.entries(NEEDS.kinds.value)) {
    below += share;
    if (u < below) return kind;
  }
  return "people";
}

/** As a poster would write it; the product's own rule says which codes it asks for. */
function lineOf(kind: string, draws: Draws, i: number): Parameters<typeof wantedOf>[0] {
  const any = { kind, direction: null, item: "", service: null, qualification: null, skills: [] };
  if (kind === "people") return { ...any, service: SERVICES[draws.whole(0, SERVICES.length - 1, 42, i)]! };
  if (kind === "vehicle") return { ...any, item: ["货车", "面包车", "三轮车"][draws.whole(0, 2, 42, i)]! };
  if (kind === "expertise") return { ...any, qualification: PROFESSIONS[draws.whole(0, 2, 42, i)]! };
  return { ...any, direction: "gift", item: "棉被" };
}

function drawnVisits(draws: Draws, helpers: Helper[], until: number): Visit[] {
  const visits = helpers.flatMap((helper) => {
    const rate =
      (BROWSING.visitsAWeek.value * Math.exp(0.5 * helper.effect - 0.125 * WILLING.helperSd.value ** 2)) /
      WEEK;
    const own: Visit[] = [];
    for (let i = 0, at = 0; ; i++) {
      at -= Math.log(draws.u(50, helper.at, i)) / rate;
      if (at >= until) return own;
      own.push({
        helper: helper.at,
        at: BEGIN + at,
        direct: draws.u(51, helper.at, i) < BROWSING.direct.value,
        pick: draws.u(52, helper.at, i),
        // place r is read with probability (1/r)^η
        depth: Math.floor(draws.u(53, helper.at, i) ** (-1 / BROWSING.eta.value)),
      });
    }
  });
  return visits.sort((a, b) => a.at - b.at);
}

function between(villages: Village[], of: (a: Village, b: Village) => number): Float64Array {
  const count = villages.length;
  return Float64Array.from({ length: count * count }, (_, i) =>
    of(villages[Math.floor(i / count)]!, villages[i % count]!),
  );
}
