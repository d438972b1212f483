// Who has looked at my number.
import type { z } from "zod";
import { refuse } from "@/server/errors";
import type { Ctx } from "@/server/trpc/context";
import type { looksOutput } from "./schema";

export const LOOKS_SHOWN = 50;

/** At mine, newest first. */
export async function listLooks(ctx: Ctx): Promise<z.infer<typeof looksOutput>> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const rows = await ctx.db
    .selectFrom("contact_look as c")
    .innerJoin("pledge as p", "p.id", "c.pledge_id")
    .innerJoin("need as n", "n.id", "p.need_id")
    .innerJoin("person as v", "v.id", "c.viewer_id")
    .select(["c.at", "v.name as viewer", "n.id as needId", "n.title as needTitle", "p.id as pledgeId"])
    .where("c.subject_id", "=", personId)
    .orderBy("c.at", "desc")
    .limit(LOOKS_SHOWN)
    .execute();
  return rows;
}
