// How well a helper and a need suit each other, in points, and what speaks for it. Pure. The one place where weights are said.
//
// A part is a number from 0 to 1; the score is the sum of parts times their weights, less the connection penalty.
// The penalty is SmartSort's idea (Manshadi, Rodilitz, Saban and Suresh, "Redesigning VolunteerMatch's Search Algorithm:
// Toward More Equitable Access to Volunteers", 2023): relevance alone shows the same few on top, so whoever has just been
// connected steps back, the more the more often in the last week. Their form and constants are their platform's; ours are below.
// Nothing here knows who declined: declining moves no part.
import { hashOfText } from "../candidates/rules";
import { type Change, PARTS, type Part, type Reason, type Weights } from "./schema";

/** Version 0: what holds until a district says otherwise (DECISIONS.md). */
export const BUILT_IN: Weights = {
  distance: 30, // who is near comes, and comes again
  fit: 25,
  free: 10,
  urgency: 15, // orders needs; the same for all helpers of one line
  load: 15,
  history: 10,
  connection: 20,
  explore: 5, // less than any one step of distance: turns between those who suit alike
};

/** By steps up the tree, where no position is known: one village, town, county, city, province, none. */
const BY_STEPS = [1, 0.75, 0.4, 0.15, 0.05, 0] as const;
/** Kilometres in which nearness falls to a third: half an hour by tricycle. */
const KM_SCALE = 12;
/** Another town this near is a neighbour: two towns of 70 km² whose middles are about so far apart. */
export const NEAR_KM = 10;
/** Hours before the start at which urgency is a half. */
const URGENT_HALF = 48;
/** Said as urgent. */
export const URGENT_HOURS = 72;
/** Pledges this month that are still said to be few. */
export const LIGHT_LOAD = 1;
/** Each further ability down the list of what would do fits so much less. */
const FIT_STEP = 0.15;
/** Where nothing in particular is asked, or nobody said when they are free. */
const NEUTRAL = 0.5;
/** Each connection of the last week, each help before: half of what was left. */
const HALF = 0.5;
export const CONNECTION_DAYS = 7;
/** A large team bears more: so many people a week count as one pledge's worth. */
const PEOPLE_PER_PLEDGE = 5;

/** What a score is made from: numbers and codes, as `ranking/facts` has them. */
export type Facts = {
  steps: number;
  km: number | null;
  /** What would do, the best first; `any` left out. Empty: nothing in particular. */
  wanted: readonly string[];
  /** Abilities of the helper: code → how many. */
  codes: Readonly<Record<string, number>>;
  kind: string; // of the line
  /** Still open, in the line's smallest units, and of how many. */
  open: number;
  ceiling: number;
  capacity: number;
  /** Parts of the week as bits; 0: nothing said, or no fixed time. */
  freeParts: number;
  askedParts: number;
  /** To the start, or the deadline where there is none. */
  hoursLeft: number;
  dueAt: Date;
  load: number;
  helped: number;
  helpedAt: Date | null;
  /** Pledges of the last week: the helper's where helpers are ranked, the need's where needs are. */
  connections: number;
};

export type Parts = Record<Part, number>;

export function partsOf(facts: Facts, noise: number): Parts {
  const parts = {
    distance: facts.km === null ? (BY_STEPS[facts.steps] ?? 0) : Math.exp(-facts.km / KM_SCALE),
    fit: fitOf(facts),
    free: freeOf(facts),
    urgency: (URGENT_HALF / (URGENT_HALF + Math.max(0, facts.hoursLeft))) * openShare(facts),
    load: 1 / (1 + facts.load / Math.max(1, facts.capacity / PEOPLE_PER_PLEDGE)),
    history: 1 - HALF ** facts.helped,
    connection: 1 - HALF ** facts.connections,
    explore: noise,
  };
  for (const part of PARTS) parts[part] = Math.round(parts[part] * FINE) / FINE;
  return parts;
}
/** As they are kept and explained: a hundredth of a point is decided by less. */
const FINE = 10_000;

const openShare = ({ open, ceiling }: Facts) => (ceiling > 0 ? Math.min(1, open / ceiling) : 0);

/** The best ability they have of those that would do, and whether there is enough of it. */
function fitOf({ wanted, codes, kind, open, capacity }: Facts): number {
  const at = wanted.findIndex((code) => codes[code] !== undefined);
  const able = wanted.length === 0 ? NEUTRAL : at < 0 ? 0 : Math.max(0, 1 - FIT_STEP * at);
  const enough = kind === "people" ? capacity : kind === "vehicle" ? (codes[wanted[at] ?? ""] ?? 1) : open;
  return able * (HALF + HALF * Math.min(1, open > 0 ? enough / open : 1));
}

function freeOf({ freeParts, askedParts }: Facts): number {
  if (freeParts === 0 || askedParts === 0) return NEUTRAL;
  return bits(freeParts & askedParts) / bits(askedParts);
}

function bits(n: number): number {
  let count = 0;
  for (let rest = n; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** In points, to a thousandth, so that it is the same on every machine. */
export function scoreOf(parts: Parts, weights: Weights): number {
  let sum = 0;
  for (const part of PARTS) sum += (part === "connection" ? -1 : 1) * weights[part] * parts[part];
  return Math.round(sum * 1000) / 1000;
}

/** What another version weighs otherwise, in the order of the parts. */
export const changesBetween = (before: Weights, after: Weights): Change[] =>
  PARTS.filter((part) => before[part] !== after[part]).map((part) => ({
    part,
    from: before[part],
    to: after[part],
  }));

/** Chance that is the same for one helper (or need) all day, whoever asks again. 0 ≤ x < 1. */
export const noiseOf = (seed: number, id: string): number => hashOfText(`${seed} ${id}`) / 2 ** 32;

/** Whose turn to be tried out changes with the subject and the day (YYYY-MM-DD). */
export const seedOf = (subjectId: string, day: string): number => hashOfText(`${subjectId} ${day}`);

/** Who reads a reason: the helper's own people, or those who look for help. */
export type Reader = "self" | "asker";
/** What a stranger may know of a person who let themselves be named: where, and what they said of themselves for this. */
const OF_PERSONS = new Set<Reason["code"]>([
  "same_village",
  "same_town",
  "near",
  "same_county",
  "has",
  "free_then",
]);

/** Whether a stranger may read this of such a helper. */
export const mayRead = (helperKind: string, { code }: Reason): boolean =>
  helperKind === "organisation" || OF_PERSONS.has(code);

/** As they were written down. */
export const readReasons = (text: string): Reason[] =>
  (JSON.parse(text) as Reason[]).map((one) => (one.at ? { ...one, at: new Date(one.at) } : one));

/** What tells in which village or town a need is: not to be read where that is kept back. */
const OF_PLACE = new Set<Reason["code"]>(["same_village", "same_town", "near", "helped_before"]);
export const tellsPlace = ({ code }: Reason): boolean => OF_PLACE.has(code);

/** What speaks for it, of helpers: true of the facts, and fit for the reader. */
export function reasonsOf(facts: Facts, helperKind: string, reader: Reader): Reason[] {
  const has = facts.wanted.filter((code) => facts.codes[code] !== undefined).slice(0, HAS_SHOWN);
  const all: (Reason | null)[] = [
    placeReason(facts),
    ...has.map((what): Reason => ({ code: "has", what, count: facts.codes[what] as number })),
    facts.helpedAt === null ? null : { code: "helped_before", count: facts.helped, at: facts.helpedAt },
    facts.load <= LIGHT_LOAD ? { code: "light_load", count: facts.load } : null,
    helperKind === "organisation" && facts.kind === "people" && facts.open > 0 && facts.capacity >= facts.open
      ? { code: "can_send", count: facts.capacity }
      : null,
    facts.askedParts !== 0 && (facts.freeParts & facts.askedParts) === facts.askedParts
      ? { code: "free_then" }
      : null,
  ];
  return all.filter((one): one is Reason => one !== null && (reader === "self" || mayRead(helperKind, one)));
}
const HAS_SHOWN = 2;

/** … of needs, to whoever might help: their own load and history, and how it stands there. */
export function needReasonsOf(facts: Facts, helperKind: string): Reason[] {
  const own = reasonsOf(facts, helperKind, "self").filter(({ code }) => code !== "light_load");
  const urgent: Reason[] = facts.hoursLeft <= URGENT_HOURS ? [{ code: "urgent", at: facts.dueAt }] : [];
  return [...own, ...urgent, { code: "still_open", count: facts.open }];
}

function placeReason({ steps, km }: Facts): Reason | null {
  if (steps === 0) return { code: "same_village" };
  if (steps === 1) return { code: "same_town" };
  if (km !== null && km <= NEAR_KM) return { code: "near" };
  return steps === 2 ? { code: "same_county" } : null;
}
