// Who can be reached by a number.
import { hashOf, type Keys } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";

export type Candidate = { id: string; name: string; verified: boolean; needsConsent: boolean };

/**
 * The active person with both this name and this number, since families share one; the first entered where several have both,
 * null where nobody has.
 */
export async function personWith(
  db: Db | Trx,
  keys: Keys,
  { name, phone }: { name: string; phone: string },
): Promise<string | null> {
  const row = await db
    .selectFrom("person as p")
    .innerJoin("person_phone as h", "h.person_id", "p.id")
    .select("p.id")
    .where("h.hash", "=", hashOf(keys, "phone", phone))
    .where("p.name", "=", name)
    .where("p.status", "=", "active")
    .orderBy("p.created_at")
    .orderBy("p.id")
    .executeTakeFirst();
  return row?.id ?? null;
}

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
