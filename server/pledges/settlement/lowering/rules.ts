// Who gives back how much where a line asks for less than is promised. Pure.

export const WAYS = ["last_in_first_out", "pro_rata", "call_each"] as const;
export type Way = (typeof WAYS)[number];

/** What may be taken from a pledge: what it has promised and not sent. An offer is taken whole or not at all. */
export type Givable = { id: string; promised: number; offered: boolean };

/**
 * Pledge → what it gives back, adding up to at least `over` and to less than one unit more. `pledges` oldest first; offers go
 * before what was confirmed, since nobody has counted on them yet.
 */
export function cuts(
  pledges: readonly Givable[],
  over: number,
  way: Exclude<Way, "call_each">,
  unit: number,
): Map<string, number> {
  const taken = new Map<string, number>();
  let left = over;
  const offers = pledges.filter((p) => p.offered).reverse();
  for (const offer of offers) {
    if (left <= 0) break;
    taken.set(offer.id, offer.promised);
    left -= offer.promised;
  }
  const confirmed = pledges.filter((p) => !p.offered).reverse();
  if (left <= 0) return taken;
  if (way === "last_in_first_out") takeInOrder(confirmed, left, unit, taken);
  else takeByShare(confirmed, left, unit, taken);
  return taken;
}

const upTo = (amount: number, unit: number, most: number) => Math.min(Math.ceil(amount / unit) * unit, most);

function takeInOrder(newestFirst: Givable[], over: number, unit: number, taken: Map<string, number>): void {
  let left = over;
  for (const pledge of newestFirst) {
    if (left <= 0) return;
    const cut = upTo(left, unit, pledge.promised);
    taken.set(pledge.id, cut);
    left -= cut;
  }
}

/** Each gives back in proportion, in whole units; the rest goes by the largest remainder, the newest first among equals. */
function takeByShare(newestFirst: Givable[], over: number, unit: number, taken: Map<string, number>): void {
  const total = newestFirst.reduce((sum, p) => sum + p.promised, 0);
  const shares = newestFirst.map((p) => {
    // BigInt: over × promised may pass 2^53
    const product = BigInt(over) * BigInt(p.promised);
    const by = BigInt(total) * BigInt(unit);
    return { ...p, cut: Number(product / by) * unit, rest: product % by };
  });
  let left = over - shares.reduce((sum, s) => sum + s.cut, 0);
  for (const share of shares.toSorted((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : 0))) {
    if (left <= 0) break;
    const more = Math.min(unit, share.promised - share.cut);
    share.cut += more;
    left -= more;
  }
  for (const { id, cut } of shares) if (cut > 0) taken.set(id, cut);
}
