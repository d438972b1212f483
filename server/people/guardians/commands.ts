// A guardian's word for somebody under age: written down, taken back, never deleted; and a guardian's own child, entered by them.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { seal } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { changePerson } from "../commands";
import { phoneOf } from "../data";
import { putPrivate } from "../profiles/commands";
import { visibleRecord } from "../profiles/data";
import { bornFault } from "../profiles/rules";
import { enterRelative } from "../proxies/commands";
import { minorAgesOf } from "./data";
import { minorTier } from "./rules";
import type { ChildInput, ConsentInput } from "./schema";

/** Told to their leader or village on paper or by word, or ticked by the guardian who acts for them. A newer word takes the older's place. */
export async function recordConsent(ctx: Ctx, input: ConsentInput): Promise<{ consentId: string }> {
  const { facts, grant } = await visibleRecord(
    ctx,
    input.personId,
    "guardian.record",
    input.organisationId ?? null,
  );
  // Only who acts for the child as a relative says it for themself; leaders and offices write down what they were told.
  if (input.how === "self" && !(facts.actsFor && grant === null))
    refuse("INVALID", { fields: { how: "malformed" } });
  return transact(ctx.db, async (trx) => {
    await changePerson(trx, ctx, facts.personId, {
      event: "person.guarded",
      grant,
      forId: facts.personId,
      data: { comesAlong: input.comesAlong, how: input.how },
    });
    return { consentId: await putConsent(trx, ctx, { ...input, personId: facts.personId }) };
  });
}

type Given = Omit<ConsentInput, "organisationId" | "agreed">;

async function putConsent(trx: Trx, ctx: Ctx, given: Given): Promise<string> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const [id, now] = [uuid(), ctx.clock.now()];
  await trx
    .updateTable("guardian_consent")
    .set({ withdrawn_at: now })
    .where("person_id", "=", given.personId)
    .where("withdrawn_at", "is", null)
    .execute();
  await trx
    .insertInto("guardian_consent")
    .values({
      id,
      person_id: given.personId,
      guardian_name: given.guardianName,
      phone_cipher: seal(ctx.keys, given.phone),
      relation: given.relation,
      comes_along: given.comesAlong,
      how: given.how,
      recorded_by: actor.personId,
      given_at: now,
    })
    .execute();
  return id;
}

/** The guardian changed their mind, or the person asks for it: from now on it does not count. */
export async function takeBack(
  ctx: Ctx,
  input: { consentId: string; organisationId?: string | undefined },
): Promise<void> {
  const row =
    (await ctx.db
      .selectFrom("guardian_consent")
      .select(["person_id", "withdrawn_at"])
      .where("id", "=", input.consentId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  const { facts, grant } = await visibleRecord(
    ctx,
    row.person_id,
    "record.see",
    input.organisationId ?? null,
  );
  if (row.withdrawn_at !== null) return;
  await transact(ctx.db, async (trx) => {
    await changePerson(trx, ctx, facts.personId, { event: "person.unguarded", grant, forId: facts.personId });
    await trx
      .updateTable("guardian_consent")
      .set({ withdrawn_at: ctx.clock.now() })
      .where("id", "=", input.consentId)
      .where("withdrawn_at", "is", null)
      .execute();
  });
}

/** A guardian enters their child, acts for it from then on, and agrees: all at once. Who is old enough signs up as others do. */
export async function registerChild(ctx: Ctx, input: ChildInput): Promise<{ personId: string }> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const today = dayOf(ctx.clock.now());
  const fault = bornFault(input.bornOn, today);
  if (fault !== null) refuse("INVALID", { fields: { bornOn: fault } });
  const { facts } = await visibleRecord(ctx, undefined, "record.keep");
  const ages = await minorAgesOf(ctx.db, facts.place?.county_id ?? 0);
  const tier = minorTier(input.bornOn, today, ages);
  if (tier === "none") refuse("INVALID", { fields: { bornOn: "old_enough" } });
  if (tier === "refused") refuse("TOO_YOUNG", { age: ages.refused });
  if (tier === "along" && !input.comesAlong) refuse("INVALID", { fields: { comesAlong: "required" } });
  const phone = (await phoneOf(ctx, actor.personId)) ?? refuse("NEEDS_A_PHONE");
  return enterRelative(
    ctx,
    { name: input.name, how: "self" },
    ["proxy", "privacy"],
    async (trx, personId) => {
      await putPrivate(trx, personId, {
        birth_cipher: seal(ctx.keys, input.bornOn),
        updated_at: ctx.clock.now(),
      });
      await putConsent(trx, ctx, {
        personId,
        guardianName: actor.name,
        phone,
        relation: input.relation,
        comesAlong: input.comesAlong,
        how: "self",
      });
    },
  );
}
