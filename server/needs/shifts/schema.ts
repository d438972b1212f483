// What a shift takes from outside. Its words are public; its times are moments; its seats whole people.
import { z } from "zod";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { SKILLS } from "@/server/people/profiles/schema";
import { codes, id, key, moment, optional, rowVersionOrNone, text } from "@/server/platform/schema";
import { SHIFT_STATUSES } from "./lifecycle";
import { SHIFT_KINDS, type ShiftTerms } from "./rules";

/** 搬运组, 登记引导: one line of a phone. */
export const ROLE_MAX = 40;
export const SHIFT_PLACE_MAX = 120;
/** Reg. art. 7: from 16 by their own income, otherwise with a guardian; the age gate itself is at pledging. */
export const MIN_AGE_RANGE = { min: 6, max: 65 } as const;

/** Checkboxes of a form as well as booleans. */
export const flag = z.preprocess(
  (v) =>
    v === "on" || v === "true" || v === "1" ? true : v === "" || v === "false" || v === "0" ? false : v,
  z.boolean("malformed").default(false),
);

export const minAge = optional(
  z.coerce
    .number("malformed")
    .int("not_whole")
    .min(MIN_AGE_RANGE.min, "too_small")
    .max(MIN_AGE_RANGE.max, "too_large"),
);

/** What a people line's form says of its first shift, beside what lines say anyway. */
export const shiftWords = {
  timing: z.enum(SHIFT_KINDS, "malformed").default("fixed"),
  role: optional(text(ROLE_MAX)),
  skills: codes(SKILLS),
  homeVisit: flag,
  paidTime: flag,
};

/** … and everything a shift says of itself, where it is added or changed alone. */
export const shiftFields = {
  ...shiftWords,
  place: optional(text(SHIFT_PLACE_MAX)),
  qualification: optional(z.enum(QUALIFICATIONS, "malformed")),
  minAge,
  dangerous: flag,
  insured: flag,
};

/** More heads than this need an organisation of their own. */
export const SEATS_MAX = 500;
export const seats = z.coerce
  .number("malformed")
  .int("not_whole")
  .min(1, "too_small")
  .max(SEATS_MAX, "too_large");

export const slotRef = z.strictObject({ slotId: id });
/** The version the page was made from: somebody quicker makes it MOVED_ON. Left out: whatever is there now. */
const version = optional(rowVersionOrNone);

export const addInput = z.strictObject({
  key,
  needId: id,
  version,
  lineId: id,
  startsAt: moment,
  endsAt: moment,
  seats,
  ...shiftFields,
});
export type AddBody = z.output<typeof addInput>;

export const changeInput = z.strictObject({
  slotId: id,
  version,
  startsAt: moment,
  endsAt: moment,
  seats,
  ...shiftFields,
});
export type ChangeBody = z.output<typeof changeInput>;

const termsShape = z.strictObject(shiftFields);
export const termsIn = (body: z.output<typeof termsShape>): ShiftTerms => ({
  kind: body.timing,
  role: body.role ?? null,
  place: body.place ?? null,
  skills: body.skills,
  qualification: body.qualification ?? null,
  minAge: body.minAge ?? null,
  dangerous: body.dangerous,
  insured: body.insured,
  homeVisit: body.homeVisit,
  paidTime: body.paidTime,
});

export const shiftAnswer = z.object({ slotId: z.string(), status: z.string(), version: z.number() });
export type ShiftAnswer = z.infer<typeof shiftAnswer>;

export const termsView = z.object({
  kind: z.enum(SHIFT_KINDS),
  role: z.string().nullable(),
  place: z.string().nullable(),
  skills: z.array(z.string()),
  qualification: z.string().nullable(),
  minAge: z.number().nullable(),
  dangerous: z.boolean(),
  insured: z.boolean(),
  homeVisit: z.boolean(),
  paidTime: z.boolean(),
});

/** What everybody may read of a shift. */
export const shiftWordsView = termsView.extend({
  status: z.enum(SHIFT_STATUSES),
  endReason: z.string().nullable(),
});

/** … and whoever posted. */
export const shiftView = shiftWordsView.extend({
  slotId: z.string(),
  needId: z.string(),
  lineId: z.string(),
  seriesId: z.string().nullable(),
  item: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  cutOffAt: z.date().nullable(),
  endNote: z.string().nullable(),
  seats: z.number(),
  taken: z.number(),
  remaining: z.number(),
  waiting: z.number(),
  walkIns: z.number(),
  isOpen: z.boolean(),
  version: z.number(),
});
export type ShiftView = z.infer<typeof shiftView>;
