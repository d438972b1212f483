// Whether somebody one acts for has agreed to be handed to the national system, and on what evidence.
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { visibleRecord } from "../../profiles/data";
import type { SignedView } from "./schema";

export async function visibleSigned(ctx: Ctx, input: { personId: string }): Promise<SignedView> {
  const { facts } = await visibleRecord(ctx, input.personId, "record.keep");
  const [person, agreed] = await Promise.all([
    ctx.db
      .selectFrom("person as p")
      .leftJoin("person_private as i", "i.person_id", "p.id")
      .select(["p.name", "i.id_number_cipher"])
      .where("p.id", "=", facts.personId)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("consent as c")
      .innerJoin("person as b", "b.id", "c.recorded_by")
      .select(["c.signed_on", "c.kept_at", "c.given_at", "b.name"])
      .where("c.person_id", "=", facts.personId)
      .where("c.purpose", "=", "national")
      .where("c.withdrawn_at", "is", null)
      .orderBy("c.given_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  ]);
  return {
    name: person.name,
    hasPhone: await signsIn(ctx, facts.personId),
    hasNumber: person.id_number_cipher !== null,
    agreed:
      agreed === undefined
        ? null
        : {
            signedOn: agreed.signed_on === null ? null : dayText(agreed.signed_on),
            keptAt: agreed.kept_at,
            recordedBy: agreed.name,
            givenAt: agreed.given_at,
          },
    now: ctx.clock.now(),
  };
}

/** A number of theirs that a code was said for. */
export async function signsIn({ db }: Pick<Ctx, "db">, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("person_phone")
    .select("id")
    .where("person_id", "=", personId)
    .where("verified_at", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}
