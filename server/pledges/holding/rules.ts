// What a pledge holds, and how an act moves it and its slot together. Pure; every move keeps
// amount = promised + on_way + accepted on the pledge, and the four parts on the slot.
/** A pledge's numbers, in smallest units. */
export type Holding = { amount: number; on_way: number; accepted: number };
/** What the slot's parts change by; remaining is whatever they leave. */
export type SlotChange = { accepted?: number; onWay?: number; promised?: number };
export type Moved = { holding: Holding; slot: SlotChange };

export const holdingOf = ({ amount, on_way, accepted }: Holding): Holding => ({ amount, on_way, accepted });

/** Promised and not yet sent. */
export const promisedOf = (h: Holding): number => h.amount - h.on_way - h.accepted;

/** The rest that is neither sent nor accepted is given back: partly settled. */
export const giveBackRest = (h: Holding): Moved => ({
  holding: { ...h, amount: h.on_way + h.accepted },
  slot: { promised: -promisedOf(h) },
});

/**
 * What becomes of a confirmed pledge whose numbers have moved: settled when all of it was accepted, released when
 * nothing of it is left, and otherwise as it was. A loan is settled when it has come back; a pledge whose rest still
 * stands in the queue waits for that.
 */
export function endOf(
  h: Holding,
  about: { loanOut: boolean; waits: boolean },
): "settled" | "released" | null {
  if (about.waits || h.amount !== h.accepted) return null;
  if (h.accepted === 0) return "released";
  return about.loanOut ? null : "settled";
}

/** States of a need in which goods still move and people still come. */
export const RUNNING = ["open", "paused", "sealed", "settling"] as const;
export const isRunning = (needStatus: string): boolean => (RUNNING as readonly string[]).includes(needStatus);
