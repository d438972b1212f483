// A guardian agrees that somebody under age serves.
import { z } from "zod";
import { id, optional, phone } from "@/server/platform/schema";
import { HOWS } from "../consents/schema";
import { tick } from "../entry/schema";
import { personName } from "../names/schema";

export const RELATIONS = ["parent", "grandparent", "other"] as const;
export type Relation = (typeof RELATIONS)[number];

/** "self": the guardian ticks on their own screen, acting for the child. Otherwise told to whoever writes it down. */
export const consentInput = z.strictObject({
  personId: optional(id), // left out: my own, told by me
  guardianName: personName,
  phone,
  relation: z.enum(RELATIONS, "required"),
  comesAlong: tick,
  how: z.enum(HOWS, "required"),
  agreed: tick.refine((v) => v, "required"),
});
export const takeBackInput = z.strictObject({ consentId: id });

export const consentView = z.object({
  id: z.string(),
  guardianName: z.string(),
  relation: z.enum(RELATIONS),
  comesAlong: z.boolean(),
  how: z.enum(HOWS),
  recordedBy: z.string(),
  givenAt: z.date(),
  withdrawnAt: z.date().nullable(),
});
export type ConsentInput = z.infer<typeof consentInput>;
