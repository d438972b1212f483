// How likely somebody is to say yes, and how many must be asked so that enough do. Pure.
// The chance is that of a kind of helper for a kind of line in the district, never that of one helper: who declines is not
// remembered for it (domain.md: declining never lowers anyone).

/** Before anything is known, one in three says yes … */
export const PRIOR_CHANCE = 1 / 3;
/** … and that weighs as much as twelve answers. Our assumption, to be overtaken by the district's own answers within weeks. */
export const PRIOR_WEIGHT = 12;
/** Answers older than this are forgotten: seasons differ. */
export const CHANCE_DAYS = 180;

/** The share of yes among `answered` (yes, no, and silence), drawn towards the prior. In (0, 1). */
export const chanceOf = (seen: { accepted: number; answered: number }): number =>
  (seen.accepted + PRIOR_CHANCE * PRIOR_WEIGHT) / (seen.answered + PRIOR_WEIGHT);

/** amount in smallest units; chance of yes, independent of the others'. */
export type Ask = { amount: number; chance: number };

/** A wave asks as many as are likely to fill this share of what is left. */
export const TARGET = 0.9;
/** More at once is a broadcast; what is still open is asked for in the next wave. */
export const WAVE_MAX = 20;
/** Amounts are counted in at most so many parts of the room; they are rounded down, so that fill is not promised too high. */
export const PARTS = 240;

/** How the sum of yeses falls out: index = parts of the room, all above it in the last. The Poisson binomial, weighted by amount. */
export class Fill {
  private chances: Float64Array;
  private readonly part: number;
  constructor(readonly room: number) {
    this.part = Math.max(1, room / PARTS);
    this.chances = new Float64Array(Math.max(1, Math.round(room / this.part)) + 1);
    this.chances[0] = 1;
  }

  add({ amount, chance }: Ask): void {
    const by = Math.floor(amount / this.part + 1e-9);
    const last = this.chances.length - 1;
    const after = new Float64Array(this.chances.length);
    for (let i = 0; i <= last; i++) {
      const here = this.chances[i] as number;
      if (here === 0) continue;
      after[i] = (after[i] as number) + here * (1 - chance);
      const to = Math.min(last, i + by);
      after[to] = (after[to] as number) + here * chance;
    }
    this.chances = after;
  }

  /** Expected share of the room that is taken, 0..1. */
  get expected(): number {
    const last = this.chances.length - 1;
    let sum = 0;
    for (let i = 1; i <= last; i++) sum += i * (this.chances[i] as number);
    return sum / last;
  }
}

/** The fewest of `ranked`, in their order, that bring the expected fill of `room` to TARGET beside those already asked; at most WAVE_MAX. */
export function fewest(
  room: number,
  open: readonly Ask[],
  ranked: readonly Ask[],
): { count: number; expected: number } {
  const fill = new Fill(room);
  for (const ask of open) fill.add(ask);
  let count = 0;
  for (const ask of ranked) {
    if (fill.expected >= TARGET || count >= WAVE_MAX) break;
    fill.add(ask);
    count++;
  }
  return { count, expected: fill.expected };
}
