// Finding a person to switch off or on: by the whole number only, so that nobody can be browsed.
import { z } from "zod";
import { phone } from "@/server/platform/schema";

export const findByPhoneInput = z.strictObject({ phone });
export const foundPerson = z.object({
  personId: z.string(),
  name: z.string(),
  status: z.enum(["active", "off"]),
  home: z.string(), // empty where nobody said
});
