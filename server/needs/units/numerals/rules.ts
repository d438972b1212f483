// Numbers as people write them, in figures, in Chinese, and mixed.
import { type Decimal, decimal, plus, TEN, times } from "../decimals/rules";

const DIGITS: Record<string, bigint> = {
  零: 0n,
  〇: 0n,
  一: 1n,
  二: 2n,
  两: 2n,
  俩: 2n,
  三: 3n,
  仨: 3n,
  四: 4n,
  五: 5n,
  六: 6n,
  七: 7n,
  八: 8n,
  九: 9n,
};
const STEPS: Record<string, bigint> = { 十: 10n, 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n };

/** Reads 20, 1.5, 20万, 2万5, 二十万, 三百五, 两千零五十, 一万二千. Null where it is no number. */
export function readNumber(text: string): Decimal | null {
  if (text === "") return null;
  if (text === "半") return { digits: 5n, scale: 1 };
  const plain = decimal(text);
  if (plain) return plain;
  let total: Decimal = { digits: 0n, scale: 0 }; // closed 万/亿 groups
  let group: Decimal = { digits: 0n, scale: 0 }; // below 万
  let now: Decimal | null = null; // the digit(s) just read
  let lastStep = 0n; // for 三百五 = 350 and 2万5 = 25000
  let afterZero = false;
  for (let i = 0; i < text.length; ) {
    const rest = text.slice(i);
    const number = /^\d+(?:\.\d+)?/.exec(rest)?.[0];
    const char = rest[0] as string;
    if (number !== undefined) {
      if (now !== null) return null;
      now = decimal(number);
      if (now === null) return null;
      i += number.length;
      continue;
    }
    if (char in DIGITS) {
      if (DIGITS[char] === 0n && now === null) afterZero = true;
      else if (now !== null) return null;
      else now = { digits: DIGITS[char] as bigint, scale: 0 };
      i++;
      continue;
    }
    const step = STEPS[char];
    if (step === undefined) return null;
    if (step >= 10_000n) {
      const inside: Decimal = now === null ? group : plus(group, now);
      if (inside.digits === 0n) return null;
      if (lastStep !== 0n && lastStep >= 10_000n && step >= lastStep) return null;
      total = plus(total, times(inside, step));
      group = { digits: 0n, scale: 0 };
    } else {
      if (now === null && (char !== "十" || group.digits !== 0n)) return null;
      if (lastStep !== 0n && lastStep < 10_000n && step >= lastStep) return null;
      group = plus(group, times(now ?? { digits: 1n, scale: 0 }, step));
    }
    now = null;
    afterZero = false;
    lastStep = step;
    i++;
  }
  if (now !== null) {
    const shorthand = lastStep >= 100n && !afterZero && now.scale === 0 && now.digits < TEN;
    group = plus(group, shorthand ? times(now, lastStep / TEN) : now);
  }
  return plus(total, group);
}
