// A need's timeline as it leaves the server.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";

export const PAGE_SIZE = 30;

/** Whose acts the public may follow: what became of the need, and what came in. Amounts, never persons. */
export const PUBLIC_EVENTS = [
  "certification.made",
  "certification.revoked",
  "need.published",
  "need.paused",
  "need.resumed",
  "need.sealed",
  "need.settling",
  "need.completed",
  "need.reopened",
  "need.cancelled",
  "need.closed",
  "pledge.made",
  "pledge.approved",
  "pledge.accepted",
  "delivery.closed",
] as const;

/** Numbers of an act that the public may see. */
export const PUBLIC_DATA = ["amount", "accepted", "refused", "short", "stock", "round"] as const;

export const timelineInput = z.strictObject({ needId: id, cursor: optional(id) });

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const timelineItem = z.object({
  id: z.string(),
  aggregate: z.string(),
  event: z.string(),
  at: z.date(),
  /** Null for the public, and where nobody acted but the platform. */
  actor: z.object({ name: z.string(), role: z.string().nullable() }).nullable(),
  byPlatform: z.boolean(),
  /** In whose name a pledge stands, where that is an organisation. */
  organisation: z.string().nullable(),
  line: z
    .object({
      kind: z.string(),
      direction: z.string().nullable(),
      item: z.string(),
      unit: z.string(),
      unitSize: z.number(),
    })
    .nullable(),
  data: z.record(z.string(), value),
});
export type TimelineItem = z.infer<typeof timelineItem>;

/** full: the reader's own need or village; otherwise what everybody may see. */
export const timelineOutput = z.object({
  full: z.boolean(),
  items: z.array(timelineItem),
  next: z.string().nullable(),
});
