// Everything kept about oneself, as a list to take away (PIPL art. 45).
import { z } from "zod";

export const SECTIONS = [
  "person",
  "consent",
  "proxy",
  "role",
  "join",
  "need",
  "helped",
  "pledge",
  "seat",
  "hours",
  "question",
  "certificate",
  "qualification",
  "training",
  "honour",
  "evaluation",
  "record_ask",
  "look",
  "notice",
  "sms",
  "device",
] as const;
export type Section = (typeof SECTIONS)[number];

/** Values are what is kept: words as they were written, codes as they are called in the code; times are moments, days YYYY-MM-DD. */
export const mineView = z.array(
  z.object({
    section: z.enum(SECTIONS),
    at: z.date().nullable(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.date()])),
  }),
);
export type Mine = z.infer<typeof mineView>;
