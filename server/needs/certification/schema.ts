// The stock of a sale line, seen on site.
import { z } from "zod";
import { day, id, key, text } from "@/server/platform/schema";
import { TYPED_MAX } from "../lines/schema";

export const EVIDENCE_MAX = 300;
/** What was seen longer ago says little about today. */
export const SEEN_WITHIN_DAYS = 30;

export const certifyInput = z.strictObject({
  key,
  lineId: id,
  certifiedOn: day,
  stock: z.union([z.string().trim().min(1, "required").max(TYPED_MAX, "malformed"), z.number()], "required"), // in the line's unit
  evidence: text(EVIDENCE_MAX), // what was looked at: 仓库实物, 检斤单 …
});
export type CertifyInput = z.input<typeof certifyInput>;

export const revokeInput = z.strictObject({ certificationId: id });
export type RevokeInput = z.input<typeof revokeInput>;

export const certificationAnswer = z.object({
  certificationId: z.string(),
  needId: z.string(),
  lineId: z.string(),
  enough: z.boolean(), // the stock covers the line
});
export type CertificationAnswer = z.infer<typeof certificationAnswer>;
