// The consumer "tally": adds what an act changed to the totals of its region and of every region above.
import { sql } from "kysely";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { isWeighed } from "@/server/needs/units/rules";
import { type Db, isDuplicate } from "@/server/platform/db";
import { PLACE_COLUMNS, type Place } from "@/server/policy";
import { ancestorIds } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { type Delta, needDeltas, pledgeDeltas, type Told } from "./rules";

/** The whole platform. */
export const EVERYWHERE = 0;
/** An organisation is counted once: its mark is an effect row under its own id. */
const FIRST_PLEDGE = "tally.organisation";

/** Given a context whose db is the effect's transaction. */
export async function count(ctx: Ctx, event: OutboxEvent): Promise<void> {
  const acts = await actsUntil(ctx.db, event);
  if (event.aggregate === "need") return countNeed(ctx.db, event.subject_id, acts);
  if (event.aggregate === "pledge") return countPledge(ctx, event.subject_id, acts);
}

async function actsUntil(db: Db, event: OutboxEvent): Promise<Told[]> {
  const rows = await db
    .selectFrom("history")
    .select(["event", "data"])
    .where("aggregate", "=", event.aggregate)
    .where("subject_id", "=", event.subject_id)
    .where("version", "<=", event.version)
    .orderBy("version")
    .execute();
  return rows.map((row) => ({ event: row.event, data: JSON.parse(row.data) as Told["data"] }));
}

async function countNeed(db: Db, needId: string, acts: Told[]): Promise<void> {
  const deltas = needDeltas(acts);
  if (deltas.length === 0) return;
  const need = await db.selectFrom("need").select(PLACE_COLUMNS).where("id", "=", needId).executeTakeFirst();
  if (need) await add(db, need, deltas);
}

async function countPledge(ctx: Ctx, pledgeId: string, acts: Told[]): Promise<void> {
  const row = await ctx.db
    .selectFrom("pledge as p")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .innerJoin("need as n", "n.id", "p.need_id")
    .select(["p.organisation_id", "l.kind", "l.unit", "l.unit_size"])
    .select(PLACE_COLUMNS.map((column) => `n.${column}` as const))
    .where("p.id", "=", pledgeId)
    .executeTakeFirst();
  if (!row) return;
  const weighed = isWeighed(row.unit, row.unit_size);
  await add(ctx.db, row, pledgeDeltas(acts, { kind: row.kind, weighed }));
  if (row.organisation_id && acts.length === 1) await countOrganisation(ctx, row.organisation_id);
}

async function countOrganisation(ctx: Ctx, organisationId: string): Promise<void> {
  try {
    await ctx.db
      .insertInto("effect")
      .values({ outbox_id: organisationId, consumer: FIRST_PLEDGE, at: ctx.clock.now() })
      .execute();
  } catch (error) {
    if (isDuplicate(error)) return;
    throw error;
  }
  const home = await ctx.db
    .selectFrom("organisation as o")
    .innerJoin("region as r", "r.id", "o.region_id")
    .select(PLACE_COLUMNS.map((column) => `r.${column}` as const))
    .where("o.id", "=", organisationId)
    .executeTakeFirst();
  if (home) await add(ctx.db, home, [{ name: "organisations", by: 1 }]);
}

/** Always in the same order, from the top down, so that two workers wait for each other instead of locking crosswise. */
async function add(db: Db, place: Place, deltas: Delta[]): Promise<void> {
  const regions = [EVERYWHERE, ...ancestorIds(place)];
  for (const { name, by } of deltas.toSorted((a, b) => a.name.localeCompare(b.name)))
    await db
      .insertInto("tally")
      .values(regions.map((region_id) => ({ region_id, name, value: by })))
      .onDuplicateKeyUpdate({ value: sql`value + ${by}` })
      .execute();
}
