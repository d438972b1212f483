// Public totals of a region.
import { z } from "zod";
import { optional, regionId } from "@/server/platform/schema";

/** Left out: the whole platform. */
export const totalsInput = z.strictObject({ regionId: optional(regionId) });
export const totalsOutput = z.object({
  /** 截至: what happened up to here is counted. */
  at: z.date(),
  needsOpen: z.number(),
  needsCompleted: z.number(),
  goodsGrams: z.number(),
  vehicles: z.number(),
  placesFilled: z.number(),
  organisations: z.number(),
});
