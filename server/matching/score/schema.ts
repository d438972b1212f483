// The parts a score is made of, what each may weigh, and the reasons people are shown.
import { z } from "zod";
import { regionId, rowVersionOrNone, text } from "@/server/platform/schema";

/** Added, but for `connection`, which is taken off. */
export const PARTS = [
  "distance",
  "fit",
  "free",
  "urgency",
  "load",
  "history",
  "connection",
  "explore",
] as const;
export type Part = (typeof PARTS)[number];

/** Points a part counts at most. */
export type Weights = Record<Part, number>;
export const WEIGHT_MAX = 100;
/** More chance than this and an order explains nothing. */
export const EXPLORE_MAX = 20;
export const NOTE_MAX = 200;

/** A field that was emptied is no nought. */
const points = (most: number) =>
  z.preprocess(
    (typed) => (typeof typed === "string" && typed.trim() === "" ? undefined : typed),
    z.coerce.number("malformed").int("not_whole").min(0, "too_small").max(most, "too_large"),
  );

export const weights = z.strictObject(
  Object.fromEntries(
    PARTS.map((part) => [part, points(part === "explore" ? EXPLORE_MAX : WEIGHT_MAX)]),
  ) as unknown as Record<Part, z.ZodType<number>>,
);

/** version: the one that was read; 0 where the built-in ones held. */
export const setWeightsInput = z.strictObject({
  countyId: regionId,
  version: rowVersionOrNone,
  weights,
  note: text(NOTE_MAX),
});
export type SetWeightsInput = z.infer<typeof setWeightsInput>;
export const weightsRef = z.strictObject({ countyId: regionId });

const change = z.object({ part: z.enum(PARTS), from: z.number(), to: z.number() });
export type Change = z.infer<typeof change>;
export const weightsView = z.object({
  countyId: z.number(),
  version: z.number(),
  weights: z.object(Object.fromEntries(PARTS.map((part) => [part, z.number()])) as Record<Part, z.ZodNumber>),
  /** Newest first; changes: against the version before. */
  past: z.array(
    z.object({
      ...{ version: z.number(), note: z.string(), setBy: z.string(), setAt: z.date() },
      changes: z.array(change),
    }),
  ),
});
export type WeightsView = z.infer<typeof weightsView>;

/** What speaks for a match, in the order it is said. Words in app/_copy/matching.ts. */
export const REASONS = [
  "same_village",
  "same_town",
  "near",
  "same_county",
  "has", // a code they have that the line asks for
  "helped_before", // in this village
  "light_load", // this month
  "can_send", // as many people a week as are still open
  "free_then",
  "urgent",
  "still_open",
] as const;

export const reason = z.object({
  code: z.enum(REASONS),
  /** has: the code of the ability. */
  what: z.string().optional(),
  /** has: how many; light_load: pledges this month; can_send: people a week; helped_before: times; still_open: what is open, in smallest units. */
  count: z.number().optional(),
  /** helped_before: last time; urgent: until when. */
  at: z.date().optional(),
});
export type Reason = z.infer<typeof reason>;
