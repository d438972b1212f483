// Somebody at a shift nothing is recorded of: what the policy must know of hours they might have there.
import type { Db, Trx } from "@/server/platform/db";
import { findShift, type RosterEntry, rosterOf, type Shift } from "@/server/pledges/seats/data";
import type { HoursFacts } from "@/server/policy";
import { termsOf, type Unit, unitOf } from "../../units/data";

export type Place = { shift: Shift; entry: RosterEntry | null; unit: Unit; facts: HoursFacts };

/** Where somebody was, or says so, with what the policy must know; null where it is no shift. As knownRecords sees a record of it. */
export async function placeOf(db: Db | Trx, slotId: string, personId: string): Promise<Place | null> {
  const shift = await findShift(db, slotId);
  if (shift === null) return null;
  const [{ people }, terms] = await Promise.all([rosterOf(db, slotId), termsOf(db, shift.need.county_id)]);
  const entry = people.find((one) => one.personId === personId) ?? null;
  const candidates = [
    entry?.organisationId ?? null,
    shift.row?.organisation_id ?? null,
    shift.need.organisation_id,
  ];
  const unit = await unitOf(db, candidates, terms.recordingUnit);
  return {
    shift,
    entry,
    unit,
    facts: {
      ...shift.facts,
      personId,
      actsFor: false,
      cameWith: entry?.organisationId ?? null,
      unitId: unit.unitId,
      parentId: unit.parentId,
    },
  };
}
