// Where a person belongs, for whoever answers for people there.
import type { Db } from "@/server/platform/db";
import type { Place } from "@/server/policy";
import { placeOf } from "@/server/regions/data";
import { columnOf } from "@/server/regions/rules";
import { placeOfOrganisation } from "../grants/data";

/**
 * Where they live; where nobody said, the place of the office or team they joined first, else of what they last promised to help with or
 * asked for. Null where nothing ties them to a place: then nobody is above them.
 */
export async function placeOfPerson(db: Db, personId: string, homeRegionId: number): Promise<Place | null> {
  if (homeRegionId !== 0) return placeOf(db, homeRegionId);
  const role = await db
    .selectFrom("role_grant")
    .select(["region_id", "organisation_id"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .orderBy("started_at")
    .orderBy("id")
    .executeTakeFirst();
  if (role?.organisation_id) return placeOfOrganisation(db, role.organisation_id);
  if (role && role.region_id !== 0) return placeOf(db, role.region_id);
  const acted = (await lastNeed(db, personId, "pledged")) ?? (await lastNeed(db, personId, "asked")) ?? null;
  return acted === null ? null : placeOf(db, acted.region_id);
}

function lastNeed(db: Db, personId: string, how: "pledged" | "asked") {
  const needs = db.selectFrom("need as n").select("n.region_id").limit(1);
  return how === "asked"
    ? needs.where("n.poster_id", "=", personId).orderBy("n.created_at", "desc").executeTakeFirst()
    : needs
        .innerJoin("pledge as p", "p.need_id", "n.id")
        .where("p.person_id", "=", personId)
        .orderBy("p.created_at", "desc")
        .executeTakeFirst();
}

/** Of these rows the ones whose person belongs to the region. Only those without a home cost a look; lists find the others by index. */
export async function ofRegion<T extends { person_id: string; home_region_id: number }>(
  db: Db,
  rows: readonly T[],
  region: { id: number; level: number },
): Promise<T[]> {
  const stays = await Promise.all(
    rows.map(async (row) => {
      if (row.home_region_id !== 0) return true;
      return (await placeOfPerson(db, row.person_id, 0))?.[columnOf(region.level)] === region.id;
    }),
  );
  return rows.filter((_, i) => stays[i]);
}
