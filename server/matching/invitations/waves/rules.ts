// When the next wave goes out. Pure.

import { byDay } from "@/server/pledges/offers/rules";
import { HOUR_MS } from "@/server/time";

/** A day between waves: time to see the message and to answer. */
export const PAUSE_HOURS = 24;
/** Close to the end a quarter of what is left, so that four waves still fit … */
export const PAUSE_SHARE = 4;
/** … but never less than this: nobody answers faster. */
export const PAUSE_MIN_HOURS = 1;

/** After a wave sent at `now`, with asking possible until `until`; by day in China, but for what would otherwise come too late. */
export function nextWaveAt(now: Date, until: Date): Date {
  const left = Math.max(0, until.getTime() - now.getTime());
  const pause = Math.max(PAUSE_MIN_HOURS * HOUR_MS, Math.min(PAUSE_HOURS * HOUR_MS, left / PAUSE_SHARE));
  const at = new Date(now.getTime() + pause);
  const day = byDay(at);
  return day < until ? day : at;
}
