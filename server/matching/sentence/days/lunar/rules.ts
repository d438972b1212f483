// The farmers' calendar, as published: ICU's own arithmetic puts the new year of 2027 a day late.

/** Per year: bits 16 (length of the leap month), 15…4 (months 1…12 of 30 days), 3…0 (which month is leap). */
const YEARS: Record<number, number> = {
  2024: 0x04b60,
  2025: 0x0a6e6,
  2026: 0x0a4e0,
  2027: 0x0d260,
  2028: 0x0ea65,
  2029: 0x0d530,
  2030: 0x05aa0,
  2031: 0x076a3,
  2032: 0x096d0,
  2033: 0x04afb,
  2034: 0x04ad0,
  2035: 0x0a4d0,
  2036: 0x1d0b6,
  2037: 0x0d250,
  2038: 0x0d520,
  2039: 0x0dd45,
  2040: 0x0b5a0,
  2041: 0x056d0,
  2042: 0x055b2,
  2043: 0x049b0,
  2044: 0x0a577,
  2045: 0x0a4b0,
  2046: 0x0aa50,
  2047: 0x1b255,
  2048: 0x06d20,
  2049: 0x0ada0,
};
/** 2024-02-10, days since 1970: the first day of the first year in the table. */
const START = Date.UTC(2024, 1, 10) / 86_400_000;

const leapOf = (bits: number) => bits & 0xf;
const leapDays = (bits: number) => (leapOf(bits) === 0 ? 0 : bits & 0x10000 ? 30 : 29);
const monthDays = (bits: number, month: number) => (bits & (0x10000 >> month) ? 30 : 29);

/**
 * Day number (since 1970-01-01) of a day of the farmers' calendar; null outside 2024–2049. `day` 0: the last of its month.
 * Of a doubled month the first.
 */
export function lunarDay(year: number, month: number, day: number): number | null {
  if (YEARS[year] === undefined) return null;
  let at = START;
  for (let y = 2024; y < year; y++) {
    const bits = YEARS[y] as number;
    for (let m = 1; m <= 12; m++) at += monthDays(bits, m);
    at += leapDays(bits);
  }
  const bits = YEARS[year];
  for (let m = 1; m < month; m++) at += monthDays(bits, m) + (m === leapOf(bits) ? leapDays(bits) : 0);
  return at + (day === 0 ? monthDays(bits, month) : day) - 1;
}
