// Words of the hours: how an hour is known, what it waits for, and why.
import { z } from "zod";
import { id, text } from "@/server/platform/schema";

/** From the strongest to the weakest: a clock of ours at both ends, the leader's roll at the time, written down afterwards. */
export const CLASSES = ["scanned", "roll_call", "late"] as const;
export type HoursClass = (typeof CLASSES)[number];

/** Whose word a record waits for. */
export const WAITS_FOR = ["leader", "second", "parent", "district"] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];

/** What is remarkable about a record. Stored as words with spaces between. */
export const FLAGS = [
  "short_presence", // under the share of the shift that counts by itself
  "no_check_out", // the planned end was taken
  "overlap", // with another confirmed interval of the same person
  "long_day", // the person's day is longer than the rule allows by itself
  "paid_time", // falls in paid working time: kept, not counted
  "no_unit", // nobody is responsible for recording it (Ord. 67 art. 26)
  "changed", // the times are the leader's, not the clock's
  "late_entry", // written down afterwards by one, needs another
  "corrected", // the ledger was corrected afterwards
  "checked", // a spot check struck it, or put it right
  "nothing", // less than a minute
] as const;
export type Flag = (typeof FLAGS)[number];

/** Lines whose shifts earn hours. Goods never do: buying is not service (our reading of Ord. 67 art. 19). */
export const EARNING_LINES = ["people", "vehicle", "expertise"] as const;

/** A page of one's records, or of what waits. */
export const RECORDS_PAGE = 30;
/** Records confirmed in one act: an activity of a few hundred people. */
export const CONFIRM_MAX = 500;
/** A reason in words, as service_record.reason holds it. */
export const REASON_MAX = 200;

export const capacity = z.enum(["unit", "team", "community"]);
export type Capacity = z.infer<typeof capacity>;

export const confirmInput = z.strictObject({
  recordIds: z.array(id).min(1, "required").max(CONFIRM_MAX, "too_long"),
});
export type ConfirmInput = z.infer<typeof confirmInput>;
export const discardInput = z.strictObject({ recordId: id, reason: text(REASON_MAX) });
export type DiscardInput = z.infer<typeof discardInput>;
