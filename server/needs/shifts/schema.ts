// What a shift takes from outside. Its words are public; its times are moments; its seats whole people.
import { z } from "zod";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { codes, SKILLS } from "@/server/people/profiles/schema";
import { optional, text } from "@/server/platform/schema";
import { SHIFT_KINDS } from "./rules";

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
