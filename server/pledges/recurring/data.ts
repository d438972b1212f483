// Reading monthly pledges.

import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { actsFor } from "@/server/people/proxies/data";
import type { DB, Db, Trx } from "@/server/platform/db";
import { may, type PledgeFacts } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { needFactsOf, needOf } from "../facts/data";
import type { Recurring } from "./schema";

export type RecurringRow = Selectable<DB["recurring_pledge"]>;

export async function findRecurring(db: Db | Trx, id: string): Promise<RecurringRow | null> {
  return (
    (await db.selectFrom("recurring_pledge").selectAll().where("id", "=", id).executeTakeFirst()) ?? null
  );
}

/** Its helper's side, the poster's, and those above; unseen is NOT_FOUND. */
export async function visibleRecurring(
  ctx: Ctx,
  id: string,
): Promise<{ row: RecurringRow; facts: PledgeFacts }> {
  const row = (await findRecurring(ctx.db, id)) ?? refuse("NOT_FOUND");
  const need = await needOf(ctx.db, row.need_id);
  const me = ctx.actor?.personId;
  const proxy =
    me && row.person_id && row.person_id !== me ? await actsFor(ctx.db, me, row.person_id) : false;
  const facts = {
    personId: row.person_id,
    organisationId: row.organisation_id,
    actsFor: proxy,
    need: needFactsOf(need),
  };
  if (may(ctx, "pledge.see", facts) === false) refuse("NOT_FOUND");
  return { row, facts };
}

export const MINE_MAX = 100;

/** My own and those of the organisations I lead, running ones first. */
export async function listMine(ctx: Ctx): Promise<Recurring[]> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const organisations = actor.grants.flatMap((g) =>
    g.organisationId !== null && ["leader", "manager"].includes(g.role) ? [g.organisationId] : [],
  );
  const rows = await ctx.db
    .selectFrom("recurring_pledge as r")
    .innerJoin("need as n", "n.id", "r.need_id")
    .innerJoin("need_line as l", "l.id", "r.line_id")
    .select(["r.id", "r.need_id", "n.title", "l.item", "l.unit", "l.unit_size", "r.amount", "r.day_of_month"])
    .select(["r.months", "r.next_on", "r.organisation_id", "r.status"])
    .where((eb) =>
      eb.or([
        eb("r.person_id", "=", actor.personId),
        ...(organisations.length > 0 ? [eb("r.organisation_id", "in", organisations)] : []),
      ]),
    )
    .orderBy("r.status", "desc")
    .orderBy("r.id", "desc")
    .limit(MINE_MAX)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    needId: row.need_id,
    title: row.title,
    item: row.item,
    unit: row.unit,
    unitSize: row.unit_size,
    amount: row.amount,
    dayOfMonth: row.day_of_month,
    monthsLeft: row.status === "running" ? row.months : 0,
    nextOn: row.next_on && dayText(row.next_on),
    organisationId: row.organisation_id,
    status: row.status as Recurring["status"],
  }));
}
