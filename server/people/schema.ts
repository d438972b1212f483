// What may be said about a person.
import { z } from "zod";
import { id, text } from "@/server/platform/schema";

/** Names of minorities run to over a dozen characters with the middle dot; the column holds twice this. */
export const NAME_MAX = 20;
export const personName = text(NAME_MAX);

export const switchOffInput = z.strictObject({ personId: id });
export const publicNameInput = z.strictObject({ agreed: z.boolean("malformed") });
