import { z } from "zod";
import { id } from "@/server/platform/schema";

export const lookInput = z.strictObject({ pledgeId: id });
/** through: the telephone belongs to somebody who acts for them. */
export const contactOutput = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  through: z.string().nullable(),
});
export type Contact = z.infer<typeof contactOutput>;

export const looksOutput = z.array(
  z.object({
    at: z.date(),
    viewer: z.string(),
    needId: z.string(),
    needTitle: z.string(),
    pledgeId: z.string(),
  }),
);
