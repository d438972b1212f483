// 一村一法律顾问, 村调解员, 警务助理: who has agreed to be a village's first address for what they know.
import { z } from "zod";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { id, phone, regionId, rowVersion } from "@/server/platform/schema";

export const ADVISER_KINDS = ["lawyer", "mediator", "police_assistant"] as const;
export type AdviserKind = (typeof ADVISER_KINDS)[number];

/** A village has one or two of each; more is a list, not an adviser. */
export const ADVISERS_MAX = 3;

/** Found by their whole number, so that nobody can be browsed. */
export const appointInput = z.strictObject({
  regionId,
  kind: z.enum(ADVISER_KINDS, "required"),
  phone,
  name: z.string("required").trim().min(1, "required").max(40, "too_long"),
});
export type AppointInput = z.output<typeof appointInput>;

export const endInput = z.strictObject({ adviserId: id, version: rowVersion });
export type EndInput = z.output<typeof endInput>;

export const ofVillageInput = z.strictObject({ regionId });
export const adviserView = z.object({
  id: z.string(),
  kind: z.enum(ADVISER_KINDS),
  name: z.string(),
  since: z.date(),
  version: z.number(),
  /** The qualification of their office that nobody has verified yet: lines that ask for it do not ask them. */
  unverified: z.enum(QUALIFICATIONS).nullable(),
});
/** Offices of one's own. */
export const adviserOf = adviserView.omit({ name: true }).extend({ village: z.string() });

export const advisersOutput = z.object({
  village: z.string(),
  mayAppoint: z.boolean(),
  items: z.array(adviserView),
});
