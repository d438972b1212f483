// What somebody has agreed to and not taken back.
import type { Db } from "@/server/platform/db";
import type { How, Purpose } from "./schema";

/** All consents of a person, newest first, withdrawn ones too. */
export async function listConsents(db: Db, personId: string) {
  const rows = await db
    .selectFrom("consent")
    .select(["purpose", "document", "how", "given_at", "withdrawn_at"])
    .where("person_id", "=", personId)
    .orderBy("given_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    purpose: row.purpose as Purpose,
    document: row.document,
    how: row.how as How,
    givenAt: row.given_at,
    withdrawnAt: row.withdrawn_at,
  }));
}

/** Of these people, those with a live consent for the purpose; ownWord: given on screen by themselves. */
export async function whoAgreed(
  db: Db,
  personIds: string[],
  purpose: Purpose,
  ownWord = false,
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  let query = db
    .selectFrom("consent")
    .select("person_id")
    .distinct()
    .where("person_id", "in", personIds)
    .where("purpose", "=", purpose)
    .where("withdrawn_at", "is", null);
  if (ownWord) query = query.where("how", "=", "self");
  return new Set((await query.execute()).map((row) => row.person_id));
}
