// Dice and amounts, as villagers write both.
import type { Labelled } from "./score";

type Line = Labelled["lines"][number];
export type Amount = { text: string; value: number; approx: boolean };

export type Dice = { (n: number): number; of<T>(all: readonly T[]): T };
/** mulberry32: small, and the same everywhere. */
export function dice(seed: number): Dice {
  let a = seed >>> 0;
  const roll = (n: number) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
  return Object.assign(roll, { of: <T>(all: readonly T[]): T => all[roll(all.length)] as T });
}

const D = "零一二三四五六七八九";
/** 1 … 99,999 in characters. */
function han(n: number): string {
  if (n < 10) return D[n] as string;
  if (n < 20) return `十${n % 10 ? D[n % 10] : ""}`;
  for (const [step, word] of [
    [10000, "万"],
    [1000, "千"],
    [100, "百"],
    [10, "十"],
  ] as const) {
    if (n < step) continue;
    const head = Math.floor(n / step);
    const rest = n % step;
    const front = head === 2 && step >= 1000 ? "两" : han(head);
    if (rest === 0) return front + word;
    const gap = rest < step / 10 ? "零" : "";
    const tail = rest >= 10 && rest < 20 ? `一${han(rest)}` : han(rest);
    return front + word + gap + tail;
  }
  return "";
}
export const exactly = (text: string, value: number): Amount => ({ text, value, approx: false });

function heavy(d: Dice): Amount {
  const k = d(9) + 1;
  const pick = d(12);
  if (pick === 0) return { text: `${k === 2 ? "两" : D[k]}千多`, value: k * 1000, approx: true };
  if (pick === 1) return exactly(`${k}万`, k * 10000);
  if (pick === 2) return exactly(`${k}.${(k % 8) + 1}万`, Math.round((k + ((k % 8) + 1) / 10) * 10000));
  if (pick === 3) return exactly(`${k}万${(k % 8) + 1}千`, k * 10000 + ((k % 8) + 1) * 1000);
  if (pick === 4)
    return k < 9
      ? { text: `${D[k] === "二" ? "两" : D[k]}${D[k + 1]}百`, value: (k + 1) * 100, approx: true }
      : exactly("九百", 900);
  if (pick === 5) return exactly(`${k}千`, k * 1000);
  if (pick === 6) return { text: `大约${k}00`, value: k * 100, approx: true };
  if (pick < 9) return exactly(han(k * d.of([100, 1000, 1100, 1500, 10000])), 0);
  return exactly(String(k * d.of([100, 500, 1000, 1200])), 0);
}
export function some(d: Dice, high: number): Amount {
  const n = d(high - 1) + 2;
  const pick = d(8);
  if (pick === 0 && high > 12) return { text: d.of(["十来", "十多", "十几"]), value: 10, approx: true };
  if (pick === 1 && high > 12) {
    const k = d(7) + 2;
    return { text: `${k === 2 ? "二" : D[k]}${D[k + 1]}十`, value: (k + 1) * 10, approx: true };
  }
  if (pick === 2 && high > 12) return { text: "七八", value: 8, approx: true };
  return pick < 5 ? exactly(String(n), n) : exactly(n === 2 ? "两" : han(n), n);
}
export const weigh = (d: Dice): { said: string; part: Pick<Line, "quantity" | "unit" | "approx"> } => {
  const pick = d(10);
  if (pick === 0) return { said: "半吨", part: { quantity: 0.5, unit: "吨" } };
  if (pick === 1) {
    const k = d(8) + 2;
    return { said: `${k === 2 ? "两" : D[k]}吨半`, part: { quantity: k + 0.5, unit: "吨" } };
  }
  const unit = d.of(["斤", "斤", "斤", "公斤"]);
  const amount = heavy(d);
  const value = amount.value || read(amount.text);
  return {
    said: amount.text + unit,
    part: { quantity: value, unit, ...(amount.approx ? { approx: true } : {}) },
  };
};
/** Back from what `heavy` wrote in plain figures or characters. */
function read(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  for (let n = 100; n <= 90000; n += 100) if (han(n) === text) return n;
  throw new Error(text);
}
