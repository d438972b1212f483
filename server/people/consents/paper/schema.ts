// 纸面同意: somebody without a telephone has signed a sheet, and who acts for them writes down when, and where it is kept.
import { z } from "zod";
import { day, id, text } from "@/server/platform/schema";

/** Where the sheet lies, as a clerk would say it; as consent.kept_at holds it. */
export const KEPT_MAX = 60;
/** A sheet signed longer ago was signed for another text. */
export const SIGNED_WITHIN_DAYS = 366;

export const whoseInput = z.strictObject({ personId: id });
export const signedInput = z.strictObject({
  personId: id,
  signedOn: day, // YYYY-MM-DD
  keptAt: text(KEPT_MAX),
});
export type SignedInput = z.infer<typeof signedInput>;

export const signedView = z.object({
  name: z.string(),
  /** A telephone of their own: they say it themselves. */
  hasPhone: z.boolean(),
  hasNumber: z.boolean(), // the identity number, without which nothing is handed over
  /** The word that holds now; null: none. signedOn and keptAt are null where it was said on screen. */
  agreed: z
    .object({
      signedOn: z.string().nullable(),
      keptAt: z.string().nullable(),
      recordedBy: z.string(),
      givenAt: z.date(),
    })
    .nullable(),
  now: z.date(),
});
export type SignedView = z.infer<typeof signedView>;
