// How a district or town is doing in a period, place by place in administrative order.
import { z } from "zod";
import { regionId } from "@/server/platform/schema";
import { periodKey, periodView } from "../schema";

export const districtInput = z.strictObject({ regionId, period: periodKey });

const figures = {
  minutes: z.number(),
  visits: z.number(),
  /** Each person once here; they do not add up over places. */
  people: z.number(),
  /** Of them those who came twice or more in the period. */
  active: z.number(),
  /** Needs asked for in the period, and how far they have come since: 点单 派单 接单 评单. */
  asked: z.number(),
  sent: z.number(),
  taken: z.number(),
  evaluated: z.number(),
  /** Rows that stand, and those of them handed to the national system, and taken by it. */
  handed: z.number(),
  accepted: z.number(),
};

export const districtView = z.object({
  region: z.object({ id: z.number(), name: z.string(), level: z.number() }),
  period: periodView,
  total: z.object(figures),
  /** regionId is the region's own where something lies in none of the places below. */
  places: z.array(z.object({ regionId: z.number(), name: z.string(), ...figures })),
  kinds: z.array(z.object({ kind: z.string(), minutes: z.number(), visits: z.number(), people: z.number() })),
});

export type DistrictView = z.infer<typeof districtView>;
export type Figures = DistrictView["total"];
