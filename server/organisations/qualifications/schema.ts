// What the law or a training lets somebody do (Reg. art. 16): claimed with evidence, verified by somebody else, with an end.
import { z } from "zod";
import { day, id, optional, regionId, rowVersion, text } from "@/server/platform/schema";
import { QUALIFICATION_STATES } from "./lifecycle";

/** What a line or shift may ask for. "driver" is any licence. */
export const QUALIFICATIONS = [
  "lawyer",
  "doctor",
  "nurse",
  "mediator",
  "driver",
  "driver_a",
  "driver_c",
  "teacher",
  "counsellor",
  "electrician",
  "first_aid",
] as const;
export type Qualification = (typeof QUALIFICATIONS)[number];

/** What a person may claim: a licence says of which class it is. */
export const CLAIMABLE = QUALIFICATIONS.filter((kind) => kind !== "driver");
const kind = z.enum(QUALIFICATIONS, "required").refine((k) => k !== "driver", "required");

export const ISSUER_MAX = 80;
export const NUMBER_MAX = 40;
export const REASON_MAX = 200;
/** A page of the queue. */
export const QUEUE_LIMIT = 50;
/** Live claims one person may have waiting: each is looked at by somebody. */
export const CLAIMS_MAX = 5;

export const claimInput = z.strictObject({
  personId: optional(id), // left out: mine
  kind,
  number: optional(text(NUMBER_MAX)),
  issuer: text(ISSUER_MAX),
  expiresOn: optional(day), // left out: it does not run out
});

const step = {
  qualificationId: id,
  version: rowVersion,
};
export const dropInput = z.strictObject(step);
/** What the verifier looked at. */
export const SEEN = ["photo", "original"] as const;
export const verifyInput = z.strictObject({ ...step, seen: z.enum(SEEN, "required") });
export const refuseInput = z.strictObject({ ...step, reason: text(REASON_MAX) });
export const oneInput = z.strictObject({ qualificationId: id });
export const queueInput = z.strictObject({
  regionId,
  status: z.enum(["claimed", "verified"], "malformed").default("claimed"),
  after: optional(id),
});

/** As its owner and those above see it. Whoever asks for people with it sees kind and end alone. */
export const qualificationView = z.object({
  id: z.string(),
  kind: z.enum(QUALIFICATIONS),
  status: z.enum(QUALIFICATION_STATES),
  expired: z.boolean(),
  number: z.string().nullable(),
  issuer: z.string(),
  expiresOn: z.string().nullable(),
  verifiedAt: z.date().nullable(),
  verifiedBy: z.string().nullable(),
  reason: z.string().nullable(),
  photos: z.array(z.string()), // attachment ids
  claimedAt: z.date(),
  version: z.number(),
});

export const queueRow = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  home: z.string(),
  kind: z.enum(QUALIFICATIONS),
  issuer: z.string(),
  expiresOn: z.string().nullable(),
  claimedAt: z.date(),
});

/** To be decided: who claims what, and on which evidence. */
export const caseView = qualificationView.extend({
  personId: z.string(),
  name: z.string(),
  home: z.string(),
  isMine: z.boolean(),
});

export type CaseView = z.infer<typeof caseView>;
export type QueueRow = z.infer<typeof queueRow>;
export type ClaimInput = z.infer<typeof claimInput>;
export type VerifyInput = z.infer<typeof verifyInput>;
export type RefuseInput = z.infer<typeof refuseInput>;
export type QueueInput = z.infer<typeof queueInput>;
export type QualificationView = z.infer<typeof qualificationView>;
