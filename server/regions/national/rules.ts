// The national list of divisions: what a row says about its place in the tree. Pure.
import { initials } from "../names/rules";
import { NOWHERE, type Place, placeBelow, shortName } from "../rules";
import { LEVEL, type Level } from "../schema";

/** Length of a statistics code → level. */
const LEVEL_OF: Record<number, Level> = {
  2: LEVEL.province,
  4: LEVEL.city,
  6: LEVEL.county,
  9: LEVEL.town,
  12: LEVEL.village,
};
const LENGTHS = [2, 4, 6, 9, 12];

/** Ids from here up were given here, not taken from the list. */
export const HAND_FROM = 1_000_000_000_000_000;

export type RegionSeed = Place & {
  id: number;
  code: string | null;
  level: Level;
  name: string;
  short_name: string;
  initials: string;
  parent_id: number;
  origin: "national" | "hand";
};

function levelOfCode(code: string): Level | null {
  return /^\d+$/.test(code) ? (LEVEL_OF[code.length] ?? null) : null;
}

/**
 * The code padded to twelve digits. A city without districts (东莞 4419) is listed once more as its own county
 * (441900), which would pad to the same number: that county ends in 1 (no town is numbered 000).
 */
export function idOfCode(code: string): number {
  const padded = Number(code.padEnd(12, "0"));
  return code.length === 6 && code.endsWith("00") ? padded + 1 : padded;
}

/** 罗庄区: what is shipped, and where a visitor looks from who has named no place. */
export const SHIPPED_COUNTY = idOfCode("371311");

/** Ancestors by the code alone: a code begins with its parent's. */
export function placeOfCode(code: string): Place {
  let place = NOWHERE;
  for (const length of LENGTHS)
    if (length <= code.length) {
      const part = code.slice(0, length);
      place = placeBelow(place, LEVEL_OF[length] as Level, idOfCode(part));
    }
  return place;
}

/** Province, city, county, town and the village itself by its number alone: placeOfCode, a hundred times as fast. */
export function ancestorsOfVillage(id: number): [number, number, number, number, number] {
  const cut = (unit: number) => Math.floor(id / unit) * unit;
  const county = cut(1e6);
  return [cut(1e10), cut(1e8), county % 1e8 === 0 ? county + 1 : county, cut(1e3), id];
}

/** A rung the list has only to be complete (金门县 350527000): it would be its own parent. */
export function isFiller(code: string): boolean {
  return code.length > 6 && code.endsWith("000");
}

function parentCode(code: string): string {
  return code.slice(0, LENGTHS[LENGTHS.indexOf(code.length) - 1] ?? 0);
}

export function nationalRegion(code: string, name: string): RegionSeed {
  const level = levelOfCode(code);
  if (level === null) throw new Error(`not a statistics code: ${code}`);
  const parent = parentCode(code);
  return {
    id: idOfCode(code),
    code,
    level,
    name,
    ...called(name),
    parent_id: parent === "" ? 0 : idOfCode(parent),
    ...placeOfCode(code),
    origin: "national",
  };
}

/** What people call it, and the initials of that. */
export function called(name: string): { short_name: string; initials: string } {
  const short_name = shortName(name);
  return { short_name, initials: initials(short_name) };
}

/** A line of the list: code first, then a quoted or bare name; the names hold no quotes. */
export function readLine(line: string): { code: string; name: string; rest: string } | null {
  const match = /^([0-9A-Z]+),(?:"([^"]+)"|([^",]+))(?:,(.*))?$/.exec(line.trimEnd());
  if (!match) return null;
  return { code: match[1] as string, name: (match[2] ?? match[3]) as string, rest: match[4] ?? "" };
}
