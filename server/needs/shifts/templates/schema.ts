// An organisation's own patterns: they fill in the form, nothing more.
import { z } from "zod";
import { id, key, text } from "@/server/platform/schema";
import { termsView } from "../schema";

/** 周六搬运, 敬老院读报: a line of a phone. */
export const NAME_MAX = 40;
/** More than this nobody reads through. */
export const TEMPLATES_MAX = 30;

export const saveInput = z.strictObject({ key, slotId: id, organisationId: id, name: text(NAME_MAX) });
export type SaveBody = z.output<typeof saveInput>;
export const templateRef = z.strictObject({ templateId: id });

export const templateView = z.object({
  templateId: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  name: z.string(),
  body: termsView.extend({
    seats: z.number(),
    startMinute: z.number(),
    minutes: z.number(),
  }),
});
export type TemplateView = z.infer<typeof templateView>;
export const templateAnswer = z.object({ templateId: z.string() });
