// Freed room and who it is offered to; how long an offer stands. Pure.
import { HOUR_MS as HOUR, intoDay } from "@/server/time";
import { wholeSteps } from "../rules";

/** An offer lasts this long from when its notice was delivered or a call was logged: a night and a working day. */
export const OFFER_HOURS = 24;
/** Offers end only by day in China, so that nobody loses a place asleep; one due at night ends in the morning, an hour after waking. */
export const DAY_FROM_HOUR = 8;
export const DAY_TO_HOUR = 20;
export const MORNING_HOUR = 9;
/** Nobody could be reached at all: the place does not stay locked for ever. Three days leave a weekend. */
export const UNREACHED_HOURS = 72;
/** Waiting pledges looked at in one transaction. */
export const OFFER_BATCH = 50;
/** A slot that moved meanwhile is looked at again this often; the next event looks once more anyway. */
export const OFFER_ATTEMPTS = 5;

/** The moment itself by day; else the next morning. */
export function byDay(at: Date): Date {
  const hour = intoDay(at) / HOUR;
  if (hour >= DAY_FROM_HOUR && hour < DAY_TO_HOUR) return at;
  const morning = (hour < DAY_FROM_HOUR ? MORNING_HOUR : 24 + MORNING_HOUR) * HOUR;
  return new Date(at.getTime() - intoDay(at) + morning);
}

/** Close to a shift an offer ends half-way to its start, by night too: else one who does not look keeps it from all behind them. */
const beforeStart = (end: Date, from: Date, startsAt: Date | null): Date => {
  if (startsAt === null) return end;
  const half = (startsAt.getTime() + from.getTime()) / 2;
  return new Date(Math.max(from.getTime(), Math.min(end.getTime(), half)));
};

export const offerEnd = (reachedAt: Date, startsAt: Date | null = null): Date =>
  beforeStart(byDay(new Date(reachedAt.getTime() + OFFER_HOURS * HOUR)), reachedAt, startsAt);
export const unreachedEnd = (offeredAt: Date, startsAt: Date | null = null): Date =>
  beforeStart(byDay(new Date(offeredAt.getTime() + UNREACHED_HOURS * HOUR)), offeredAt, startsAt);

/** Until when freed room is offered: places of a shift until it begins, since teams give back what they could not fill at the cut-off. */
export const queueEnd = (slot: {
  kind: string;
  cut_off_at: Date | null;
  starts_at: Date | null;
}): Date | null => (slot.kind === "people" && slot.starts_at !== null ? slot.starts_at : slot.cut_off_at);

type Queued = { id: string; status: string; wanted: number; amount: number };
/** What one waiting pledge gets; waits: still not all of what it wants. */
export type Share<Q extends Queued> = { pledge: Q; give: number; waits: boolean };

/** Gives the room out in order: the first gets what there is, up to what they want, and nobody is passed over for being large. */
export function shareOut<Q extends Queued>(room: number, step: number, queue: readonly Q[]): Share<Q>[] {
  const shares: Share<Q>[] = [];
  let left = room;
  for (const pledge of queue) {
    const lacks = pledge.wanted - pledge.amount;
    const give = Math.min(lacks, wholeSteps(left, step));
    if (give <= 0) break;
    left -= give;
    // A fresh offer leaves the queue, whatever its size; a confirmed pledge that waits for its rest stays until it has it all.
    shares.push({ pledge, give, waits: pledge.status === "confirmed" && give < lacks });
  }
  return shares;
}

/** Needs whose waitlist still moves: a sealed one takes nobody new, but those who wait may fill what is given up. */
export const offersIn = (needStatus: string): boolean => needStatus === "open" || needStatus === "sealed";
