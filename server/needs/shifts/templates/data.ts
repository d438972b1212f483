// The patterns of the organisations one leads or manages.
import type { Ctx } from "@/server/trpc/context";
import type { TemplateView } from "./schema";

export async function listTemplates(ctx: Ctx): Promise<TemplateView[]> {
  const mine = (ctx.actor?.grants ?? []).flatMap((g) =>
    (g.role === "leader" || g.role === "manager") && g.organisationId ? [g.organisationId] : [],
  );
  if (mine.length === 0) return [];
  const rows = await ctx.db
    .selectFrom("shift_template as t")
    .innerJoin("organisation as o", "o.id", "t.organisation_id")
    .select(["t.id", "t.organisation_id", "t.name", "t.body", "o.name as organisation"])
    .where("t.organisation_id", "in", mine)
    .where("t.ended_at", "is", null)
    .orderBy("t.name")
    .orderBy("t.id")
    .execute();
  return rows.map((row) => ({
    templateId: row.id,
    organisationId: row.organisation_id,
    organisation: row.organisation,
    name: row.name,
    body: JSON.parse(row.body) as TemplateView["body"],
  }));
}
