// How a delivery moves the numbers of its pledge and its slot. Pure.
import { refuse } from "@/server/errors";
import { checkAmount } from "@/server/needs/units/rules";
import type { Holding, Moved } from "../holding/rules";
import { stepOf } from "../making/rules";

export type Parts = { accepted: number; refused: number; short: number };

export const sumOf = (p: Parts): number => p.accepted + p.refused + p.short;
/** What goes back to the slot's remaining. */
const shortfallOf = (p: Parts): number => p.refused + p.short;

export const send = (h: Holding, sent: number): Moved => ({
  holding: { ...h, on_way: h.on_way + sent },
  slot: { promised: -sent, onWay: sent },
});

export const recall = (h: Holding, sent: number): Moved => ({
  holding: { ...h, on_way: h.on_way - sent },
  slot: { promised: sent, onWay: -sent },
});

/**
 * The shortfall leaves the pledge and becomes free: the helper owes it no longer, and whoever waits is asked first.
 * A helper who wants to make it good amends the pledge up, as far as there is room.
 */
export const close = (h: Holding, parts: Parts): Moved => ({
  holding: {
    amount: h.amount - shortfallOf(parts),
    on_way: h.on_way - sumOf(parts),
    accepted: h.accepted + parts.accepted,
  },
  slot: { onWay: -sumOf(parts), accepted: parts.accepted },
});

/** What was never marked as sent: from promised, in one move. */
export const acceptUnsent = (h: Holding, parts: Parts): Moved => ({
  holding: { ...h, amount: h.amount - shortfallOf(parts), accepted: h.accepted + parts.accepted },
  slot: { promised: -sumOf(parts), accepted: parts.accepted },
});

/** Other parts of the same goods: the pledge and the slot follow what is accepted more, or less. */
export const correct = (h: Holding, was: Parts, parts: Parts): Moved => {
  const more = parts.accepted - was.accepted;
  return {
    holding: { ...h, amount: h.amount + more, accepted: h.accepted + more },
    slot: { accepted: more },
  };
};

type Typed = { accepted: unknown; refused: unknown; short: unknown };
type Line = { unit: string; unit_size: number };

/** The three parts as typed in the line's unit; nothing is a part too. Refuses INVALID on the field that is wrong. */
export function partsOf(typed: Typed, line: Line): Parts {
  return {
    accepted: partOf(typed.accepted, line, "accepted"),
    refused: partOf(typed.refused, line, "refused"),
    short: partOf(typed.short, line, "short"),
  };
}

export function partOf(typed: unknown, line: Line, field: string): number {
  const amount = typed as string | number;
  if (Number(amount) === 0) return 0;
  const smallest = checkAmount(amount, line.unit_size);
  if (typeof smallest === "string") refuse("INVALID", { fields: { [field]: smallest } });
  if (smallest % stepOf(line) !== 0) refuse("INVALID", { fields: { [field]: "not_whole" } });
  return smallest;
}

/** Parts that leave something out, or a shortfall without its reason, are not an answer. */
export function mustAddUp(parts: Parts, sent: number, reason: string | undefined): void {
  if (sumOf(parts) !== sent) refuse("INVALID", { fields: { accepted: "must_add_up" } });
  if (shortfallOf(parts) > 0 && !reason) refuse("INVALID", { fields: { reason: "required" } });
}
