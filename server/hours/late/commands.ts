// Somebody was there whom nobody saw: their coming and going, written down afterwards by one. A second says that it counts.
import { findAttendance } from "@/server/attendance/data";
import { companionOf } from "@/server/attendance/day/data";
import { comeIn, goOut } from "@/server/attendance/steps/commands";
import type { Trx } from "@/server/platform/db";
import { countLate } from "@/server/pledges/presence/commands";
import type { RosterEntry, Shift } from "@/server/pledges/seats/data";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { Interval } from "../rules";

type Late = { personId: string; times: Interval; place: RosterEntry | null; grant: Grant | null };

/** Answers the attendance; ALREADY_IN where they have one. place null: they came without having signed up. */
export async function enterLate(trx: Trx, ctx: Ctx, shift: Shift, late: Late): Promise<string> {
  const { personId, times, place, grant } = late;
  const { attendanceId } = await comeIn(trx, ctx, shift, {
    personId,
    how: "paper",
    at: times.from,
    grant,
    place,
    organisationId: place === null ? await companionOf(trx, shift, personId) : null,
  });
  const presence = await findAttendance(trx, attendanceId);
  if (presence === null) throw new Error("an attendance was written and is not there");
  await goOut(trx, ctx, presence, { event: "callOut", how: "paper", at: times.to, grant });
  if (place !== null) await countLate(trx, ctx, place.pledgeId, grant);
  return attendanceId;
}
