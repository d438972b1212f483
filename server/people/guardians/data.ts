// The guardian's word on record, and the day of birth it depends on.
import { open } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import type { Relation } from "./schema";

export type GuardianConsent = {
  id: string;
  guardianName: string;
  relation: Relation;
  comesAlong: boolean;
  givenAt: Date;
};

/** The newest agreement that nobody took back, or null. */
export async function guardianOf(db: Db | Trx, personId: string): Promise<GuardianConsent | null> {
  const row = await db
    .selectFrom("guardian_consent")
    .select(["id", "guardian_name", "relation", "comes_along", "given_at"])
    .where("person_id", "=", personId)
    .where("withdrawn_at", "is", null)
    .orderBy("given_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    guardianName: row.guardian_name,
    relation: row.relation as Relation,
    comesAlong: row.comes_along,
    givenAt: row.given_at,
  };
}

/** The day of birth, YYYY-MM-DD; null where it was not said. Never leaves the server but to its owner. */
export async function bornOnOf(ctx: Pick<Ctx, "db" | "keys">, personId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom("person_private")
    .select("birth_cipher")
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return row?.birth_cipher ? open(ctx.keys, row.birth_cipher) : null;
}
