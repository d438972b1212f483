// From a slot and a helper to what eligibility asks and the score weighs. Pure.

import { staysInside } from "@/server/needs/lines/rules";
import { bitsOf, partsBetween } from "@/server/people/profiles/availability/rules";
import type { Asked } from "@/server/pledges/eligibility/rules";
import { HOUR_MS } from "@/server/time";
import { kmBetween, treeSteps } from "../../candidates/rules";
import type { Facts } from "../../score/rules";
import type { Helped, Helper, Slot } from "./schema";

/**
 * Steps of the tree within which a slot is suggested: a gift nobody qualified receives stays in its village, or in the town that asks.
 * Whoever belongs there by an office alone finds it on the need's own page.
 */
export const stepsFor = (slot: Slot): number =>
  !staysInside(slot.direction, slot.viaOrganisation) ? 5 : slot.village_id === 0 ? 1 : 0;

/** A slot that takes pledges, as eligibility asks of a shift. */
export const askedOf = (slot: Slot): Asked => ({
  slotId: slot.slotId,
  kind: slot.shiftKind ?? "fixed",
  takes: true,
  cutOffAt: slot.cutOffAt,
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
  remaining: slot.remaining,
  waiting: 0,
  minAge: slot.minAge,
  dangerous: slot.dangerous,
  qualification: slot.qualification,
  skills: slot.skills,
});

/** What the score asks of one helper and one slot. */
export function factsOf(
  slot: Slot & { h3: string | null },
  helper: Helper,
  more: { helped: Helped | undefined; connections: number; now: Date },
): Facts {
  const timed = slot.startsAt !== null && slot.lineKind === "people";
  return {
    steps: treeSteps(slot, helper),
    km: kmBetween(slot.h3, helper.h3),
    wanted: slot.wanted,
    codes: helper.codes,
    kind: slot.lineKind,
    open: slot.remaining,
    ceiling: slot.ceiling,
    capacity: helper.capacity,
    freeParts: helper.freeParts,
    askedParts: timed
      ? bitsOf(partsBetween(slot.startsAt as Date, slot.endsAt ?? (slot.startsAt as Date)))
      : 0,
    hoursLeft: (slot.dueAt.getTime() - more.now.getTime()) / HOUR_MS,
    dueAt: slot.dueAt,
    load: helper.load,
    helped: more.helped?.count ?? 0,
    helpedAt: more.helped?.at ?? null,
    connections: more.connections,
  };
}
