// Keeps a shift as a pattern of an organisation, and drops one.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { once } from "@/server/platform/idempotency";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { managedShift } from "../changing/commands";
import { minuteOf } from "../series/rules";
import { type SaveBody, TEMPLATES_MAX } from "./schema";

export async function saveTemplate(ctx: Ctx, body: SaveBody): Promise<{ templateId: string }> {
  authorize(ctx, "shift.template", { organisationId: body.organisationId });
  const { shift } = await managedShift(ctx, body.slotId);
  const { startsAt, endsAt, kind, role, place, skills, qualification, minAge, seats } = shift;
  const { dangerous, insured, homeVisit, paidTime } = shift;
  const startMinute = startsAt === null ? 480 : minuteOf(startsAt);
  const minutes = startsAt && endsAt ? Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) : 240;
  const words = { kind, role, place, skills, qualification, minAge, dangerous, insured, homeVisit, paidTime };
  return once(ctx, body.key, { act: "template.save", ...body }, async (trx) => {
    const { n } = await trx
      .selectFrom("shift_template")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("organisation_id", "=", body.organisationId)
      .where("ended_at", "is", null)
      .executeTakeFirstOrThrow();
    if (Number(n) >= TEMPLATES_MAX) refuse("TOO_MANY", { max: TEMPLATES_MAX });
    const templateId = uuid();
    await trx
      .insertInto("shift_template")
      .values({
        id: templateId,
        organisation_id: body.organisationId,
        name: body.name,
        body: JSON.stringify({ ...words, seats, startMinute, minutes }),
        created_by: ctx.actor?.personId ?? "",
        created_at: ctx.clock.now(),
      })
      .execute();
    return { templateId };
  });
}

export async function endTemplate(ctx: Ctx, templateId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom("shift_template")
    .select("organisation_id")
    .where("id", "=", templateId)
    .executeTakeFirst();
  if (!row) refuse("NOT_FOUND");
  authorize(ctx, "shift.template", { organisationId: row.organisation_id }, "NOT_FOUND");
  const done = await ctx.db
    .updateTable("shift_template")
    .set({ ended_at: ctx.clock.now() })
    .where("id", "=", templateId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}
