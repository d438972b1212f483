import { z } from "zod";
import { id, key, optional } from "@/server/platform/schema";
import { amountInUnit } from "../schema";
import { RECURRING_STATUSES } from "./lifecycle";

/** Every month has it. */
export const DAY_MAX = 28;
/** Two years; then asked anew. */
export const MONTHS_MAX = 24;

export const startInput = z
  .strictObject({
    slotId: id,
    amount: amountInUnit,
    dayOfMonth: z.coerce.number("malformed").int("not_whole").min(1, "too_small").max(DAY_MAX, "too_large"),
    months: z.coerce.number("malformed").int("not_whole").min(2, "too_small").max(MONTHS_MAX, "too_large"),
    organisationId: optional(id),
    forPersonId: optional(id),
    key,
  })
  .refine((v) => !(v.organisationId && v.forPersonId), { path: ["forPersonId"], message: "malformed" });
export type StartInput = z.input<typeof startInput>;

export const recurringRef = z.strictObject({ recurringId: id });
export const startAnswer = z.object({ recurringId: z.string(), nextOn: z.string() });
export type StartAnswer = z.infer<typeof startAnswer>;

export const recurringOutput = z.object({
  id: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  amount: z.number(),
  dayOfMonth: z.number(),
  monthsLeft: z.number(),
  nextOn: z.string().nullable(),
  organisationId: z.string().nullable(),
  status: z.enum(RECURRING_STATUSES),
});
export type Recurring = z.infer<typeof recurringOutput>;
