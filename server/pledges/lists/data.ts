// Reading pledges: mine, an organisation's, a need's for its poster, and who has helped for everybody. Keyset pages, newest first.

import { type SqlBool, sql } from "kysely";
import { refuse } from "@/server/errors";
import { findNeed, needFacts, sees } from "@/server/needs/data";
import { actsForAmong, listActedFor } from "@/server/people/proxies/data";
import { publicName } from "@/server/people/rules";
import type { Db } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { needFactsOf } from "../facts/data";
import { LIVE, type PledgeStatus } from "../lifecycle";
import { PAGE_SIZE } from "../schema";
import { ASKED } from "../settlement/rules";
import { actsOf } from "./rules";
import type { HelperItem, PledgeItem } from "./schema";

type Paged = { show: "live" | "ended" | "asking"; cursor?: string };
type Page<T> = { items: T[]; next: string | null };

/** Statuses that say somebody helps or has helped. */
const HELPING: PledgeStatus[] = ["confirmed", "disputed", "settled", "attended"];

const from = (db: Db) =>
  db
    .selectFrom("pledge as p")
    .innerJoin("need as n", "n.id", "p.need_id")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .leftJoin("person as h", "h.id", "p.person_id")
    .leftJoin("organisation as o", "o.id", "p.organisation_id");

const itemsFrom = (db: Db) =>
  from(db)
    .selectAll("p")
    .select([
      "n.title",
      "n.status as need_status",
      "n.poster_id",
      "n.organisation_id as need_organisation_id",
      "n.answers_due_at",
      "n.province_id",
      "n.city_id",
      "n.county_id",
      "n.town_id",
      "n.village_id",
      "n.natural_id",
      "n.grid_id",
      "l.item",
      "l.kind",
      "l.direction",
      "l.unit",
      "l.unit_size",
      "l.place as line_place",
      "s.starts_at",
      "s.ends_at",
      "s.cut_off_at",
      "h.name as person_name",
      "o.name as organisation_name",
    ])
    .select(
      sql<string | null>`(SELECT f.id FROM stand_in f WHERE f.live_key = CONCAT(p.id, ':', p.person_id))`.as(
        "stand_in_id",
      ),
    )
    .select(
      sql<number | null>`CASE WHEN p.queued_at IS NULL THEN NULL ELSE (SELECT COUNT(*) FROM pledge q
        WHERE q.slot_id = p.slot_id AND q.status IN ('waitlisted', 'confirmed') AND q.queued_at IS NOT NULL
          AND (q.queued_at < p.queued_at OR (q.queued_at = p.queued_at AND q.id <= p.id))) END`.as(
        "position",
      ),
    );
type ItemQuery = ReturnType<typeof itemsFrom>;
type ItemRow = Awaited<ReturnType<ItemQuery["execute"]>>[number];

/** Mine, and theirs for whom I act: what I have to keep or call off. */
export async function listMine(ctx: Ctx, input: Paged): Promise<Page<PledgeItem>> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const others = (await listActedFor(ctx.db, personId)).map((one) => one.personId);
  return page(ctx, input, (query) => query.where("p.person_id", "in", [personId, ...others]));
}

export async function listOfOrganisation(
  ctx: Ctx,
  input: Paged & { organisationId: string },
): Promise<Page<PledgeItem>> {
  authorize(ctx, "pledge.list", { organisationId: input.organisationId });
  return page(ctx, input, (query) => query.where("p.organisation_id", "=", input.organisationId));
}

/** The poster's list of a need, requests and queue included. */
export async function listOfNeed(ctx: Ctx, input: Paged & { needId: string }): Promise<Page<PledgeItem>> {
  const need = await findNeed(ctx.db, input.needId);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  authorize(ctx, "need.run", needFacts(need));
  return page(ctx, input, (query) => query.where("p.need_id", "=", input.needId));
}

/** One pledge, to whoever may see it. */
export async function visibleItem(ctx: Ctx, pledgeId: string): Promise<PledgeItem> {
  const row = await itemsFrom(ctx.db).where("p.id", "=", pledgeId).executeTakeFirst();
  if (!row) refuse("NOT_FOUND");
  const facts = { ...factsOf(row), actsFor: (await proxied(ctx, [row])).has(row.person_id ?? "") };
  if (may(ctx, "pledge.see", facts) === false) refuse("NOT_FOUND");
  return shown(ctx, row, facts);
}

async function page(
  ctx: Ctx,
  { show, cursor }: Paged,
  narrow: (query: ItemQuery) => ItemQuery,
): Promise<Page<PledgeItem>> {
  const rows = await narrow(itemsFrom(ctx.db))
    .where(show === "ended" ? sql<SqlBool>`NOT ${current}` : current)
    .$if(show === "asking", (query) => query.where("p.status", "in", LIVE).where(asking))
    .where(after(cursor))
    .orderBy("p.created_at", "desc")
    .orderBy("p.id", "desc")
    .limit(PAGE_SIZE + 1)
    .execute();
  const shownRows = rows.slice(0, PAGE_SIZE);
  const mine = await proxied(ctx, shownRows);
  return {
    items: shownRows.map((row) =>
      shown(ctx, row, { ...factsOf(row), actsFor: mine.has(row.person_id ?? "") }),
    ),
    next: rows.length > PAGE_SIZE ? cursorOf(shownRows.at(-1)!) : null,
  };
}

/** Live, or over but still asked about: a need that is being settled waits for the helper's word. */
const current = sql<SqlBool>`(p.status IN (${sql.join(LIVE)})
  OR (n.status = 'settling' AND p.answer IS NULL AND p.status IN (${sql.join(ASKED)})))`;

/** A request to be answered, an offer to be told of by telephone, goods on the way to be counted. */
const asking = sql<SqlBool>`(p.status = 'requested' OR (p.status = 'offered' AND p.offer_notified_at IS NULL) OR p.on_way > 0)`;

const cursorOf = (row: { created_at: Date; id: string }) => `${row.created_at.getTime()}.${row.id}`;

function after(cursor: string | undefined) {
  if (!cursor) return sql<SqlBool>`TRUE`;
  const [ms, id] = cursor.split(".") as [string, string];
  const at = new Date(Number(ms));
  return sql<SqlBool>`p.created_at <= ${at} AND (p.created_at < ${at} OR p.id < ${id})`;
}

const proxied = (ctx: Ctx, rows: { person_id: string | null }[]): Promise<Set<string>> => {
  const me = ctx.actor?.personId;
  const others = rows.flatMap((row) => (row.person_id && row.person_id !== me ? [row.person_id] : []));
  return me ? actsForAmong(ctx.db, me, [...new Set(others)]) : Promise.resolve(new Set());
};

const factsOf = (row: ItemRow) => ({
  personId: row.person_id,
  organisationId: row.organisation_id,
  need: needFactsOf({ ...row, organisation_id: row.need_organisation_id }),
});

function shown(ctx: Ctx, row: ItemRow, facts: ReturnType<typeof factsOf> & { actsFor: boolean }): PledgeItem {
  const who = {
    changes: may(ctx, "pledge.change", facts) !== false,
    manages: may(ctx, "pledge.manage", facts) !== false,
  };
  const about = {
    kind: row.kind,
    status: row.status,
    needStatus: row.need_status,
    onWay: row.on_way,
    cutOffAt: row.cut_off_at,
    helperKind: row.helper_kind,
    startsAt: row.starts_at,
    seeking: row.stand_in_id !== null,
  };
  return {
    id: row.id,
    version: row.version,
    needId: row.need_id,
    needTitle: row.title,
    needStatus: row.need_status,
    slotId: row.slot_id,
    ...lineOf(row),
    place: row.line_place,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    cutOffAt: row.cut_off_at,
    status: row.status as PledgeStatus,
    helperKind: row.helper_kind as PledgeItem["helperKind"],
    helperName: row.organisation_name ?? row.person_name ?? "",
    personId: row.person_id,
    organisationId: row.organisation_id,
    wanted: row.wanted,
    amount: row.amount,
    onWay: row.on_way,
    accepted: row.accepted,
    waits: row.queued_at !== null,
    position: row.position === null ? null : Number(row.position),
    note: row.note,
    expectedOn: row.expected_on && dayText(row.expected_on),
    via: row.via,
    period: row.period,
    recurringId: row.recurring_id,
    unitConfirmed: row.via !== "on_site" || row.unit_confirmed_at !== null,
    offeredAt: row.offered_at,
    offerNotifiedAt: row.offer_notified_at,
    offerExpiresAt: row.offer_expires_at,
    remindedAt: row.reminded_at,
    endReason: row.end_reason,
    answer: row.answer,
    standInId: row.stand_in_id,
    answersDueAt: row.answers_due_at,
    createdAt: row.created_at,
    acts: actsOf(about, who, ctx.clock.now()),
  };
}

const lineOf = (row: Pick<ItemRow, "line_id" | "item" | "kind" | "direction" | "unit" | "unit_size">) => ({
  lineId: row.line_id,
  item: row.item,
  kind: row.kind,
  direction: row.direction,
  unit: row.unit,
  unitSize: row.unit_size,
});

/** Who has helped with a public need. A confidential one shows nobody. */
export async function listHelpers(
  ctx: Ctx,
  input: { needId: string; cursor?: string },
): Promise<Page<HelperItem>> {
  const need = await findNeed(ctx.db, input.needId);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  if (need.lane !== "open") return { items: [], next: null };
  const rows = await from(ctx.db)
    .select(["p.id", "p.created_at", "p.helper_kind", "p.organisation_id", "p.amount", "p.accepted"])
    .select(["p.line_id", "l.item", "l.kind", "l.direction", "l.unit", "l.unit_size"])
    .select(["h.name as person_name", "h.public_name", "o.name as organisation_name"])
    .select((eb) =>
      eb
        .selectFrom("delivery as d")
        .whereRef("d.pledge_id", "=", "p.id")
        .where("d.accepted", ">", 0)
        .select((e) => e.fn.max("d.closed_at").as("at"))
        .as("last_delivery_at"),
    )
    .where("p.need_id", "=", input.needId)
    .where("p.status", "in", HELPING)
    .where("p.amount", ">", 0)
    .where(after(input.cursor))
    .orderBy("p.created_at", "desc")
    .orderBy("p.id", "desc")
    .limit(PAGE_SIZE + 1)
    .execute();
  const items = rows.slice(0, PAGE_SIZE);
  return {
    items: items.map((row) => ({
      name:
        row.organisation_name ??
        publicName({ name: row.person_name ?? "", public_name: row.public_name ?? false }),
      helperKind: row.helper_kind as HelperItem["helperKind"],
      organisationId: row.organisation_id,
      ...lineOf(row),
      amount: row.amount,
      accepted: row.accepted,
      lastDeliveryAt: row.last_delivery_at,
      createdAt: row.created_at,
    })),
    next: rows.length > PAGE_SIZE ? cursorOf(items.at(-1)!) : null,
  };
}
