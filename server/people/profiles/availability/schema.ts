// Whether somebody may be asked for help, when they are free, and how far they go. Said by themselves alone.
import { z } from "zod";
import { codes, rowVersionOrNone } from "@/server/platform/schema";

/** Parts of a week; bit i of `person_profile.free_parts` is the part at i. Append only. */
export const WEEK_PARTS = [
  "weekday_morning",
  "weekday_afternoon",
  "weekday_evening",
  "weekend_morning",
  "weekend_afternoon",
  "weekend_evening",
] as const;
export type WeekPart = (typeof WEEK_PARTS)[number];

/** As far as somebody goes from where they live: within the village, the town, the county (district), or anywhere. */
export const REACHES = ["village", "town", "county", "any"] as const;
export type Reach = (typeof REACHES)[number];

/** `version` is the profile's that was read; 0 where nothing was said before. */
export const availabilityInput = z.strictObject({
  invitable: z.boolean().default(false),
  free: codes(WEEK_PARTS),
  reach: z.enum(REACHES, "malformed"),
  version: rowVersionOrNone,
});

export const availabilityView = z.object({
  /** May be named, masked, to whoever looks for help. */
  invitable: z.boolean(),
  /** Empty where nothing was said: no part of the week is excluded then. */
  free: z.array(z.enum(WEEK_PARTS)),
  reach: z.enum(REACHES),
});

export type AvailabilityInput = z.infer<typeof availabilityInput>;
