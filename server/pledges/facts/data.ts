// A pledge with what decides about it: its line, its need, and whether the asker acts for its person. One joined read.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { actsFor } from "@/server/people/proxies/data";
import type { DB, Db, Trx } from "@/server/platform/db";
import { may, type NeedFacts, type Place, type PledgeFacts } from "@/server/policy";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";

export type PledgeRow = Selectable<DB["pledge"]>;
export type LineRow = Selectable<DB["need_line"]>;
export type NeedRow = Selectable<DB["need"]>;
export type SlotRow = Selectable<DB["slot"]>;
export type Known = { pledge: PledgeRow; line: LineRow; need: NeedRow; slot: SlotRow; facts: PledgeFacts };

/** What the policy needs to know of a need. */
export const needFactsOf = (
  need: Pick<NeedRow, "poster_id" | "organisation_id" | keyof Place>,
): NeedFacts => ({
  posterId: need.poster_id,
  organisationId: need.organisation_id,
  place: placeFrom(need),
});

/** Null where there is none. Says nothing yet about who may see it. */
export async function findPledgeFacts(ctx: Ctx, pledgeId: string): Promise<Known | null> {
  const pledge = await ctx.db.selectFrom("pledge").selectAll().where("id", "=", pledgeId).executeTakeFirst();
  if (!pledge) return null;
  const one = <T extends "need" | "need_line" | "slot">(table: T, id: string) =>
    ctx.db
      .selectFrom(table as "need")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
  const [need, line, slot, acts] = await Promise.all([
    one("need", pledge.need_id),
    one("need_line", pledge.line_id) as unknown as Promise<LineRow>,
    one("slot", pledge.slot_id) as unknown as Promise<SlotRow>,
    holdsProxy(ctx, pledge.person_id),
  ]);
  const facts = {
    personId: pledge.person_id,
    organisationId: pledge.organisation_id,
    actsFor: acts,
    need: needFactsOf(need),
  };
  return { pledge, line, need, slot, facts };
}

/** Unseen is NOT_FOUND. */
export async function visiblePledge(ctx: Ctx, pledgeId: string): Promise<Known> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (known === null || may(ctx, "pledge.see", known.facts) === false) refuse("NOT_FOUND");
  return known;
}

async function holdsProxy(ctx: Ctx, personId: string | null): Promise<boolean> {
  if (ctx.actor === null || personId === null || ctx.actor.personId === personId) return false;
  return actsFor(ctx.db, ctx.actor.personId, personId);
}

/** For whom the actor acts, as history keeps it: the person where it is not themself. */
export const actedFor = (ctx: Ctx, pledge: PledgeRow): string | null =>
  pledge.person_id !== null && ctx.actor !== null && ctx.actor.personId !== pledge.person_id
    ? pledge.person_id
    : null;

export async function needOf(db: Db | Trx, needId: string): Promise<NeedRow> {
  return (
    (await db.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirst()) ??
    refuse("NOT_FOUND")
  );
}
