// Chance that is the same every time: a big world is the same world for the same numbers.

/** mulberry32: 0 ≤ x < 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(list: readonly T[], random: () => number): T =>
  list[Math.floor(random() * list.length)] as T;

const HEX = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, "0"));
const hex = (n: number) => HEX[n & 0xffff] as string;

/**
 * uuid v7 in strictly growing order: the time, a counter in the twelve bits after the version, and chance. `kind` keeps the ids
 * of different tables apart.
 */
export function growingIds(random: () => number, kind: number): (atMs: number) => string {
  let last = 0;
  let counter = 0;
  return (atMs) => {
    if (atMs > last) {
      last = atMs;
      counter = 0;
    } else if (++counter > 0xfff) {
      last++;
      counter = 0;
    }
    const high = Math.floor(last / 65_536);
    const a = Math.floor(random() * 0x3fff) | 0x8000;
    const r = Math.floor(random() * 4_294_967_296);
    return `${hex(high >>> 16)}${hex(high)}-${hex(last % 65_536)}-${hex(0x7000 | counter)}-${hex(a)}-${hex(kind)}${hex(r >>> 16)}${hex(r)}`;
  };
}
