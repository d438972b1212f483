// Who holds which qualification on a day: verified, and not run out.
import { refuse } from "@/server/errors";
import { ofRegion } from "@/server/people/places/data";
import { recordFacts } from "@/server/people/profiles/data";
import { open } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { livingRegion, regionViews } from "@/server/regions/data";
import { columnOf, placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import { dayOf, dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import type { QualificationStatus } from "./lifecycle";
import { kindsFor } from "./rules";
import {
  type CaseView,
  QUEUE_LIMIT,
  type Qualification,
  type QualificationView,
  type QueueInput,
  type QueueRow,
} from "./schema";

/** Those among these people who hold it on that day (YYYY-MM-DD), verified by somebody else. */
export async function qualifiedAmong(
  db: Db | Trx,
  personIds: string[],
  kind: string,
  on: string,
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await live(db, personIds, on).where("kind", "in", kindsFor(kind)).execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Organisation → how many of its members hold it on that day. */
export async function membersQualified(
  db: Db | Trx,
  organisationIds: string[],
  kind: string,
  on: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .innerJoin("qualification as q", "q.person_id", "g.person_id")
    .select("g.organisation_id")
    .select((eb) => eb.fn.count<number>("g.person_id").distinct().as("n"))
    .where("g.organisation_id", "in", organisationIds)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .where("q.kind", "in", kindsFor(kind))
    .where("q.status", "=", "verified")
    .where((eb) => eb.or([eb("q.expires_on", "is", null), eb("q.expires_on", ">=", new Date(on))]))
    .groupBy("g.organisation_id")
    .execute();
  return new Map(rows.map((row) => [row.organisation_id ?? "", Number(row.n)]));
}

const live = (db: Db | Trx, personIds: string[], on: string) =>
  db
    .selectFrom("qualification")
    .select(["person_id", "kind"])
    .where("person_id", "in", personIds)
    .where("status", "=", "verified")
    .where((eb) => eb.or([eb("expires_on", "is", null), eb("expires_on", ">=", new Date(on))]));

/** All that a person claimed, newest first: for their record. Never asked before the record was seen. */
export async function listQualifications(
  ctx: Pick<Ctx, "db" | "keys" | "clock">,
  personId: string,
): Promise<QualificationView[]> {
  const rows = await views(ctx)
    .where("q.person_id", "=", personId)
    .orderBy("q.id", "desc")
    .limit(100)
    .execute();
  return viewsOf(ctx, rows);
}

/** One claim, to be decided on, or as its owner sees it. Unseen is NOT_FOUND. */
export async function visibleCase(ctx: Ctx, qualificationId: string): Promise<CaseView> {
  const row = await views(ctx)
    .innerJoin("person as p", "p.id", "q.person_id")
    .select(["q.person_id", "p.name", "p.home_region_id"])
    .where("q.id", "=", qualificationId)
    .executeTakeFirst();
  if (row === undefined) refuse("NOT_FOUND");
  const facts = (await recordFacts(ctx, row.person_id)) ?? refuse("NOT_FOUND");
  if (may(ctx, "record.keep", facts) === false) authorize(ctx, "qualification.verify", facts, "NOT_FOUND");
  const [view] = await viewsOf(ctx, [row]);
  const homes = await regionViews(ctx.db, row.home_region_id === 0 ? [] : [row.home_region_id]);
  return {
    ...(view as QualificationView),
    personId: row.person_id,
    name: row.name,
    home: homes.get(row.home_region_id)?.path ?? "",
    isMine: row.person_id === ctx.actor?.personId,
  };
}

/** What waits in a county or town, longest waiting first. Who never said where they live stands where they belong (people/places). */
export async function listQueue(ctx: Ctx, input: QueueInput): Promise<QueueRow[]> {
  const region = await livingRegion(ctx.db, input.regionId);
  authorize(ctx, "qualification.list", { place: placeFrom(region) });
  const isDistrict = region.level <= LEVEL.county;
  const found = await ctx.db
    .selectFrom("qualification as q")
    .innerJoin("person as p", "p.id", "q.person_id")
    .leftJoin("region as r", "r.id", "p.home_region_id")
    .select(["q.id", "q.person_id", "p.name", "p.home_region_id", "q.kind", "q.issuer", "q.expires_on"])
    .select("q.created_at")
    .where("q.status", "=", input.status)
    .where("p.status", "=", "active")
    .where((eb) => {
      const here = eb(`r.${columnOf(region.level)}`, "=", region.id);
      return isDistrict ? eb.or([here, eb("p.home_region_id", "=", 0)]) : here;
    })
    .$if(input.after !== undefined, (query) => query.where("q.id", ">", input.after as string))
    .orderBy("q.id")
    .limit(QUEUE_LIMIT)
    .execute();
  const rows = await ofRegion(ctx.db, found, region);
  const homes = await regionViews(ctx.db, [
    ...new Set(rows.map((row) => row.home_region_id).filter((id) => id > 0)),
  ]);
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    home: homes.get(row.home_region_id)?.path ?? "",
    kind: row.kind as Qualification,
    issuer: row.issuer,
    expiresOn: expiry(row.expires_on),
    claimedAt: row.created_at,
  }));
}

const expiry = (at: Date | null): string | null => at && dayText(at);

const views = (ctx: Pick<Ctx, "db">) =>
  ctx.db
    .selectFrom("qualification as q")
    .leftJoin("person as v", "v.id", "q.verified_by")
    .select(["q.id", "q.kind", "q.status", "q.number_cipher", "q.issuer", "q.expires_on", "q.verified_at"])
    .select(["q.reason", "q.created_at", "q.version", "v.name as verifier"]);
type Row = Awaited<ReturnType<ReturnType<typeof views>["execute"]>>[number];

async function viewsOf(ctx: Pick<Ctx, "db" | "keys" | "clock">, rows: Row[]): Promise<QualificationView[]> {
  const photos =
    rows.length === 0
      ? []
      : await ctx.db
          .selectFrom("attachment")
          .select(["id", "subject_id"])
          .where("aggregate", "=", "qualification")
          .where(
            "subject_id",
            "in",
            rows.map((row) => row.id),
          )
          .orderBy("id")
          .execute();
  const today = dayOf(ctx.clock.now());
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Qualification,
    status: row.status as QualificationStatus,
    expired: row.status === "verified" && row.expires_on !== null && dayText(row.expires_on) < today,
    number: row.number_cipher === null ? null : open(ctx.keys, row.number_cipher),
    issuer: row.issuer,
    expiresOn: expiry(row.expires_on),
    verifiedAt: row.verified_at,
    verifiedBy: row.verifier,
    reason: row.reason,
    photos: photos.filter((photo) => photo.subject_id === row.id).map((photo) => photo.id),
    claimedAt: row.created_at,
    version: row.version,
  }));
}
