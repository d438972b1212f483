// Who can be reached by a number.
import type { Db } from "@/server/platform/db";

export type Candidate = { id: string; name: string; verified: boolean; needsConsent: boolean };

/** Active people with this number, and whether somebody with it was switched off. */
export async function candidatesFor(
  db: Db,
  phoneHash: string,
): Promise<{ people: Candidate[]; someoneOff: boolean }> {
  const rows = await db
    .selectFrom("person_phone as h")
    .innerJoin("person as p", "p.id", "h.person_id")
    .leftJoin("consent as c", (join) =>
      join
        .onRef("c.person_id", "=", "p.id")
        .on("c.purpose", "=", "privacy")
        .on("c.how", "=", "self")
        .on("c.withdrawn_at", "is", null),
    )
    .select(["p.id", "p.name", "p.status", "h.verified_at", "c.id as consent_id"])
    .where("h.hash", "=", phoneHash)
    .where("p.status", "in", ["active", "off"])
    .orderBy("p.created_at")
    .orderBy("p.id")
    .execute();
  const people = new Map<string, Candidate>();
  for (const row of rows)
    if (row.status === "active")
      people.set(row.id, {
        id: row.id,
        name: row.name,
        verified: row.verified_at !== null,
        needsConsent: row.consent_id === null,
      });
  return { people: [...people.values()], someoneOff: rows.some((row) => row.status === "off") };
}
