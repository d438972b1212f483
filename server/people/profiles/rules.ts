// Ages and identity numbers; days are YYYY-MM-DD. Pure.
import { dateOf, dayText } from "@/server/time";

/** Years completed on that day (both YYYY-MM-DD); whoever was born on 29 February is a year older on 1 March. */
export function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Full-width digits and letters are what phones type; spaces are what people put between. */
export const normalIdNumber = (typed: string): string =>
  typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();

/** GB 11643-1999: ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

export function checkDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECKS[sum % 11] as string;
}

/** Why a number cannot be one, or null. */
export function idNumberFault(number: string): "malformed" | "wrong_check_digit" | null {
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || !isDay(bornIn(number))) return "malformed";
  return checkDigit(number) === number[17] ? null : "wrong_check_digit";
}

/** The day of birth an identity number says. */
export const bornIn = (number: string): string =>
  `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/** Odd for men, even for women. */
export const sexIn = (number: string): "male" | "female" =>
  Number(number[16]) % 2 === 1 ? "male" : "female";

/** 371311199003041234 → 3713************34: enough for its owner to know it. */
export const maskIdNumber = (number: string): string =>
  `${number.slice(0, 4)}************${number.slice(-2)}`;

/** Nobody alive is older. */
export const AGE_MAX = 120;

/** Why somebody cannot have been born then, or null. */
export function bornFault(born: string, today: string): "in_the_future" | "too_old" | null {
  if (born > today) return "in_the_future";
  return ageOn(born, today) > AGE_MAX ? "too_old" : null;
}

function isDay(text: string): boolean {
  const at = dateOf(text);
  return !Number.isNaN(at.getTime()) && dayText(at) === text;
}
