// Whether somebody may be asked for a slot, and for how much: what they have, their time, the week's invitations. Pure.
import { staysInside } from "@/server/needs/lines/rules";
import { treeSteps } from "../../../candidates/rules";
import { weeklyCap } from "../../../invitations/rules";
import { bars, whyNot, withinReach } from "../../../ranking/rules";
import type { Facts } from "../../../score/rules";
import type { PlanHelper, Visits } from "../../model/schema";
import type { Booking, Gathered, Hands, OpenSlot } from "../schema";

/** A team comes with two at least: nobody is sent alone in a team's name. */
const TEAM_LEAST = 2;
/** Shares of goods one unit is asked for in a week, all needs together; works of expertise; things a person takes on. */
const GOODS_SHARES = 3;
const EXPERTISE = 2;
const PERSON_WEEK = 2;

/** Not one's own need; what stays inside stays in its village, or in the town that asks; goods are asked of units: nobody is invited to buy. */
export const mayBeAsked = (slot: OpenSlot, helper: Hands): boolean =>
  helper.id !== slot.organisationId &&
  helper.id !== slot.posterId &&
  (!staysInside(slot.direction, slot.viaOrganisation) ||
    treeSteps(slot, helper) <= (slot.village_id === 0 ? 1 : 0)) &&
  (slot.lineKind !== "goods" || helper.helperKind === "organisation");

/** They can, it is within their reach, and nothing they said of their time is against it. */
export function suits(slot: OpenSlot, helper: Hands, facts: Facts): boolean {
  if (bars(whyNot(facts, slot.must)) || !withinReach(helper.reach, treeSteps(slot, helper))) return false;
  const able = slot.wanted.length === 0 || slot.wanted.some((code) => helper.codes[code] !== undefined);
  const free = facts.freeParts === 0 || facts.askedParts === 0 || (facts.freeParts & facts.askedParts) !== 0;
  return free && (able || (slot.lineKind !== "expertise" && slot.must === null));
}

/** Portions at most: what they have, less what they have promised, or is fixed, at the same time. */
export function mostOf(
  { bookings }: Gathered,
  slot: OpenSlot,
  helper: Hands,
  { share, facts, fixed }: { share: number; facts: Facts; fixed: readonly Booking[] },
): number {
  const limit = slot.shareLimit === null ? Number.POSITIVE_INFINITY : Math.floor(slot.shareLimit / share);
  const busy = (all: readonly Booking[]) =>
    all.reduce((sum, one) => sum + (overlap(one, slot) ? one.amount : 0), 0);
  if (slot.lineKind === "goods") return Math.min(GOODS_SHARES, limit);
  if (slot.lineKind === "expertise") return Math.max(0, 1 - busy(fixed));
  if (slot.lineKind === "vehicle")
    return Math.max(0, Math.max(1, ...facts.wanted.map((code) => facts.codes[code] ?? 0)) - busy(fixed));
  const hands = Math.min(helper.helperKind === "person" ? 1 : helper.capacity, limit);
  return Math.max(0, hands - busy(fixed) - busy(bookings.get(helper.id) ?? []));
}

const overlap = (a: Booking, slot: OpenSlot): boolean =>
  a.from !== null &&
  slot.startsAt !== null &&
  a.from < (slot.endsAt ?? slot.startsAt) &&
  slot.startsAt < (a.until ?? a.from);

/** What they have of one kind for the whole period, less what is promised and what is fixed. */
export function poolOf(gathered: Gathered, helper: Hands, lineKind: string, spent: number): PlanHelper {
  const kind = helper.helperKind === "person" ? "person" : lineKind;
  const { capacity, load } = helper;
  const promised = (gathered.bookings.get(helper.id) ?? []).reduce((sum, one) => sum + one.amount, 0);
  const vehicles = Math.max(
    1,
    ...Object.entries(helper.codes).map(([code, n]) => (code.startsWith("tool:") ? n : 0)),
  );
  const has = {
    person: { capacity: (gathered.days === 1 ? 1 : PERSON_WEEK) - promised, atOnce: 1, group: 1 },
    people: { capacity: capacity - promised, atOnce: capacity, group: Math.min(TEAM_LEAST, capacity) },
    vehicle: { capacity: vehicles * (gathered.days === 1 ? 1 : 2), atOnce: vehicles, group: 1 },
    expertise: { capacity: EXPERTISE, atOnce: 1, group: 1 },
    goods: { capacity: GOODS_SHARES, atOnce: GOODS_SHARES, group: 1 },
  }[kind] ?? { capacity: 1, atOnce: 1, group: 1 };
  return { ...has, capacity: Math.max(0, has.capacity - spent), load };
}

/** Of the week's invitations, as they are sent: first for what has the smaller cap, then for what is low. */
export function visitsLeft(sent: number, fixed: Visits = { usual: 0, all: 0 }): Visits {
  const all = weeklyCap(true) - sent - fixed.all;
  return { usual: Math.min(all, weeklyCap(false) - sent - fixed.usual), all };
}
