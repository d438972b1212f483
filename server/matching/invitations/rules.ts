// How long an invitation stands, how many a week are bearable, and how much is asked of whom. Pure.

import { stepOf } from "@/server/pledges/making/rules";
import { byDay } from "@/server/pledges/offers/rules";
import { wholeSteps } from "@/server/pledges/rules";
import { DAY_MS as DAY, dateOf, dayOf, HOUR_MS as HOUR, instantOf, wallOf } from "@/server/time";
import { kindsFor } from "../advisers/rules";

/** Two days: a team leader asks around in the evening, and somebody who looks once a day has looked twice. */
export const ANSWER_HOURS = 48;

/**
 * Until when an answer is waited for: by day in China, and never past half of what is left until `until` (the shift, its cut-off,
 * the deadline), so that silence leaves time to ask somebody else.
 */
export function answerEnd(sentAt: Date, until: Date): Date {
  const usual = byDay(new Date(sentAt.getTime() + ANSWER_HOURS * HOUR));
  const half = (sentAt.getTime() + until.getTime()) / 2;
  return new Date(Math.max(sentAt.getTime(), Math.min(usual.getTime(), half)));
}

/** The earliest of what ends a slot's asking. */
export function untilOf(slot: { cut_off_at: Date | null; starts_at: Date | null; deadline_at: Date }): Date {
  const ends = [slot.cut_off_at, slot.starts_at, slot.deadline_at].flatMap((at) =>
    at ? [at.getTime()] : [],
  );
  return new Date(Math.min(...ends));
}

/** Invitations a helper gets in a week from all needs together: about one every two days. */
export const WEEKLY_CAP = 3;
/** … where little is filled and little time is left, a few more may be asked of them. */
export const WEEKLY_CAP_LOW = 5;
export const LOW_FILL = 0.25;
export const LOW_WITHIN_HOURS = 72;

/** Whether a slot may draw on the larger cap. */
export const isLow = (slot: { ceiling: number; remaining: number }, until: Date, now: Date): boolean =>
  slot.ceiling > 0 &&
  (slot.ceiling - slot.remaining) / slot.ceiling < LOW_FILL &&
  until.getTime() - now.getTime() <= LOW_WITHIN_HOURS * HOUR;

export const weeklyCap = (low: boolean): number => (low ? WEEKLY_CAP_LOW : WEEKLY_CAP);

/** Invitations of one week, from all needs together, up to which a helper may be asked for this slot. */
export const capOf = (slot: { ceiling: number; remaining: number }, until: Date, now: Date): number =>
  weeklyCap(isLow(slot, until, now));

/** The Monday in China of the week, YYYY-MM-DD. */
export function weekOf(at: Date): string {
  const since = (wallOf(at).getUTCDay() + 6) % 7;
  return dayOf(new Date(at.getTime() - since * DAY));
}

/** When the week after begins in China. */
export const nextWeek = (at: Date): Date => instantOf(dateOf(weekOf(at)).getTime() + 7 * DAY);

/** Where there are parties to a matter: what is confidential, and what a mediator or lawyer is asked for (domain.md §7). */
export const asksConflict = (line: {
  lane: string;
  kind: string;
  item: string;
  qualification: string | null;
}): boolean =>
  line.lane !== "open" || kindsFor(line).some((kind) => kind === "lawyer" || kind === "mediator");

/** One open invitation per helper and slot. */
export const openKey = (slotId: string, helperId: string): string => `${slotId}:${helperId}`;

/** A part of the whole where nothing is known of what a helper can take: ten such fill it. */
export const USUAL_SHARES = 10;
/** People asked of a team that has not said how many it can send in a week. */
export const USUAL_TEAM = 4;

type AskedLine = {
  kind: string;
  unit: string;
  unit_size: number;
  ceiling: number;
  remaining: number;
  share_limit: number | null;
};

/** What a helper is asked for, in smallest units: never above what is left, nor above what one may hold without being approved. 0: nothing. */
export function askOf(
  line: AskedLine,
  helper: { helperKind: string; capacity: number | null; suggested?: number | null },
): number {
  const most = Math.min(line.remaining, line.share_limit ?? line.remaining);
  return wholeSteps(Math.min(most, wished(line, helper)), stepOf(line));
}

function wished(
  line: AskedLine,
  helper: { helperKind: string; capacity: number | null; suggested?: number | null },
): number {
  if (helper.suggested) return helper.suggested;
  if (line.kind === "people") return line.unit_size * peopleOf(line.remaining / line.unit_size, helper);
  if (line.kind !== "goods") return line.unit_size;
  return shareOfGoods(line.unit_size, line.ceiling);
}

/** A tenth of all, in a number people say; unitSize and ceiling in smallest units. */
export const shareOfGoods = (unitSize: number, ceiling: number): number =>
  unitSize * roundly(Math.max(1, ceiling / unitSize / USUAL_SHARES));

/** Of a person one; of a team what it can send, and of many places not more than half: two teams meet, and neither carries all. */
function peopleOf(
  open: number,
  { helperKind, capacity }: { helperKind: string; capacity: number | null },
): number {
  if (helperKind === "person") return 1;
  const team = capacity !== null && capacity > 1 ? capacity : USUAL_TEAM; // one: nobody but its leader is known
  return Math.min(team, Math.max(USUAL_TEAM, Math.ceil(open / 2)));
}

/** Numbers people say: 1, 2 or 5 and noughts, not above n (n ≥ 1). */
export function roundly(n: number): number {
  const ten = 10 ** Math.floor(Math.log10(n));
  return ([5, 2, 1].find((first) => first * ten <= n) ?? 1) * ten;
}
