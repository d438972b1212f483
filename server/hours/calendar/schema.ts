// The calendar of working days, as those who keep it say and see it.
import { z } from "zod";
import { day, text } from "@/server/platform/schema";

/** 国庆节 · 补班. */
export const DAY_NOTE_MAX = 20;
/** A notice of the State Council names some thirty days. */
export const DAYS_AT_ONCE = 60;

export const setDaysInput = z.strictObject({
  days: z
    .array(z.strictObject({ day, works: z.boolean("required"), note: text(DAY_NOTE_MAX) }))
    .min(1, "required")
    .max(DAYS_AT_ONCE, "too_many"),
});
export type SetDaysInput = z.infer<typeof setDaysInput>;
export const clearDayInput = z.strictObject({ day });
export const yearInput = z.strictObject({
  year: z.coerce.number("malformed").int("malformed").min(2020).max(2100),
});
export const dayRow = z.object({ day: z.string(), works: z.boolean(), note: z.string() });
export const calendarView = z.object({ year: z.number(), days: z.array(dayRow), mayChange: z.boolean() });
