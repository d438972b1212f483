// What may be asked of the list of open needs, and what it shows: public fields only.
import { z } from "zod";
import { id, moment, optional, regionId, text } from "@/server/platform/schema";

export const PAGE = 20;
export const PAGE_MAX = 50;
export const TEXT_MAX = 40;
/** The kind under which every listed need stands once. */
export const ANY = "any";
export const LISTED_KINDS = [ANY, "goods", "people", "vehicle", "expertise"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** Where a page ended: due time in milliseconds, then the need. */
const cursor = z
  .string("malformed")
  .regex(/^\d{1,15}\.[0-9a-f-]{36}$/, "malformed")
  .transform((s) => {
    const [at, needId] = s.split(".") as [string, string];
    return { dueAt: new Date(Number(at)), needId };
  })
  .pipe(z.object({ dueAt: z.date("malformed"), needId: id }));
export type Cursor = z.output<typeof cursor>;

export const listOpenInput = z.strictObject({
  regionId: optional(regionId),
  kind: optional(z.enum(LISTED_KINDS, "malformed")),
  text: optional(text(TEXT_MAX)),
  dueAfter: optional(moment),
  dueBefore: optional(moment),
  cursor: optional(cursor),
  limit: optional(
    z.coerce.number("malformed").int("not_whole").min(1, "too_small").max(PAGE_MAX, "too_large"),
  ),
});

const slotParts = z.object({
  accepted: z.number(),
  onTheWay: z.number(),
  promised: z.number(),
  remaining: z.number(),
});
export const cardLine = z.object({
  id: z.string(),
  kind: z.string(),
  direction: z.string().nullable(),
  item: z.string(),
  quantity: z.number(),
  unit: z.string(),
  unitSize: z.number(),
  approx: z.boolean(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  waiting: z.number(),
  parts: slotParts,
});
export const needCard = z.object({
  id: z.string(),
  title: z.string(),
  status: z.literal("open"),
  /** 高都街道 西潘墩村 */
  place: z.string(),
  countyId: z.number(),
  townId: z.number(),
  villageId: z.number(),
  dueAt: z.date(),
  publishedAt: z.date().nullable(),
  /** Some sale line's stock was seen by somebody other than the seller. */
  certified: z.boolean(),
  lines: z.array(cardLine),
});
export type NeedCard = z.infer<typeof needCard>;

/** A page may hold fewer cards than asked for and still have a next one: a search looks at so many needs at a time. */
export const listOpenOutput = z.object({ cards: z.array(needCard), next: z.string().nullable() });
export type OpenPage = z.infer<typeof listOpenOutput>;
