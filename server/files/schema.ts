// What may be attached to what, and how much of it. Limits are here, once.
import { z } from "zod";
import { id } from "@/server/platform/schema";

/** What a phone sends: a 12–50 megapixel JPEG is 3–8 MB. */
export const FILE_IN_MAX = 8 * 1024 * 1024;
/** What is kept: legible on a phone, and the database's backup stays small. */
export const FILE_STORED_MAX = 1024 * 1024;
/** 50 megapixels, the largest phones make by default; what decodes to more is a bomb. */
export const FILE_PIXELS_MAX = 50_000_000;
/** The longer edge of what is kept. */
export const FILE_EDGE_MAX = 1600;
/** Per need, pledge, delivery, certification or qualification: the nine of a WeChat moment. */
export const FILES_PER_SUBJECT = 9;
/** Per person in 24 hours, over all subjects. */
export const FILES_PER_DAY = 60;

export const FILE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export const SUBJECTS = ["need", "pledge", "delivery", "certification", "qualification"] as const;
export type SubjectKind = (typeof SUBJECTS)[number];
export const PURPOSES = ["photo", "evidence"] as const;

export const subjectInput = z.strictObject({ aggregate: z.enum(SUBJECTS, "malformed"), subjectId: id });
export const attachInput = z.strictObject({
  ...subjectInput.shape,
  purpose: z.enum(PURPOSES, "malformed"),
  isPublic: z.boolean("malformed").default(false),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array, "required"),
});
export type AttachInput = z.input<typeof attachInput>;
export const attachmentInput = z.strictObject({ attachmentId: id });

export const attachmentOutput = z.object({
  id: z.string(),
  purpose: z.enum(PURPOSES),
  isPublic: z.boolean(),
  width: z.number(),
  height: z.number(),
  at: z.date(),
});
export type Attachment = z.infer<typeof attachmentOutput>;
