// Who is in charge of a shift, which organisation runs it, and until when people are to be named: as the poster says it.
import { z } from "zod";
import { id, moment, optional, rowVersionOrNone } from "@/server/platform/schema";

export const appointInput = z.strictObject({
  slotId: id,
  /** The version the page was made from. */
  version: optional(rowVersionOrNone),
  /** Left out: nobody, no organisation; until withdrawing ends. */
  leadId: optional(id),
  organisationId: optional(id),
  namedUntil: optional(moment),
});
export type AppointInput = z.output<typeof appointInput>;

const somebody = z.object({ id: z.string(), name: z.string() });
export const whoRunsView = z.object({
  slotId: z.string(),
  version: z.number(),
  lead: somebody.nullable(),
  organisation: somebody.nullable(),
  namedUntil: z.date().nullable(),
  /** Who may be chosen; whoever is in charge now is among them. */
  people: z.array(somebody),
  organisations: z.array(somebody),
  /** The organisations that run it as it stands now, nobody having been named for it. */
  runs: z.array(z.string()),
  mayAppoint: z.boolean(),
});
export type WhoRuns = z.infer<typeof whoRunsView>;
export const appointAnswer = z.object({ slotId: z.string(), version: z.number() });
