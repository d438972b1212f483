// Where the demo district's towns and villages lie: invented positions inside its extent, marked so. Real ones are an
// installation's own to bring in.
import { cellOf, hashOfText } from "@/server/matching/candidates/rules";
import type { World } from "@/server/trpc/context";

/** 罗庄区, roughly, in millionths of a degree. */
const EXTENT = { south: 34_830_000, north: 35_040_000, west: 118_130_000, east: 118_430_000 };
/** Towns stand in a grid this wide; villages around their town, about so far. */
const COLUMNS = 3;
const AROUND = 28_000;

/** A position for every town and village of the county; those that have one keep it. */
export async function placePoints(world: Pick<World, "db">, countyId: number): Promise<void> {
  const regions = await world.db
    .selectFrom("region")
    .select(["id", "town_id", "level"])
    .where("county_id", "=", countyId)
    .where("level", "in", [4, 5])
    .orderBy("id")
    .execute();
  const towns = regions.filter((region) => region.level === 4);
  const rows = Math.ceil(towns.length / COLUMNS);
  const middles = new Map(
    towns.map(({ id }, n) => [
      id,
      {
        lat: between(EXTENT.south, EXTENT.north, (Math.floor(n / COLUMNS) + 0.5) / rows),
        lng: between(EXTENT.west, EXTENT.east, ((n % COLUMNS) + 0.5) / COLUMNS),
      },
    ]),
  );
  const values = regions.flatMap(({ id, town_id, level }) => {
    const middle = middles.get(town_id);
    if (middle === undefined) return [];
    const lat = level === 4 ? middle.lat : middle.lat + scatter(`lat ${id}`);
    const lng = level === 4 ? middle.lng : middle.lng + scatter(`lng ${id}`);
    return [{ region_id: id, lat, lng, h3: cellOf(lat, lng), synthetic: true }];
  });
  if (values.length > 0) await world.db.insertInto("region_point").ignore().values(values).execute();
}

const between = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);
const scatter = (what: string): number => Math.round((hashOfText(what) / 2 ** 32 - 0.5) * 2 * AROUND);
