// Titles on persons. Those written down by mistake are not shown, and stay.

import type { Db } from "@/server/platform/db";
import { dayText } from "@/server/time";
import { HONOURS_MAX, type HonourView } from "./schema";

/** Newest first. Asked after the record was seen. */
export async function listHonours(db: Db, personId: string): Promise<HonourView[]> {
  const rows = await db
    .selectFrom("honour")
    .select(["id", "title", "grantor", "granted_on", "organisation_id", "version"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .orderBy("granted_on", "desc")
    .orderBy("id", "desc")
    .limit(HONOURS_MAX)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    grantor: row.grantor,
    grantedOn: dayText(row.granted_on),
    organisationId: row.organisation_id,
    version: row.version,
  }));
}
