// The inbox as it leaves the server: ids, numbers and public words; the sentence is app/_copy/notices.ts's.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { NOTICE_KINDS } from "./rules";

export const PAGE_SIZE = 20;
/** What one screen can mark at once. */
const MARK_MAX = 100;

/** The last row of the page before: "milliseconds_id". */
const cursor = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/, "malformed");

export const inboxInput = z.strictObject({ cursor: optional(cursor) });
export const markReadInput = z.strictObject({
  ids: z.array(id).min(1, "required").max(MARK_MAX, "too_many"),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const noticeItem = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  at: z.date(),
  readAt: z.date().nullable(),
  needId: z.string().nullable(),
  /** Null where the need is not to be named (confidential), or there is none. */
  needTitle: z.string().nullable(),
  pledgeId: z.string().nullable(),
  /** Told as the one who pledged, not as the one who posted. */
  isHelper: z.boolean(),
  /** … as the one who posted. */
  isPoster: z.boolean(),
  /** In whose name the pledge was made, or which organisation it is about; null for a person. */
  organisation: z.string().nullable(),
  /** For whom the reader acts, who has no telephone. */
  forName: z.string().nullable(),
  line: z
    .object({
      kind: z.string(),
      direction: z.string().nullable(),
      item: z.string(),
      unit: z.string(),
      unitSize: z.number(),
    })
    .nullable(),
  /** Numbers and codes of the act: amount, wanted, accepted, refused, short, reason … */
  data: z.record(z.string(), value),
});
export type NoticeItem = z.infer<typeof noticeItem>;

export const inboxOutput = z.object({ items: z.array(noticeItem), next: z.string().nullable() });
export const unreadOutput = z.object({ unread: z.number() });
