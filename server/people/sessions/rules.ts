// How long a session lives, and what is kept of a browser's name. Pure.
import { DAY_MS } from "@/server/time";

/** Unused for this long, a session ends: a telephone that was given away. */
export const IDLE_DAYS = 30;
/** However much it is used, a session ends after this (below the cookie's own 180 days). */
export const LONGEST_DAYS = 170;
/** seen_at is written at most this often, so that reading pages does not write. */
export const SEEN_EVERY_MS = 10 * 60_000;
/** Ended sessions are kept this long, for "was that me?". */
export const SESSION_KEPT_DAYS = 90;
export const DEVICE_MAX = 120;

/** When a session that is used now ends, if it is not used again. */
export function expiryOf(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_DAYS * DAY_MS, createdAt.getTime() + LONGEST_DAYS * DAY_MS));
}

/** System and browser in a word each: enough to tell one's own devices apart, too little to recognise a stranger. */
export function deviceOf(userAgent: string): string {
  const system =
    [
      ["HarmonyOS", /HarmonyOS|OpenHarmony/],
      ["Android", /Android/],
      ["iPhone", /iPhone/],
      ["iPad", /iPad/],
      ["Windows", /Windows/],
      ["Mac", /Macintosh/],
      ["Linux", /Linux/],
    ].find(([, pattern]) => (pattern as RegExp).test(userAgent))?.[0] ?? "";
  const browser =
    [
      ["WeChat", /MicroMessenger/],
      ["QQ", /QQBrowser/],
      ["UC", /UCBrowser/],
      ["Edge", /Edg\//],
      ["Firefox", /Firefox/],
      ["Chrome", /Chrome/],
      ["Safari", /Safari/],
    ].find(([, pattern]) => (pattern as RegExp).test(userAgent))?.[0] ?? "";
  return [system, browser].filter(Boolean).join(" ").slice(0, DEVICE_MAX);
}
