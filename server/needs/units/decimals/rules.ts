// Exact decimals over BigInt.

export type Decimal = { digits: bigint; scale: number }; // digits / 10^scale

export const TEN = 10n;

export function decimal(text: string): Decimal | null {
  const m = /^(\d{1,16})(?:\.(\d{1,8}))?$/.exec(text);
  if (!m) return null;
  const fraction = (m[2] ?? "").replace(/0+$/, "");
  return { digits: BigInt(m[1] + fraction), scale: fraction.length };
}

export const times = (a: Decimal, by: bigint): Decimal => ({ digits: a.digits * by, scale: a.scale });

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const up = (d: Decimal) => d.digits * TEN ** BigInt(scale - d.scale);
  return { digits: up(a) + up(b), scale };
}

export function print(d: Decimal): string {
  const all = d.digits.toString().padStart(d.scale + 1, "0");
  const whole = all.slice(0, all.length - d.scale);
  const fraction = d.scale === 0 ? "" : all.slice(all.length - d.scale).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
