import { z } from "zod";
import { id, key, optional } from "@/server/platform/schema";
import { shiftBrief } from "../seats/schema";

/** personId: for whom the asker acts, or a member of the team they lead. Left out: the asker. */
export const takeInput = z.strictObject({ standInId: id, personId: optional(id), key: optional(key) });
export type TakeInput = z.input<typeof takeInput>;
export const standInRef = z.strictObject({ standInId: id });

export const takenAnswer = z.object({ pledgeId: z.string(), seatId: z.string().nullable() });
export type TakenAnswer = z.infer<typeof takenAnswer>;

/** A place somebody could take. why: a reason code of eligibility; null where the reader can. */
export const searchItem = z.object({
  standInId: z.string(),
  status: z.string(),
  organisationName: z.string().nullable(), // whose place it is; null: a person's own
  mine: z.boolean(), // it is the reader's own place
  team: z.boolean(), // the reader is a member: they would come with that organisation
  why: z.string().nullable(),
  shift: shiftBrief,
});
export type SearchItem = z.infer<typeof searchItem>;
