// Writing down who was taught, a hall at a time; striking out what was written down by mistake.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { membersAmong } from "@/server/people/profiles/data";
import { transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../data";
import { strikeOut } from "../striking/commands";
import type { RecordInput } from "./schema";

/** All of them or none. Who has the same course on the same day already is left as they are: a resend writes nothing twice. */
export async function recordTraining(ctx: Ctx, input: RecordInput): Promise<{ recorded: number }> {
  const { organisationId, title, heldOn } = input;
  const organisation = (await findOrganisation(ctx.db, organisationId)) ?? refuse("NOT_FOUND");
  const grant = authorize(ctx, "training.record", {
    personId: "",
    place: null,
    actsFor: false,
    organisationId,
  });
  if (organisation.status !== "verified") refuse("ORGANISATION_NOT_VERIFIED");
  if (heldOn > dayOf(ctx.clock.now())) refuse("INVALID", { fields: { heldOn: "in_the_future" } });
  const personIds = [...new Set(input.personIds)].sort();
  return transact(ctx.db, async (trx) => {
    // In one order, so that two halls at once do not wait for each other in a circle.
    await trx
      .selectFrom("person")
      .select("id")
      .where("id", "in", personIds)
      .orderBy("id")
      .forUpdate()
      .execute();
    const members = await membersAmong(trx, organisationId, personIds);
    if (members.size < personIds.length) refuse("NOT_A_MEMBER");
    const known = await trx
      .selectFrom("training")
      .select("person_id")
      .where("organisation_id", "=", organisationId)
      .where("held_on", "=", new Date(heldOn))
      .where("title", "=", title)
      .where("person_id", "in", personIds)
      .where("ended_at", "is", null)
      .execute();
    const rows = personIds
      .filter((personId) => !known.some((one) => one.person_id === personId))
      .map((personId) => ({
        id: uuid(),
        person_id: personId,
        organisation_id: organisationId,
        title,
        held_on: new Date(heldOn),
        minutes: input.hours,
        recorded_by: ctx.actor?.personId ?? "",
        created_at: ctx.clock.now(),
      }));
    if (rows.length === 0) return { recorded: 0 };
    await trx.insertInto("training").values(rows).execute();
    await record(
      trx,
      ctx,
      ...rows.map((row) => ({
        aggregate: "training" as const,
        id: row.id,
        version: 1,
        event: "training.recorded",
        grant,
        forId: row.person_id,
        data: { organisationId, minutes: row.minutes },
      })),
    );
    return { recorded: rows.length };
  });
}

/** Struck out by the organisation that wrote it down, whether or not the person is still in it. */
export async function endTraining(ctx: Ctx, input: { trainingId: string; version: number }): Promise<void> {
  const row =
    (await ctx.db
      .selectFrom("training")
      .select(["person_id", "organisation_id", "ended_at"])
      .where("id", "=", input.trainingId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  const grant = authorize(
    ctx,
    "training.record",
    { personId: row.person_id, place: null, actsFor: false, organisationId: row.organisation_id },
    "NOT_FOUND",
  );
  if (row.ended_at !== null) refuse("WRONG_STATE", { status: "ended" });
  await transact(ctx.db, (trx) =>
    strikeOut(trx, ctx, { what: "training", id: input.trainingId, version: input.version }, grant),
  );
}
