// The first stage: a few dozen who might suit, by index alone, nearest first and in the order of turns. Nothing is counted and
// nothing is sorted that the indexes do not hold sorted. Said in SQL: the builder would cost as much as the looks.
import { type RawBuilder, sql } from "kysely";
import { diskOf } from "./rules";
import { ANY, CANDIDATES, CODES_LOOKED, type HelperKind, PER_LOOK, PER_LOOK_MIN, type Rungs } from "./schema";

type Level = "village_id" | "h3" | "town_id" | "county_id" | "city_id";
type Area = { level: Level; ids: readonly (number | string)[]; codes: readonly string[] };

export type Place = Rungs & { h3: string | null };

/** From the inside out, `within` so many steps of the tree. In a whole city only for what not everybody has. */
function areasOf(place: Place, codes: readonly string[], within = FAR): Area[] {
  const areas: Area[] = [
    { level: "village_id", ids: [place.village_id], codes },
    // The disk is about a town, whatever its borders: for those who stay within their town, the town itself.
    place.h3 === null || within === 1
      ? { level: "town_id", ids: [place.town_id], codes }
      : { level: "h3", ids: diskOf(place.h3), codes },
    { level: "county_id", ids: [place.county_id], codes },
    { level: "city_id", ids: [place.city_id], codes: codes.filter((code) => !GENERAL.has(code)) },
  ];
  return areas.slice(0, within + 1).filter(({ ids }) => ids[0] !== 0);
}
const FAR = 5;
const GENERAL = new Set([ANY, "people", "goods", "vehicle", "expertise"]);

/** Rows one look takes, so that all together find about half as many again as are wanted: the same are found in several rings. */
const perLook = (looks: number, limit: number): number =>
  Math.min(PER_LOOK, Math.max(PER_LOOK_MIN, Math.ceil((limit * 1.5) / Math.max(1, looks))));

export type HelperAsk = {
  place: Place;
  codes: readonly string[];
  kinds: readonly HelperKind[];
  except?: readonly string[];
  /** Steps of the tree beyond which nobody suits. */
  within?: number;
};

/** `id` of the helpers who might do it, and who have helped the village before; doubles and all. Null: nowhere to look. */
export function helperLooks(ask: HelperAsk, limit = CANDIDATES): RawBuilder<unknown> | null {
  const { place, kinds, except = [] } = ask;
  const areas = areasOf(place, ask.codes.slice(0, CODES_LOOKED), ask.within);
  const all = areas.flatMap((area) =>
    area.codes.flatMap((code) => kinds.map((kind) => ({ area, code, kind }))),
  );
  const most = perLook(all.length, limit);
  const looks = all.map(({ area, code, kind }) => helpersIn(area, code, kind, except, most));
  if (place.village_id !== 0) looks.push(helpedBefore(place.village_id, most));
  return looks.length === 0 ? null : sql.join(looks, sql` UNION ALL `);
}

const among = ({ level, ids }: Area): RawBuilder<unknown> =>
  ids.length === 1 ? sql`${sql.ref(level)} = ${ids[0]}` : sql`${sql.ref(level)} IN (${sql.join(ids)})`;
/** Within one region the index holds them in order; from several cells the first that are met are as good as any. */
const inOrder = ({ ids }: Area, order: string): RawBuilder<unknown> =>
  ids.length === 1 ? sql`ORDER BY ${sql.raw(order)}` : sql``;

const helpersIn = (area: Area, code: string, kind: HelperKind, except: readonly string[], most: number) =>
  sql`(SELECT helper_id AS id FROM helper_can WHERE ${among(area)} AND code = ${code} AND helper_kind = ${kind}${without(except)}
    ${inOrder(area, "turn, helper_id")} LIMIT ${sql.lit(most)})`;

/** Those asked before: the looks go on behind them. */
const without = (except: readonly string[]): RawBuilder<unknown> =>
  except.length === 0 ? sql`` : sql` AND helper_id NOT IN (${sql.join(except)})`;

/** By the time they last did. Whether they may be named is asked with their row. */
const helpedBefore = (villageId: number, most: number) =>
  sql`(SELECT helper_id AS id FROM helper_village WHERE village_id = ${villageId} ORDER BY last_at DESC LIMIT ${sql.lit(most)})`;

/** within: steps of the tree from home beyond which nothing suits (treeSteps). */
export type WantAsk = { place: Place; codes: readonly string[]; from: Date; within?: number };

/** `id` and `h3` of listed needs that might suit, the soonest of each ring; doubles and all. Null: nowhere to look. */
export function wantLooks(ask: WantAsk, limit = CANDIDATES): RawBuilder<unknown> | null {
  const all = areasOf(ask.place, ask.codes, ask.within).flatMap((area) =>
    area.codes.map((code) => ({ area, code })),
  );
  const most = perLook(all.length, limit);
  const looks = all.map(
    ({ area, code }) =>
      sql`(SELECT need_id AS id, h3 FROM need_want WHERE ${among(area)} AND code = ${code} AND due_at >= ${ask.from}
        ${inOrder(area, "due_at, need_id")} LIMIT ${sql.lit(most)})`,
  );
  return looks.length === 0 ? null : sql.join(looks, sql` UNION ALL `);
}
