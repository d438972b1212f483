// The guardian's word on record, and the day of birth it depends on.
import { open } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import { may } from "@/server/policy";
import { settingsOf } from "@/server/settings/data";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import type { How } from "../consents/schema";
import { visibleRecord } from "../profiles/data";
import { ageOn } from "../profiles/rules";
import { type MinorAges, minorFault, minorTier } from "./rules";
import type { GuardianView, Relation } from "./schema";

type GuardianConsent = {
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
async function bornOnOf(ctx: Pick<Ctx, "db" | "keys">, personId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom("person_private")
    .select("birth_cipher")
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return row?.birth_cipher ? open(ctx.keys, row.birth_cipher) : null;
}

/** The district's ages, or what holds where it said nothing. */
export const minorAgesOf = async (db: Db | Trx, countyId: number): Promise<MinorAges> =>
  (await settingsOf(db, countyId)).minorAges;

/** Everything a shift asks about somebody's age: `minorTier(bornOn, day, ages)`, then `minorFault(tier, consent)`. */
export async function ageFacts(ctx: Pick<Ctx, "db" | "keys">, personId: string, countyId: number) {
  const [bornOn, consent, ages] = await Promise.all([
    bornOnOf(ctx, personId),
    guardianOf(ctx.db, personId),
    minorAgesOf(ctx.db, countyId),
  ]);
  return { bornOn, consent, ages };
}

/** What an age asks for today, and every word given or taken back: for the person, who acts for them, and their leaders. */
export async function visibleGuardian(
  ctx: Ctx,
  input: { personId?: string | undefined; organisationId?: string | undefined },
): Promise<GuardianView> {
  const { facts } = await visibleRecord(ctx, input.personId, "record.see", input.organisationId ?? null);
  const { bornOn, consent, ages } = await ageFacts(ctx, facts.personId, facts.place?.county_id ?? 0);
  const today = dayOf(ctx.clock.now());
  const tier = minorTier(bornOn, today, ages);
  const rows = await ctx.db
    .selectFrom("guardian_consent as c")
    .leftJoin("person as p", "p.id", "c.recorded_by")
    .select([
      "c.id",
      "c.guardian_name",
      "c.relation",
      "c.comes_along",
      "c.how",
      "c.given_at",
      "c.withdrawn_at",
    ])
    .select("p.name as recorder")
    .where("c.person_id", "=", facts.personId)
    .orderBy("c.given_at", "desc")
    .orderBy("c.id", "desc")
    .limit(20)
    .execute();
  return {
    age: bornOn === null ? null : ageOn(bornOn, today),
    tier,
    ages,
    fault: minorFault(tier, consent),
    mayRecord: may(ctx, "guardian.record", facts) !== false,
    consents: rows.map((row) => ({
      id: row.id,
      guardianName: row.guardian_name,
      relation: row.relation as Relation,
      comesAlong: row.comes_along,
      how: row.how as How,
      recordedBy: row.recorder ?? "",
      givenAt: row.given_at,
      withdrawnAt: row.withdrawn_at,
    })),
  };
}
