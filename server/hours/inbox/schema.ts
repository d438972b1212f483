// What is still to be done about hours, with the working days that are left (Ord. 67 art. 11).
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { ABOUTS } from "../corrections/schema";

/** Shown at once; the rest comes as these are done. */
export const INBOX_MAX = 60;

/** Left out: everything the asker answers for. */
export const inboxInput = z.strictObject({ organisationId: optional(id) });

export const inboxItem = z.object({
  /** close: a shift that is over and not closed · confirm: hours that wait for a word · answer: a question about a record. */
  kind: z.enum(["close", "confirm", "answer"]),
  /** What the question is about; appealed: it went on to the district. */
  about: z.enum(ABOUTS).nullable(),
  appealed: z.boolean(),
  id: z.string(), // slot, slot, correction
  title: z.string(),
  item: z.string(),
  count: z.number(), // people
  at: z.date(), // when it was served, or asked
  dueAt: z.date(),
  daysLeft: z.number(), // working days; negative: overdue
});
export const inboxView = z.object({ items: z.array(inboxItem), more: z.boolean() });
export type InboxItem = z.infer<typeof inboxItem>;
