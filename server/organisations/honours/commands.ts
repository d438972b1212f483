// Writing a title down, and striking out one that was written down by mistake.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { visibleRecord } from "@/server/people/profiles/data";
import { transact } from "@/server/platform/db";
import { dayOf, dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../data";
import { strikeOut } from "../striking/commands";
import { type GiveInput, HONOURS_MAX } from "./schema";

/** The district's title names its grantor; an organisation's own is granted by it, and never looks like the district's. */
export async function give(ctx: Ctx, input: GiveInput): Promise<{ honourId: string }> {
  const organisationId = input.organisationId ?? null;
  const { facts, grant } = await visibleRecord(ctx, input.personId, "honour.give", organisationId);
  if (facts.organisationId !== organisationId) refuse("NOT_A_MEMBER");
  if (input.grantedOn > dayOf(ctx.clock.now())) refuse("INVALID", { fields: { grantedOn: "in_the_future" } });
  const grantor =
    organisationId === null
      ? (input.grantor ?? refuse("INVALID", { fields: { grantor: "required" } }))
      : ((await findOrganisation(ctx.db, organisationId))?.name ?? refuse("NOT_FOUND"));
  const id = uuid();
  return transact(ctx.db, async (trx) => {
    await trx.selectFrom("person").select("id").where("id", "=", facts.personId).forUpdate().execute();
    const live = await trx
      .selectFrom("honour")
      .select(["id", "title", "grantor", "granted_on"])
      .where("person_id", "=", facts.personId)
      .where("ended_at", "is", null)
      .execute();
    const same = live.find(
      (one) =>
        one.title === input.title && one.grantor === grantor && dayText(one.granted_on) === input.grantedOn,
    );
    if (same) return { honourId: same.id }; // a double tap
    if (live.length >= HONOURS_MAX) refuse("TOO_MANY", { max: HONOURS_MAX });
    await trx
      .insertInto("honour")
      .values({
        id,
        person_id: facts.personId,
        title: input.title,
        grantor,
        granted_on: new Date(input.grantedOn),
        recorded_by: ctx.actor?.personId ?? "",
        organisation_id: organisationId,
        created_at: ctx.clock.now(),
      })
      .execute();
    await record(trx, ctx, {
      aggregate: "honour",
      id,
      version: 1,
      event: "honour.given",
      grant,
      forId: facts.personId,
      data: { organisationId },
    });
    return { honourId: id };
  });
}

/** Struck out by the side that wrote it down. */
export async function end(ctx: Ctx, input: { honourId: string; version: number }): Promise<void> {
  const row =
    (await ctx.db
      .selectFrom("honour")
      .select(["person_id", "organisation_id", "ended_at"])
      .where("id", "=", input.honourId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  const { facts, grant } = await visibleRecord(ctx, row.person_id, "honour.give", row.organisation_id);
  if (facts.organisationId !== row.organisation_id) refuse("NOT_A_MEMBER");
  if (row.ended_at !== null) refuse("WRONG_STATE", { status: "ended" });
  await transact(ctx.db, (trx) =>
    strikeOut(trx, ctx, { what: "honour", id: input.honourId, version: input.version }, grant),
  );
}
