// Titles, and who holds one today.
import type { Db } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";

export async function listTitles(db: Db, organisationId: string) {
  const rows = await db
    .selectFrom("organisation_title")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .orderBy("from_on", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    level: row.level,
    grantor: row.grantor,
    fromOn: row.from_on,
    untilOn: row.until_on,
  }));
}

/** Of these, the ones that are 文明单位 now. */
export async function whoIsCivilised(
  ctx: Pick<Ctx, "db" | "clock">,
  organisationIds: string[],
): Promise<Set<string>> {
  if (organisationIds.length === 0) return new Set();
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom("organisation_title")
    .select("organisation_id")
    .distinct()
    .where("organisation_id", "in", organisationIds)
    .where("title", "=", "civilised_unit")
    .where("from_on", "<=", now)
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">=", now)]))
    .execute();
  return new Set(rows.map((row) => row.organisation_id));
}
