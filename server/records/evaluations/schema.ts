// What those who ran a service and those who were helped say of it (Ord. 67 art. 10): of all who came, or of one volunteer.
import { z } from "zod";
import { id, optional, text } from "@/server/platform/schema";

export const SIDES = ["organiser", "beneficiary"] as const;
export type Side = (typeof SIDES)[number];

export const WORDS_MAX = 200;
/** One shift's people (needs/lines: PEOPLE_MAX), and the one of all. */
export const GIVEN_MAX = 501;

const score = z.coerce.number("required").int("malformed").min(1, "malformed").max(5, "malformed");
const one = z.strictObject({
  personId: optional(id), // left out: of all who came
  score,
  words: optional(text(WORDS_MAX)),
});

export const giveInput = z.strictObject({
  slotId: id,
  side: z.enum(SIDES, "required"),
  given: z.array(one).min(1, "required").max(GIVEN_MAX, "too_many"),
});
export const shiftInput = z.strictObject({ slotId: id });

/** What there is to say of a shift, and what this asker's sides have said already. */
export const shiftView = z.object({
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  over: z.boolean(),
  sides: z.array(z.enum(SIDES)),
  people: z.array(z.object({ personId: z.string(), name: z.string() })),
  given: z.array(
    z.object({
      side: z.enum(SIDES),
      personId: z.string().nullable(),
      score: z.number(),
      words: z.string().nullable(),
    }),
  ),
});

/** As the volunteer reads it. */
/** title and words: null to who is not part of a confidential need. */
export const evaluationView = z.object({
  id: z.string(),
  title: z.string().nullable(),
  at: z.date(),
  side: z.enum(SIDES),
  ofAll: z.boolean(),
  score: z.number(),
  words: z.string().nullable(),
});

export type GiveInput = z.infer<typeof giveInput>;
export type ShiftView = z.infer<typeof shiftView>;
export type EvaluationView = z.infer<typeof evaluationView>;
