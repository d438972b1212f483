// What a ranking shows: ids, public names, reasons. Never a telephone number.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { HELPER_KINDS } from "../candidates/schema";
import { PARTS, type Part, reason } from "../score/schema";

export const SHOWN = 20;
export const SHOWN_MAX = 50;
const limit = optional(
  z.coerce.number("malformed").int("not_whole").min(1, "too_small").max(SHOWN_MAX, "too_large"),
);

/** slotId left out: the first one of the need that still takes pledges. */
export const whoInput = z.strictObject({ needId: id, slotId: optional(id), limit });
export type WhoInput = z.infer<typeof whoInput>;
/** organisationId left out: for me. */
export const forMeInput = z.strictObject({ organisationId: optional(id), limit });
export type ForMeInput = z.infer<typeof forMeInput>;

const score = {
  score: z.number(),
  parts: z.object(Object.fromEntries(PARTS.map((part) => [part, z.number()])) as Record<Part, z.ZodNumber>),
  reasons: z.array(reason),
};

/** Why somebody who is named could not take it as it stands. */
export const WHY_NOT = ["lacks_qualification", "lacks_equipment", "too_few"] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** What stands against asking them now: they were asked and have not answered, or had the week's invitations. */
export const NOT_NOW = ["waiting", "enough"] as const;
export type NotNow = (typeof NOT_NOW)[number];

const helperRow = z.object({
  helperKind: z.enum(HELPER_KINDS),
  helperId: z.string(),
  /** Of an organisation; a person's is masked unless they agreed to be named. */
  name: z.string(),
  /** Of the organisation; empty for a person. */
  kind: z.string(),
  whyNot: z.array(z.enum(WHY_NOT)),
  notNow: z.enum(NOT_NOW).nullable(),
  reasons: score.reasons,
  /** Of a person neither: they would tell a stranger how busy somebody is, and whom they helped. */
  score: score.score.nullable(),
  parts: score.parts.nullable(),
});
export type HelperRow = z.infer<typeof helperRow>;

const slotWords = {
  slotId: z.string(),
  lineId: z.string(),
  lineKind: z.string(),
  direction: z.string().nullable(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  remaining: z.number(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
};

export const whoOutput = z.object({
  needId: z.string(),
  title: z.string(),
  slot: z.object(slotWords).nullable(),
  /** The others of this need that still take pledges. */
  slots: z.array(
    z.object({ slotId: z.string(), lineKind: z.string(), item: z.string(), startsAt: z.date().nullable() }),
  ),
  rows: z.array(helperRow),
  /** How many were looked at. */
  looked: z.number(),
  /** Positions here are invented. */
  synthetic: z.boolean(),
  weights: z.object(Object.fromEntries(PARTS.map((part) => [part, z.number()])) as Record<Part, z.ZodNumber>),
  weightsVersion: z.number(),
  shownId: z.string().nullable(),
});
export type Who = z.infer<typeof whoOutput>;

const needRow = z.object({
  needId: z.string(),
  title: z.string(),
  place: z.string(),
  dueAt: z.date(),
  ...slotWords,
  ...score,
});
export const forMeOutput = z.object({
  rows: z.array(needRow),
  looked: z.number(),
  weightsVersion: z.number(),
  shownId: z.string().nullable(),
});
export type ForMe = z.infer<typeof forMeOutput>;

export const shownInput = z.strictObject({
  shownId: z.string("malformed").regex(/^[0-9a-f]{64}$/, "malformed"),
});
/** A ranking explained afterwards: the parts that were counted, with the weights that held then. */
export const shownOutput = z.object({
  shownId: z.string(),
  kind: z.enum(["helpers", "needs"]),
  subjectId: z.string(),
  at: z.date(),
  weightsVersion: z.number(),
  weights: z.object(Object.fromEntries(PARTS.map((part) => [part, z.number()])) as Record<Part, z.ZodNumber>),
  rows: z.array(
    z.object({
      id: z.string(),
      reasons: score.reasons,
      score: score.score.nullable(),
      parts: score.parts.nullable(),
    }),
  ),
});
export type Shown = z.infer<typeof shownOutput>;
