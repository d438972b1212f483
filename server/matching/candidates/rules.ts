// Distance in the tree and over ground, and what a line asks for in codes. Pure.

import { cellToLatLng, greatCircleDistance, gridDisk, latLngToCell } from "h3-js";
import { wallOf } from "@/server/time";
import { ANY, CELL_LEVEL, CODES_LOOKED, DISK, type Rungs } from "./schema";

/** Steps up the tree until both are in one region: 0 one village, 1 town, 2 county, 3 city, 4 province, 5 none. */
export function treeSteps(a: Rungs, b: Rungs): number {
  if (a.village_id !== 0 && a.village_id === b.village_id) return 0;
  if (a.town_id !== 0 && a.town_id === b.town_id) return 1;
  if (a.county_id !== 0 && a.county_id === b.county_id) return 2;
  if (a.city_id !== 0 && a.city_id === b.city_id) return 3;
  return a.province_id !== 0 && a.province_id === b.province_id ? 4 : 5;
}

const MILLION = 1_000_000;

/** The cell of a place; lat and lng in millionths of a degree. */
export const cellOf = (lat: number, lng: number): string =>
  latLngToCell(lat / MILLION, lng / MILLION, CELL_LEVEL);

/** Between the middles of two cells, right to about two kilometres; null where either has no position. */
export function kmBetween(a: string | null, b: string | null): number | null {
  if (a === null || b === null) return null;
  return a === b ? 0 : greatCircleDistance(centre(a), centre(b), "km");
}

const centres = new Map<string, [number, number]>();
const CENTRES_KEPT = 100_000;
function centre(cell: string): [number, number] {
  const known = centres.get(cell);
  if (known) return known;
  const made = cellToLatLng(cell);
  if (centres.size >= CENTRES_KEPT) centres.clear();
  centres.set(cell, made);
  return made;
}

/** The cells around one, itself first. */
export const diskOf = (cell: string): string[] => gridDisk(cell, DISK);

/** What decides which codes a line asks for. */
export type Asked = {
  kind: string;
  direction: string | null;
  item: string;
  service: string | null;
  qualification: string | null;
  skills: readonly string[];
};

/** Words in an item that say which equipment or profession is meant; the longer word first. Grammar, not copy. */
const WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/三轮/, ["tool:tricycle"]],
  [/面包车|厢式/, ["tool:van", "tool:truck"]],
  [/货车|卡车|农用车|拉货/, ["tool:truck", "tool:van", "tool:tricycle"]],
  [/轿车|小车|接送/, ["tool:car", "tool:van"]],
  [/船|艇/, ["tool:boat"]],
  [/水泵|抽水/, ["tool:pump"]],
  [/发电/, ["tool:generator"]],
  [/无人机/, ["tool:drone"]],
  [/喇叭|音响|扩音/, ["tool:loudspeaker"]],
  [/帐篷|雨棚/, ["tool:tent"]],
  [/律师|法律/, ["may:lawyer", "work:legal"]],
  [/调解/, ["may:mediator", "work:legal"]],
  [/医生|义诊|看病/, ["may:doctor", "may:nurse", "work:medical"]],
  [/护士|护理/, ["may:nurse", "skill:nursing", "work:medical"]],
  [/心理/, ["may:counsellor"]],
  [/电工/, ["may:electrician", "skill:repair"]],
  [/农技/, ["work:farming", "skill:farming"]],
];
const VEHICLES = ["tool:truck", "tool:van", "tool:car", "tool:tricycle"] as const;
const WORDED = new Set(["vehicle", "expertise", "goods"]);

/** Codes that fit, the most particular first and `any` last where anybody may; `must`: without it nobody is accepted (Reg. art. 16). */
export function wantedOf(line: Asked): Wanted {
  // The same few kinds of line are asked for again and again.
  const mark = `${line.kind} ${line.direction} ${line.service} ${line.qualification} ${line.skills.join()} ${line.item}`;
  const known = asks.get(mark);
  if (known) return known;
  if (asks.size >= ASKS_KEPT) asks.clear();
  const read = readWanted(line);
  asks.set(mark, read);
  return read;
}
type Wanted = { readonly codes: readonly string[]; readonly must: string | null };
const asks = new Map<string, Wanted>();
const ASKS_KEPT = 20_000;

function readWanted(line: Asked): Wanted {
  const must = line.qualification === null ? null : `may:${line.qualification}`;
  const said = WORDED.has(line.kind) && line.direction !== "sale" && line.direction !== "gift";
  const worded = said ? (WORDS.find(([words]) => words.test(line.item))?.[1] ?? []) : [];
  const codes = new Set<string>([
    ...(must === null ? [] : [must]),
    ...worded,
    ...line.skills.map((skill) => `skill:${skill}`),
    ...(line.service === null ? [] : [`work:${line.service}`]),
  ]);
  if (line.kind === "vehicle" && codes.size === 0) for (const code of VEHICLES) codes.add(code);
  const open = must === null && line.kind !== "vehicle";
  return { codes: [...[...codes].slice(0, CODES_LOOKED - 1), ...(open ? [ANY] : [])], must };
}

/** A number of a text, the same every time: 32 bits (FNV-1a). */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** Before a first pledge: scattered, and earlier than any second since 1970 plus twelve days. */
const NEWCOMERS = 2 ** 20;
export const turnOf = (helperId: string, lastTakenAt: Date | null): number =>
  lastTakenAt === null ? hashOfText(helperId) % NEWCOMERS : Math.floor(lastTakenAt.getTime() / 1000);

/** The month in China: 202611. */
export function monthOf(at: Date): number {
  const local = wallOf(at);
  return local.getUTCFullYear() * 100 + local.getUTCMonth() + 1;
}
