// What is fixed beforehand takes its portions, its hands and its invitation. Pure.
import type { Visits } from "../../model/schema";
import type { Booking, Gathered, Hands, OpenSlot } from "../schema";

/** Of one helper what belongs together: a person's hands, whatever they do; of an organisation each kind of thing. */
export const poolKey = (
  helper: Pick<Hands, "id" | "helperKind">,
  { lineKind }: Pick<OpenSlot, "lineKind">,
): string => `${helper.id} ${helper.helperKind === "person" ? "person" : lineKind}`;

/** ofSlot: portions by slot; ofPool, times: portions, and when, by pool; visits: by helper. */
type Fixed = {
  ofSlot: Map<number, number>;
  ofPool: Map<string, number>;
  visits: Map<string, Visits>;
  times: Map<string, Booking[]>;
};

export function lockedOf({ locked, slots, helpers }: Gathered, shares: number[]): Fixed {
  const fixed: Fixed = { ofSlot: new Map(), ofPool: new Map(), visits: new Map(), times: new Map() };
  for (const { slotId, helperId, amount } of locked) {
    const s = slots.findIndex((slot) => slot.slotId === slotId);
    const helper = helpers.find((one) => one.id === helperId);
    const slot = slots[s];
    if (slot === undefined || helper === undefined) continue;
    const portions = Math.ceil(amount / shares[s]!);
    const key = poolKey(helper, slot);
    fixed.ofSlot.set(s, (fixed.ofSlot.get(s) ?? 0) + portions);
    fixed.ofPool.set(key, (fixed.ofPool.get(key) ?? 0) + portions);
    const { usual, all } = fixed.visits.get(helperId) ?? { usual: 0, all: 0 };
    fixed.visits.set(helperId, { usual: usual + (slot.low ? 0 : 1), all: all + 1 });
    const time = { from: slot.startsAt, until: slot.endsAt, amount: portions };
    fixed.times.set(key, [...(fixed.times.get(key) ?? []), time]);
  }
  return fixed;
}
