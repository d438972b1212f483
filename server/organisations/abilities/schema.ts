// What an organisation says it can do: where, what kinds of work, with which equipment. Said by itself, verified by nobody.
import { z } from "zod";
import { SERVICES } from "@/server/people/profiles/schema";
import { codes, regionId } from "@/server/platform/schema";

/** The same codes a volunteer wishes for, a line is, and hours are counted by. */
export const WORKS = SERVICES;

export const EQUIPMENT = [
  "truck",
  "van",
  "car",
  "tricycle",
  "boat",
  "pump",
  "generator",
  "drone",
  "loudspeaker",
  "tent",
  "kitchen",
  "aed", // 自动体外除颤器
] as const;
export type Equipment = (typeof EQUIPMENT)[number];

/** Villages, towns or the county it serves; a team that serves more says the town. */
export const AREAS_MAX = 20;
/** Of one kind; a bus company has more, and says so in words. */
export const EQUIPMENT_MAX = 999;

export const abilities = z.strictObject({
  areas: z
    .array(regionId)
    .max(AREAS_MAX, "too_many")
    .transform((given) => [...new Set(given)]),
  works: codes(WORKS),
  equipment: z
    .array(
      z.strictObject({
        code: z.enum(EQUIPMENT, "malformed"),
        amount: z.coerce
          .number("malformed")
          .int("not_whole")
          .min(1, "too_small")
          .max(EQUIPMENT_MAX, "too_large"),
      }),
    )
    .max(EQUIPMENT.length, "too_many"),
});
export type Abilities = z.infer<typeof abilities>;

export const abilitiesView = z.object({
  areas: z.array(z.object({ id: z.number(), path: z.string() })),
  works: z.array(z.enum(WORKS)),
  equipment: z.array(z.object({ code: z.enum(EQUIPMENT), amount: z.number() })),
});
export type AbilitiesView = z.infer<typeof abilitiesView>;
