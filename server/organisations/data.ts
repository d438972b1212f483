// Reads of organisations. Their telephone leaves only through a pledge's contact, never by a list.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { livingRegion, regionNames, regionViews } from "@/server/regions/data";
import { columnOf, placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { abilitiesOf } from "./abilities/data";
import type { OrganisationStatus } from "./lifecycle";
import {
  LIST_LIMIT,
  type ListInput,
  type OrganisationKind,
  type OrganisationRow,
  type OrganisationView,
  SEARCH_LIMIT,
  type SearchInput,
} from "./schema";
import { listTitles, whoIsCivilised } from "./titles/data";

export async function findOrganisation(db: Db, id: string) {
  return (await db.selectFrom("organisation").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The public page of one. Who has not been verified is seen only by its own people and those above. */
export async function visibleOrganisation(ctx: Ctx, id: string): Promise<OrganisationView> {
  const row = (await findOrganisation(ctx.db, id)) ?? refuse("NOT_FOUND");
  const place = placeFrom(await livingRegion(ctx.db, row.region_id));
  if (row.status !== "verified" && row.created_by !== ctx.actor?.personId)
    authorize(ctx, "organisation.change", { organisationId: id, place }, "NOT_FOUND");
  const [regions, titles, names, abilities] = await Promise.all([
    regionViews(ctx.db, [row.region_id]),
    listTitles(ctx.db, id),
    organisationNames(
      ctx.db,
      [row.recording_unit_id, row.parent_id].flatMap((other) => other ?? []),
    ),
    abilitiesOf(ctx.db, id),
  ]);
  const named = (other: string | null) =>
    other === null ? null : { id: other, name: names.get(other) ?? "" };
  const isApplicant = row.created_by !== null && row.created_by === ctx.actor?.personId;
  const mayChange =
    may(ctx, "organisation.change", { organisationId: id, place }) !== false ||
    (isApplicant && ["pending", "returned"].includes(row.status));
  const isInside = mayChange || isApplicant;
  const roles = (ctx.actor?.grants ?? []).filter((g) => g.organisationId === id).map((g) => g.role);
  return {
    id,
    name: row.name,
    kind: row.kind as OrganisationKind,
    status: row.status as OrganisationStatus,
    regionId: row.region_id,
    path: regions.get(row.region_id)?.path ?? "",
    recordingUnit: named(row.recording_unit_id),
    parent: named(row.parent_id),
    about: row.about,
    weeklyCapacity: row.weekly_capacity,
    abilities,
    titles,
    myRole: (["leader", "manager", "member"] as const).find((role) => roles.includes(role)) ?? null,
    mayChange,
    question: isInside ? row.question : null,
    reason: isInside ? row.reason : null,
    contactName: isInside ? row.contact_name : null,
  };
}

/** In one county, by part of the name or by pinyin initials: found while somebody is still speaking. */
export async function searchOrganisations(ctx: Ctx, input: SearchInput): Promise<OrganisationRow[]> {
  const term = input.q.replace(/[\\%_]/g, "\\$&");
  const byInitials = /^[a-z0-9]+$/i.test(input.q);
  const rows = await ctx.db
    .selectFrom("organisation")
    .select(ROW)
    .where("county_id", "=", input.countyId)
    // What nobody has looked at is no public word: visitors find verified ones only.
    .where("status", "in", input.pending && ctx.actor !== null ? ["verified", "pending"] : ["verified"])
    .$if(input.kinds !== undefined && input.kinds.length > 0, (query) =>
      query.where("kind", "in", input.kinds ?? []),
    )
    .where((eb) =>
      byInitials
        ? eb.or([
            eb("initials", "like", `${term.toLowerCase()}%`),
            eb("initials", "like", `%${term.toLowerCase()}%`),
            eb("name", "like", `%${term}%`),
          ])
        : eb("name", "like", `%${term}%`),
    )
    // Those that begin so come first, then the shorter name: 人民医院 before 人民医院家属院.
    .orderBy(
      sql`CASE WHEN name LIKE ${`${term}%`} OR initials LIKE ${`${term.toLowerCase()}%`} THEN 0 ELSE 1 END`,
    )
    .orderBy(sql`CHAR_LENGTH(name)`)
    .orderBy("name")
    .limit(SEARCH_LIMIT)
    .execute();
  return rowsOf(ctx, rows);
}

/** For those who verify: oldest first, by keyset. */
export async function listOrganisations(ctx: Ctx, input: ListInput) {
  const region = await livingRegion(ctx.db, input.regionId);
  authorize(ctx, "organisation.list", { place: placeFrom(region) });
  const column = columnOf(region.level);
  if (column !== "county_id" && column !== "town_id" && column !== "village_id")
    refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const rows = await ctx.db
    .selectFrom("organisation")
    .select([...ROW, "contact_name", "created_at", "created_by"])
    .where(column, "=", region.id)
    .where("status", "=", input.status)
    .$if(input.kind !== undefined, (query) => query.where("kind", "=", input.kind ?? ""))
    .$if(input.after !== undefined, (query) => query.where("id", ">", input.after ?? ""))
    .orderBy("id")
    .limit(LIST_LIMIT)
    .execute();
  const views = await rowsOf(ctx, rows);
  const creators = rows.flatMap((row) => row.created_by ?? []);
  const names = new Map(
    creators.length === 0
      ? []
      : (await ctx.db.selectFrom("person").select(["id", "name"]).where("id", "in", creators).execute()).map(
          (person) => [person.id, person.name] as const,
        ),
  );
  return rows.map((row, i) => ({
    ...(views[i] as OrganisationRow),
    contactName: row.contact_name,
    appliedAt: row.created_at,
    appliedBy: names.get(row.created_by ?? "") ?? null,
  }));
}

/** Those I am in, with what I may do there; and those I entered that nobody has looked at yet. */
export async function myOrganisations(ctx: Ctx) {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const rows = await ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("organisation as o", "o.id", "g.organisation_id")
    .select(["o.id", "o.name", "o.kind", "o.status", "o.town_id", "g.role"])
    .where("g.person_id", "=", actor.personId)
    .where("g.ended_at", "is", null)
    .orderBy("g.started_at")
    .orderBy("g.id")
    .execute();
  const views = await rowsOf(ctx, rows);
  const best = new Map<string, number>();
  const mine = rows.map((row, i) => ({
    ...(views[i] as OrganisationRow),
    role: row.role as "leader" | "manager" | "member",
    status: row.status as OrganisationStatus,
    actsNow: row.status === "verified" && row.role !== "member",
  }));
  // One line per organisation: the role that may do most.
  const rank = { leader: 0, manager: 1, member: 2 };
  for (const one of mine) best.set(one.id, Math.min(best.get(one.id) ?? 9, rank[one.role]));
  return mine.filter((one, i) => {
    const first = mine.findIndex((other) => other.id === one.id && rank[other.role] === best.get(one.id));
    return first === i;
  });
}

/** Names by id, for lists that show helpers. */
export async function organisationNames(db: Db, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom("organisation").select(["id", "name"]).where("id", "in", wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

const ROW = ["id", "name", "kind", "status", "town_id"] as const;
type Row = { id: string; name: string; kind: string; status: string; town_id: number };

async function rowsOf(ctx: Ctx, rows: Row[]): Promise<OrganisationRow[]> {
  const [towns, civilised] = await Promise.all([
    regionNames(
      ctx.db,
      rows.map((row) => row.town_id),
    ),
    whoIsCivilised(
      ctx,
      rows.map((row) => row.id),
    ),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind as OrganisationKind,
    verified: row.status === "verified",
    town: towns.get(row.town_id) ?? "",
    civilised: civilised.has(row.id),
  }));
}
