// A guardian agrees that somebody under age serves.
import { z } from "zod";
import { day, id, optional, phone } from "@/server/platform/schema";
import { HOWS } from "../consents/schema";
import { tick } from "../entry/schema";
import { personName } from "../names/schema";
import { MINOR_TIERS } from "./rules";

export const RELATIONS = ["parent", "grandparent", "other"] as const;
export type Relation = (typeof RELATIONS)[number];

/** "self": the guardian ticks on their own screen, acting for the child. Otherwise told to whoever writes it down. */
export const consentInput = z.strictObject({
  personId: id,
  organisationId: optional(id), // whose leader writes it down
  guardianName: personName,
  phone,
  relation: z.enum(RELATIONS, "required"),
  comesAlong: tick,
  how: z.enum(HOWS, "required"),
  agreed: tick.refine((v) => v, "required"),
});
export const takeBackInput = z.strictObject({ consentId: id, organisationId: optional(id) });
export const guardianInput = z.strictObject({ personId: optional(id), organisationId: optional(id) });

/** A child of mine, who comes under my word. */
export const childInput = z.strictObject({
  name: personName,
  bornOn: day,
  relation: z.enum(RELATIONS, "required"),
  comesAlong: tick,
  agreed: tick.refine((v) => v, "required"),
});

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
/** What an age asks for today, and what is on record. */
export const guardianView = z.object({
  age: z.number().nullable(),
  tier: z.enum(MINOR_TIERS),
  ages: z.object({ consent: z.number(), along: z.number(), refused: z.number() }),
  fault: z.enum(["too_young", "needs_guardian", "guardian_must_come"]).nullable(),
  consents: z.array(consentView),
  mayRecord: z.boolean(),
});
export type GuardianView = z.infer<typeof guardianView>;
export type ChildInput = z.infer<typeof childInput>;
export type ConsentInput = z.infer<typeof consentInput>;
