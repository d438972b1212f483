// Spot checks, in the order they came up.
import { sql } from "kysely";
import { isRefusal, refuse } from "@/server/errors";
import { placeOfOrganisation } from "@/server/people/grants/data";
import type { Db } from "@/server/platform/db";
import { authorize, type Place } from "@/server/policy";
import { livingRegion, regionNames } from "@/server/regions/data";
import { columnOf, placeFrom } from "@/server/regions/rules";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { listOfShift } from "../lists/data";
import type { HoursClass } from "../schema";
import { toldDaysAfter } from "./facts/data";
import type { CheckStatus } from "./lifecycle";
import { MENDED } from "./lifecycle";
import { reasonsIn } from "./rules";
import { CHECKS_PAGE, type CheckRow, type CheckView, type ListInput, type UnitRecord } from "./schema";

/** For a town or county; oldest first, by keyset. */
export async function listChecks(ctx: Ctx, input: ListInput): Promise<CheckRow[]> {
  const region = await livingRegion(ctx.db, input.regionId);
  authorize(ctx, "hours.check", { place: placeFrom(region) });
  const column = columnOf(region.level);
  if (column !== "county_id" && column !== "town_id")
    refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const rows = await checksIn(ctx.db)
    .where(`n.${column}`, "=", region.id)
    .where("c.status", input.show === "open" ? "=" : "<>", "open")
    .$if(input.after !== undefined, (query) => query.where("c.id", ">", input.after ?? ""))
    .orderBy("c.id")
    .limit(CHECKS_PAGE)
    .execute();
  return rowsOf(ctx.db, rows);
}

const checksIn = (db: Db) =>
  db
    .selectFrom("spot_check as c")
    .innerJoin("need as n", "n.id", "c.need_id")
    .innerJoin("slot as s", "s.id", "c.slot_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .selectAll("c")
    .select(["n.title", "n.region_id", "n.village_id", "n.town_id", "l.item", "s.starts_at"]);
type Found = Awaited<ReturnType<ReturnType<typeof checksIn>["execute"]>>[number];

/** The check and where its need is; NOT_FOUND. Who may is asked by the caller. */
export async function findCheck(db: Db, checkId: string): Promise<{ row: Found; place: Place }> {
  const row = (await checksIn(db).where("c.id", "=", checkId).executeTakeFirst()) ?? refuse("NOT_FOUND");
  return { row, place: placeFrom(await livingRegion(db, row.region_id)) };
}

/** One check with everybody's record: whoever looks says which do not hold. */
export async function viewCheck(ctx: Ctx, input: { checkId: string }): Promise<CheckView> {
  const { row, place } = await findCheck(ctx.db, input.checkId);
  authorize(ctx, "hours.check", { place });
  const [[shown], records] = await Promise.all([
    rowsOf(ctx.db, [row]),
    listOfShift(ctx, { slotId: row.slot_id }).catch((error) => {
      if (isRefusal(error) && error.code === "NOT_FOUND") return []; // nobody has a record there
      throw error;
    }),
  ]);
  return {
    ...(shown as CheckRow),
    records: records.map(({ personId: _, ...one }) => ({
      ...one,
      mayMend: !one.own && MENDED.includes(one.status),
    })),
    mayAnswer: row.status === "open",
  };
}

async function rowsOf(db: Db, rows: readonly Found[]): Promise<CheckRow[]> {
  if (rows.length === 0) return [];
  const slots = rows.map((row) => row.slot_id);
  const [sums, told, said, names] = await Promise.all([
    sumsOf(db, slots),
    toldDaysAfter(
      db,
      rows.flatMap((row) => (reasonsIn(row.reasons).includes("told_late") ? [row.slot_id] : [])),
    ),
    db
      .selectFrom("shift_statement")
      .select(["slot_id", "side", "headcount", "minutes"])
      .where("slot_id", "in", slots)
      .execute(),
    regionNames(
      db,
      rows.map((row) => row.village_id || row.town_id),
    ),
  ]);
  return rows.map((row) => ({
    id: row.id,
    status: row.status as CheckStatus,
    reasons: reasonsIn(row.reasons),
    slotId: row.slot_id,
    needId: row.need_id,
    title: row.title,
    item: row.item,
    place: names.get(row.village_id || row.town_id) ?? "",
    startsAt: row.starts_at,
    ...(sums.get(row.slot_id) ?? NONE),
    toldDaysAfter: told.get(row.slot_id) ?? 0,
    statements: said
      .filter((one) => one.slot_id === row.slot_id)
      .map(({ side, headcount, minutes }) => ({ side, headcount, minutes })),
    note: row.note,
    checkedAt: row.checked_at,
    createdAt: row.created_at,
  }));
}

type Sums = Pick<CheckRow, "people" | "minutes" | "classes" | "mended">;
const NONE: Sums = { people: 0, minutes: 0, classes: { scanned: 0, rollCall: 0, late: 0 }, mended: 0 };
const COUNT_OF = { scanned: "scanned", roll_call: "rollCall", late: "late" } as const;

async function sumsOf(db: Db, slots: string[]): Promise<Map<string, Sums>> {
  const { rows } = await sql<{
    slot_id: string;
    class: HoursClass;
    people: number;
    minutes: number;
    mended: number;
  }>`
    SELECT slot_id, class, SUM(status NOT IN ('voided', 'open')) AS people,
      SUM(CASE WHEN entry_id IS NULL THEN 0 ELSE minutes END) AS minutes,
      SUM(CONCAT(' ', flags, ' ') LIKE '% checked %') AS mended
    FROM service_record WHERE slot_id IN (${sql.join(slots)}) GROUP BY slot_id, class`.execute(db);
  const bySlot = new Map<string, Sums>();
  for (const row of rows) {
    const of = bySlot.get(row.slot_id) ?? structuredClone(NONE);
    of.people += Number(row.people);
    of.minutes += Number(row.minutes);
    of.mended += Number(row.mended);
    of.classes[COUNT_OF[row.class]] += Number(row.people);
    bySlot.set(row.slot_id, of);
  }
  return bySlot;
}

/** A year's worth of what was looked at of this unit, and what came of it: shown to the unit and to those above. */
export async function unitRecord(ctx: Ctx, input: { organisationId: string }): Promise<UnitRecord> {
  const place = await placeOfOrganisation(ctx.db, input.organisationId);
  authorize(ctx, "hours.unit_record", { organisationId: input.organisationId, place });
  const since = new Date(ctx.clock.now().getTime() - 365 * DAY_MS);
  const { rows } = await sql<{ looked: number; unsound: number; mended: number }>`
    SELECT COUNT(*) AS looked, COALESCE(SUM(status = 'unsound'), 0) AS unsound, COALESCE(SUM(mended), 0) AS mended FROM (
      SELECT c.id, c.status, SUM(CONCAT(' ', r.flags, ' ') LIKE '% checked %') AS mended
      FROM spot_check c JOIN service_record r ON r.slot_id = c.slot_id AND r.recording_unit_id = ${input.organisationId}
      WHERE c.status <> 'open' AND c.checked_at > ${since} GROUP BY c.id, c.status) AS looked`.execute(
    ctx.db,
  );
  const [row] = rows;
  return {
    looked: Number(row?.looked ?? 0),
    unsound: Number(row?.unsound ?? 0),
    mended: Number(row?.mended ?? 0),
  };
}
