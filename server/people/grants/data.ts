// Roles as people read them.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { type Actor, authorize, type Place, type Role } from "@/server/policy";
import { placeOf, regionNames } from "@/server/regions/data";
import { NOWHERE } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import type { HatView } from "./schema";

/** My live roles with the names of their scopes. */
export async function hatsOf(db: Db, actor: Actor): Promise<HatView[]> {
  const regions = await regionNames(
    db,
    actor.grants.map((grant) => grant.regionId),
  );
  const ids = actor.grants.flatMap((grant) => grant.organisationId ?? []);
  const organisations = new Map(
    ids.length === 0
      ? []
      : (await db.selectFrom("organisation").select(["id", "name"]).where("id", "in", ids).execute()).map(
          (row) => [row.id, row.name] as const,
        ),
  );
  return actor.grants.map((grant) => ({
    id: grant.id,
    role: grant.role,
    scope:
      (grant.organisationId === null
        ? regions.get(grant.regionId)
        : organisations.get(grant.organisationId)) ?? "",
    regionId: grant.regionId,
    organisationId: grant.organisationId,
    delegated: grant.delegatedFrom !== null,
    worn: grant.id === actor.hat?.id,
  }));
}

/** Where an organisation lies; unseen is NOT_FOUND. */
export async function placeOfOrganisation(db: Db, organisationId: string): Promise<Place> {
  const row = await db
    .selectFrom("organisation as o")
    .leftJoin("region as lies", "lies.id", "o.region_id")
    .leftJoin("region as r", (join) => join.on("r.id", "=", sql<number>`COALESCE(lies.merged_into, lies.id)`))
    .select([
      "r.province_id",
      "r.city_id",
      "r.county_id",
      "r.town_id",
      "r.village_id",
      "r.natural_id",
      "r.grid_id",
    ])
    .where("o.id", "=", organisationId)
    .executeTakeFirst();
  if (row === undefined) refuse("NOT_FOUND");
  return {
    province_id: row.province_id ?? NOWHERE.province_id,
    city_id: row.city_id ?? 0,
    county_id: row.county_id ?? 0,
    town_id: row.town_id ?? 0,
    village_id: row.village_id ?? 0,
    natural_id: row.natural_id ?? 0,
    grid_id: row.grid_id ?? 0,
  };
}

/** Live holders of roles over exactly this region, or in this organisation. */
export async function listHolders(db: Db, scope: { regionId: number } | { organisationId: string }) {
  let query = db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select(["g.id", "g.person_id", "p.name", "g.role", "g.started_at", "g.delegated_from"])
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active");
  query =
    "regionId" in scope
      ? query.where("g.region_id", "=", scope.regionId)
      : query.where("g.organisation_id", "=", scope.organisationId);
  const rows = await query.orderBy("g.started_at").orderBy("g.id").limit(500).execute();
  return rows.map((row) => ({
    grantId: row.id,
    personId: row.person_id,
    name: row.name,
    role: row.role as Role,
    since: row.started_at,
    delegated: row.delegated_from !== null,
  }));
}

/** Who holds roles over a region or in an organisation, for those who run it. */
export async function visibleHolders(
  ctx: Ctx,
  input: { regionId?: number | undefined; organisationId?: string | undefined },
) {
  if (input.organisationId !== undefined) {
    const place = await placeOfOrganisation(ctx.db, input.organisationId);
    authorize(ctx, "grant.list", { place, organisationId: input.organisationId });
    return listHolders(ctx.db, { organisationId: input.organisationId });
  }
  if (input.regionId === undefined) refuse("INVALID", { fields: { regionId: "required" } });
  const place = await placeOf(ctx.db, input.regionId);
  authorize(ctx, "grant.list", { place, organisationId: null });
  return listHolders(ctx.db, { regionId: input.regionId });
}
