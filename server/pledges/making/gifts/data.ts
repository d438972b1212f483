// Charity law: who may not appeal to the public collects within the village or the unit; a gift for somebody that others give to too names an
// organisation with 公开募捐资格 (domain.md §5). Who is inside, then.
import { sql } from "kysely";
import type { Db, Trx } from "@/server/platform/db";
import type { SlotRow } from "../data";

type Gift = Pick<SlotRow, "need_id" | "direction" | "via_organisation" | "poster_id">;
type Helper = { personId: string | null; organisationId: string | null };

/** True where everybody may give: no gift, or one that is received by who may appeal to the public. */
export const isForAll = (slot: Gift): boolean => slot.direction !== "gift" || slot.via_organisation !== null;

/**
 * Ids of those among these helpers who belong to the need's village (its town, where a town asks) or to the organisation that posted it.
 * People belong where they live or hold a role, organisations where they lie; the unit's own parent and children are of the unit.
 */
export async function insidersAmong(
  db: Db | Trx,
  slot: Gift,
  helpers: readonly Helper[],
): Promise<Set<string>> {
  const people = helpers.flatMap((one) => one.personId ?? []);
  const organisations = helpers.flatMap((one) => one.organisationId ?? []);
  const inside = new Set(people.filter((id) => id === slot.poster_id));
  const near = sql<boolean>`(n.village_id <> 0 AND n.village_id = r.village_id) OR (n.village_id = 0 AND n.town_id = r.town_id)`;
  if (people.length > 0) {
    const lives = await db
      .selectFrom("person as p")
      .innerJoin("need as n", (join) => join.on("n.id", "=", slot.need_id))
      .innerJoin("region as home", "home.id", "p.home_region_id")
      .innerJoin("region as r", (join) =>
        join.on("r.id", "=", sql<number>`COALESCE(home.merged_into, home.id)`),
      )
      .select("p.id")
      .where("p.id", "in", people)
      .where(near)
      .execute();
    const holds = await db
      .selectFrom("role_grant as g")
      .innerJoin("need as n", (join) => join.on("n.id", "=", slot.need_id))
      .leftJoin("organisation as r", "r.id", "g.organisation_id")
      .select("g.person_id as id")
      .where("g.person_id", "in", people)
      .where("g.ended_at", "is", null)
      .where(sql<boolean>`(g.region_id <> 0 AND g.region_id = n.village_id) OR g.organisation_id = n.organisation_id
        OR (r.status = 'verified' AND (${near}))`)
      .execute();
    for (const { id } of [...lives, ...holds]) inside.add(id);
  }
  if (organisations.length > 0) {
    const rows = await db
      .selectFrom("organisation as r")
      .innerJoin("need as n", (join) => join.on("n.id", "=", slot.need_id))
      .leftJoin("organisation as own", "own.id", "n.organisation_id")
      .select("r.id")
      .where("r.id", "in", organisations)
      .where(
        sql<boolean>`(${near}) OR r.id = n.organisation_id OR r.parent_id = n.organisation_id OR r.id = own.parent_id`,
      )
      .execute();
    for (const { id } of rows) inside.add(id);
  }
  return inside;
}
