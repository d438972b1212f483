// What a changed mind does to a pledge: down freely, up as far as there is room, out before the cut-off. Pure.
import { refuse } from "@/server/errors";
import { mustTakePledges, slotFacts, stepOf, type Terms } from "../making/rules";
import { type IfShort, mustAsk, wholeSteps } from "../rules";
import { lateFrom } from "../seats/rules";

type Held = {
  status: string;
  helper_kind: string;
  wanted: number;
  amount: number;
  on_way: number;
  accepted: number;
  queued_at: Date | null;
};

/** What an amendment comes to. queue: how many more (or fewer) pledges wait for the slot. */
export type Amended = { wanted: number; amount: number; queue: -1 | 0 | 1 };

/** The new amount of a live pledge; refuses OVER_SHARE, BELOW_DELIVERED, FULL, ONLY_PART, NOT_OPEN, PAST_CUT_OFF, TOO_LATE_TO_WITHDRAW. */
export function amended(
  pledge: Held,
  to: number,
  ifShort: Exclude<IfShort, "wait">,
  terms: Terms,
  now: Date,
): Amended {
  const facts = slotFacts(terms);
  const helper = pledge.helper_kind === "person" ? "person" : "organisation";
  const said = { unit: terms.unit, unitSize: terms.unit_size };
  const grows = to > pledge.wanted;
  if (facts.kind === "people" && helper === "person" && to > facts.step) refuse("ONE_EACH");
  if (grows && pledge.status !== "requested" && mustAsk(facts, { helper, wanted: to, approved: false }))
    refuse("OVER_SHARE", { ...said, limit: Math.min(facts.shareLimit ?? to, facts.askOver ?? to) });
  if (pledge.status !== "confirmed") {
    if (grows) mustTakePledges(terms, now);
    return { wanted: to, amount: pledge.amount, queue: 0 };
  }
  const delivered = pledge.on_way + pledge.accepted;
  if (to < delivered) refuse("BELOW_DELIVERED", { ...said, delivered });
  if (to <= pledge.amount) {
    if (to < pledge.amount) mustBeInTime(terms, now);
    return { wanted: to, amount: to, queue: pledge.queued_at === null ? 0 : -1 };
  }
  if (pledge.queued_at !== null) return { wanted: to, amount: pledge.amount, queue: 0 };
  mustTakePledges(terms, now);
  const more = to - pledge.amount;
  const room = facts.waiting > 0 ? 0 : wholeSteps(facts.remaining, stepOf(terms));
  if (more <= room) return { wanted: to, amount: to, queue: 0 };
  const remaining = pledge.amount + room; // what they could hold in all
  if (facts.sale && ifShort !== "part") refuse("FULL", { ...said, remaining, wanted: to });
  if (ifShort === "ask") refuse("ONLY_PART", { ...said, remaining, wanted: to });
  if (ifShort === "part") return { wanted: remaining, amount: remaining, queue: 0 };
  return { wanted: to, amount: remaining, queue: 1 };
}

/** A person who was to come, and says after the cut-off that they cannot. An organisation changes its names one by one. */
export function needsStandIn(
  about: {
    line: { kind: string };
    pledge: { status: string; helper_kind: string };
    slot: { starts_at: Date | null; cut_off_at: Date | null };
  },
  now: Date,
): boolean {
  const { line, pledge, slot } = about;
  if (line.kind !== "people" || pledge.status !== "confirmed" || pledge.helper_kind !== "person")
    return false;
  const late = lateFrom({ startsAt: slot.starts_at, cutOffAt: slot.cut_off_at });
  return late !== null && late <= now;
}

/** After the cut-off of a shift somebody counts on it: a stand-in has to be found by telephone. */
export function mustBeInTime(terms: Pick<Terms, "cut_off_at">, now: Date): void {
  if (terms.cut_off_at !== null && terms.cut_off_at <= now) refuse("TOO_LATE_TO_WITHDRAW");
}
