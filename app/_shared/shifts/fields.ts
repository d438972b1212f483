// A shift between its form, the server's input and what is there already. Pure.
import { dateTimeValue, dateValue } from "@/app/_copy/dates";
import { momentOf } from "@/app/_shared/desk/need-fields";
import { said } from "@/app/_shared/site/fields";
import type { ShiftTerms } from "@/server/needs/shifts/rules";

type Qualification = "lawyer";
type Skill = "loading";

/** What a shift says of itself, by the form's names. */
export const termsOf = (fields: FormData) => ({
  timing: (said(fields, "timing") ?? "fixed") as "fixed",
  role: said(fields, "role"),
  place: said(fields, "place"),
  // several ticks, or one text with commas where a draft keeps one value a name
  skills: fields.getAll("skills").flatMap((v) => String(v).split(",").filter(Boolean)) as Skill[],
  qualification: said(fields, "qualification") as Qualification | undefined,
  minAge: said(fields, "minAge"),
  dangerous: fields.get("dangerous") === "on",
  insured: fields.get("insured") === "on",
  homeVisit: fields.get("homeVisit") === "on",
  paidTime: fields.get("paidTime") === "on",
});

export const timesOf = (fields: FormData) => ({
  startsAt: momentOf(said(fields, "startsAt")) as Date,
  endsAt: momentOf(said(fields, "endsAt")) as Date,
  seats: said(fields, "seats") ?? "",
});

/** 每周 and 每月: days and clock times, as typed. */
export const patternOf = (fields: FormData) => ({
  every: (said(fields, "every") ?? "") as "week",
  firstOn: said(fields, "firstOn") ?? "",
  lastOn: said(fields, "lastOn") ?? "",
  startTime: said(fields, "startTime") ?? "",
  endTime: said(fields, "endTime") ?? "",
  seats: said(fields, "seats") ?? "",
  ...termsOf(fields),
});

export type Terms = Omit<ShiftTerms, "kind"> & { kind: string };
export type Values = Record<string, string[]>;

const one = (value: string | number | null | undefined) =>
  value === null || value === undefined || value === "" ? [] : [String(value)];
const on = (value: boolean) => (value ? ["on"] : []);

export const termsValues = (t: Terms): Values => ({
  timing: [t.kind],
  role: one(t.role),
  place: one(t.place),
  skills: t.skills,
  qualification: one(t.qualification),
  minAge: one(t.minAge),
  dangerous: on(t.dangerous),
  insured: on(t.insured),
  homeVisit: on(t.homeVisit),
  paidTime: on(t.paidTime),
});

export const shiftValues = (
  s: Terms & { startsAt: Date | null; endsAt: Date | null; seats: number },
): Values => ({
  ...termsValues(s),
  startsAt: s.startsAt ? [dateTimeValue(s.startsAt)] : [],
  endsAt: s.endsAt ? [dateTimeValue(s.endsAt)] : [],
  seats: [String(s.seats)],
});

const WEEK = 7 * 86_400_000;
/** The same hours, a week on from it or from now, whichever is later. */
export function againValues(
  s: Terms & { startsAt: Date | null; endsAt: Date | null; seats: number },
  now: Date,
): Values {
  if (s.startsAt === null || s.endsAt === null) return shiftValues(s);
  const weeks = Math.max(1, Math.ceil((now.getTime() - s.startsAt.getTime()) / WEEK));
  const later = (at: Date) => new Date(at.getTime() + weeks * WEEK);
  return shiftValues({ ...s, startsAt: later(s.startsAt), endsAt: later(s.endsAt) });
}

const two = (n: number) => String(n).padStart(2, "0");
export const clockValue = (minute: number): string =>
  `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`;

/** Tomorrow at that time of day. */
export function templateValues(
  t: Terms & { seats: number; startMinute: number; minutes: number },
  now: Date,
): Values {
  const day = dateValue(new Date(now.getTime() + 86_400_000));
  const start = new Date(`${day}T${clockValue(t.startMinute)}:00+08:00`);
  const end = new Date(start.getTime() + t.minutes * 60_000);
  return shiftValues({ ...t, startsAt: start, endsAt: end });
}
