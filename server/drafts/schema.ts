import { z } from "zod";

/** A form's name in the drafts: "post", "pledge:<line id>" … */
export const formName = z.string().regex(/^[a-z][a-z0-9:_-]{1,79}$/, "malformed");

/** Largest draft, as JSON text: a long story with every line filled is under 20 kB. */
export const DRAFT_MAX_CHARS = 64_000;
/** An untouched draft is forgotten after a week. */
export const DRAFT_KEPT_DAYS = 7;
/** More drafts than this per person or browser are not somebody typing. */
export const DRAFTS_PER_OWNER = 20;

/** Field values as a form sends them, and the refusal that sent them back, if any. */
export const draftBody = z.strictObject({
  values: z.record(z.string().max(80), z.array(z.string().max(4_000)).max(50)),
  refusal: z.strictObject({ code: z.string().max(40), facts: z.record(z.string(), z.unknown()) }).nullable(),
});
export type DraftBody = z.infer<typeof draftBody>;

export const keepDraftInput = z.strictObject({ form: formName, body: draftBody });
export const draftNameInput = z.strictObject({ form: formName });
