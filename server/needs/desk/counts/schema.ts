// How a district or town is doing, place by place: no names, no ranking, just what is open and how long.
import { z } from "zod";
import { regionId } from "@/server/platform/schema";

/** Open for at most so many days: this week, this month, longer. */
export const AGES = [7, 30] as const;

export const countsInput = z.strictObject({ regionId });
export type CountsInput = z.infer<typeof countsInput>;

export const countsOutput = z.object({
  /** The places right below, in the order of their codes; needs of the whole region itself stand first with placeId 0. */
  rows: z.array(
    z.object({
      placeId: z.number(),
      place: z.string(),
      waiting: z.number(), // submitted, not answered yet
      late: z.number(), // … and past its answer clock
      week: z.number(), // open for up to 7 days
      month: z.number(), // … up to 30
      older: z.number(),
      settling: z.number(), // sealed, or being settled
    }),
  ),
  asOf: z.date(),
});
export type Counts = z.infer<typeof countsOutput>;
