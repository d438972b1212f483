// What volunteers were taught (Ord. 67 art. 8): one course, for one or many members.
import { z } from "zod";
import { day, id, optional, rowVersion, text } from "@/server/platform/schema";

export const TRAINING_TITLE_MAX = 60;
/** A course of several weeks. */
export const TRAINING_HOURS_MAX = 100;
/** One hall. */
export const TRAINED_MAX = 200;

/** Hours as people say them: 2, 1.5; kept in whole minutes. */
const hours = z.coerce
  .number("malformed")
  .positive("too_small")
  .max(TRAINING_HOURS_MAX, "too_large")
  .transform((h) => Math.round(h * 60))
  .refine((minutes) => minutes > 0, "too_small");

export const recordInput = z.strictObject({
  organisationId: id,
  personIds: z.preprocess(
    (v) => (v === undefined || v === "" ? [] : Array.isArray(v) ? v : [v]),
    z.array(id).min(1, "required").max(TRAINED_MAX, "too_many"),
  ),
  title: text(TRAINING_TITLE_MAX),
  heldOn: day,
  hours,
});
export const endInput = z.strictObject({
  trainingId: id,
  version: rowVersion,
});
export const listInput = z.strictObject({ organisationId: id, after: optional(id) });

export const trainingView = z.object({
  id: z.string(),
  title: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  heldOn: z.string(),
  minutes: z.number(),
  version: z.number(),
});
/** Who was taught what, for the organisation that recorded it. */
export const trainedRow = trainingView.extend({ personId: z.string(), name: z.string() });

export type RecordInput = z.infer<typeof recordInput>;
export type TrainingView = z.infer<typeof trainingView>;
