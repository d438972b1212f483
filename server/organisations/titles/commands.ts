// Writing a title down, by those who verify organisations.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { changeOrganisation, mayAct } from "../commands";
import type { AddTitleInput } from "./schema";

/** The term's last day may be left open; it may not lie before its first. */
export async function addTitle(ctx: Ctx, input: AddTitleInput): Promise<{ id: string }> {
  const { grant } = await mayAct(ctx, input.organisationId, "organisation.verify");
  if (input.untilOn !== undefined && input.untilOn < input.fromOn)
    refuse("INVALID", { fields: { untilOn: "before_start" } });
  const titleId = uuid();
  await transact(ctx.db, async (trx) => {
    await trx
      .insertInto("organisation_title")
      .values({
        id: titleId,
        organisation_id: input.organisationId,
        title: input.title,
        level: input.level,
        grantor: input.grantor,
        from_on: new Date(input.fromOn),
        until_on: input.untilOn === undefined ? null : new Date(input.untilOn),
      })
      .execute();
    await changeOrganisation(trx, ctx, input.organisationId, {
      event: "organisation.titled",
      grant,
      data: { titleId, title: input.title, level: input.level },
    });
  });
  return { id: titleId };
}

/** A title that was written down by mistake, or taken away. */
export async function removeTitle(ctx: Ctx, input: { titleId: string }): Promise<void> {
  const row =
    (await ctx.db
      .selectFrom("organisation_title")
      .select(["organisation_id", "title"])
      .where("id", "=", input.titleId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  const { grant } = await mayAct(ctx, row.organisation_id, "organisation.verify");
  await transact(ctx.db, async (trx) => {
    const gone = await trx
      .deleteFrom("organisation_title")
      .where("id", "=", input.titleId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) refuse("MOVED_ON");
    await changeOrganisation(trx, ctx, row.organisation_id, {
      event: "organisation.untitled",
      grant,
      data: { titleId: input.titleId, title: row.title },
    });
  });
}
