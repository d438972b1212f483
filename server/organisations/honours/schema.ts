// A title on a person, such as 罗庄好人, with grantor and date (Ord. 67 art. 9).
import { z } from "zod";
import { day, id, optional, rowVersion, text } from "@/server/platform/schema";

export const HONOUR_TITLE_MAX = 40;
export const GRANTOR_MAX = 80;
/** What one person can have been given in a life, and more. */
export const HONOURS_MAX = 100;

export const giveInput = z.strictObject({
  personId: id,
  organisationId: optional(id), // the organisation's own; left out: the district's or town's
  title: text(HONOUR_TITLE_MAX),
  grantor: optional(text(GRANTOR_MAX)), // of the district's; an organisation grants in its own name
  grantedOn: day,
});
export const endInput = z.strictObject({
  honourId: id,
  version: rowVersion,
});

export const honourView = z.object({
  id: z.string(),
  title: z.string(),
  grantor: z.string(),
  grantedOn: z.string(),
  /** Of an organisation itself, not of the district. */
  organisationId: z.string().nullable(),
  version: z.number(),
});
export type GiveInput = z.infer<typeof giveInput>;
export type HonourView = z.infer<typeof honourView>;
