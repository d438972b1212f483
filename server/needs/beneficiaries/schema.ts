// A look at what is private of a need.
import { z } from "zod";
import { id } from "@/server/platform/schema";

export const LOOKS = ["contact", "beneficiary"] as const;

export const lookInput = z.strictObject({ needId: id, what: z.enum(LOOKS, "required") });
export type LookInput = z.input<typeof lookInput>;

export const lookAnswer = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  where: z.string().nullable(),
  note: z.string().nullable(),
});
export type LookAnswer = z.infer<typeof lookAnswer>;
