// What the read models hold, made from what was said and done. Pure: the worker, the rebuild and `verify` all ask here.
import { kindsFor } from "@/server/organisations/qualifications/rules";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { monthOf, turnOf, wantedOf } from "../rules";
import { ANY, CODES, type HelperKind, type Rungs } from "../schema";

/** A region with its ancestors and the cell it lies in, where a position of it or of its town is known. */
export type Home = Rungs & { id: number; h3: string | null };

export type Source = {
  id: string;
  helperKind: HelperKind;
  /** Of the organisation; empty for a person. */
  kind: string;
  home: Home;
  areas: Home[];
  /** Code without doubles → how many. */
  said: Record<string, number>;
  /** Qualifications verified, run out or not; an organisation's are its members'. */
  held: readonly string[];
  capacity: number;
  freeParts: number;
  reach: string;
  active: boolean;
  /** When each pledge that stands was taken; a named place counts as one. */
  taken: readonly Date[];
  helped: readonly { villageId: number; at: Date }[];
};

type HelperRow = Rungs & {
  helper_id: string;
  helper_kind: string;
  kind: string;
  region_id: number;
  h3: string | null;
  capacity: number;
  free_parts: number;
  reach: string;
  codes: string;
  load_month: number;
  load_count: number;
  turn: number;
  active: boolean;
};
export type CanRow = Rungs & {
  helper_id: string;
  code: string;
  area_id: number;
  helper_kind: string;
  h3: string | null;
  turn: number;
};
export type VillageRow = { helper_id: string; village_id: number; helped: number; last_at: Date };
export type Kept = { helper: HelperRow; can: CanRow[]; villages: VillageRow[] };

export function keptOf(source: Source): Kept {
  const load = loadOf(source.id, source.taken);
  const { turn } = load;
  const codes = codesOf(source);
  const { id: region_id, h3, ...rungs } = source.home;
  const helper: HelperRow = {
    helper_id: source.id,
    helper_kind: source.helperKind,
    kind: source.kind,
    region_id,
    ...rungs,
    h3,
    capacity: source.capacity,
    free_parts: source.freeParts,
    reach: source.reach,
    codes: JSON.stringify(codes),
    ...load,
    active: source.active,
  };
  const places = new Map([source.home, ...source.areas].map((place) => [place.id, place]));
  const can = !source.active
    ? []
    : [...places.values()].flatMap(({ id: area_id, ...place }) =>
        [ANY, ...Object.keys(codes)].map((code) => ({
          helper_id: source.id,
          code,
          area_id,
          helper_kind: source.helperKind,
          ...place,
          turn,
        })),
      );
  return { helper, can, villages: villagesOf(source.id, source.helped) };
}

/** In the order of the catalogue, so that the same abilities are the same text. */
function codesOf(source: Source): Record<string, number> {
  const all: Record<string, number> = { ...source.said };
  for (const wanted of QUALIFICATIONS)
    if (kindsFor(wanted).some((kind) => source.held.includes(kind))) all[`may:${wanted}`] = 1;
  return Object.fromEntries(CODES.flatMap((code) => (all[code] === undefined ? [] : [[code, all[code]]])));
}

/** The month of the last pledge taken and how many it had, and whose turn it is. */
export function loadOf(
  id: string,
  taken: Source["taken"],
): Pick<HelperRow, "load_month" | "load_count" | "turn"> {
  const last = taken.reduce<Date | null>((a, b) => (a === null || b > a ? b : a), null);
  const month = last === null ? 0 : monthOf(last);
  return {
    load_month: month,
    load_count: taken.filter((at) => monthOf(at) === month).length,
    turn: turnOf(id, last),
  };
}

export function villagesOf(id: string, helped: Source["helped"]): VillageRow[] {
  const rows = new Map<number, VillageRow>();
  for (const { villageId, at } of helped) {
    if (villageId === 0) continue;
    const row = rows.get(villageId);
    if (row === undefined)
      rows.set(villageId, { helper_id: id, village_id: villageId, helped: 1, last_at: at });
    else {
      row.helped++;
      if (at > row.last_at) row.last_at = at;
    }
  }
  return [...rows.values()].sort((a, b) => a.village_id - b.village_id);
}

/** A line of a listed need, as the list of what is wanted reads it. */
export type WantLine = Parameters<typeof wantedOf>[0];
export type WantRow = Rungs & { need_id: string; code: string; due_at: Date; h3: string | null };

/** Codes of a need: the kinds it stands under, and whatever its lines ask for. */
export function wantsOf(
  need: Rungs & { needId: string; dueAt: Date; h3: string | null },
  lines: readonly WantLine[],
): WantRow[] {
  const { needId, dueAt, h3, ...rungs } = need;
  const codes = new Set(lines.flatMap((line) => [line.kind, ...wantedOf(line).codes]));
  codes.delete(ANY); // said by the kind
  const { province_id, city_id, county_id, town_id, village_id } = rungs;
  return [...codes].map((code) => ({
    need_id: needId,
    code,
    due_at: dueAt,
    province_id,
    city_id,
    county_id,
    town_id,
    village_id,
    h3,
  }));
}
