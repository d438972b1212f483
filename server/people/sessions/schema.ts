// Devices one is signed in on.
import { z } from "zod";

/** A session's id as the device list names it: of no use for signing in. */
export const endSessionInput = z.strictObject({
  id: z.string("required").regex(/^[0-9a-f]{64}$/, "malformed"),
});
export const everywhereInput = z.strictObject({ keepThis: z.boolean("malformed").default(false) });

export const deviceView = z.object({
  id: z.string(),
  device: z.string(),
  since: z.date(),
  seenAt: z.date(),
  current: z.boolean(),
});
export const cookiesAnswer = z.object({ cookies: z.array(z.string()) });
