// What may be said about a person, and what of it is shown.
import { z } from "zod";
import { id, regionId } from "@/server/platform/schema";
import { hatView } from "./grants/schema";
import { personName } from "./names/schema";

export { NAME_MAX } from "./names/schema";

export const switchInput = z.strictObject({ personId: id });
export const renameInput = z.strictObject({ name: personName });
export const settleInput = z.strictObject({ regionId });

export const meView = z.object({
  personId: z.string(),
  name: z.string(),
  publicName: z.boolean(),
  /** 138****1234; null where the person has no telephone. */
  maskedPhone: z.string().nullable(),
  home: z.object({ id: z.number(), path: z.string() }).nullable(),
  hats: z.array(hatView),
});
export type MeView = z.infer<typeof meView>;
