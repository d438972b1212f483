// A clock that stands still until told otherwise.
import type { Clock } from "@/server/platform/clock";

/** 2026-11-18 (a Wednesday), 10:00 in Shanghai. */
export const TEST_NOW = new Date("2026-11-18T02:00:00.000Z");

export type TestClock = Clock & { set(at: Date | string): void; advance(by: Span): void };
type Span = { days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number };

export function testClock(start: Date | string = TEST_NOW): TestClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    set: (to) => {
      at = new Date(to).getTime();
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }) => {
      at += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms;
    },
  };
}
