import { z } from "zod";
import { shiftView } from "../schema";

export const rosterView = z.object({
  shift: shiftView,
  rows: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      organisation: z.string().nullable(),
      seeking: z.boolean(),
    }),
  ),
  unnamed: z.number(),
  printedAt: z.date(),
});
