// Which organisations have people at a shift, and which of them run it.
import { sql } from "kysely";
import type { Db, Trx } from "@/server/platform/db";
import type { ShiftFacts } from "@/server/policy";
import { HERE } from "../lifecycle";
import { type Held, runnersOf } from "../rules";

/** What one helper holds of a shift; organisationId null: a person. */
export type Holding = { organisationId: string | null; places: number };

/** By slot. What is over counts as it was promised: who came and who did not says nothing of who was to run it. */
export async function holdingsOf(db: Db | Trx, slotIds: readonly string[]): Promise<Map<string, Holding[]>> {
  if (slotIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("pledge")
    .select(["slot_id", "organisation_id"])
    .select((eb) =>
      eb.fn.sum(sql<number>`CASE WHEN status = 'confirmed' THEN amount ELSE wanted END`).as("n"),
    )
    .where("slot_id", "in", [...new Set(slotIds)])
    .where("status", "in", HERE)
    .groupBy(["slot_id", "organisation_id"])
    .execute();
  const bySlot = new Map<string, Holding[]>();
  for (const row of rows)
    bySlot.set(row.slot_id, [
      ...(bySlot.get(row.slot_id) ?? []),
      { organisationId: row.organisation_id, places: Number(row.n) },
    ]);
  return bySlot;
}

/** Of these shifts, the ones that one of these organisations runs. */
export async function runBy(
  db: Db | Trx,
  organisationIds: readonly string[],
  slotIds: readonly string[],
): Promise<string[]> {
  if (slotIds.length === 0) return [];
  const [rows, holding] = await Promise.all([
    db
      .selectFrom("slot as s")
      .leftJoin("shift as h", "h.slot_id", "s.id")
      .select(["s.id", "s.ceiling as seats", "h.lead_id as leadId", "h.organisation_id as organisationId"])
      .where("s.id", "in", [...slotIds])
      .execute(),
    holdingsOf(db, slotIds),
  ]);
  const run = rows.filter((row) =>
    whoRuns(row, holding.get(row.id) ?? []).runnerIds.some((id) => organisationIds.includes(id)),
  );
  return run.map((row) => row.id);
}

/** Who leads it, which organisations run it, and which have people there. */
export function whoRuns(
  said: { seats: number; leadId: string | null; organisationId: string | null },
  holding: readonly Holding[],
): Pick<ShiftFacts, "leadId" | "runnerIds" | "helperIds"> {
  const taken = holding.reduce((sum, { places }) => sum + places, 0);
  const held = holding.flatMap(({ organisationId, places }): Held[] =>
    organisationId === null ? [] : [{ organisationId, places }],
  );
  return {
    leadId: said.leadId,
    runnerIds: runnersOf({ ...said, taken }, held),
    helperIds: held.map(({ organisationId }) => organisationId),
  };
}
