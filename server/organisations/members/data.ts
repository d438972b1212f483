// Members are people with a live grant in the organisation: leader, manager or member. Read by everything that asks whose member somebody is.
import { sql } from "kysely";
import { placeOfOrganisation } from "@/server/people/grants/data";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { invitedSince } from "../joining/rules";
import { MEMBER_PAGE, MEMBER_ROLES, type MemberRole, type MembersInput } from "./schema";

/** True where the person has any live role in the organisation. */
export async function isMember(db: Db, organisationId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("role_grant")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those among these people who are in it. */
export { membersAmong } from "@/server/people/profiles/data";

const RANK = { leader: 0, manager: 1, member: 2 } as const satisfies Record<MemberRole, number>;
const rank = sql<number>`MIN(CASE g.role WHEN 'leader' THEN 0 WHEN 'manager' THEN 1 ELSE 2 END)`;

/** Leaders first, then managers, then members in the order they came; by keyset. Names only: numbers leave by a pledge's contact. */
export async function listMembers(ctx: Ctx, input: MembersInput) {
  const { organisationId } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  authorize(ctx, "member.see", { organisationId, place }, "NOT_FOUND");
  const [atRank = "0", atId = ""] = (input.after ?? "").split("_");
  const found = await ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select(["g.person_id", "p.name", rank.as("rank"), sql<Date>`MIN(g.started_at)`.as("since")])
    .select((eb) =>
      eb
        .exists(eb.selectFrom("person_phone as h").select("h.id").whereRef("h.person_id", "=", "g.person_id"))
        .as("has_phone"),
    )
    .where("g.organisation_id", "=", organisationId)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .$if(input.q !== undefined, (query) =>
      query.where("p.name", "like", `%${(input.q ?? "").replace(/[\\%_]/g, "\\$&")}%`),
    )
    .groupBy(["g.person_id", "p.name"])
    .$if(input.after !== undefined, (query) =>
      query.having((eb) =>
        eb.or([
          eb(rank, ">", Number(atRank)),
          eb.and([eb(rank, "=", Number(atRank)), eb("g.person_id", ">", atId)]),
        ]),
      ),
    )
    .orderBy("rank")
    .orderBy("g.person_id")
    .limit(MEMBER_PAGE + 1)
    .execute();
  const rows = found.slice(0, MEMBER_PAGE);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => ({
      personId: row.person_id,
      name: row.name,
      role: MEMBER_ROLES.find((role) => RANK[role] === Number(row.rank)) ?? "member",
      since: row.since,
      hasPhone: Boolean(row.has_phone),
      isMe: row.person_id === ctx.actor?.personId,
    })),
    next: found.length > MEMBER_PAGE && last ? `${last.rank}_${last.person_id}` : null,
  };
}

/** Who was in it and is no longer: their ended grants are the record. By keyset of the person. */
export async function listFormer(ctx: Ctx, input: { organisationId: string; after?: string | undefined }) {
  const { organisationId } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  authorize(ctx, "member.see", { organisationId, place }, "NOT_FOUND");
  const found = await ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select(["g.person_id", "p.name"])
    .select([sql<Date>`MIN(g.started_at)`.as("from"), sql<Date>`MAX(g.ended_at)`.as("until")])
    .where("g.organisation_id", "=", organisationId)
    .where("p.status", "<>", "erased")
    .$if(input.after !== undefined, (query) => query.where("g.person_id", ">", input.after ?? ""))
    .groupBy(["g.person_id", "p.name"])
    .having(sql<number>`SUM(g.ended_at IS NULL)`, "=", 0)
    .orderBy("g.person_id")
    .limit(MEMBER_PAGE + 1)
    .execute();
  const rows = found.slice(0, MEMBER_PAGE);
  return {
    items: rows.map((row) => ({ personId: row.person_id, name: row.name, from: row.from, until: row.until })),
    next: found.length > MEMBER_PAGE ? (rows.at(-1)?.person_id ?? null) : null,
  };
}

/** How many are in it, how many wait to be let in, and how many are invited and have not answered. */
export async function countMembers(ctx: Ctx, input: { organisationId: string }) {
  const { organisationId } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  authorize(ctx, "member.see", { organisationId, place }, "NOT_FOUND");
  const [members, waiting, invited] = await Promise.all([
    ctx.db
      .selectFrom("role_grant as g")
      .innerJoin("person as p", "p.id", "g.person_id")
      .select((eb) => eb.fn.count<number>("g.person_id").distinct().as("n"))
      .where("g.organisation_id", "=", organisationId)
      .where("g.ended_at", "is", null)
      .where("p.status", "=", "active")
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("join_request as j")
      .innerJoin("person as p", "p.id", "j.person_id")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("j.organisation_id", "=", organisationId)
      .where("j.status", "=", "asked")
      .where("p.status", "=", "active")
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("join_request")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("organisation_id", "=", organisationId)
      .where("status", "=", "invited")
      .where("created_at", ">", invitedSince(ctx.clock.now()))
      .executeTakeFirstOrThrow(),
  ]);
  return { members: Number(members.n), waiting: Number(waiting.n), invited: Number(invited.n) };
}
