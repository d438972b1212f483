// Units people say, and exact arithmetic between what they type and the integers of the ledger.
// Decimals are BigInt digits with a scale; a float never touches a quantity.
import { refuse } from "@/server/errors";
import { decimal, plus, print, TEN } from "./decimals/rules";
import { readNumber } from "./numerals/rules";

export type Measure = "mass" | "pack" | "count" | "person" | "vehicle" | "area" | "time";

type Unit = {
  readonly code: string;
  readonly label: string;
  readonly measure: Measure;
  /** Smallest units in one: grams, 厘 of a 亩 (100), minutes, or 1. A pack's is its declared grams, or 1 where none is declared. */
  readonly size: number;
  /** Other ways people write it. */
  readonly also: readonly string[];
};

const unit = <C extends string>(
  code: C,
  label: string,
  measure: Measure,
  size: number,
  ...also: string[]
): Unit & { code: C } => ({ code, label, measure, size, also });

/** Every unit a line may have. need_line.unit stores the code, so codes never change. */
export const UNITS = [
  unit("jin", "斤", "mass", 500, "市斤"),
  unit("kg", "公斤", "mass", 1000, "千克", "kg"),
  unit("ton", "吨", "mass", 1_000_000, "t"),
  unit("liang", "两", "mass", 50, "市两"),
  unit("gram", "克", "mass", 1, "g"),
  unit("bag", "袋", "pack", 1, "包"),
  unit("box", "箱", "pack", 1),
  unit("carton", "盒", "pack", 1),
  unit("bucket", "桶", "pack", 1),
  unit("basket", "筐", "pack", 1),
  unit("bundle", "捆", "pack", 1),
  unit("bottle", "瓶", "pack", 1),
  unit("piece", "件", "count", 1),
  unit("item", "个", "count", 1),
  unit("animal", "只", "count", 1),
  unit("volume", "本", "count", 1, "册"),
  unit("handle", "把", "count", 1),
  unit("pair", "双", "count", 1, "对"),
  unit("portion", "份", "count", 1),
  unit("set", "套", "count", 1),
  unit("machine", "台", "count", 1),
  unit("sheet", "张", "count", 1),
  unit("strip", "条", "count", 1),
  unit("quilt", "床", "count", 1),
  unit("rod", "根", "count", 1),
  unit("stick", "支", "count", 1, "枝"),
  unit("roll", "卷", "count", 1),
  unit("tent", "顶", "count", 1),
  unit("plant", "棵", "count", 1, "株"),
  unit("head", "头", "count", 1),
  unit("mu", "亩", "area", 100),
  unit("person", "人", "person", 1, "名", "位", "个人"),
  unit("vehicle", "辆", "vehicle", 1, "部", "辆车", "台车"),
  unit("trip", "次", "count", 1, "趟", "场"),
  unit("hour", "小时", "time", 60, "个小时", "钟头"),
  unit("day", "天", "count", 1, "日"),
] as const satisfies readonly Unit[];

export type UnitCode = (typeof UNITS)[number]["code"];
export const UNIT_CODES = UNITS.map((u) => u.code) as [UnitCode, ...UnitCode[]];
const BY_CODE = new Map<string, Unit>(UNITS.map((u) => [u.code, u]));

/** Largest amount in smallest units (server/platform/schema.ts says why). */
const CAP = 1_000_000_000_000n;

export function isUnit(code: string): code is UnitCode {
  return BY_CODE.has(code);
}

function unitOf(code: string): Unit {
  const found = BY_CODE.get(code);
  if (!found) throw new Error(`unknown unit ${code}`);
  return found;
}

export const unitLabel = (code: string): string => unitOf(code).label;
export const measureOf = (code: string): Measure => unitOf(code).measure;

/** Smallest units in one unit. packGrams is the declared weight of a 袋 or 箱; without it they are only counted. */
export function sizeOf(code: string, packGrams?: number | null): number {
  const { measure, size } = unitOf(code);
  return measure === "pack" && packGrams ? packGrams : size;
}

/** True where amounts of a line are grams: mass units, and packs with a declared weight. */
export function isWeighed(code: string, unitSize: number): boolean {
  const { measure } = unitOf(code);
  return measure === "mass" || (measure === "pack" && unitSize > 1);
}

// ---------- what people type ----------

const SPELLINGS: [string, UnitCode][] = UNITS.flatMap((u) =>
  [u.label, ...u.also].map((word): [string, UnitCode] => [word, u.code]),
).sort((a, b) => b[0].length - a[0].length);

type Typed = { amount: string; unit: UnitCode | null; approx: boolean };

/**
 * Reads an amount as people type it: "20万斤", "1.5吨", "二十万", "约3千斤", "两吨半", "１，０００ 斤".
 * Null where it is none. amount is an exact decimal in the unit; approx where they said 约, 多, 左右.
 */
export function readAmount(typed: string): Typed | null {
  let text = typed
    .normalize("NFKC")
    .replace(/[\s,，]/g, "")
    .toLowerCase();
  const loose = text.replace(/^(大约|大概|差不多|约|近|将近)/, "").replace(/(左右|上下|的样子)$/, "");
  let approx = loose !== text;
  text = loose;
  const more = /^(.*[\d十百千万亿])(?:多|来)(.*)$/.exec(text);
  if (more) {
    text = `${more[1]}${more[2]}`;
    approx = true;
  }
  const half = text.length > 2 && text.endsWith("半");
  if (half) text = text.slice(0, -1);
  const bare = (s: string, code: UnitCode | null): Typed | null => {
    const read = readNumber(s);
    if (read === null || (half && read.scale > 0)) return null;
    const value = half ? plus(read, { digits: 5n, scale: 1 }) : read;
    return { amount: print(value), unit: code, approx };
  };
  for (const [word, code] of SPELLINGS) {
    if (!text.endsWith(word) || text.length === word.length) continue;
    const found = bare(text.slice(0, -word.length), code);
    if (found) return found;
  }
  return half ? null : bare(text, null);
}

// ---------- into the ledger and back ----------

type AmountReason = "malformed" | "not_whole" | "too_small" | "too_large";

/** The amount in smallest units, or why it cannot be. */
export function checkAmount(amount: string | number, unitSize: number): number | AmountReason {
  const read = decimal(typeof amount === "number" ? String(amount) : amount.trim());
  if (read === null) return "malformed";
  const product = read.digits * BigInt(unitSize);
  const by = TEN ** BigInt(read.scale);
  if (product % by !== 0n) return "not_whole";
  const smallest = product / by;
  if (smallest < 1n) return "too_small";
  return smallest > CAP ? "too_large" : Number(smallest);
}

/** Whole packs, pieces, heads: half a bag is not asked for. */
const wholeOnly = (code: string) => !["mass", "area", "time"].includes(measureOf(code));

/** What was typed ("20万", "1.5", "20万斤") as smallest units of a line counted in `code`, or why it cannot be. */
export function readQuantity(
  typed: string | number,
  code: string,
  unitSize: number,
): number | AmountReason | "other_unit" {
  const read = readAmount(String(typed));
  if (read === null) return "malformed";
  if (read.unit !== null && read.unit !== code) return "other_unit";
  if (wholeOnly(code) && read.amount.includes(".")) return "not_whole";
  return checkAmount(read.amount, unitSize);
}

/** As checkAmount, refusing INVALID with the reason. unitSize: the line's, where the unit is a pack. */
export function toSmallest(amount: string | number, code: string, unitSize = sizeOf(code)): number {
  const result = checkAmount(amount, unitSize);
  if (typeof result === "string") refuse("INVALID", { fields: { quantity: result } });
  return result;
}

/** The exact decimal amount in units, or null where it has none (1000 g of a 30 kg bag). */
export function inUnits(smallest: number, unitSize: number): string | null {
  for (let scale = 0; scale <= 8; scale++) {
    const digits = BigInt(smallest) * TEN ** BigInt(scale);
    if (digits % BigInt(unitSize) === 0n) return print({ digits: digits / BigInt(unitSize), scale });
  }
  return null;
}

const grouped = (amount: string): string => {
  const [whole = "", fraction] = amount.split(".");
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? commas : `${commas}.${fraction}`;
};

/** Cut, never rounded up: what remains must not be said to be more than it is. */
function cut(digits: bigint, size: bigint, places: number): string {
  const by = TEN ** BigInt(places);
  return print({ digits: (digits * by) / size, scale: places });
}

/**
 * An amount as people say it (20万斤, 8.2万斤, 400斤, 100吨) and exactly (200,000斤).
 * short keeps two decimals and is cut below that. A rest that is no decimal of a pack is said in 斤: 3袋零20斤.
 */
export function sayQuantity(
  smallest: number,
  code: string,
  unitSize = sizeOf(code),
): { short: string; exact: string } {
  const { label, measure } = unitOf(code);
  const [n, size] = [BigInt(smallest), BigInt(unitSize)];
  const whole = n / size;
  const scaled =
    whole >= 100_000_000n
      ? `${cut(n, size * 100_000_000n, 2)}亿`
      : whole >= 10_000n
        ? `${cut(n, size * 10_000n, 2)}万`
        : cut(n, size, 2);
  const amount = inUnits(smallest, unitSize);
  const rest = (n % size).toString();
  const exact =
    amount !== null && !(measure === "pack" && amount.includes("."))
      ? `${grouped(amount)}${label}`
      : whole === 0n
        ? `${grouped(inUnits(Number(rest), 500) ?? rest)}斤`
        : `${grouped(whole.toString())}${label}零${grouped(inUnits(Number(rest), 500) ?? rest)}斤`;
  const tiny = scaled === "0" && smallest > 0;
  return { short: tiny || (measure === "pack" && whole < 10_000n) ? exact : `${scaled}${label}`, exact };
}
