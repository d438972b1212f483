// A need that runs, in few words.
import { z } from "zod";
import { cardLine } from "@/server/needs/listing/schema";
import { id } from "@/server/platform/schema";

/** Cards of one page. */
const RUNNING_MAX = 20;

export const runningInput = z.strictObject({
  needIds: z.array(id).min(1, "required").max(RUNNING_MAX, "too_many"),
});
export type RunningInput = z.output<typeof runningInput>;

/** Amounts in smallest units of the line. quantity: the place's ceiling, which its four parts fill. */
const runningNeed = z.object({
  needId: z.string(),
  status: z.string(),
  title: z.string(),
  dueAt: z.date(),
  /** Pledges that wait for the poster's yes, and those with something on its way. */
  requests: z.number(),
  moving: z.number(),
  lines: z.array(cardLine.omit({ id: true }).extend({ slotId: z.string() })),
});
export type RunningNeed = z.infer<typeof runningNeed>;
export const runningNeeds = z.array(runningNeed);
