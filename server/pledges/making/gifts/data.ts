// Of a gift that stays inside (server/needs/lines/rules.ts): who is inside.
import { sql } from "kysely";
import { needForAct } from "@/server/needs/data";
import type { Db, Trx } from "@/server/platform/db";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { SlotRow } from "../data";

type Gift = Pick<SlotRow, "need_id" | "poster_id">;
type Helper = { personId: string | null; organisationId: string | null };

/** Ids of the signed-in and of those in whose name they may pledge, as far as they may give what stays inside this need. */
export async function giversOf(ctx: Ctx, needId: string): Promise<string[]> {
  const me = ctx.actor;
  const need = await needForAct(ctx, needId);
  if (me === null) return [];
  const teams = me.grants.flatMap(({ organisationId }): Helper[] =>
    organisationId !== null && may(ctx, "pledge.make", { personId: null, organisationId, actsFor: false })
      ? [{ personId: null, organisationId }]
      : [],
  );
  const gift = { need_id: need.id, poster_id: need.poster_id };
  return [
    ...(await insidersAmong(ctx.db, gift, [{ personId: me.personId, organisationId: null }, ...teams])),
  ];
}

/**
 * Ids of those among these helpers who belong to the need's village (its town, where a town asks) or to the organisation that posted it.
 * People belong where they live or hold a role, organisations where they lie; the unit's own parent and children are of the unit.
 */
export async function insidersAmong(
  db: Db | Trx,
  slot: Gift,
  helpers: readonly Helper[],
): Promise<Set<string>> {
  const people = helpers.flatMap((one) => one.personId ?? []);
  const organisations = helpers.flatMap((one) => one.organisationId ?? []);
  const inside = new Set(people.filter((id) => id === slot.poster_id));
  const need = await db
    .selectFrom("need as n")
    .leftJoin("organisation as own", "own.id", "n.organisation_id")
    .select(["n.village_id", "n.town_id", "n.organisation_id", "own.parent_id"])
    .where("n.id", "=", slot.need_id)
    .executeTakeFirstOrThrow();
  // Asked of those who would give, by their keys, and compared here: joined with the need, the database read whole tables of a province.
  const near = (at: { village_id: number | null; town_id: number | null }) =>
    need.village_id !== 0 ? at.village_id === need.village_id : at.town_id === need.town_id;
  if (people.length > 0) {
    const lives = await db
      .selectFrom("person as p")
      .innerJoin("region as home", "home.id", "p.home_region_id")
      .innerJoin("region as r", (join) =>
        join.on("r.id", "=", sql<number>`COALESCE(home.merged_into, home.id)`),
      )
      .select(["p.id", "r.village_id", "r.town_id"])
      .where("p.id", "in", people)
      .execute();
    const holds = await db
      .selectFrom("role_grant as g")
      .leftJoin("organisation as r", "r.id", "g.organisation_id")
      .select(["g.person_id as id", "g.region_id", "g.organisation_id"])
      .select(["r.status", "r.village_id", "r.town_id"])
      .where("g.person_id", "in", people)
      .where("g.ended_at", "is", null)
      .execute();
    for (const one of lives) if (near(one)) inside.add(one.id);
    for (const one of holds)
      if (
        (need.village_id !== 0 && one.region_id === need.village_id) ||
        (need.organisation_id !== null && one.organisation_id === need.organisation_id) ||
        (one.status === "verified" && near(one))
      )
        inside.add(one.id);
  }
  if (organisations.length > 0) {
    const rows = await db
      .selectFrom("organisation as r")
      .select(["r.id", "r.parent_id", "r.village_id", "r.town_id"])
      .where("r.id", "in", organisations)
      .execute();
    for (const one of rows)
      if (
        near(one) ||
        (need.organisation_id !== null && [one.id, one.parent_id].includes(need.organisation_id)) ||
        one.id === need.parent_id
      )
        inside.add(one.id);
  }
  return inside;
}
