// Reads of the tree. A merged node leads to its successor wherever it is shown.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { ancestorIds, type Place, pathName, placeFrom, readQuery, spokenNames } from "./rules";
import { CHILDREN_LIMIT, type RegionView, SEARCH_LIMIT, type SearchInput } from "./schema";

export type Region = Place & {
  id: number;
  code: string | null;
  level: number;
  name: string;
  short_name: string;
  parent_id: number;
  status: string;
  merged_into: number | null;
  version: number;
};

const COLUMNS = [
  "id",
  "code",
  "level",
  "name",
  "short_name",
  "parent_id",
  "province_id",
  "city_id",
  "county_id",
  "town_id",
  "village_id",
  "natural_id",
  "grid_id",
  "status",
  "merged_into",
  "version",
] as const;
/** Mergers of mergers; a longer chain would be a circle, which mergeRegion refuses. */
const CHAIN_MAX = 10;

export async function findRegion(db: Db, id: number): Promise<Region | null> {
  return (await db.selectFrom("region").select(COLUMNS).where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function visibleRegion(db: Db, id: number): Promise<Region> {
  return (await findRegion(db, id)) ?? refuse("NOT_FOUND");
}

/** The living node that stands for this one: itself, or what it was merged into. */
export async function livingRegion(db: Db, id: number): Promise<Region> {
  let region = await visibleRegion(db, id);
  for (let step = 0; region.merged_into !== null && step < CHAIN_MAX; step++)
    region = await visibleRegion(db, region.merged_into);
  return region;
}

/** Ancestor columns for whatever lies there (a need, an organisation); of the successor where it was merged. */
export async function placeOf(db: Db, id: number): Promise<Place> {
  return placeFrom(await livingRegion(db, id));
}

/** What each region is called, by id: two words for cards that know their ancestors' ids already. */
export async function regionNames(db: Db, ids: Iterable<number>): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom("region").select(["id", "short_name"]).where("id", "in", wanted).execute();
  return new Map(rows.map((row) => [row.id, row.short_name]));
}

/** Regions as pages show them, by the id asked for; merged ones as their successor. Unknown ids are left out. */
export async function regionViews(db: Db, ids: Iterable<number>): Promise<Map<number, RegionView>> {
  const wanted = [...new Set(ids)];
  const regions = await byIds(db, wanted);
  return viewsOf(
    db,
    wanted.flatMap((id) => regions.get(id) ?? []),
  );
}

export async function visibleRegionView(db: Db, id: number): Promise<RegionView> {
  return (await regionViews(db, [id])).get(id) ?? refuse("NOT_FOUND");
}

/** The living nodes right below, by code, then by name. */
export async function listChildren(db: Db, parentId: number): Promise<RegionView[]> {
  const rows = await db
    .selectFrom("region")
    .select(COLUMNS)
    .where("parent_id", "=", parentId)
    .where("status", "=", "active")
    .limit(CHILDREN_LIMIT)
    .execute();
  rows.sort((a, b) => a.level - b.level || a.id - b.id);
  const views = await viewsOf(db, rows);
  return rows.flatMap((row) => views.get(row.id) ?? []);
}

export async function listAliases(db: Db, regionId: number) {
  return db
    .selectFrom("region_alias")
    .select(["id", "name", "kind"])
    .where("region_id", "=", regionId)
    .orderBy("created_at")
    .execute();
}

/**
 * One box: characters (anywhere in the name within the viewer's county, from its beginning in the nation), pinyin
 * initials, or code. Nearest first; every look is by an index and limited.
 */
export async function searchRegions(db: Db, input: SearchInput): Promise<RegionView[]> {
  const query = readQuery(input.q);
  if (query.by === "nothing") return [];
  const limit = input.limit ?? SEARCH_LIMIT;
  const fetch = query.within.length > 0 ? limit * 5 : limit; // some fall to the words before the last
  const levels = input.levels ?? [];
  const term = query.term.replace(/[\\%_]/g, "\\$&");
  const column = { name: "short_name", initials: "initials", code: "code" }[query.by] as "short_name";
  const inName = { name: "name", initials: "initials", code: null }[query.by] as "name" | null;

  const own = (pattern: string) =>
    db
      .selectFrom("region")
      .select([...COLUMNS, sql<string | null>`NULL`.as("alias")])
      .where(column, "like", pattern)
      .$if(levels.length > 0, (qb) => qb.where("level", "in", levels));
  const aliased = (name: "name" | "initials", pattern: string) =>
    db
      .selectFrom("region_alias")
      .innerJoin("region", "region.id", "region_alias.region_id")
      .select(COLUMNS.map((c) => `region.${c}` as const))
      .select("region_alias.name as alias")
      .where(`region_alias.${name}`, "like", pattern)
      .$if(levels.length > 0, (qb) => qb.where("region.level", "in", levels));

  const looks: Promise<(Region & { alias: string | null })[]>[] = [];
  const county = input.countyId;
  if (county) {
    const pattern = query.by === "name" ? `%${term}%` : `${term}%`;
    looks.push(own(pattern).where("county_id", "=", county).orderBy("level").limit(fetch).execute());
    if (inName)
      looks.push(aliased(inName, pattern).where("region.county_id", "=", county).limit(fetch).execute());
  }
  looks.push(own(`${term}%`).orderBy(column).limit(fetch).execute());
  if (inName)
    looks.push(aliased(inName, `${term}%`).orderBy(`region_alias.${inName}`).limit(fetch).execute());

  const found = (await Promise.all(looks)).flat();
  const views = await viewsOf(db, found);
  const seen = new Set<number>();
  const answer: { view: RegionView; rank: number }[] = [];
  for (const hit of found) {
    const view = views.get(hit.id);
    if (!view || seen.has(view.id)) continue;
    if (!query.within.every((word) => view.parents.some((parent) => parent.includes(word)))) continue;
    seen.add(view.id);
    const exact = [hit.short_name, hit.name, hit.code, hit.alias].includes(query.term) ? 0 : 1;
    const near = county && hit.county_id === county ? 0 : 2;
    answer.push({ view: { ...view, alias: hit.alias ?? view.alias }, rank: near + exact });
  }
  answer.sort((a, b) => a.rank - b.rank); // stable: within a rank, as the index gave them
  return answer.slice(0, limit).map(({ view }) => view);
}

async function byIds(db: Db, ids: number[]): Promise<Map<number, Region>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("region").select(COLUMNS).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function viewsOf(db: Db, asked: Region[]): Promise<Map<number, RegionView>> {
  const living = new Map<number, Region>(asked.map((region) => [region.id, region]));
  for (let step = 0; step < CHAIN_MAX; step++) {
    const merged = [...living].filter(([, region]) => region.merged_into !== null);
    if (merged.length === 0) break;
    const successors = await byIds(
      db,
      merged.map(([, region]) => region.merged_into as number),
    );
    for (const [id, region] of merged) living.set(id, successors.get(region.merged_into as number) ?? region);
  }
  const names = await regionNames(
    db,
    [...living.values()].flatMap((region) => ancestorIds(placeFrom(region))),
  );
  return new Map(
    asked.map((region) => {
      const stands = living.get(region.id) ?? region;
      const rungs = ancestorIds(placeFrom(stands)).map((id) => names.get(id) ?? "");
      const view: RegionView = {
        id: stands.id,
        level: stands.level,
        code: stands.code,
        name: stands.short_name,
        countyId: stands.county_id,
        townId: stands.town_id,
        villageId: stands.village_id,
        parents: spokenNames(rungs.slice(0, -1)),
        path: pathName(rungsOf(stands, names)),
        alias: null,
        formerly: stands.id === region.id ? null : region.short_name,
      };
      return [region.id, view];
    }),
  );
}

/** Town, village and what is below, with their levels; a county or higher: itself. */
function rungsOf(place: Place, names: Map<number, string>): { level: number; name: string }[] {
  const ids = [
    place.province_id,
    place.city_id,
    place.county_id,
    place.town_id,
    place.village_id,
    place.natural_id,
    place.grid_id,
  ];
  return ids.flatMap((id, at) => (id === 0 ? [] : [{ level: at + 1, name: names.get(id) ?? "" }]));
}
