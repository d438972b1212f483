// The record of a volunteer, its five classes together (Ord. 67 art. 5–10). The person's own part is people/profiles.
import { z } from "zod";
import { honourView } from "@/server/organisations/honours/schema";
import { qualificationView } from "@/server/organisations/qualifications/schema";
import { trainingView } from "@/server/organisations/training/schema";
import { id, optional } from "@/server/platform/schema";
import { askView } from "./asks/schema";
import { evaluationView } from "./evaluations/schema";

/** organisationId: one the person is in, whose leader looks. */
export const recordInput = z.strictObject({ personId: optional(id), organisationId: optional(id) });

export const recordView = z.object({
  personId: z.string(),
  name: z.string(),
  isMine: z.boolean(),
  /** The asker may say and ask things on the person's behalf; a leader who only looks may not. */
  keeps: z.boolean(),
  service: z.object({
    minutes: z.number(),
    entries: z.number(),
    stars: z.number(),
    toNext: z.number().nullable(), // minutes
  }),
  qualifications: z.array(qualificationView),
  training: z.array(trainingView),
  honours: z.array(honourView),
  evaluations: z.array(evaluationView),
  asks: z.array(askView),
});
export type RecordView = z.infer<typeof recordView>;
