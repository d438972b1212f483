// How the tree is built and spoken of: ancestors, what people call a place, its path. Pure.
import { PLACE_COLUMNS, type Place } from "@/server/policy";
import { LEVEL, type Level } from "./schema";

export type { Place };

export const NOWHERE: Place = {
  province_id: 0,
  city_id: 0,
  county_id: 0,
  town_id: 0,
  village_id: 0,
  natural_id: 0,
  grid_id: 0,
};

/** The column that holds ancestors of this level. */
export function columnOf(level: number): (typeof PLACE_COLUMNS)[number] {
  const column = PLACE_COLUMNS[level - 1];
  if (column === undefined) throw new Error(`no level ${level}`);
  return column;
}

/** The ancestor columns, taken out of any row that has them. */
export function placeFrom(row: Place): Place {
  return Object.fromEntries(PLACE_COLUMNS.map((column) => [column, row[column]])) as Place;
}

/** Ancestors from the province down, the region itself last. */
export function ancestorIds(place: Place): number[] {
  return PLACE_COLUMNS.map((column) => place[column]).filter((id) => id !== 0);
}

/** The ancestors of a child: its parent's, and itself at its own level. */
export function placeBelow(parent: Place, level: Level, id: number): Place {
  return { ...parent, [columnOf(level)]: id };
}

/** Which levels may hang under which: a grid or natural village under a village, else the next one down. */
export function mayHangUnder(level: Level, parentLevel: number): boolean {
  if (level === LEVEL.grid) return parentLevel === LEVEL.village || parentLevel === LEVEL.natural;
  return parentLevel === level - 1;
}

/** By hand a tree may grow from the town down; what is above comes from the national list. */
export const HIGHEST_BY_HAND = LEVEL.town;

const COMMITTEES: [RegExp, string][] = [
  [/村?村民委员会$/, "村"],
  [/村?村委会$/, "村"],
  [/(居民委员会|居委会|社区委员会)$/, ""],
  [/(街道)办事处$/, "$1"],
  [/(地区)办事处$/, "$1"],
];

/** What people say instead of the name on the committee's door: 西高都村村民委员会 → 西高都村. */
export function shortName(name: string): string {
  for (const [ending, instead] of COMMITTEES) {
    const short = name.replace(ending, instead);
    if (short !== name && short.length >= 2) return short;
  }
  return name;
}

/** Rungs the list has only to be complete; nobody says them. */
const EMPTY_WORDS = new Set(["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]);

/** Names from the province down as people say them: without empty rungs, and 东莞市 once. */
export function spokenNames(names: string[]): string[] {
  return names.filter((name, at) => !EMPTY_WORDS.has(name) && name !== names[at - 1]);
}

/** From the town down: 高都街道 西潘墩村; above the town, the name alone. */
export function pathName(rungs: { level: number; name: string }[]): string {
  const near = rungs.filter((rung) => rung.level >= LEVEL.town);
  return (near.length > 0 ? near : rungs.slice(-1)).map((rung) => rung.name).join(" ");
}

/** A query by pinyin initials or code, or by characters. */
export type Query =
  | { by: "initials" | "code" | "name"; term: string; within: string[] }
  | { by: "nothing"; term: ""; within: [] };

/** "高都 西潘墩" looks for 西潘墩 within what is called 高都. */
export function readQuery(q: string): Query {
  const words = q.normalize("NFKC").trim().toLowerCase().split(/\s+/).filter(Boolean);
  const last = words.pop();
  if (last === undefined) return { by: "nothing", term: "", within: [] };
  if (/^\d{2,12}$/.test(last)) return { by: "code", term: last, within: words };
  if (/^[a-z0-9']+$/.test(last)) return { by: "initials", term: last.replaceAll("'", ""), within: words };
  return { by: "name", term: shortName(last), within: words };
}
