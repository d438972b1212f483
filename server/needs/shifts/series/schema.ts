// 每周 and 每月: what a series takes from outside, and what its preview says.
import { z } from "zod";
import { day, id, key, optional, rowVersion } from "@/server/platform/schema";
import { seats, shiftFields, termsView } from "../schema";
import { EVERY, FATES } from "./rules";

/** HH:MM on the wall in China. */
const clock = z
  .string("required")
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not_a_time")
  .transform((s) => Number(s.slice(0, 2)) * 60 + Number(s.slice(3)));
const version = optional(rowVersion);

const pattern = {
  every: z.enum(EVERY, "required"),
  firstOn: day,
  lastOn: day,
  startTime: clock,
  endTime: clock, // at or before startTime: the next day
  seats,
  ...shiftFields,
};

export const previewNewInput = z.strictObject({ needId: id, lineId: id, ...pattern });
export type PreviewNewBody = z.output<typeof previewNewInput>;
export const addSeriesInput = z.strictObject({ key, version, needId: id, lineId: id, ...pattern });
export type AddSeriesBody = z.output<typeof addSeriesInput>;

export const previewChangeInput = z.strictObject({ seriesId: id, ...pattern });
export type PreviewChangeBody = z.output<typeof previewChangeInput>;
/** plan: what the preview showed. Where it would be something else now, MOVED_ON. */
export const changeSeriesInput = z.strictObject({
  key,
  seriesId: id,
  plan: z.string().length(64),
  ...pattern,
});
export type ChangeSeriesBody = z.output<typeof changeSeriesInput>;

export const planRow = z.object({
  slotId: z.string().nullable(),
  startsAt: z.date(),
  endsAt: z.date(),
  fate: z.enum(FATES),
  seats: z.number(),
  people: z.number(), // who would be told
});
export const planView = z.object({ rows: z.array(planRow), plan: z.string(), changes: z.number() });
export type PlanView = z.infer<typeof planView>;

export const seriesRef = z.strictObject({ seriesId: id });
export const seriesView = z.object({
  seriesId: z.string(),
  needId: z.string(),
  lineId: z.string(),
  every: z.enum(EVERY),
  firstOn: z.string(),
  lastOn: z.string(),
  startMinute: z.number(),
  minutes: z.number(),
  seats: z.number(),
  terms: termsView,
});
export const seriesAnswer = z.object({
  seriesId: z.string(),
  needId: z.string(),
  added: z.number(),
  changed: z.number(),
  calledOff: z.number(),
});
export type SeriesAnswer = z.infer<typeof seriesAnswer>;
