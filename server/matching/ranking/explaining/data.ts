// A ranking explained afterwards: for whoever saw it, and for the district it was made in.
import { refuse } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { may } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { weightsAt } from "../../score/data";
import { flushShown } from "../keeping/commands";
import type { Shown } from "../schema";

/** Null where nothing was shown by that id. Says nothing about who may see it. */
export async function findShown(
  db: Db,
  id: string,
): Promise<(Shown & { viewerId: string | null; countyId: number }) | null> {
  const row = await db.selectFrom("ranking_shown").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  const rows = JSON.parse(row.body, (key, value) =>
    key === "at" ? new Date(value as string) : value,
  ) as Shown["rows"];
  return {
    shownId: row.id,
    kind: row.kind as Shown["kind"],
    subjectId: row.subject_id,
    viewerId: row.viewer_id,
    countyId: row.region_id,
    at: row.at,
    weightsVersion: row.weights_version,
    weights: await weightsAt(db, row.region_id, row.weights_version),
    rows,
  };
}

/** What was suggested to somebody is theirs alone; whom help was asked of, the district may look at as well. */
export async function visibleShown(ctx: Ctx, id: string): Promise<Shown> {
  await flushShown(ctx.db); // asked about as soon as it was shown
  const shown = (await findShown(ctx.db, id)) ?? refuse("NOT_FOUND");
  const { viewerId, countyId, ...rest } = shown;
  const own = viewerId !== null && viewerId === ctx.actor?.personId;
  if (shown.kind === "needs") return own ? rest : refuse("NOT_FOUND");
  const asked = { ...rest, rows: await withoutPersons(ctx.db, rest.rows) };
  if (own) return asked;
  const place = placeFrom(await livingRegion(ctx.db, countyId));
  if (may(ctx, "matching.weights.set", { place }) === false) refuse("NOT_FOUND");
  return asked;
}

/** Scores of persons are taken out: they tell how busy somebody is, and whom they helped. Organisations work in public. */
async function withoutPersons(db: Db, rows: Shown["rows"]): Promise<Shown["rows"]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return rows;
  const known = await db.selectFrom("organisation").select("id").where("id", "in", ids).execute();
  const organisations = new Set(known.map((row) => row.id));
  return rows.map((row) => (organisations.has(row.id) ? row : { ...row, score: null, parts: null }));
}

/** The newest rankings of a slot or a helper, for an operator. */
export const listShown = (db: Db, subjectId: string, limit: number) =>
  db
    .selectFrom("ranking_shown")
    .select(["id", "kind", "at", "weights_version"])
    .where("subject_id", "=", subjectId)
    .orderBy("at", "desc")
    .limit(limit)
    .execute();
