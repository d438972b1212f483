// The public lists of open needs: by region, kind, time and text; paged by (due, need), two statements a page.
import { type AliasedExpression, sql } from "kysely";
import type { Db } from "@/server/platform/db";
import { pathName } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { cursorOf, DEEPEST_LISTED, FREQUENT, fold, gramsOf, LOOK, LOOKED_THROUGH_FROM } from "./rules";
import { ANY, type Cursor, type ListedKind, type NeedCard, type OpenPage, PAGE } from "./schema";

export type OpenQuery = {
  /** null: the nation. Levels below the village have no list of their own. */
  region: { level: number; id: number } | null;
  kind?: ListedKind;
  text?: string;
  /** Default: now, since what is overdue waits only to be sealed. */
  dueAfter?: Date;
  dueBefore?: Date;
  cursor?: Cursor;
  limit?: number;
};

const COLUMNS = ["province_id", "city_id", "county_id", "town_id", "village_id"] as const;
type Place = (typeof COLUMNS)[number];
type Bounds = { kind: ListedKind; from: Date; before: Date | undefined; cursor: Cursor | undefined };

export async function listOpen(ctx: Pick<Ctx, "db" | "clock">, query: OpenQuery): Promise<OpenPage> {
  const { db } = ctx;
  const limit = query.limit ?? PAGE;
  const region = query.region;
  if (region && region.level > DEEPEST_LISTED) throw new Error(`no lists at level ${region.level}`);
  const column = region ? (COLUMNS[region.level - 1] as Place) : null;
  const after = query.dueAfter ?? ctx.clock.now();
  const bounds: Bounds = {
    kind: query.kind ?? ANY,
    from: query.cursor && query.cursor.dueAt > after ? query.cursor.dueAt : after,
    before: query.dueBefore,
    cursor: query.cursor,
  };
  const text = fold(query.text ?? "");
  if (query.text && text === "") return { cards: [], next: null };

  if (text === "") {
    const rows = await cardsOf(db, listed(db, column, region?.id, bounds).limit(limit + 1));
    return page(db, rows, limit);
  }
  if ([...text].length === 1 || (region && region.level >= LOOKED_THROUGH_FROM)) {
    const rows = await cardsOf(db, lookedThrough(db, column, region?.id, bounds, text, limit + 1));
    const answer = await page(db, rows, limit);
    if (answer.next === null) answer.next = await endOfLook(db, column, region?.id, bounds);
    return answer;
  }
  const gram = await rarestGram(db, text, column, region?.id);
  if (gram === null) return { cards: [], next: null };
  const rows = await cardsOf(db, byGram(db, gram, column, region?.id, bounds, text, limit + 1));
  return page(db, rows, limit);
}

/** Covered by the index of the level: (level, kind, due, need). */
function listed(db: Db, column: Place | null, regionId: number | undefined, b: Bounds) {
  let query = db
    .selectFrom("listing as l")
    .select(["l.need_id", "l.due_at"])
    .where("l.kind", "=", b.kind)
    .where("l.due_at", ">=", b.from);
  if (column) query = query.where(`l.${column}`, "=", regionId as number);
  if (b.before) query = query.where("l.due_at", "<", b.before);
  if (b.cursor) {
    const { dueAt, needId } = b.cursor;
    query = query.where((eb) => eb.or([eb("l.due_at", ">", dueAt), eb("l.need_id", ">", needId)]));
  }
  return query.orderBy("l.due_at").orderBy("l.need_id");
}

function lookedThrough(
  db: Db,
  column: Place | null,
  regionId: number | undefined,
  bounds: Bounds,
  text: string,
  limit: number,
) {
  return db
    .selectFrom(listed(db, column, regionId, bounds).limit(LOOK).as("w"))
    .innerJoin("listing_text as x", "x.need_id", "w.need_id")
    .modifyFront(sql`straight_join`)
    .select(["w.need_id", "w.due_at"])
    .where("x.body", "like", `%${text}%`)
    .orderBy("w.due_at")
    .orderBy("w.need_id")
    .limit(limit);
}

/** Where the look ended, if it did not reach the end of the list. */
async function endOfLook(db: Db, column: Place | null, regionId: number | undefined, bounds: Bounds) {
  const last = await listed(db, column, regionId, bounds)
    .limit(1)
    .offset(LOOK - 1)
    .executeTakeFirst();
  return last ? cursorOf(last) : null;
}

/** Postings of one gram in the lists' order; the text itself decides. */
function byGram(
  db: Db,
  gram: string,
  column: Place | null,
  regionId: number | undefined,
  b: Bounds,
  text: string,
  limit: number,
) {
  let query = db
    .selectFrom("need_gram as g")
    .$if(b.kind !== ANY, (qb) =>
      qb.innerJoin("listing as l", (join) =>
        join.onRef("l.need_id", "=", "g.need_id").on("l.kind", "=", b.kind),
      ),
    )
    .innerJoin("listing_text as x", "x.need_id", "g.need_id")
    .modifyFront(sql`straight_join`)
    .select(["g.need_id", "g.due_at"])
    .where("g.gram", "=", gram)
    .where("g.due_at", ">=", b.from)
    .where("x.body", "like", `%${text}%`);
  if (column) query = query.where(`g.${column as "county_id"}`, "=", regionId as number);
  if (b.before) query = query.where("g.due_at", "<", b.before);
  if (b.cursor) {
    const { dueAt, needId } = b.cursor;
    query = query.where((eb) => eb.or([eb("g.due_at", ">", dueAt), eb("g.need_id", ">", needId)]));
  }
  return query.orderBy("g.due_at").orderBy("g.need_id").limit(limit);
}

/** The gram of the text that fewest needs have, counted no further than needed; null where some gram is nowhere. */
async function rarestGram(db: Db, text: string, column: Place | null, regionId: number | undefined) {
  const grams = gramsOf(text);
  if (grams.length === 1) return grams[0] as string;
  const where = column ? sql`AND ${sql.ref(column)} = ${regionId}` : sql``;
  const counts = grams.map(
    (gram, at) => sql<{ at: number; n: number }>`SELECT ${sql.lit(at)} AS at, COUNT(*) AS n FROM
      (SELECT 1 FROM need_gram WHERE gram = ${gram} ${where} LIMIT ${sql.lit(FREQUENT)}) AS ${sql.ref(`c${at}`)}`,
  );
  const { rows } = await sql<{ at: number; n: number }>`${sql.join(counts, sql` UNION ALL `)}`.execute(db);
  const rarest = rows.reduce((a, b) => (b.n < a.n ? b : a));
  return rarest.n === 0 ? null : (grams[rarest.at] as string);
}

type IdPage = { as(alias: "p"): AliasedExpression<{ need_id: string; due_at: Date }, "p"> };

/** The needs of a page of ids, with the names of their places. */
async function cardsOf(db: Db, ids: IdPage) {
  const rows = await db
    .selectFrom(ids.as("p"))
    .innerJoin("need as n", "n.id", "p.need_id")
    .leftJoin("region as t", "t.id", "n.town_id")
    .leftJoin("region as v", "v.id", "n.village_id")
    .leftJoin("region as c", "c.id", "n.county_id")
    .modifyFront(sql`straight_join`)
    .select(["p.need_id", "p.due_at", "n.title", "n.published_at"])
    .select(["n.county_id", "n.town_id", "n.village_id"])
    .select(["t.short_name as town", "v.short_name as village", "c.short_name as county"])
    .execute();
  // A derived table has no order of its own.
  return rows.sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.need_id < b.need_id ? -1 : 1));
}
type CardRow = Awaited<ReturnType<typeof cardsOf>>[number];

async function page(db: Db, rows: CardRow[], limit: number): Promise<OpenPage> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const lines = await linesOf(
    db,
    shown.map((row) => row.need_id),
  );
  return {
    cards: shown.map((row) => cardOf(row, lines.get(row.need_id) ?? [])),
    next: last ? cursorOf(last) : null,
  };
}

/** The lines of the needs' present round, each with the sum of its slots. */
async function linesOf(db: Db, needIds: string[]) {
  const byNeed = new Map<string, LineRow[]>();
  if (needIds.length === 0) return byNeed;
  for (const row of await lineRows(db, needIds)) {
    const of = byNeed.get(row.need_id);
    if (!of) byNeed.set(row.need_id, [row]);
    else of.push(row);
  }
  for (const of of byNeed.values()) of.sort((a, b) => a.position - b.position);
  return byNeed;
}

function lineRows(db: Db, needIds: string[]) {
  return db
    .selectFrom("need as n")
    .innerJoin("need_line as l", (join) =>
      join.onRef("l.need_id", "=", "n.id").onRef("l.round", "=", "n.round"),
    )
    .innerJoin("slot as s", "s.line_id", "l.id")
    .modifyFront(sql`straight_join`)
    .select(["l.id", "l.need_id", "l.position", "l.kind", "l.direction", "l.item", "l.unit", "l.unit_size"])
    .select(["l.quantity", "l.approx", "l.starts_at", "l.ends_at"])
    .select(["s.accepted", "s.on_way", "s.promised", "s.remaining", "s.waiting"])
    .select(
      sql<number>`CASE WHEN l.direction = 'sale' THEN
        EXISTS (SELECT 1 FROM certification e WHERE e.line_id = l.id AND e.revoked_at IS NULL) ELSE 0 END`.as(
        "certified",
      ),
    )
    .where("n.id", "in", needIds)
    .execute();
}
type LineRow = Awaited<ReturnType<typeof lineRows>>[number];

function cardOf(row: CardRow, rows: LineRow[]): NeedCard {
  const lines = new Map<string, NeedCard["lines"][number]>();
  for (const r of rows) {
    const line = lines.get(r.id);
    if (line) {
      // A people line has a slot per shift.
      line.parts.accepted += r.accepted;
      line.parts.onTheWay += r.on_way;
      line.parts.promised += r.promised;
      line.parts.remaining += r.remaining;
      line.waiting += r.waiting;
    } else
      lines.set(r.id, {
        kind: r.kind,
        direction: r.direction,
        item: r.item,
        quantity: r.quantity,
        unit: r.unit,
        unitSize: r.unit_size,
        approx: r.approx,
        startsAt: r.starts_at,
        endsAt: r.ends_at,
        waiting: r.waiting,
        parts: { accepted: r.accepted, onTheWay: r.on_way, promised: r.promised, remaining: r.remaining },
      });
  }
  const rungs = [
    { level: LEVEL.county, name: row.county ?? "" },
    { level: LEVEL.town, name: row.town ?? "" },
    { level: LEVEL.village, name: row.village ?? "" },
  ];
  return {
    id: row.need_id,
    title: row.title,
    status: "open",
    place: pathName(rungs.filter((rung) => rung.name !== "")),
    countyId: row.county_id,
    townId: row.town_id,
    villageId: row.village_id,
    dueAt: row.due_at,
    publishedAt: row.published_at,
    certified: rows.some((r) => r.certified === 1),
    lines: [...lines.values()],
  };
}
