// Figures as people say them (20万斤, 8.2万斤, 50斤), and exact where it is asked for (200,000斤).
import { sayQuantity } from "@/server/needs/units/rules";

/** How a line counts: the unit's code, and how many smallest units one of it is (斤: 500 g; 人: 1). */
export type Measured = { unit: string; unitSize: number };

const trim = (n: number, digits: number) => String(Number(n.toFixed(digits)));

/** 1,284 · 3.1万 · 2.5亿: a plain figure, not a quantity of goods. */
export function shortNumber(n: number): string {
  const size = Math.abs(n);
  if (size >= 99_950_000) return `${trim(n / 100_000_000, 1)}亿`;
  if (size >= 10_000) return `${trim(n / 10_000, 1)}万`;
  return exactNumber(n);
}

/** 200,000; at most two decimals. */
export function exactNumber(n: number): string {
  const [whole, part] = trim(n, 2).split(".");
  return whole!.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
}

/** 20万斤 · 8.2万斤 · 50斤 · 0.5公斤 */
export function formatQuantity(smallest: number, line: Measured): string {
  return sayQuantity(smallest, line.unit, line.unitSize).short;
}

/** 200,000斤 */
export function exactQuantity(smallest: number, line: Measured): string {
  return sayQuantity(smallest, line.unit, line.unitSize).exact;
}

/** 63%; never 100% before all of it, never 0% once something is there. */
export function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0%";
  if (part >= whole) return "100%";
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))}%`;
}
