import { z } from "zod";

/** leftKnown: false where the planned end stands in. seen: has a presence, checked out by plan. */
export const lateRow = z.object({
  personId: z.string(),
  name: z.string(),
  from: z.date(),
  to: z.date().nullable(),
  leftKnown: z.boolean(),
  seen: z.boolean(),
});
export type LateRow = z.infer<typeof lateRow>;
