// 长辈版: a cookie with the level (1–4), set by a plain form, read by the layout. No script needed.
import { cookies } from "next/headers";

export const ELDER_COOKIE = "hrb_elder";
export const ELDER_LEVELS = ["1", "2", "3", "4"] as const;
type ElderLevel = (typeof ELDER_LEVELS)[number];

export function readElderLevel(value: string | undefined): ElderLevel | null {
  return ELDER_LEVELS.find((level) => level === value) ?? null;
}

/** The reader's level, or null for the ordinary size. */
export async function elderLevel(): Promise<ElderLevel | null> {
  return readElderLevel((await cookies()).get(ELDER_COOKIE)?.value);
}

export async function isElder(): Promise<boolean> {
  return (await elderLevel()) !== null;
}
