// Who advises a village now.
import { refuse } from "@/server/errors";
import { qualifiedAmong } from "@/server/organisations/qualifications/data";
import type { Qualification } from "@/server/organisations/qualifications/schema";
import type { Db, Trx } from "@/server/platform/db";
import { authorize, may, type Place } from "@/server/policy";
import { livingRegion, placeOf, regionNames } from "@/server/regions/data";
import { LEVEL } from "@/server/regions/schema";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { qualificationOf } from "./rules";
import type { AdviserKind } from "./schema";

/** In office, of these kinds, longest in office first. */
export async function advisersOf(
  db: Db | Trx,
  villageId: number,
  kinds: readonly AdviserKind[],
): Promise<{ personId: string; kind: AdviserKind }[]> {
  if (villageId === 0 || kinds.length === 0) return [];
  const rows = await db
    .selectFrom("village_adviser as v")
    .innerJoin("person as p", "p.id", "v.person_id")
    .select(["v.person_id", "v.kind"])
    .where("v.region_id", "=", villageId)
    .where("v.kind", "in", [...kinds])
    .where("v.ended_at", "is", null)
    .where("p.status", "=", "active")
    .orderBy("v.appointed_at")
    .orderBy("v.id")
    .execute();
  return rows.map((row) => ({ personId: row.person_id, kind: row.kind as AdviserKind }));
}

/** Those among these people who advise this village now: their name there is an office's. */
export async function areAdvisers(
  db: Db | Trx,
  villageId: number,
  personIds: readonly string[],
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("village_adviser")
    .select("person_id")
    .distinct()
    .where("region_id", "=", villageId)
    .where("person_id", "in", [...personIds])
    .where("ended_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** The village of an appointment; refuses NOT_FOUND where it is none. */
export async function villageOf(
  ctx: Pick<Ctx, "db">,
  regionId: number,
): Promise<{ name: string; place: Place }> {
  const region = await livingRegion(ctx.db, regionId);
  if (region.level !== LEVEL.village) refuse("NOT_FOUND");
  return { name: region.name, place: await placeOf(ctx.db, regionId) };
}

/** For the village's desk and those above it. */
export async function listAdvisers(ctx: Ctx, regionId: number) {
  const { name, place } = await villageOf(ctx, regionId);
  authorize(ctx, "desk.see", { place }, "NOT_FOUND");
  const rows = await ctx.db
    .selectFrom("village_adviser as v")
    .innerJoin("person as p", "p.id", "v.person_id")
    .select(["v.id", "v.kind", "v.person_id", "p.name", "v.appointed_at", "v.version"])
    .where("v.region_id", "=", regionId)
    .where("v.ended_at", "is", null)
    .where("p.status", "=", "active")
    .orderBy("v.kind")
    .orderBy("v.appointed_at")
    .orderBy("v.id")
    .execute();
  const unverified = await unverifiedOf(ctx, rows);
  return {
    village: name,
    mayAppoint: may(ctx, "adviser.appoint", { place }) !== false,
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind as AdviserKind,
      name: row.name,
      since: row.appointed_at,
      version: row.version,
      unverified: unverified(row),
    })),
  };
}

type Office = { kind: string; person_id: string };
/** Of each office the qualification that its holder has not shown anybody, as of today. */
async function unverifiedOf(
  { db, clock }: Pick<Ctx, "db" | "clock">,
  offices: readonly Office[],
): Promise<(office: Office) => Qualification | null> {
  const on = dayOf(clock.now());
  const held = new Map<string, Set<string>>();
  for (const kind of new Set(offices.map((office) => office.kind as AdviserKind))) {
    const qualification = qualificationOf(kind);
    const people = offices.flatMap((office) => (office.kind === kind ? office.person_id : []));
    if (qualification !== null) held.set(kind, await qualifiedAmong(db, people, qualification, on));
  }
  return ({ kind, person_id }) =>
    held.get(kind)?.has(person_id) === false ? qualificationOf(kind as AdviserKind) : null;
}

/** The villages I advise. */
export async function listMine(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom("village_adviser")
    .select(["id", "kind", "person_id", "region_id", "appointed_at", "version"])
    .where("person_id", "=", ctx.actor?.personId ?? "")
    .where("ended_at", "is", null)
    .orderBy("appointed_at")
    .orderBy("id")
    .execute();
  const [names, unverified] = await Promise.all([
    regionNames(
      ctx.db,
      rows.map((row) => row.region_id),
    ),
    unverifiedOf(ctx, rows),
  ]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as AdviserKind,
    village: names.get(row.region_id) ?? "",
    since: row.appointed_at,
    version: row.version,
    unverified: unverified(row),
  }));
}
