// What stands against a pledge before room is asked for, and the terms its slot is given out on. Pure.
import { refuse } from "@/server/errors";
import { measureOf, readQuantity } from "@/server/needs/units/rules";
import { dayOf } from "@/server/time";
import type { SlotFacts } from "../rules";

/** A need that is not public yet is not told about. */
export const UNSEEN = ["draft", "submitted", "returned", "rejected"];

export type Terms = {
  remaining: number;
  waiting: number;
  is_open: boolean;
  cut_off_at: Date | null;
  kind: string;
  direction: string | null;
  unit: string;
  unit_size: number;
  share_limit: number | null;
  qualification: string | null;
  need_status: string;
  lane: string;
  poster_id: string;
  need_organisation_id: string | null;
  deadline_at: Date;
  seller_person: string | null;
  ask_over: number | null;
};

/** The least that can be split off: weights by the gram, everything else by whole bags, people, vehicles. */
export const stepOf = (line: { unit: string; unit_size: number }): number =>
  measureOf(line.unit) === "mass" ? 1 : line.unit_size;

export const slotFacts = (terms: Terms): SlotFacts => ({
  remaining: terms.remaining,
  waiting: terms.waiting,
  step: stepOf(terms),
  kind: terms.kind,
  sale: terms.direction === "sale",
  shareLimit: terms.share_limit,
  askOver: terms.ask_over,
  asksAlways: terms.lane === "confidential" || terms.qualification !== null,
});

/** Refuses where the slot takes no pledges now. */
export function mustTakePledges(terms: Terms, now: Date): void {
  if (UNSEEN.includes(terms.need_status)) refuse("NOT_FOUND");
  if (terms.need_status !== "open" || !terms.is_open) refuse("NOT_OPEN", { status: terms.need_status });
  if (terms.deadline_at <= now) refuse("NOT_OPEN", { status: "sealed" });
  if (terms.cut_off_at !== null && terms.cut_off_at <= now) refuse("PAST_CUT_OFF");
}

/** A seller does not buy from themself: not as poster, seller, or the organisation that posted. */
export function mustNotBeOwnSale(
  terms: Terms,
  helper: { personId: string | null; organisationId: string | null },
) {
  if (terms.direction !== "sale") return;
  const own =
    helper.personId !== null &&
    (helper.personId === terms.poster_id || helper.personId === terms.seller_person);
  if (own || (helper.organisationId !== null && helper.organisationId === terms.need_organisation_id))
    refuse("OWN_SALE");
}

/** What is expected later than a season from now is claimed later: until that day nobody asks about it, and it is locked. */
export const EXPECTED_MAX_DAYS = 92;

/** The day a helper names, YYYY-MM-DD in China: today to a season ahead. Refuses INVALID on field `expectedOn`. */
export function mustBeExpectable(day: string | null | undefined, now: Date): void {
  if (!day) return;
  const last = dayOf(new Date(now.getTime() + EXPECTED_MAX_DAYS * 86_400_000));
  const reason = day < dayOf(now) ? "in_the_past" : day > last ? "too_far" : null;
  if (reason) refuse("INVALID", { fields: { expectedOn: reason } });
}

/** The amount typed in the line's unit, as smallest units; whole steps only. Refuses INVALID on field `amount`. */
export function smallestOf(amount: string | number, line: { unit: string; unit_size: number }): number {
  const smallest = readQuantity(amount, line.unit, line.unit_size);
  if (typeof smallest === "string") refuse("INVALID", { fields: { amount: smallest } });
  if (smallest % stepOf(line) !== 0) refuse("INVALID", { fields: { amount: "not_whole" } });
  return smallest;
}
