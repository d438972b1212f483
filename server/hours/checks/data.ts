// Spot checks, in the order they came up; and what is known of a shift that might become one.
import { sql } from "kysely";
import { mismatchesOf } from "@/server/attendance/statements/data";
import { refuse } from "@/server/errors";
import type { Db, Trx } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { livingRegion, regionNames } from "@/server/regions/data";
import { columnOf, placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { flagsIn } from "../rules";
import type { CheckStatus } from "./lifecycle";
import { type Facts, isDrawn, reasonsIn, seedOf } from "./rules";
import { CHECKS_PAGE, type CheckRow, type ListInput } from "./schema";

/** countyId: of the need; closedOn: the day in Shanghai. */
export async function factsOf(
  db: Db | Trx,
  slotId: string,
  { countyId, closedOn }: { countyId: number; closedOn: string },
): Promise<Facts> {
  const [records, there, shared, apart] = await Promise.all([
    db
      .selectFrom("service_record")
      .select(["class", "flags", "entered_by"])
      .where("slot_id", "=", slotId)
      .where("status", "not in", ["voided", "open"])
      .execute(),
    db
      .selectFrom("attendance")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("slot_id", "=", slotId)
      .where("status", "<>", "void")
      .where("walk_in", "=", true)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("day_ticket")
      .select("browser_hash")
      .where("slot_id", "=", slotId)
      .where("used_by", "is not", null)
      .groupBy("browser_hash")
      .having((eb) => eb(eb.fn.count("used_by").distinct(), ">", 1))
      .execute(),
    mismatchesOf(db, slotId),
  ]);
  return {
    records: records.map((row) => ({
      class: row.class,
      flags: flagsIn(row.flags),
      enteredLate: row.entered_by !== null,
    })),
    walkIns: Number(there.n),
    sharedBrowsers: shared.length,
    apart: apart.flatMap((one) => one.apart),
    drawn: isDrawn(seedOf(countyId, closedOn), slotId),
  };
}

/** For a town or county; oldest first, by keyset. */
export async function listChecks(ctx: Ctx, input: ListInput): Promise<CheckRow[]> {
  const region = await livingRegion(ctx.db, input.regionId);
  authorize(ctx, "hours.check", { place: placeFrom(region) });
  const column = columnOf(region.level);
  if (column !== "county_id" && column !== "town_id")
    refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const rows = await ctx.db
    .selectFrom("spot_check as c")
    .innerJoin("need as n", "n.id", "c.need_id")
    .innerJoin("slot as s", "s.id", "c.slot_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .selectAll("c")
    .select(["n.title", "n.village_id", "n.town_id", "l.item", "s.starts_at"])
    .where(`n.${column}`, "=", region.id)
    .where("c.status", input.show === "open" ? "=" : "<>", "open")
    .$if(input.after !== undefined, (query) => query.where("c.id", ">", input.after ?? ""))
    .orderBy("c.id")
    .limit(CHECKS_PAGE)
    .execute();
  if (rows.length === 0) return [];
  const slots = rows.map((row) => row.slot_id);
  const [sums, said, names] = await Promise.all([
    sumsOf(ctx.db, slots),
    ctx.db
      .selectFrom("shift_statement")
      .select(["slot_id", "side", "headcount", "minutes"])
      .where("slot_id", "in", slots)
      .execute(),
    regionNames(
      ctx.db,
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
    ...(sums.get(row.slot_id) ?? { people: 0, minutes: 0, classes: { scanned: 0, rollCall: 0, late: 0 } }),
    statements: said
      .filter((one) => one.slot_id === row.slot_id)
      .map(({ side, headcount, minutes }) => ({ side, headcount, minutes })),
    note: row.note,
    checkedAt: row.checked_at,
    createdAt: row.created_at,
  }));
}

type Sums = Pick<CheckRow, "people" | "minutes" | "classes">;

async function sumsOf(db: Db, slots: string[]): Promise<Map<string, Sums>> {
  const { rows } = await sql<{ slot_id: string; class: string; people: number; minutes: number }>`
    SELECT slot_id, class, COUNT(*) AS people, SUM(CASE WHEN entry_id IS NULL THEN 0 ELSE minutes END) AS minutes
    FROM service_record WHERE slot_id IN (${sql.join(slots)}) AND status NOT IN ('voided', 'open')
    GROUP BY slot_id, class`.execute(db);
  const bySlot = new Map<string, Sums>();
  for (const row of rows) {
    const of = bySlot.get(row.slot_id) ?? {
      people: 0,
      minutes: 0,
      classes: { scanned: 0, rollCall: 0, late: 0 },
    };
    of.people += Number(row.people);
    of.minutes += Number(row.minutes);
    of.classes[row.class === "scanned" ? "scanned" : row.class === "roll_call" ? "rollCall" : "late"] +=
      Number(row.people);
    bySlot.set(row.slot_id, of);
  }
  return bySlot;
}
