// Who is offered a part of what can be divided: in turns of two, the nearest among those who have had least so far for what they
// can take. Pure. It depends on what each has taken and where they are, never on what they declined.

/** Two at a time: one alone may be silent, and more would leave nobody to turn to. */
export const TURN = 2;
/** Those whose share so far falls into the same quarter of their capacity count as having had equally little. */
export const BANDS = 4;
/** What is taken to be a helper's capacity where nobody said: as if they could take this many of the usual part. */
export const USUAL_CAPACITY = 4;

export type Taker = {
  helperId: string;
  /** What they can take, and have taken this month, in the same unit; capacity null: nobody said. */
  capacity: number | null;
  soFar: number;
  /** 0 the same village, 1 town, 2 county, 3 farther; km where positions are known. */
  tier: number;
  km: number | null;
};

/** Without a position: behind everybody who has one. */
const FAR = Number.MAX_SAFE_INTEGER;

const bandOf = ({ capacity, soFar }: Taker): number =>
  Math.floor((soFar * BANDS) / Math.max(1, capacity ?? USUAL_CAPACITY));

const nearer = (a: Taker, b: Taker): number => a.tier - b.tier || (a.km ?? FAR) - (b.km ?? FAR);

/**
 * The order of turns: the least band first, within it the nearest first, then as they were ranked. With two a turn, each turn is
 * the two nearest among those with the least so far, since whoever was asked once is not asked again for the same slot.
 */
export function inTurns<T extends Taker>(takers: readonly T[]): T[] {
  return takers
    .map((taker, rank) => ({ taker, rank }))
    .sort((a, b) => bandOf(a.taker) - bandOf(b.taker) || nearer(a.taker, b.taker) || a.rank - b.rank)
    .map(({ taker }) => taker);
}
