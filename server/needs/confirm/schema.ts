// The weekly answer in one tap.
import { z } from "zod";
import { id, optional, rowVersion } from "@/server/platform/schema";
import { changeLinesInput } from "../lines/schema";

/** still: 还需要 · enough: 够了 · changed: 改数, with the new numbers. */
export const WEEKLY_ANSWERS = ["still", "enough", "changed"] as const;

export const confirmInput = z
  .strictObject({
    needId: id,
    version: optional(rowVersion),
    answer: z.enum(WEEKLY_ANSWERS, "required"),
    lines: changeLinesInput.shape.lines.optional(),
  })
  .refine((v) => (v.answer === "changed") === (v.lines !== undefined), {
    path: ["lines"],
    message: "required",
  });
export type ConfirmInput = z.input<typeof confirmInput>;
