// How a slot's room is given out: a batch of requests in order, each with its outcome and reason. Pure.
import type { RefusalCode, RefusalFacts } from "@/server/errors";

/** Pledges of one slot that are written in one transaction. Above 64 the gain is gone and one failure costs more. */
export const BATCH_MAX = 64;
/** How often a batch whose facts moved under it is decided anew before its pledges are tried one by one. */
export const BATCH_ATTEMPTS = 3;
/** … and how often a single pledge is, before TRY_AGAIN. Each lost round means that another pledge won. */
export const SINGLE_ATTEMPTS = 12;

/** What the helper wants done where less is left than asked for. Nothing is split without their word. */
export const IF_SHORT = ["ask", "part", "part_wait", "wait"] as const;
export type IfShort = (typeof IF_SHORT)[number];

/** A slot as the decision sees it; quantities in smallest units. */
export type SlotFacts = {
  remaining: number;
  waiting: number;
  step: number; // the least that can be split off: 1 g, or one whole bag, person, vehicle
  kind: string;
  sale: boolean;
  shareLimit: number | null;
  askOver: number | null; // sale: a person's claim above this waits for the seller's word
  asksAlways: boolean; // confidential, or a qualification is to be seen first
};

export type Wish = {
  helper: "person" | "organisation";
  wanted: number;
  ifShort: IfShort;
  approved: boolean; // the poster's own side records it: nothing left to ask them
};

export type Outcome =
  | { status: "confirmed"; amount: number; waits: boolean } // waits: the rest stands in the queue
  | { status: "waitlisted" }
  | { status: "requested" }
  | { refusal: RefusalCode; facts: RefusalFacts };

/** Room left after the batch, and what each wish came to, in order. */
export type Allotment = { outcomes: Outcome[]; promised: number; waiting: number };

export const isGiven = (o: Outcome): o is Exclude<Outcome, { refusal: RefusalCode }> => !("refusal" in o);

/** The most of `room` that can be given in whole steps. */
export const wholeSteps = (room: number, step: number): number => Math.floor(room / step) * step;

/** True where the poster (or seller) has a word before anything is reserved: domain.md §4 and §6. */
export function mustAsk(slot: SlotFacts, wish: Pick<Wish, "helper" | "wanted" | "approved">): boolean {
  if (wish.approved) return false;
  if (slot.asksAlways) return true;
  if (slot.shareLimit !== null && wish.wanted > slot.shareLimit) return true;
  return slot.sale && wish.helper === "person" && slot.askOver !== null && wish.wanted > slot.askOver;
}

/** Decides a batch in order. While anybody waits, nobody overtakes; a sale stops at stock and keeps no queue. */
export function allot(slot: SlotFacts, wishes: readonly Wish[]): Allotment {
  let { remaining, waiting } = slot;
  const outcomes = wishes.map((wish): Outcome => {
    const outcome = decide({ ...slot, remaining, waiting }, wish);
    if (!isGiven(outcome)) return outcome;
    if (outcome.status === "confirmed") remaining -= outcome.amount;
    if (outcome.status === "waitlisted" || (outcome.status === "confirmed" && outcome.waits)) waiting += 1;
    return outcome;
  });
  return { outcomes, promised: slot.remaining - remaining, waiting: waiting - slot.waiting };
}

function decide(slot: SlotFacts, wish: Wish): Outcome {
  const { wanted, ifShort } = wish;
  if (slot.kind === "people" && wish.helper === "person" && wanted > slot.step)
    return { refusal: "ONE_EACH", facts: {} };
  if (mustAsk(slot, wish)) {
    if (slot.sale && slot.remaining < wanted) return short("FULL", slot, wanted);
    return { status: "requested" };
  }
  const part = wholeSteps(slot.remaining, slot.step);
  if (slot.sale) {
    if (wanted <= slot.remaining) return { status: "confirmed", amount: wanted, waits: false };
    return ifShort === "part" && part > 0
      ? { status: "confirmed", amount: part, waits: false }
      : short("FULL", slot, wanted);
  }
  if (slot.waiting > 0 || part === 0) return { status: "waitlisted" };
  if (wanted <= slot.remaining) return { status: "confirmed", amount: wanted, waits: false };
  if (ifShort === "wait") return { status: "waitlisted" };
  if (ifShort === "ask") return short("ONLY_PART", slot, wanted);
  return { status: "confirmed", amount: part, waits: ifShort === "part_wait" };
}

const short = (refusal: RefusalCode, slot: SlotFacts, wanted: number): Outcome => ({
  refusal,
  facts: { remaining: wholeSteps(slot.remaining, slot.step), wanted },
});

/** One live pledge per helper, slot and period: the unique column that keeps it so. */
export const liveKey = (slotId: string, helperId: string, period = ""): string =>
  `${slotId}:${helperId}:${period}`;

/** What of a pledge has not been sent yet: what can still be given back. */
export const unsent = (p: { amount: number; on_way: number; accepted: number }): number =>
  p.amount - p.on_way - p.accepted;
