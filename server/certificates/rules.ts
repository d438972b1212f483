// Numbers, codes and periods of certificates. Pure.
import { dayOf } from "@/server/time";

/** Crockford's digits: no I, L, O, U, so that nothing read from paper is taken for something else. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_LENGTH = 16; // 80 bits: nobody finds one by trying
const CODE = new RegExp(`^[${DIGITS}]{${CODE_LENGTH}}$`);

/** One code from that many random bytes. */
export const codeFrom = (bytes: Uint8Array): string =>
  [...bytes.slice(0, CODE_LENGTH)].map((byte) => DIGITS[byte & 31]).join("");

/** As somebody typed it: any case, with spaces or dashes, O for 0, I or L for 1; empty where it can be no code. */
export function normalCode(typed: string): string {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-–—]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return CODE.test(code) ? code : "";
}

/** ABCD-EFGH-JKMN-PQRS */
export const sayCode = (code: string): string => code.match(/.{1,4}/g)?.join("-") ?? code;

/**
 * 371311-20261118-04829317: the district, the day, eight digits that follow no order, so that nobody counts a unit's certificates.
 * random: 0 ≤ n < 10⁸.
 */
export const numberFrom = (countyId: number, day: string, random: number): string =>
  `${String(Math.floor(countyId / 1_000_000)).padStart(6, "0")}-${day.replaceAll("-", "")}-${String(random).padStart(8, "0")}`;

type PeriodFault = { from: "before_start" } | { until: "before_start" | "in_the_future" };

/** What is wrong with a period, as field → reason; null where nothing is. Hours of days to come cannot be certified. */
export function periodFault(from: string, until: string, now: Date): PeriodFault | null {
  if (until > dayOf(now)) return { until: "in_the_future" };
  if (until < from) return { until: "before_start" };
  return null;
}
