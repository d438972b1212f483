// Lists: of a volunteer, and of a unit.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { organisationNames } from "@/server/organisations/data";
import { whoAgreed } from "@/server/people/consents/data";
import { listActedFor } from "@/server/people/proxies/data";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { hasIdCard, overtaken, viewsOf } from "../data";
import { LIST_SIZE, type MemberRow, type MineView, PAGE_SIZE } from "../schema";

/** My certificates, or those of somebody I act for, and the units that have hours of theirs in their books. */
export async function mine(ctx: Ctx, of: string | undefined): Promise<MineView> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const others = await listActedFor(ctx.db, actor.personId);
  const personId = of ?? actor.personId;
  if (personId !== actor.personId && !others.some((x) => x.personId === personId)) refuse("NOT_FOUND");
  const [rows, books, names, cards, person, withCard] = await Promise.all([
    ctx.db
      .selectFrom("certificate")
      .selectAll()
      .where("person_id", "=", personId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(PAGE_SIZE)
      .execute(),
    ctx.db
      .selectFrom("hours_entry")
      .select(["recording_unit_id", sumOf, countOf])
      .select((eb) => [eb.fn.min("day").as("first"), eb.fn.max("day").as("last")])
      .where("person_id", "=", personId)
      .groupBy("recording_unit_id")
      .having(sql`SUM(minutes)`, ">", 0)
      .execute(),
    whoAgreed(ctx.db, [personId], "certificate_name"),
    whoAgreed(ctx.db, [personId], "certificate_id"),
    ctx.db.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirstOrThrow(),
    hasIdCard(ctx.db, personId),
  ]);
  const units = await organisationNames(
    ctx.db,
    books.map((book) => book.recording_unit_id),
  );
  return {
    personId,
    name: person.name,
    units: books.map((book) => ({
      unitId: book.recording_unit_id,
      unit: units.get(book.recording_unit_id) ?? "",
      minutes: Number(book.minutes),
      count: Number(book.count),
      from: dayText(book.first),
      until: dayText(book.last),
    })),
    items: await viewsOf(ctx.db, rows),
    agreed: { name: names.has(personId), idCard: cards.has(personId) },
    hasIdCard: withCard,
    others: others.map((x) => ({ personId: x.personId, name: x.name })),
  };
}

const sumOf = sql<number>`SUM(minutes)`.as("minutes");
const countOf = sql<number>`SUM(SIGN(minutes))`.as("count");

/** A unit's own: what waits for its answer, oldest first; or what it issued, newest first. Ids are in order of time. */
export async function ofUnit(
  ctx: Ctx,
  input: { unitId: string; show: "asked" | "issued"; after?: string | undefined },
) {
  authorize(ctx, "certificate.issue", { organisationId: input.unitId }, "NOT_FOUND");
  const asked = input.show === "asked";
  const rows = await ctx.db
    .selectFrom("certificate")
    .selectAll()
    .where("unit_id", "=", input.unitId)
    .where("status", "in", asked ? ["asked"] : ["valid", "superseded", "revoked"])
    .$if(input.after !== undefined, (q) => q.where("id", asked ? ">" : "<", input.after ?? ""))
    .orderBy("id", asked ? "asc" : "desc")
    .limit(LIST_SIZE + 1)
    .execute();
  const page = rows.slice(0, LIST_SIZE);
  return {
    items: await viewsOf(ctx.db, page),
    next: rows.length > LIST_SIZE ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Everybody with hours in the unit's books in these days, by name; the cursor is the last person of the page before. */
export async function membersOf(
  ctx: Ctx,
  input: { unitId: string; from: string; until: string; after?: string | undefined },
): Promise<{ items: MemberRow[]; next: string | null }> {
  authorize(ctx, "certificate.issue", { organisationId: input.unitId }, "NOT_FOUND");
  const [from, until] = [new Date(input.from), new Date(input.until)];
  const last = input.after
    ? await ctx.db
        .selectFrom("person")
        .select(["id", "name"])
        .where("id", "=", input.after)
        .executeTakeFirst()
    : undefined;
  const rows = await ctx.db
    .selectFrom("hours_entry as e")
    .innerJoin("person as p", "p.id", "e.person_id")
    .select(["p.id", "p.name", sumOf, countOf])
    .where("e.recording_unit_id", "=", input.unitId)
    .where("e.day", ">=", from)
    .where("e.day", "<=", until)
    .$if(last !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb("p.name", ">", last?.name ?? ""),
          eb.and([eb("p.name", "=", last?.name ?? ""), eb("p.id", ">", last?.id ?? "")]),
        ]),
      ),
    )
    .groupBy(["p.id", "p.name"])
    .having(sql`SUM(e.minutes)`, ">", 0)
    .orderBy("p.name")
    .orderBy("p.id")
    .limit(PAGE_SIZE + 1)
    .execute();
  const page = rows.slice(0, PAGE_SIZE);
  const ids = page.map((row) => row.id);
  const [agreed, numbers] = await Promise.all([
    whoAgreed(ctx.db, ids, "certificate_name"),
    numbersFor(ctx.db, input.unitId, ids, from, until),
  ]);
  return {
    items: page.map((row) => ({
      personId: row.id,
      name: row.name,
      minutes: Number(row.minutes),
      count: Number(row.count),
      agreedName: agreed.has(row.id),
      number: numbers.get(row.id) ?? null,
    })),
    next: rows.length > PAGE_SIZE ? (ids.at(-1) ?? null) : null,
  };
}

async function numbersFor(db: Db, unitId: string, personIds: string[], from: Date, until: Date) {
  if (personIds.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom("certificate")
    .select(["id", "person_id", "number"])
    .where("unit_id", "=", unitId)
    .where("person_id", "in", personIds)
    .where("status", "=", "valid")
    .where("from_on", "=", from)
    .where("until_on", "=", until)
    .execute();
  const over = await overtaken(
    db,
    rows.map((row) => row.id),
  );
  return new Map(rows.flatMap((row) => (over.has(row.id) ? [] : [[row.person_id, row.number ?? ""]])));
}
