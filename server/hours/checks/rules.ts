// What makes a shift worth a second look. Drawn ones are drawn by a seed, so that nobody chooses and everybody can draw again. Pure.
import { createHash } from "node:crypto";
import { DAY_MS, dateOf, dayOf, HOUR_MS } from "@/server/time";
import type { CheckReason } from "./schema";

/** One shift in so many is drawn. */
export const ONE_IN = 20;
/** Most of a shift rests on a roll alone. */
const MOST = 0.5;

/** A night shift that is told when everybody is home again belongs to its night, though the day has changed. */
const SAME_NIGHT_MS = 12 * HOUR_MS;

/** How many of China's days passed before a device told what it had done without a network; 0 where it told it in time. */
export function daysAfter({ happenedAt, toldAt }: { happenedAt: Date; toldAt: Date }): number {
  if (toldAt.getTime() - happenedAt.getTime() < SAME_NIGHT_MS) return 0;
  return (dateOf(dayOf(toldAt)).getTime() - dateOf(dayOf(happenedAt)).getTime()) / DAY_MS;
}

/** The draw: the same for the same seed and shift. The seed is the district and the month the shift was closed in. */
export function isDrawn(seed: string, slotId: string, oneIn = ONE_IN): boolean {
  const hash = createHash("sha256").update(`${seed} ${slotId}`).digest();
  return hash.readUInt32BE(0) % oneIn === 0;
}
export const seedOf = (countyId: number, day: string): string => `${countyId} ${day.slice(0, 7)}`;

export type Facts = {
  records: readonly { class: string; flags: readonly string[]; enteredLate: boolean }[];
  walkIns: number;
  toldDaysAfter: number;
  sharedBrowsers: number;
  apart: readonly ("headcount" | "minutes")[];
  drawn: boolean;
};

export function reasonsOf(facts: Facts): CheckReason[] {
  const { records } = facts;
  const called = records.filter((row) => row.class === "roll_call").length;
  const seen: [CheckReason, boolean][] = [
    ["random", facts.drawn],
    ["headcount", facts.apart.includes("headcount")],
    ["minutes", facts.apart.includes("minutes")],
    ["roll_call", records.length > 0 && called > records.length * MOST],
    ["told_late", facts.toldDaysAfter > 0],
    ["late_entry", records.some((row) => row.enteredLate)],
    ["long_day", records.some((row) => row.flags.includes("long_day"))],
    ["shared_browser", facts.sharedBrowsers > 0],
    ["walk_ins", facts.walkIns > records.length - facts.walkIns && facts.walkIns > 1],
  ];
  return seen.filter(([, is]) => is).map(([reason]) => reason);
}

export const reasonsIn = (text: string): CheckReason[] =>
  text === "" ? [] : (text.split(" ") as CheckReason[]);
