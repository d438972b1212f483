// Who is responsible for recording hours, and how long a day may be: what a district and its organisations have said.
import type { Db, Trx } from "@/server/platform/db";
import { settingsOf } from "@/server/settings/data";
import type { Terms } from "../rules";

/** Who records, and who stands above. Null: nobody. */
export type Unit = { unitId: string | null; parentId: string | null };

export async function termsOf(
  db: Db | Trx,
  countyId: number,
): Promise<Terms & { recordingUnit: string | null }> {
  const said = await settingsOf(db, countyId);
  return {
    dayMinutes: said.dayMinutes,
    longDayMinutes: said.longDayMinutes,
    presencePercent: said.presencePercent,
    recordingUnit: said.recordingUnit,
  };
}

/**
 * 记录责任单位 (Ord. 67 art. 26): of the organisation they came with, else of the one that runs the shift or the need, else the
 * district's. An organisation without one of its own is responsible itself. Above it stands its parent, else the unit that records.
 */
export async function unitOf(
  db: Db | Trx,
  candidates: readonly (string | null)[],
  fallback: string | null,
): Promise<Unit> {
  for (const id of [...candidates, fallback]) {
    if (id === null) continue;
    const row = await db
      .selectFrom("organisation")
      .select(["id", "status", "recording_unit_id", "parent_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined || row.status !== "verified") continue;
    const unitId = row.recording_unit_id ?? row.id;
    return { unitId, parentId: row.parent_id ?? (unitId === row.id ? null : unitId) };
  }
  return { unitId: null, parentId: null };
}
