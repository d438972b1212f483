// The desk: one list over everything the asker posts or answers for, by deadline, paged by (due, need).
import { type ExpressionBuilder, sql } from "kysely";
import { refuse } from "@/server/errors";
import type { DB } from "@/server/platform/db";
import { type Actor, may, PLACE_COLUMNS, type Place, type Role } from "@/server/policy";
import { regionNames } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { type NeedRow, needFacts } from "../data";
import { isWaiting, nextAct } from "./rules";
import { COUNT_MAX, type DeskInput, type DeskPage, deskInput } from "./schema";

type Eb = ExpressionBuilder<DB, "need">;
type Scope = (eb: Eb) => ReturnType<Eb["and"]>;

const RUNNING = ["submitted", "open", "paused", "sealed", "settling"];
const OWN = [...RUNNING, "draft", "returned"];

export async function listDesk(ctx: Ctx, input: DeskInput): Promise<DeskPage> {
  const { after, limit } = deskInput.parse(input);
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const now = ctx.clock.now();
  const branches = await Promise.all(
    scopesOf(actor).map((scope) =>
      ctx.db
        .selectFrom("need")
        .selectAll()
        .select(due(now).as("due"))
        .where(scope)
        .$if(after !== undefined, (qb) =>
          qb.where(
            sql<boolean>`(${due(now)} > ${after?.dueAt} OR (${due(now)} = ${after?.dueAt} AND id > ${after?.needId}))`,
          ),
        )
        .orderBy("due")
        .orderBy("id")
        .limit(limit + 1)
        .execute(),
    ),
  );
  const byId = new Map(branches.flat().map((row) => [row.id, row]));
  const rows = [...byId.values()].sort((a, b) => a.due.getTime() - b.due.getTime() || (a.id < b.id ? -1 : 1));
  const page = rows.slice(0, limit);
  const [names, sales] = await Promise.all([
    regionNames(
      ctx.db,
      page.map((row) => row.region_id),
    ),
    salesOf(ctx, page),
  ]);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      needId: row.id,
      version: row.version,
      status: row.status,
      title: row.title,
      place: names.get(row.region_id) ?? "",
      postedAs: row.poster_role,
      mine: row.poster_id === actor.personId,
      act: actOf(ctx, row, sales.get(row.id) ?? []),
      dueAt: row.due,
      late: row.due <= now,
      escalated: row.escalated_at !== null,
      hidden: row.hidden_at !== null,
      question: row.status === "returned" ? row.question : null,
    })),
    next: rows.length > limit && last ? { dueAt: last.due, needId: last.id } : null,
  };
}

/** The number beside 待办: among the first COUNT_MAX by deadline. */
export async function countDesk(ctx: Ctx): Promise<{ waiting: number; more: boolean }> {
  const { items, next } = await listDesk(ctx, { limit: COUNT_MAX });
  return { waiting: items.filter((item) => isWaiting(item.act)).length, more: next !== null };
}

/** When the need's next act falls due. */
const due = (now: Date) => sql<Date>`CASE
  WHEN need.status = 'submitted' THEN COALESCE(need.answer_due_at, need.deadline_at)
  WHEN need.status = 'open' AND need.confirm_due_at <= ${now} THEN need.confirm_due_at
  WHEN need.status = 'settling' THEN COALESCE(need.answers_due_at, need.deadline_at)
  ELSE need.deadline_at END`;

const regionsOf = (actor: Actor, ...roles: Role[]) =>
  actor.grants.flatMap((g) => {
    const column = PLACE_COLUMNS[g.regionLevel - 1];
    return roles.includes(g.role) && g.regionId > 0 && column ? [{ column, id: g.regionId }] : [];
  });

/** One scope an index serves each: my posts, my organisations', my village's, and what came up to my town. */
function scopesOf(actor: Actor): Scope[] {
  const organisations = actor.grants.flatMap((g) =>
    g.organisationId !== null && (g.role === "leader" || g.role === "manager") ? [g.organisationId] : [],
  );
  const at = (eb: Eb, where: { column: keyof Place; id: number }) =>
    eb(`need.${where.column}`, "=", where.id);
  return [
    (eb) => eb.and([eb("need.poster_id", "=", actor.personId), eb("need.status", "in", OWN)]),
    ...organisations.map(
      (id): Scope =>
        (eb) =>
          eb.and([eb("need.organisation_id", "=", id), eb("need.status", "in", OWN)]),
    ),
    ...regionsOf(actor, "secretary", "clerk").map(
      (region): Scope =>
        (eb) =>
          eb.and([
            at(eb, region),
            eb.or([
              eb("need.status", "in", RUNNING),
              eb.and([
                eb("need.status", "in", ["draft", "returned"]),
                eb("need.poster_role", "in", ["secretary", "clerk"]),
              ]),
            ]),
          ]),
    ),
    ...regionsOf(actor, "town_admin", "district_admin").map(
      (region): Scope =>
        (eb) =>
          eb.and([
            at(eb, region),
            eb("need.status", "=", "submitted"),
            eb.or([
              eb("need.escalated_at", "is not", null),
              eb("need.village_id", "=", 0),
              eb.exists(
                eb
                  .selectFrom("need_line")
                  .select("need_line.id")
                  .whereRef("need_line.need_id", "=", "need.id")
                  .where("need_line.direction", "=", "sale"),
              ),
            ]),
          ]),
    ),
  ];
}

type Sale = { needId: string; sellerId: string; certified: boolean };

async function salesOf(ctx: Ctx, needs: NeedRow[]): Promise<Map<string, Sale[]>> {
  const waiting = needs.filter((need) => need.status === "submitted").map((need) => need.id);
  if (waiting.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom("need_line as l")
    .innerJoin("need as n", (join) => join.onRef("n.id", "=", "l.need_id").onRef("n.round", "=", "l.round"))
    .innerJoin("sale_terms as s", "s.line_id", "l.id")
    .leftJoin("certification as c", (join) =>
      join
        .onRef("c.line_id", "=", "l.id")
        .on("c.revoked_at", "is", null)
        .onRef("c.stock", ">=", "l.quantity"),
    )
    .select(["l.need_id", "s.seller_person", "c.id as certification"])
    .where("l.need_id", "in", waiting)
    .execute();
  const sales = new Map<string, Sale[]>();
  for (const row of rows) {
    const sale = {
      needId: row.need_id,
      sellerId: row.seller_person,
      certified: row.certification !== null,
    };
    sales.set(row.need_id, [...(sales.get(row.need_id) ?? []), sale]);
  }
  return sales;
}

function actOf(ctx: Ctx, need: NeedRow, sales: Sale[]) {
  const facts = needFacts(need);
  return nextAct({
    status: need.status,
    confirmDue: need.confirm_due_at !== null && need.confirm_due_at <= ctx.clock.now(),
    certified: sales.every((sale) => sale.certified),
    verifies: may(ctx, "need.verify", facts) !== false,
    certifies: sales.some(
      (sale) => !sale.certified && may(ctx, "need.certify", { ...facts, sellerId: sale.sellerId }) !== false,
    ),
    posts: may(ctx, "need.run", facts) !== false,
  });
}
