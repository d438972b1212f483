// A wave's row, and what it meets when it is its turn.
import type { Selectable } from "kysely";
import type { DB, Db, Trx } from "@/server/platform/db";

export type WaveRow = Selectable<DB["invitation_wave"]>;

export async function findWave(
  db: Db | Trx,
  by: { id: string } | { slotId: string },
): Promise<WaveRow | null> {
  const found = await db
    .selectFrom("invitation_wave")
    .selectAll()
    .where("id" in by ? "id" : "slot_id", "=", "id" in by ? by.id : by.slotId)
    .executeTakeFirst();
  return found ?? null;
}

/** Running ones on these slots. */
export async function runningOn(db: Db | Trx, slotIds: readonly string[]): Promise<WaveRow[]> {
  if (slotIds.length === 0) return [];
  return db
    .selectFrom("invitation_wave")
    .selectAll()
    .where("slot_id", "in", [...slotIds])
    .where("status", "=", "running")
    .execute();
}

/** Helpers who need not be asked: asked before on this slot, or with a live pledge there. */
export async function heardOf(db: Db | Trx, slotId: string): Promise<Set<string>> {
  const [asked, pledged] = await Promise.all([
    db.selectFrom("invitation").select("helper_id").distinct().where("slot_id", "=", slotId).execute(),
    db
      .selectFrom("pledge")
      .select(["person_id", "organisation_id"])
      .where("slot_id", "=", slotId)
      .where("live_key", "is not", null)
      .execute(),
  ]);
  return new Set([
    ...asked.map((row) => row.helper_id),
    ...pledged.flatMap((row) => row.person_id ?? row.organisation_id ?? []),
  ]);
}
