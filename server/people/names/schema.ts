// What a person may be called.
import { text } from "@/server/platform/schema";

/** Names of minorities run to over a dozen characters with the middle dot; the column holds twice this. */
export const NAME_MAX = 20;
export const personName = text(NAME_MAX);
