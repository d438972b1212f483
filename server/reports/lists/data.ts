// Members and pledges of an organisation, needs and organisations of a town or district, as lists to take away.
import { type SqlBool, sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Ctx } from "@/server/trpc/context";
import { authorizeReport } from "../data";
import { authorizeRegion } from "../district/data";
import { type MemberPage, type NeedPage, type OrganisationPage, PAGE_ROWS, type PledgePage } from "./schema";

type Paged = { after?: string | undefined };
const ID = /^[0-9a-f-]{36}$/;

/** Ids only: a cursor comes from outside. */
function idAfter(after: string | undefined): string {
  if (after !== undefined && !ID.test(after)) refuse("INVALID", { fields: { after: "malformed" } });
  return after ?? "";
}

/** A page of rows by id; there is a next one where this one is full. */
function paged<R extends { id: string }, T>(
  rows: R[],
  as: (row: R) => T,
): { rows: T[]; next: string | null } {
  return { rows: rows.map(as), next: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
}

/** Everybody who is or was in it, a line for each role they held. */
export async function listMembers(ctx: Ctx, input: Paged & { organisationId: string }): Promise<MemberPage> {
  await authorizeReport(ctx, input.organisationId);
  const rows = await ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .leftJoin("region as r", "r.id", "p.home_region_id")
    .leftJoin("person_hours as h", "h.person_id", "g.person_id")
    .select(["g.id", "p.name", "g.role", "r.short_name as home", "g.started_at", "g.ended_at", "h.minutes"])
    .where("g.organisation_id", "=", input.organisationId)
    .where("g.id", ">", idAfter(input.after))
    .orderBy("g.id")
    .limit(PAGE_ROWS)
    .execute();
  return paged(rows, (row) => ({
    name: row.name,
    role: row.role,
    home: row.home ?? "",
    since: row.started_at,
    until: row.ended_at,
    minutes: row.minutes ?? 0,
  }));
}

export async function listPledges(ctx: Ctx, input: Paged & { organisationId: string }): Promise<PledgePage> {
  await authorizeReport(ctx, input.organisationId);
  const rows = await ctx.db
    .selectFrom("pledge as p")
    .innerJoin("need as n", "n.id", "p.need_id")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .leftJoin("region as t", "t.id", "n.town_id")
    .leftJoin("region as v", "v.id", "n.village_id")
    .select([
      "p.id",
      "n.title",
      "n.lane",
      "t.short_name as town",
      "v.short_name as village",
      "l.kind",
      "l.item",
    ])
    .select(["l.unit", "l.unit_size", "p.amount", "p.accepted", "p.status", "s.starts_at", "p.created_at"])
    .where("p.organisation_id", "=", input.organisationId)
    .where("p.id", ">", idAfter(input.after))
    .orderBy("p.id")
    .limit(PAGE_ROWS)
    .execute();
  return paged(rows, (row) => ({
    title: row.lane === "confidential" ? null : row.title,
    place: (row.lane === "confidential" ? null : row.village) ?? row.town ?? "",
    kind: row.kind,
    item: row.lane === "confidential" ? "" : row.item,
    unit: row.unit,
    unitSize: row.unit_size,
    amount: row.amount,
    accepted: row.accepted,
    status: row.status,
    startsAt: row.starts_at,
    createdAt: row.created_at,
  }));
}

/** Drafts belong to who writes them. */
const NOT_ASKED = ["draft"];

/** A line of the list is a line of a need; pages are cut between needs. */
export async function listNeeds(ctx: Ctx, input: Paged & { regionId: number }): Promise<NeedPage> {
  const { column, region } = await authorizeRegion(ctx, input.regionId);
  const found = await ctx.db
    .selectFrom("need as n")
    .select("n.id")
    .where(`n.${column}`, "=", region.id)
    .where("n.status", "not in", NOT_ASKED)
    .where("n.id", ">", idAfter(input.after))
    .orderBy("n.id")
    .limit(PAGE_ROWS)
    .execute();
  if (found.length === 0) return { rows: [], next: null };
  const ids = found.map((row) => row.id);
  const [rows, slots] = await Promise.all([linesOf(ctx, ids), slotsOf(ctx, ids)]);
  const partsOf = new Map(slots.map((slot) => [slot.line_id, slot]));
  return {
    rows: rows.map((row) => {
      const secret = row.lane === "confidential";
      const parts = partsOf.get(row.line_id ?? "");
      return {
        title: secret ? null : row.title,
        town: row.town ?? "",
        village: secret ? "" : (row.village ?? ""),
        status: row.status,
        kind: row.kind ?? "",
        item: secret ? "" : (row.item ?? ""),
        unit: row.unit ?? "",
        unitSize: row.unit_size ?? 1,
        ceiling: Number(parts?.ceiling ?? 0),
        accepted: Number(parts?.accepted ?? 0),
        onWay: Number(parts?.on_way ?? 0),
        promised: Number(parts?.promised ?? 0),
        remaining: Number(parts?.remaining ?? 0),
        askedAt: row.submitted_at ?? row.created_at,
        publishedAt: row.published_at,
        deadlineAt: row.deadline_at,
      };
    }),
    next: ids.length === PAGE_ROWS ? (ids.at(-1) ?? null) : null,
  };
}

const linesOf = (ctx: Ctx, needIds: string[]) =>
  ctx.db
    .selectFrom("need as n")
    .leftJoin("need_line as l", (join) =>
      join.onRef("l.need_id", "=", "n.id").onRef("l.round", "=", "n.round"),
    )
    .leftJoin("region as t", "t.id", "n.town_id")
    .leftJoin("region as v", "v.id", "n.village_id")
    .select(["n.id", "n.title", "n.lane", "n.status", "t.short_name as town", "v.short_name as village"])
    .select(["l.id as line_id", "l.kind", "l.item", "l.unit", "l.unit_size"])
    .select(["n.submitted_at", "n.published_at", "n.created_at", "n.deadline_at"])
    .where("n.id", "in", needIds)
    .orderBy("n.id")
    .orderBy("l.position")
    .execute();

/** The parts of each line, over all its slots. */
const slotsOf = (ctx: Ctx, needIds: string[]) => {
  const sum = (part: "ceiling" | "accepted" | "on_way" | "promised" | "remaining") =>
    sql<number>`CAST(SUM(${sql.ref(part)}) AS SIGNED)`.as(part);
  return ctx.db
    .selectFrom("slot")
    .select(["line_id", sum("ceiling"), sum("accepted"), sum("on_way"), sum("promised"), sum("remaining")])
    .where("need_id", "in", needIds)
    .groupBy("line_id")
    .execute();
};

/** In the order they were entered. */
export async function listOrganisations(
  ctx: Ctx,
  input: Paged & { regionId: number },
): Promise<OrganisationPage> {
  const { column, region } = await authorizeRegion(ctx, input.regionId);
  const rows = await ctx.db
    .selectFrom("organisation as o")
    .leftJoin("region as t", "t.id", "o.town_id")
    .leftJoin("organisation as a", "a.id", "o.parent_id")
    .leftJoin("organisation as u", "u.id", "o.recording_unit_id")
    .select([
      "o.id",
      "o.name",
      "o.kind",
      "o.status",
      "t.short_name as town",
      "a.name as parent",
      "u.name as unit",
    ])
    .select("o.verified_at")
    .select((eb) =>
      eb
        .selectFrom("role_grant as g")
        .select(sql<number>`COUNT(DISTINCT g.person_id)`.as("n"))
        .whereRef("g.organisation_id", "=", "o.id")
        .where(sql<SqlBool>`g.ended_at IS NULL`)
        .as("members"),
    )
    .where(`o.${column}`, "=", region.id)
    .where("o.id", ">", idAfter(input.after))
    .orderBy("o.id")
    .limit(PAGE_ROWS)
    .execute();
  return paged(rows, (row) => ({
    name: row.name,
    kind: row.kind,
    status: row.status,
    town: row.town ?? "",
    parent: row.parent ?? "",
    recordingUnit: row.unit ?? "",
    members: Number(row.members ?? 0),
    verifiedAt: row.verified_at,
  }));
}
