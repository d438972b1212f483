import { z } from "zod";
import { id, optional, text } from "@/server/platform/schema";
import { NOTE_MAX } from "../schema";
import { VISIT_STATES } from "./lifecycle";
import { TOKEN_LENGTH } from "./rules";

const token = z.string().regex(new RegExp(`^[0-9a-f]{${TOKEN_LENGTH}}$`), "malformed");
export const tokenInput = z.strictObject({ token });
export const stopInput = z.strictObject({ token, note: optional(text(NOTE_MAX)) });
export const slotInput = z.strictObject({ slotId: id });

/** What the family reads. Names in full: these people come into their home. */
export const visitPage = z.object({
  slotId: z.string(),
  title: z.string(),
  item: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  state: z.enum(VISIT_STATES),
  over: z.boolean(), // it has begun, or is off: nothing to stop any more
  people: z.array(z.object({ name: z.string(), team: z.string().nullable() })),
  phone: z.string().nullable(), // of whoever leads them
  stopNote: z.string().nullable(),
});
export type VisitPage = z.infer<typeof visitPage>;

/** What those who run it read. */
export const visitStanding = z.object({
  state: z.enum(VISIT_STATES),
  toldAt: z.date().nullable(),
  stopNote: z.string().nullable(),
  identified: z.number(),
  familyPhone: z.boolean(), // a text message can reach the family
  link: z.string().nullable(), // path of the family's page; null for whoever leads the visit
});
export type VisitStanding = z.infer<typeof visitStanding>;
