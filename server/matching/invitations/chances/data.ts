// What came of earlier invitations in a district, by kind of helper and kind of line: never by helper.

import { sql } from "kysely";
import type { Db, Trx } from "@/server/platform/db";
import { DAY_MS } from "@/server/time";
import { CHANCE_DAYS, chanceOf } from "./rules";

/** The chance of a yes for a line of this kind in this county, by kind of helper. */
export async function chancesIn(
  db: Db | Trx,
  countyId: number,
  kind: string,
  now: Date,
): Promise<(helperKind: string) => number> {
  const rows = await db
    .selectFrom("invitation")
    .select("helper_kind")
    .select(sql<number>`SUM(status = 'accepted')`.as("accepted"))
    .select((eb) => eb.fn.countAll<number>().as("answered"))
    .where("county_id", "=", countyId)
    .where("sent_at", ">=", new Date(now.getTime() - CHANCE_DAYS * DAY_MS))
    .where("kind", "=", kind)
    .where("status", "in", ["accepted", "declined", "expired"])
    .groupBy("helper_kind")
    .execute();
  const seen = new Map(
    rows.map((row) => [row.helper_kind, { accepted: Number(row.accepted), answered: Number(row.answered) }]),
  );
  return (helperKind) => chanceOf(seen.get(helperKind) ?? { accepted: 0, answered: 0 });
}
