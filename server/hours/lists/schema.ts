// A record as its person and those who answer for it read it.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { RECORD_STATUSES } from "../lifecycle";
import { CLASSES, FLAGS, WAITS_FOR } from "../schema";

export const recordView = z.object({
  recordId: z.string(),
  status: z.enum(RECORD_STATUSES),
  class: z.enum(CLASSES),
  from: z.date(),
  to: z.date().nullable(),
  minutes: z.number(),
  flags: z.array(z.enum(FLAGS)),
  waitsFor: z.enum(WAITS_FOR).nullable(),
  unit: z.string().nullable(), // 记录责任单位, by name
  dueAt: z.date().nullable(),
  reason: z.string().nullable(),
  /** In dispute since the recording unit itself wants it to be more, not since its person asked. */
  proposed: z.boolean(),
  /** The asker's word would make it count now. */
  mayConfirm: z.boolean(),
});
export type RecordView = z.infer<typeof recordView>;

export const mineInput = z.strictObject({ cursor: optional(id) });
export const mineView = z.object({
  /** Σ of the ledger. */
  minutes: z.number(),
  year: z.number(),
  yearMinutes: z.number(),
  waitingMinutes: z.number(),
  waiting: z.number(),
  items: z.array(
    recordView.omit({ mayConfirm: true }).extend({
      slotId: z.string(),
      needId: z.string(),
      title: z.string(),
      item: z.string(),
      organisation: z.string().nullable(),
      affiliations: z.array(z.string()),
    }),
  ),
  next: z.string().nullable(),
});
export type MineView = z.infer<typeof mineView>;

export const slotInput = z.strictObject({ slotId: id });
/** What a record, or a page of records, is about. */
const about = z.object({
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
});
export const shiftRecords = z.object({
  shift: about,
  records: z.array(
    recordView.extend({
      personId: z.string(),
      name: z.string(),
      own: z.boolean(),
      mayPutRight: z.boolean(),
    }),
  ),
});
export type ShiftRecords = z.infer<typeof shiftRecords>;

export const recordInput = z.strictObject({ recordId: id });
export const oneRecord = recordView.extend({
  shift: about,
  name: z.string(),
  own: z.boolean(),
  version: z.number(),
  /** Nothing is asked of it yet, and it is theirs, or somebody's they act for. */
  mayAsk: z.boolean(),
  /** It counts, nothing is asked of it, and the reader may put it right. */
  mayPutRight: z.boolean(),
});
export type OneRecord = z.infer<typeof oneRecord>;
