// Release events and what was recorded at them.
import type { Selectable } from "kysely";
import type { z } from "zod";
import { refuse } from "@/server/errors";
import type { DB } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { BOARD_MAX, type boardOutput, type releaseOutput } from "./schema";

type ReleaseRow = Selectable<DB["release_event"]>;

/** For whoever runs it; to others it is not there. */
export async function visibleRelease(
  ctx: Ctx,
  releaseId: string,
): Promise<{ release: ReleaseRow; grant: Grant | null }> {
  const release =
    (await ctx.db.selectFrom("release_event").selectAll().where("id", "=", releaseId).executeTakeFirst()) ??
    refuse("NOT_FOUND");
  const place = placeFrom(await livingRegion(ctx.db, release.region_id));
  return { release, grant: authorize(ctx, "release.run", { place }, "NOT_FOUND") };
}

const shown = (row: ReleaseRow): z.infer<typeof releaseOutput> => ({
  id: row.id,
  title: row.title,
  regionId: row.region_id,
  heldAt: row.held_at,
});

/** What has been recorded, newest first; unconfirmed ones are counted among all. */
export async function visibleBoard(ctx: Ctx, releaseId: string): Promise<z.infer<typeof boardOutput>> {
  const { release } = await visibleRelease(ctx, releaseId);
  const rows = await ctx.db
    .selectFrom("pledge as p")
    .innerJoin("organisation as o", "o.id", "p.organisation_id")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .select(["p.id", "p.need_id", "p.amount", "p.status", "p.unit_confirmed_at", "p.created_at"])
    .select(["o.id as organisation_id", "o.name", "l.item", "l.unit", "l.unit_size"])
    .where("p.release_id", "=", releaseId)
    .orderBy("p.id", "desc")
    .limit(BOARD_MAX)
    .execute();
  return {
    ...shown(release),
    unconfirmed: rows.filter((row) => row.status === "confirmed" && row.unit_confirmed_at === null).length,
    claims: rows.map((row) => ({
      pledgeId: row.id,
      organisationId: row.organisation_id,
      organisation: row.name,
      needId: row.need_id,
      item: row.item,
      unit: row.unit,
      unitSize: row.unit_size,
      amount: row.amount,
      status: row.status,
      confirmedAt: row.unit_confirmed_at,
      at: row.created_at,
    })),
  };
}

export const LIST_MAX = 50;

/** Of one region, newest first. */
export async function listReleases(ctx: Ctx, regionId: number): Promise<z.infer<typeof releaseOutput>[]> {
  const place = placeFrom(await livingRegion(ctx.db, regionId));
  authorize(ctx, "release.run", { place });
  const rows = await ctx.db
    .selectFrom("release_event")
    .selectAll()
    .where("region_id", "=", regionId)
    .orderBy("held_at", "desc")
    .orderBy("id", "desc")
    .limit(LIST_MAX)
    .execute();
  return rows.map(shown);
}
