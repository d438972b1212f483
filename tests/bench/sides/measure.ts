// Two ways of doing the same, measured side by side: slices of each take turns, so that a noisy neighbour hits both.

type Side = { ops: number; ms: number; perSecond: number };
export type Compared = { ours: Side; floor: Side; ratio: number; ratios: number[] };

/** `concurrency` loops of `act` until `ms` have passed. Every call must succeed. */
export async function slice(concurrency: number, ms: number, act: () => Promise<unknown>): Promise<Side> {
  const start = performance.now();
  let ops = 0;
  const loop = async () => {
    while (performance.now() - start < ms) {
      await act();
      ops++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const took = performance.now() - start;
  return { ops, ms: took, perSecond: (ops / took) * 1000 };
}

/** The median of the rounds' ratios; each round runs both, in turns of who comes first. */
export async function compare(
  rounds: number,
  ours: () => Promise<Side>,
  floor: () => Promise<Side>,
): Promise<Compared> {
  const sums = { ours: { ops: 0, ms: 0 }, floor: { ops: 0, ms: 0 } };
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [a, b] = round % 2 === 0 ? [await ours(), await floor()] : swap(await floor(), await ours());
    sums.ours.ops += a.ops;
    sums.ours.ms += a.ms;
    sums.floor.ops += b.ops;
    sums.floor.ms += b.ms;
    ratios.push(a.perSecond / b.perSecond);
  }
  const side = (s: { ops: number; ms: number }): Side => ({ ...s, perSecond: (s.ops / s.ms) * 1000 });
  return { ours: side(sums.ours), floor: side(sums.floor), ratio: median(ratios), ratios };
}

const swap = <A, B>(floor: A, ours: B): [B, A] => [ours, floor];

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export const round = (n: number, digits = 2): number => Number(n.toFixed(digits));

export function quantile(numbers: number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
