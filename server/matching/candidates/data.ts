// The first stage: a few dozen who might suit, by index alone, nearest first and in the order of turns. Nothing is counted and
// nothing is sorted that the indexes do not hold sorted. Said in SQL: the builder would cost as much as the looks.
import { type RawBuilder, sql } from "kysely";
import type { Db, Trx } from "@/server/platform/db";
import { diskOf } from "./rules";
import { ANY, CANDIDATES, CODES_LOOKED, type HelperKind, PER_LOOK, type Rungs } from "./schema";

type Reader = Db | Trx;
type Level = "village_id" | "h3" | "town_id" | "county_id" | "city_id";
type Area = { level: Level; ids: readonly (number | string)[]; codes: readonly string[] };

export type Place = Rungs & { h3: string | null };

/** Near by, and farther off. Where near by is enough, and in a whole city anyhow, only for what not everybody has. */
function ringOf(place: Place, codes: readonly string[], far: boolean, enough = false): Area[] {
  const particular = codes.filter((code) => !GENERAL.has(code));
  const near: Area[] = [
    { level: "village_id", ids: [place.village_id], codes },
    ...(place.h3 === null ? [] : [{ level: "h3" as const, ids: diskOf(place.h3), codes }]),
    { level: "town_id", ids: [place.town_id], codes },
  ];
  const beyond: Area[] = [
    { level: "county_id", ids: [place.county_id], codes: enough ? particular : codes },
    { level: "city_id", ids: [place.city_id], codes: particular },
  ];
  return (far ? beyond : near).filter(({ ids, codes: wanted }) => ids[0] !== 0 && wanted.length > 0);
}
/** What is particular is looked for far off although there were enough near by. */
const BEYOND = 24;
const GENERAL = new Set([ANY, "people", "goods", "vehicle", "expertise"]);

/** Ids of the helpers who might do it, nearest first: at most `limit`, without `except`. Also those who have helped the village before. */
export async function candidatesFor(
  db: Reader,
  ask: { place: Place; codes: readonly string[]; kinds: readonly HelperKind[]; except?: readonly string[] },
  limit = CANDIDATES,
): Promise<string[]> {
  const found = new Set<string>();
  const codes = ask.codes.slice(0, CODES_LOOKED);
  for (const far of [false, true]) {
    const looks = ringOf(ask.place, codes, far, found.size >= limit).flatMap((area) =>
      area.codes.flatMap((code) => ask.kinds.map((kind) => helpersIn(area, code, kind, ask.except ?? []))),
    );
    if (!far && ask.place.village_id !== 0) looks.push(helpedBefore(ask.place.village_id));
    if (looks.length === 0) continue;
    const { rows } = await sql<{ id: string }>`${sql.join(looks, sql` UNION ALL `)}`.execute(db);
    for (const { id } of rows) found.add(id);
  }
  return [...found].slice(0, limit + BEYOND);
}

const helpersIn = (
  { level, ids }: Area,
  code: string,
  kind: HelperKind,
  except: readonly string[],
): RawBuilder<unknown> =>
  ids.length === 1
    ? sql`(SELECT helper_id AS id FROM helper_can WHERE ${sql.ref(level)} = ${ids[0]} AND code = ${code}
        AND helper_kind = ${kind}${without(except)} ORDER BY turn, helper_id LIMIT ${sql.lit(PER_LOOK)})`
    : sql`(SELECT helper_id AS id FROM helper_can WHERE ${sql.ref(level)} IN (${sql.join(ids)}) AND code = ${code}
        AND helper_kind = ${kind}${without(except)} LIMIT ${sql.lit(PER_LOOK)})`;

/** Those asked before: the looks go on behind them. */
const without = (except: readonly string[]): RawBuilder<unknown> =>
  except.length === 0 ? sql`` : sql` AND helper_id NOT IN (${sql.join(except)})`;

/** By the time they last did. Whether they may be named is asked with their row. */
const helpedBefore = (villageId: number): RawBuilder<unknown> =>
  sql`(SELECT helper_id AS id FROM helper_village WHERE village_id = ${villageId} ORDER BY last_at DESC LIMIT ${sql.lit(PER_LOOK)})`;

/** Needs on the lists that might suit, nearest and soonest first, each with the cell it lies in: at most `limit`. */
export async function wantsNear(
  db: Reader,
  ask: { place: Place; codes: readonly string[]; from: Date },
  limit = CANDIDATES,
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  for (const far of [false, true]) {
    const looks = ringOf(ask.place, ask.codes, far, found.size >= limit).flatMap((area) =>
      area.codes.map((code) => wantsIn(area, code, ask.from)),
    );
    if (looks.length === 0) continue;
    const { rows } = await sql<{
      id: string;
      h3: string | null;
    }>`${sql.join(looks, sql` UNION ALL `)}`.execute(db);
    for (const { id, h3 } of rows) if (found.size < limit + BEYOND) found.set(id, h3);
  }
  return found;
}

const wantsIn = ({ level, ids }: Area, code: string, from: Date): RawBuilder<unknown> =>
  ids.length === 1
    ? sql`(SELECT need_id AS id, h3 FROM need_want WHERE ${sql.ref(level)} = ${ids[0]} AND code = ${code} AND due_at >= ${from}
        ORDER BY due_at, need_id LIMIT ${sql.lit(PER_LOOK)})`
    : sql`(SELECT need_id AS id, h3 FROM need_want WHERE ${sql.ref(level)} IN (${sql.join(ids)}) AND code = ${code}
        AND due_at >= ${from} LIMIT ${sql.lit(PER_LOOK)})`;
