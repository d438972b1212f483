// 注销: what stands in its way, and the last word.
import { z } from "zod";
import { code } from "@/server/people/codes/schema";
import { tick } from "@/server/people/entry/schema";

/** What others still count on. */
export const BLOCKERS = [
  "persona", // of a demo: everybody wears it
  "pledges",
  "seats",
  "recurring",
  "needs",
  "charge", // of shifts: named on them
  "leads",
  "office",
  "adviser",
] as const;
export type Blocker = (typeof BLOCKERS)[number];

export const closingView = z.object({
  /** Empty: it can be closed now. */
  blockers: z.array(z.object({ code: z.enum(BLOCKERS), count: z.number() })),
  /** 138****1234; where the code is sent. Null: nobody can prove to be this person. */
  maskedPhone: z.string().nullable(),
  /** Hours that stay, without a name. */
  minutes: z.number(),
  /** People they act for, who lose this. */
  actsFor: z.number(),
});

/** understood: it cannot be undone. */
export const closeInput = z.strictObject({ code, understood: tick });
export const sentView = z.object({ shown: z.string().nullable() });
export const closedView = z.object({ cookies: z.array(z.string()) });

export type ClosingView = z.infer<typeof closingView>;
export type CloseInput = z.infer<typeof closeInput>;
