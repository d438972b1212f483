// Which of a helper's slots fall at the same time, said anew for the oracles: the plan's own network finds them in one pass.

/** A stretch of time, in minutes; from −1 means any time, which clashes with nothing. */
type Stretch = { from: number; until: number };

/**
 * Numbers the slots by groups that hang together in time: slots of two groups never overlap. Touching is not overlapping.
 * A chain (8–10, 9–12, 11–14) is one group, so a helper with one pair of hands is asked for one of them at most: what is
 * lost there is little, and no plan ever clashes. −1 for slots at any time.
 */
export function timeParts(slots: Stretch[]): Int32Array {
  const parts = new Int32Array(slots.length).fill(-1);
  const timed = slots.flatMap((slot, at) => (slot.from < 0 ? [] : [at]));
  timed.sort((a, b) => slots[a]!.from - slots[b]!.from);
  let part = -1;
  let until = -1;
  for (const at of timed) {
    const slot = slots[at]!;
    const apart = slot.from >= until;
    if (apart) part++;
    until = apart ? slot.until : Math.max(until, slot.until);
    parts[at] = part;
  }
  return parts;
}
