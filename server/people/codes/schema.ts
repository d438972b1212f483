// Asking for a code, and saying it.
import { z } from "zod";
import { phone } from "@/server/platform/schema";
import { CODE_DIGITS } from "./rules";

export const requestCodeInput = z.strictObject({ phone });

/** Full-width digits and spaces are forgiven: they come from phone keyboards and from pasting. */
export const code = z
  .string("required")
  .transform((s) => s.normalize("NFKC").replace(/\s/g, ""))
  .pipe(z.string().regex(new RegExp(`^\\d{${CODE_DIGITS}}$`), "not_a_code"));

/** shown: the code itself, only where the installation is a demo that sends nothing. */
export const requestCodeOutput = z.object({ expiresAt: z.date(), shown: z.string().nullable() });

export type RequestCodeInput = z.infer<typeof requestCodeInput>;
export type RequestCodeOutput = z.infer<typeof requestCodeOutput>;
