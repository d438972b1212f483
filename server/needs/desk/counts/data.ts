// Open needs by place and age: one grouped query over the region's index.

import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { authorize, PLACE_COLUMNS } from "@/server/policy";
import { livingRegion, regionNames } from "@/server/regions/data";
import { columnOf, placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { AGES, type Counts, type CountsInput } from "./schema";

const COUNTED = ["submitted", "open", "paused", "sealed", "settling"];

/** Of a county by town, of a town by village; other levels are refused. */
export async function countByPlace(ctx: Ctx, input: CountsInput): Promise<Counts> {
  const region = await livingRegion(ctx.db, input.regionId);
  authorize(ctx, "desk.see", { place: placeFrom(region) });
  if (region.level !== LEVEL.county && region.level !== LEVEL.town)
    refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const [within, by] = [columnOf(region.level), PLACE_COLUMNS[region.level]];
  if (!within || !by) refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const now = ctx.clock.now();
  const [week, month] = AGES.map((days) => new Date(now.getTime() - days * DAY_MS)) as [Date, Date];
  const since = sql.ref("need.published_at");
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS SIGNED)`;
  const running = sql`need.status IN ('open', 'paused')`;
  const rows = await ctx.db
    .selectFrom("need")
    .select(`need.${by} as place_id`)
    .select([
      count(sql`need.status = 'submitted'`).as("waiting"),
      count(sql`need.status = 'submitted' AND need.answer_due_at <= ${now}`).as("late"),
      count(sql`${running} AND ${since} > ${week}`).as("week"),
      count(sql`${running} AND ${since} <= ${week} AND ${since} > ${month}`).as("month"),
      count(sql`${running} AND ${since} <= ${month}`).as("older"),
      count(sql`need.status IN ('sealed', 'settling')`).as("settling"),
    ])
    .where(`need.${within}`, "=", region.id)
    .where("need.status", "in", COUNTED)
    .groupBy(`need.${by}`)
    .orderBy(`need.${by}`)
    .execute();
  const names = await regionNames(
    ctx.db,
    rows.map((row) => row.place_id),
  );
  return {
    rows: rows.map((row) => ({
      placeId: row.place_id,
      place: row.place_id === 0 ? region.short_name : (names.get(row.place_id) ?? ""),
      waiting: Number(row.waiting),
      late: Number(row.late),
      week: Number(row.week),
      month: Number(row.month),
      older: Number(row.older),
      settling: Number(row.settling),
    })),
    asOf: now,
  };
}
