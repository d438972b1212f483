// What the recording unit, or those above, put right without having been asked.
import { z } from "zod";
import { id, key, moment, rowVersion, text } from "@/server/platform/schema";
import { REASON_MAX } from "../schema";

/** Of the record as it was read. */
export const putRightInput = z.strictObject({
  recordId: id,
  version: rowVersion,
  from: moment,
  to: moment,
  reason: text(REASON_MAX),
  key,
});
export type PutRightInput = z.infer<typeof putRightInput>;
/** done: less than stood, one person's word. proposed: it waits for a second. */
export const putRightAnswer = z.object({ outcome: z.enum(["done", "proposed"]) });
export type PutRightAnswer = z.infer<typeof putRightAnswer>;

export const strikeInput = z.strictObject({ recordId: id, version: rowVersion, reason: text(REASON_MAX) });
export type StrikeInput = z.infer<typeof strikeInput>;
