// A district's or town's report: three grouped reads in one snapshot, so that its columns speak of the same moment.
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { authorize } from "@/server/policy";
import { listChildren, livingRegion, type Region, regionNames } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { instants, type Period } from "../rules";
import { NOTHING, PlaceAdder, type Share } from "./rules";
import type { DistrictView, Figures } from "./schema";

/** Statuses that say somebody took it. */
const TAKEN = ["confirmed", "disputed", "settled", "attended", "absent"];

/** The region asked about, a county or a town, and how its rows of the ledger are found by an index. */
export async function authorizeRegion(
  ctx: Ctx,
  regionId: number,
): Promise<{ region: Region; column: "county_id" | "town_id"; within: RawBuilder<SqlBool> }> {
  const region = await livingRegion(ctx.db, regionId);
  authorize(ctx, "report.region", { place: placeFrom(region) });
  if (region.level !== LEVEL.county && region.level !== LEVEL.town)
    refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const isTown = region.level === LEVEL.town;
  return {
    region,
    column: isTown ? "town_id" : "county_id",
    within: isTown
      ? sql<SqlBool>`e.county_id = ${region.county_id} AND e.town_id = ${region.id}`
      : sql<SqlBool>`e.county_id = ${region.id}`,
  };
}

export async function visibleDistrict(
  ctx: Ctx,
  input: { regionId: number; period: Period },
): Promise<DistrictView> {
  const { region, column, within } = await authorizeRegion(ctx, input.regionId);
  const below = column === "county_id" ? "town_id" : "village_id";
  const { period } = input;
  const children = (await listChildren(ctx.db, region.id)).filter((one) => one.level <= LEVEL.village);
  const read = async (trx: Trx) => ({
    hours: await hoursOf(trx, within, below, period),
    needs: await needsOf(trx, column, region.id, below, period),
    handed: await handedOf(trx, within, below, period),
  });
  const { hours, needs, handed } = ctx.db.isTransaction
    ? await read(ctx.db as Trx)
    : await ctx.db.transaction().setIsolationLevel("repeatable read").execute(read);
  const byPlace = hours.places();
  const ids = [...children.map((one) => one.id), ...byPlace.keys(), ...needs.keys(), ...handed.keys()];
  const names = await regionNames(ctx.db, ids);
  const places = [...new Set(ids)].map((id) => ({
    regionId: id === 0 ? region.id : id,
    name: id === 0 ? region.short_name : (names.get(id) ?? ""),
    ...NOTHING,
    ...byPlace.get(id),
    ...needs.get(id),
    ...handed.get(id),
  }));
  places.sort(
    (a, b) => Number(a.regionId !== region.id) - Number(b.regionId !== region.id) || a.regionId - b.regionId,
  );
  const total = { ...NOTHING };
  for (const place of places)
    for (const key of ["asked", "sent", "taken", "evaluated", "handed", "accepted"] as const)
      total[key] += place[key];
  return {
    region: { id: region.id, name: region.name, level: region.level },
    period,
    total: { ...total, ...hours.total() },
    places,
    kinds: hours.kinds(),
  };
}

type Below = "town_id" | "village_id";

/** Grouped by the database, so that a month of a district is as many rows as people who served. */
async function hoursOf(
  trx: Trx,
  within: RawBuilder<SqlBool>,
  below: Below,
  period: Period,
): Promise<PlaceAdder> {
  const adder = new PlaceAdder();
  const shares = sql<Share>`
    SELECT ${sql.ref(`e.${below}`)} AS placeId, e.kind, e.person_id AS personId,
      CAST(SUM(e.minutes) AS SIGNED) AS minutes, CAST(SUM(SIGN(e.minutes)) AS SIGNED) AS visits
    FROM hours_entry e WHERE ${within} AND e.day >= ${period.from} AND e.day < ${period.until}
    GROUP BY ${sql.ref(`e.${below}`)}, e.kind, e.person_id ORDER BY NULL`;
  for await (const share of rowsOf(trx, shares))
    adder.add({ ...share, minutes: Number(share.minutes), visits: Number(share.visits) });
  return adder;
}

type Parts<K extends keyof Figures> = Map<number, Pick<Figures, K>>;

/** Of the needs asked for in the period: how far each has come until now. Drafts were never asked for. */
async function needsOf(
  trx: Trx,
  column: "county_id" | "town_id",
  regionId: number,
  below: Below,
  period: Period,
): Promise<Parts<"asked" | "sent" | "taken" | "evaluated">> {
  const { from, until } = instants(period);
  const count = (condition: RawBuilder<unknown>) => sql`CAST(SUM(${condition}) AS SIGNED)`;
  const { rows } = await sql<{
    place: number;
    asked: number;
    sent: number;
    taken: number;
    evaluated: number;
  }>`
    SELECT ${sql.ref(`n.${below}`)} AS place, COUNT(*) AS asked,
      ${count(sql`n.published_at IS NOT NULL`)} AS sent,
      ${count(sql`EXISTS (SELECT 1 FROM pledge p WHERE p.need_id = n.id AND p.status IN (${sql.join(TAKEN)}))`)} AS taken,
      ${count(sql`EXISTS (SELECT 1 FROM evaluation v WHERE v.need_id = n.id AND v.side = 'beneficiary')`)} AS evaluated
    FROM need n WHERE ${sql.ref(`n.${column}`)} = ${regionId} AND n.status <> 'draft'
      AND COALESCE(n.submitted_at, n.published_at, n.created_at) >= ${from}
      AND COALESCE(n.submitted_at, n.published_at, n.created_at) < ${until}
    GROUP BY ${sql.ref(`n.${below}`)}`.execute(trx);
  return new Map(
    rows.map(({ place, ...row }) => [
      place,
      {
        asked: Number(row.asked),
        sent: Number(row.sent),
        taken: Number(row.taken),
        evaluated: Number(row.evaluated),
      },
    ]),
  );
}

/** From the side of what was handed over, which is the smaller one. A reversal that was handed over takes its row away again. */
async function handedOf(
  trx: Trx,
  within: RawBuilder<SqlBool>,
  below: Below,
  period: Period,
): Promise<Parts<"handed" | "accepted">> {
  const { rows } = await sql<{ place: number; handed: number; accepted: number }>`
    SELECT ${sql.ref(`e.${below}`)} AS place, CAST(SUM(SIGN(e.minutes)) AS SIGNED) AS handed,
      CAST(SUM(IF(b.status = 'accepted', SIGN(e.minutes), 0)) AS SIGNED) AS accepted
    FROM hours_entry e JOIN national_row r ON r.entry_id = e.id JOIN national_batch b ON b.id = r.batch_id
    WHERE ${within} AND e.day >= ${period.from} AND e.day < ${period.until}
    GROUP BY ${sql.ref(`e.${below}`)}`.execute(trx);
  return new Map(
    rows.map((row) => [row.place, { handed: Number(row.handed), accepted: Number(row.accepted) }]),
  );
}
