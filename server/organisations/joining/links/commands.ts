// Making and ending invitations.

import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize } from "@/server/policy";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { tokenHash, tokenOf } from "../data";
import { LINKS_MAX, type MakeLinkInput } from "../schema";

/** A link to pass on. Refuses TOO_MANY where ten of them work already. */
export async function makeLink(ctx: Ctx, input: MakeLinkInput): Promise<{ linkId: string; token: string }> {
  const { organisationId } = input;
  const grant = authorize(ctx, "member.admit", { organisationId }, "NOT_FOUND");
  const createdBy = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const now = ctx.clock.now();
  const { live } = await ctx.db
    .selectFrom("join_link")
    .select((eb) => eb.fn.countAll<number>().as("live"))
    .where("organisation_id", "=", organisationId)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .whereRef("uses", "<", "uses_max")
    .executeTakeFirstOrThrow();
  if (Number(live) >= LINKS_MAX) refuse("TOO_MANY", { max: LINKS_MAX });
  await spend(ctx, "join_link", createdBy);
  const linkId = uuid();
  const token = tokenOf(ctx.keys, linkId);
  await transact(ctx.db, async (trx) => {
    await trx
      .insertInto("join_link")
      .values({
        id: linkId,
        organisation_id: organisationId,
        token_hash: tokenHash(ctx.keys, token),
        admits: input.admits,
        uses_max: input.usesMax,
        created_by: createdBy,
        created_at: now,
        expires_at: new Date(now.getTime() + input.days * DAY_MS),
      })
      .execute();
    await record(trx, ctx, {
      aggregate: "join_link",
      id: linkId,
      version: 1,
      event: "join_link.made",
      grant,
      data: { organisationId, admits: input.admits, usesMax: input.usesMax, days: input.days },
    });
  });
  return { linkId, token };
}

/** Nobody comes by it any more. */
export async function endLink(ctx: Ctx, input: { linkId: string }): Promise<void> {
  const row =
    (await ctx.db.selectFrom("join_link").selectAll().where("id", "=", input.linkId).executeTakeFirst()) ??
    refuse("NOT_FOUND");
  const grant = authorize(ctx, "member.admit", { organisationId: row.organisation_id }, "NOT_FOUND");
  if (row.ended_at !== null) refuse("WRONG_STATE", { status: "ended" });
  const version = row.version + 1;
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await record(trx, ctx, {
        aggregate: "join_link",
        id: row.id,
        version,
        event: "join_link.ended",
        grant,
        data: { organisationId: row.organisation_id },
      });
      const ended = await trx
        .updateTable("join_link")
        .set({ ended_at: ctx.clock.now(), version })
        .where("id", "=", row.id)
        .where("version", "=", row.version)
        .executeTakeFirst();
      if (ended.numUpdatedRows === 0n) refuse("MOVED_ON");
    }),
  );
}
