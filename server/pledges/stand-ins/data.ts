// Searches for a stand-in: one with what decides about it, and those the reader could take.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import type { DB, Db, Trx } from "@/server/platform/db";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { eligibility } from "../eligibility/data";
import { findPledgeFacts, type Known } from "../facts/data";
import { isRunning } from "../holding/rules";
import { UNSEEN } from "../making/rules";
import { briefsOf, type SeatRow } from "../seats/data";
import type { SearchItem } from "./schema";

export type StandInRow = Selectable<DB["stand_in"]>;
export type Search = { row: StandInRow; known: Known; seat: SeatRow | null };

/** Shown at most: the soonest. */
const SEARCHES_MAX = 20;

export async function findSearch(ctx: Ctx, standInId: string): Promise<Search | null> {
  const row = await ctx.db.selectFrom("stand_in").selectAll().where("id", "=", standInId).executeTakeFirst();
  const known = row && (await findPledgeFacts(ctx, row.pledge_id));
  if (!row || !known) return null;
  const seat = row.seat_id
    ? await ctx.db.selectFrom("seat").selectAll().where("id", "=", row.seat_id).executeTakeFirst()
    : undefined;
  return { row, known, seat: seat ?? null };
}

/** Everybody sees the search of a public need; of any other those who see its pledge, its team, and those who wait there. */
export async function visibleSearch(ctx: Ctx, standInId: string): Promise<Search> {
  const search = await findSearch(ctx, standInId);
  if (!search) refuse("NOT_FOUND");
  const { known, row } = search;
  if (isOpenToAll(known) && !UNSEEN.includes(known.need.status)) return search;
  if (may(ctx, "pledge.see", known.facts) !== false) return search;
  const me = ctx.actor?.personId ?? "";
  if (row.leaver_id === me) return search;
  if (await isOfTeam(ctx.db, me, known.pledge.organisation_id)) return search;
  if (await waitsHere(ctx.db, me, row.slot_id)) return search;
  return refuse("NOT_FOUND");
}

/** Nobody's word is asked before one may come: domain.md §7, and a qualification that is to be seen first. */
export const isOpenToAll = ({ need, line }: Known): boolean =>
  need.lane === "open" && line.qualification === null;

export async function isOfTeam(
  db: Db | Trx,
  personId: string,
  organisationId: string | null,
): Promise<boolean> {
  if (organisationId === null) return false;
  const row = await db
    .selectFrom("role_grant")
    .select("id")
    .where("person_id", "=", personId)
    .where("organisation_id", "=", organisationId)
    .where("ended_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The pledge by which somebody stands in this shift's queue. */
export async function waitsHere(db: Db | Trx, personId: string, slotId: string) {
  return db
    .selectFrom("pledge")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("person_id", "=", personId)
    .where("status", "=", "waitlisted")
    .executeTakeFirst();
}

/** Where a stand-in is looked for: in my organisations, where I wait, and where it is I who cannot come. Soonest first. */
export async function searchesForMe(ctx: Ctx): Promise<SearchItem[]> {
  const me = ctx.actor?.personId ?? "";
  const now = ctx.clock.now();
  const teams = [...new Set((ctx.actor?.grants ?? []).flatMap((grant) => grant.organisationId ?? []))];
  const rows = await ctx.db
    .selectFrom("stand_in as s")
    .innerJoin("pledge as p", "p.id", "s.pledge_id")
    .innerJoin("slot as t", "t.id", "s.slot_id")
    .innerJoin("need as n", "n.id", "t.need_id")
    .leftJoin("organisation as o", "o.id", "p.organisation_id")
    .leftJoin("pledge as w", (on) =>
      on.onRef("w.slot_id", "=", "s.slot_id").on("w.person_id", "=", me).on("w.status", "=", "waitlisted"),
    )
    .select([
      "s.id",
      "s.slot_id",
      "s.status",
      "s.leaver_id",
      "p.organisation_id",
      "o.name",
      "n.status as need",
    ])
    .where("s.status", "=", "seeking")
    .where((eb) =>
      eb.or([
        eb("s.leaver_id", "=", me),
        eb("w.id", "is not", null),
        ...(teams.length > 0 ? [eb("p.organisation_id", "in", teams)] : []),
      ]),
    )
    .where((eb) => eb.or([eb("t.starts_at", "is", null), eb("t.starts_at", ">", now)]))
    .orderBy("t.starts_at")
    .orderBy("s.id")
    .limit(SEARCHES_MAX)
    .execute();
  return itemsOf(
    ctx,
    rows.filter((row) => isRunning(row.need)),
    teams,
  );
}

type Row = {
  id: string;
  slot_id: string;
  status: string;
  leaver_id: string;
  organisation_id: string | null;
  name: string | null;
};

/** One search, as the reader sees it. */
export async function searchItemOf(ctx: Ctx, standInId: string): Promise<SearchItem> {
  const { row, known } = await visibleSearch(ctx, standInId);
  const organisation_id = known.pledge.organisation_id;
  const organisation = organisation_id
    ? await ctx.db
        .selectFrom("organisation")
        .select("name")
        .where("id", "=", organisation_id)
        .executeTakeFirst()
    : undefined;
  const teams = (ctx.actor?.grants ?? []).flatMap((grant) => grant.organisationId ?? []);
  const items = await itemsOf(ctx, [{ ...row, organisation_id, name: organisation?.name ?? null }], teams);
  return items[0] ?? refuse("NOT_FOUND");
}

async function itemsOf(ctx: Ctx, rows: Row[], teams: readonly string[]): Promise<SearchItem[]> {
  const me = ctx.actor?.personId ?? "";
  const slotIds = rows.map((row) => row.slot_id);
  const [briefs, fits] = await Promise.all([
    briefsOf(ctx.db, slotIds),
    me ? standInBarriers(ctx, slotIds, me) : new Map<string, string | null>(),
  ]);
  return rows.flatMap((row): SearchItem[] => {
    const shift = briefs.get(row.slot_id);
    if (!shift) return [];
    return [
      {
        standInId: row.id,
        status: row.status,
        organisationName: row.name,
        mine: row.leaver_id === me,
        team: row.organisation_id !== null && teams.includes(row.organisation_id),
        why: fits.get(row.slot_id) ?? null,
        shift,
      },
    ];
  });
}

/** Reasons that do not stand against a stand-in: they take a place that is there, and it is after the cut-off by nature. */
const BESIDE_THE_POINT = ["closed", "cut_off", "already"]; // having a place already is asked by itself: who waits may take it

/** Why this person cannot stand in, by slot; null where they can. */
async function standInBarriers(
  ctx: Ctx,
  slotIds: readonly string[],
  personId: string,
): Promise<Map<string, string | null>> {
  const found = await eligibility(ctx, [...new Set(slotIds)], personId);
  return new Map(
    found.map((one) => [
      one.slotId,
      one.reasons.find(({ code }) => !BESIDE_THE_POINT.includes(code))?.code ?? null,
    ]),
  );
}
