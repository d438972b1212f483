// Writing abilities down: what is given replaces all that was. Inside the act that changes the organisation.
import { refuse } from "@/server/errors";
import { type Db, insertRows, type Trx } from "@/server/platform/db";
import { livingRegion } from "@/server/regions/data";
import { LEVEL } from "@/server/regions/schema";
import type { Abilities } from "./schema";

/** The living regions meant; a county, a town or a village. */
export async function checkedAreas(db: Db, given: Abilities): Promise<Abilities> {
  const areas = new Set<number>();
  for (const area of given.areas) {
    const region = await livingRegion(db, area);
    if (region.level < LEVEL.county) refuse("INVALID", { fields: { areas: "wrong_level" } });
    areas.add(region.id);
  }
  return { ...given, areas: [...areas] };
}

export async function writeAbilities(trx: Trx, organisationId: string, given: Abilities): Promise<void> {
  await trx.deleteFrom("organisation_ability").where("organisation_id", "=", organisationId).execute();
  const equipment = new Map(given.equipment.map((one) => [one.code, one.amount]));
  const rows = [
    ...given.areas.map((area) => [organisationId, "area", String(area), 1]),
    ...given.works.map((work) => [organisationId, "work", work, 1]),
    ...[...equipment].map(([code, amount]) => [organisationId, "equipment", code, amount]),
  ];
  await insertRows(
    trx,
    "INSERT INTO organisation_ability (organisation_id, kind, code, amount) VALUES ",
    rows,
  );
}
