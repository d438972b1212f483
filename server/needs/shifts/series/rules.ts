// The days of a series, and what a changed series does to each shift there is. Pure. Nothing that has people is taken away.
import {
  DAY_MS as DAY,
  dateOf,
  dayOf,
  dayText,
  instantOf,
  intoDay,
  MINUTE_MS as MINUTE,
} from "@/server/time";
import { SHIFTS_MAX, type ShiftTerms } from "../rules";

export const EVERY = ["week", "month"] as const;
type Every = (typeof EVERY)[number];

/** What a changed series does to a shift, or would bring. */
export const FATES = [
  "add",
  "change",
  "keep",
  "call_off",
  "stays_people", // no longer a day of the series, but somebody has signed up
  "stays_begun",
  "stays_by_hand", // its time was changed by itself
] as const;
type Fate = (typeof FATES)[number];

export type Pattern = {
  every: Every;
  firstOn: string;
  lastOn: string;
  startMinute: number;
  minutes: number;
  seats: number;
};

const at = (day: string) => dateOf(day).getTime();
const iso = (ms: number) => dayText(new Date(ms));

/** The instant of a minute of that day in China. */
const momentOn = (day: string, minute: number): Date => instantOf(at(day) + minute * MINUTE);

/** How long from start to end, both minutes of a day; an end at or before the start is on the next day. */
export const minutesBetween = (start: number, end: number): number =>
  end > start ? end - start : end - start + 1440;

/** Its days, first to last. A month that lacks the day has none. */
function daysOf({ every, firstOn, lastOn }: Pick<Pattern, "every" | "firstOn" | "lastOn">): string[] {
  const days: string[] = [];
  if (every === "week") {
    for (let ms = at(firstOn); ms <= at(lastOn) && days.length <= SHIFTS_MAX; ms += 7 * DAY)
      days.push(iso(ms));
    return days;
  }
  const [year, month, day] = firstOn.split("-").map(Number) as [number, number, number];
  for (let n = 0; n <= SHIFTS_MAX; n++) {
    const ms = Date.UTC(year, month - 1 + n, day);
    if (Date.UTC(year, month - 1 + n, 1) > at(lastOn)) break;
    if (new Date(ms).getUTCDate() === day && ms <= at(lastOn)) days.push(iso(ms));
  }
  return days;
}

/** Field → reason, for a pattern that cannot be. */
export function wrongPattern(p: Pattern, now: Date): Record<string, string> {
  const wrong: Record<string, string> = {};
  const today = dayOf(now);
  if (p.lastOn < p.firstOn) wrong.lastOn = "ends_before_start";
  else if (p.lastOn > dayOf(new Date(now.getTime() + 366 * DAY))) wrong.lastOn = "too_far";
  else if (p.lastOn < today) wrong.lastOn = "in_the_past";
  return wrong;
}

type There = {
  slotId: string;
  status: string;
  startsAt: Date;
  endsAt: Date;
  seats: number;
  taken: number;
  people: number; // live pledges, the queue included
  same: boolean; // says what the series is to say
};
export type PlanRow = {
  slotId: string | null;
  startsAt: Date;
  endsAt: Date;
  fate: Fate;
  seats: number;
  people: number;
};

/** What is to be done, in order of days. Shifts that were called off keep their day free: they were called off on purpose. */
export function planOf(was: Pattern | null, to: Pattern, there: readonly There[], now: Date): PlanRow[] {
  const days = daysOf(to).filter((day) => momentOn(day, to.startMinute) > now);
  const wanted = new Set(days);
  const held = new Set<string>();
  const rows: PlanRow[] = [];
  for (const shift of there) {
    const day = dayOf(shift.startsAt);
    held.add(day);
    if (shift.status === "cancelled") continue;
    const { slotId, startsAt, endsAt, seats, people } = shift;
    const as = (fate: Fate) => rows.push({ slotId, startsAt, endsAt, seats, people, fate });
    const byHand =
      was !== null &&
      (startsAt.getTime() !== momentOn(day, was.startMinute).getTime() ||
        endsAt.getTime() - startsAt.getTime() !== was.minutes * MINUTE);
    if (shift.status !== "planned" || startsAt <= now) as("stays_begun");
    else if (byHand) as("stays_by_hand");
    else if (!wanted.has(day)) as(people > 0 ? "stays_people" : "call_off");
    else {
      const from = momentOn(day, to.startMinute);
      const until = new Date(from.getTime() + to.minutes * MINUTE);
      const room = Math.max(to.seats, shift.taken);
      const same =
        shift.same &&
        from.getTime() === startsAt.getTime() &&
        until.getTime() === endsAt.getTime() &&
        room === seats;
      rows.push({
        slotId,
        startsAt: from,
        endsAt: until,
        seats: room,
        people,
        fate: same ? "keep" : "change",
      });
    }
  }
  for (const day of days) {
    if (held.has(day)) continue;
    const from = momentOn(day, to.startMinute);
    rows.push({
      slotId: null,
      startsAt: from,
      endsAt: new Date(from.getTime() + to.minutes * MINUTE),
      fate: "add",
      seats: to.seats,
      people: 0,
    });
  }
  return rows.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Those that mean an act. */
export const actsIn = (rows: readonly PlanRow[]): number =>
  rows.filter((r) => r.fate === "add" || r.fate === "change" || r.fate === "call_off").length;

export const samePattern = (a: ShiftTerms, b: ShiftTerms): boolean =>
  (Object.keys(b) as (keyof ShiftTerms)[]).every((k) => JSON.stringify(a[k]) === JSON.stringify(b[k]));

/** The minute of its day in China. */
export const minuteOf = (moment: Date): number => Math.floor(intoDay(moment) / MINUTE);
