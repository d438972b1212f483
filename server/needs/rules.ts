// The clocks and numbers of a need, and what of it the public will read. Pure: "now" is always given.
import { DAY_MS as DAY, dayOf, HOUR_MS as HOUR, intoDay } from "@/server/time";
import type { LineBody } from "./lines/schema";
import { measureOf } from "./units/rules";

/** A request is answered within this time (Reg. art. 13: promptly) … */
export const ANSWER_HOURS = 24;
/** … and an answer falls due only while a village office is open. */
export const OFFICE_OPENS = 9;
export const OFFICE_CLOSES = 18;
/** 还需要吗? is asked this long after publishing or the last answer; unanswered for the grace, the need leaves the lists. */
export const CONFIRM_DAYS = 7;
export const CONFIRM_GRACE_DAYS = 3;
/** Signing up for a shift, and withdrawing freely, end this long before it starts: time to find a stand-in. */
export const CUT_OFF_HOURS = 12;
/** Nothing is planned further ahead. */
export const AHEAD_MAX_DAYS = 366;
/** A shift is one day's work, also where it may be done any time. */
export const SHIFT_MAX_HOURS = 24;
/** Older produce is not sold here. */
export const PRODUCE_MAX_DAYS = 3 * 366;
/** Of goods, one helper holds this share before the poster approves, so that one telephone cannot lock 200,000 jin … */
export const SHARE_PERCENT = 50;
/** … where there are at least this many units: two rice cookers may come from one house. */
export const SHARE_FROM_UNITS = 20;
/** A person's purchase above this waits for the seller's word: 200 斤, or 20 packs or pieces. */
export const ASK_OVER_GRAMS = 100_000;
export const ASK_OVER_UNITS = 20;
/** Requests of one resident that wait for an answer at a time: a desk must not be flooded from one telephone. */
export const WAITING_MAX = 5;

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** When a request received now is overdue: a day later, or the next morning at nine where the office is closed then. */
export function answerDueAt(now: Date): Date {
  const due = later(now, ANSWER_HOURS * HOUR);
  const hour = intoDay(due) / HOUR;
  if (hour >= OFFICE_OPENS && hour <= OFFICE_CLOSES) return due;
  const opens = (hour < OFFICE_OPENS ? OFFICE_OPENS : 24 + OFFICE_OPENS) * HOUR;
  return later(due, opens - intoDay(due));
}

export const confirmDueAt = (now: Date): Date => later(now, CONFIRM_DAYS * DAY);
export const hideAt = (confirmDue: Date): Date => later(confirmDue, CONFIRM_GRACE_DAYS * DAY);
/** Seen from `from`: of less than a day the half, so that hands asked for tonight can be promised tonight. */
export const cutOffAt = (startsAt: Date | null, from: Date): Date | null =>
  startsAt &&
  later(startsAt, -Math.min(CUT_OFF_HOURS * HOUR, Math.max(0, startsAt.getTime() - from.getTime()) / 2));

type Dated = {
  startsAt: Date | null;
  endsAt: Date | null;
  returnBy: string | null;
  producedOn: string | null;
};

/** Field → reason, for every date that cannot be; empty where all are well. */
export function wrongDates(deadlineAt: Date, lines: readonly Dated[], now: Date): Record<string, string> {
  const wrong: Record<string, string> = {};
  const limit = later(now, AHEAD_MAX_DAYS * DAY);
  const ahead = (path: string, at: Date) => {
    if (at <= now) wrong[path] = "in_the_past";
    else if (at > limit) wrong[path] = "too_far";
  };
  ahead("deadlineAt", deadlineAt);
  const today = dayOf(now);
  lines.forEach(({ startsAt, endsAt, returnBy, producedOn }, i) => {
    if (startsAt) ahead(`lines.${i}.startsAt`, startsAt);
    if (startsAt && endsAt) {
      if (endsAt <= startsAt) wrong[`lines.${i}.endsAt`] = "ends_before_start";
      else if (endsAt.getTime() - startsAt.getTime() > SHIFT_MAX_HOURS * HOUR)
        wrong[`lines.${i}.endsAt`] = "too_long_shift";
    }
    if (returnBy && returnBy < today) wrong[`lines.${i}.returnBy`] = "in_the_past";
    else if (returnBy && returnBy > dayOf(later(limit, AHEAD_MAX_DAYS * DAY)))
      wrong[`lines.${i}.returnBy`] = "too_far";
    if (producedOn && producedOn > today) wrong[`lines.${i}.sale.producedOn`] = "in_the_future";
    else if (producedOn && producedOn < dayOf(later(now, -PRODUCE_MAX_DAYS * DAY)))
      wrong[`lines.${i}.sale.producedOn`] = "too_old";
  });
  return wrong;
}

/** What the slot of a line can hold. Of a sale: exactly the stock. */
export const ceilingOf = (line: Pick<LineBody, "direction" | "quantity" | "buffer">): number =>
  line.direction === "sale" ? line.quantity : line.quantity + line.buffer;

/** What one helper may hold before the poster approves; null: everything. In whole units. */
export function shareLimitOf(
  line: Pick<LineBody, "kind" | "direction" | "quantity" | "unitSize" | "shareLimit">,
): number | null {
  if (line.shareLimit !== null) return line.shareLimit;
  const units = Math.floor(line.quantity / line.unitSize);
  if (line.kind !== "goods" || line.direction === "loan" || units < SHARE_FROM_UNITS) return null;
  return Math.ceil((units * SHARE_PERCENT) / 100) * line.unitSize;
}

/** A person's purchase above this reserves nothing until the seller confirms (domain.md §6). */
export function askOverOf(line: Pick<LineBody, "unit" | "unitSize" | "sale">): number {
  if (line.sale?.askOver) return line.sale.askOver;
  return measureOf(line.unit) === "mass" ? ASK_OVER_GRAMS : ASK_OVER_UNITS * line.unitSize;
}

type PublicTexts = {
  title: string;
  story: string;
  risk: string;
  lines: readonly {
    item: string;
    note: string | null;
    place: string | null;
    shift?: { role: string | null } | null; // of a draft; later each shift's own act looks
    sale: { sellerName: string; product: string; referencePrice: string; licenceNo: string | null } | null;
  }[];
};

/** Every text of a need that strangers will read, by field: what the wording check is given. */
export function publicTexts(need: PublicTexts): Record<string, string | null> {
  const texts: Record<string, string | null> = { title: need.title, story: need.story, risk: need.risk };
  need.lines.forEach((line, i) => {
    texts[`lines.${i}.item`] = line.item;
    texts[`lines.${i}.note`] = line.note;
    texts[`lines.${i}.place`] = line.place;
    texts[`lines.${i}.role`] = line.shift?.role ?? null;
    texts[`lines.${i}.sale.sellerName`] = line.sale?.sellerName ?? null;
    texts[`lines.${i}.sale.product`] = line.sale?.product ?? null;
    texts[`lines.${i}.sale.licenceNo`] = line.sale?.licenceNo ?? null;
    texts[`lines.${i}.sale.referencePrice`] = line.sale?.referencePrice ?? null;
  });
  return texts;
}
