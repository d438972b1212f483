// What a district has switched on.
import type { Db, Trx } from "@/server/platform/db";

/** Sale lines are allowed only where the district switched them on, after asking counsel. */
export async function saleLinesOn(db: Db | Trx, countyId: number): Promise<boolean> {
  const row = await db
    .selectFrom("setting")
    .select("value")
    .where("region_id", "=", countyId)
    .where("name", "=", "sale_lines")
    .executeTakeFirst();
  return row?.value === "true";
}
