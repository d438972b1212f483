// What helpers have done: for a village, and in the last week.

import { sql } from "kysely";
import type { Db } from "@/server/platform/db";
import { DAY_MS } from "@/server/time";
import { TAKEN } from "../../candidates/keeping/data";
import type { HelperKind } from "../../candidates/schema";
import { CONNECTION_DAYS } from "../../score/rules";
import type { Helped } from "../facts/schema";
import type { Found } from "../found/data";

/** Who of them helped in the village, how often and when last. */
export async function helpedIn(
  db: Db,
  villageId: number,
  ids: readonly string[],
): Promise<Map<string, Helped>> {
  if (villageId === 0 || ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("helper_village")
    .select(["helper_id", "helped", "last_at"])
    .where("helper_id", "in", ids)
    .where("village_id", "=", villageId)
    .execute();
  return new Map(rows.map((row) => [row.helper_id, { count: row.helped, at: row.last_at }]));
}

/** Taken, and not given back. A place declined, let go or not had is no connection, so that declining lowers nobody. */
export const CONNECTED = sql.join(TAKEN.map((status) => sql.lit(status)));
export const weekBefore = (now: Date) => new Date(now.getTime() - CONNECTION_DAYS * DAY_MS);

/** Pledges each of them took in the last week. Who took none since is known by their turn, and not looked for. */
export async function connectionsOf(
  db: Db,
  found: readonly Found[],
  now: Date,
): Promise<Map<string, number>> {
  const since = weekBefore(now);
  const lately = found.filter(({ turn }) => turn * 1000 >= since.getTime() - 1000);
  const count = async (kind: HelperKind, by: "person_id" | "organisation_id") => {
    const ids = lately.flatMap(({ helper }) => (helper.helperKind === kind ? helper.id : []));
    if (ids.length === 0) return [];
    const { rows } = await sql<{ id: string; count: number }>`
      SELECT ${sql.ref(by)} AS id, COUNT(*) AS count FROM pledge
      WHERE ${sql.ref(by)} IN (${sql.join(ids)}) AND created_at > ${since} AND status IN (${CONNECTED}) GROUP BY ${sql.ref(by)}`.execute(
      db,
    );
    return rows;
  };
  const all = await Promise.all([count("person", "person_id"), count("organisation", "organisation_id")]);
  return new Map(all.flat().map((row) => [row.id, Number(row.count)]));
}
