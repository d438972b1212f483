// What a district may switch or say: each with its shape and what holds where nobody has said anything.
import { z } from "zod";
import { optional, regionId, text } from "@/server/platform/schema";

/** A telephone of an office: mobile, landline with area code, or a service number such as 12345. */
const servicePhone = z
  .string("required")
  .transform((s) => s.normalize("NFKC").replace(/\s/g, ""))
  .pipe(
    z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{5,8}|400-?\d{3}-?\d{4})$/, "not_a_phone_number"),
  );

export const SETTINGS = {
  /** Sale lines are taken: the district has asked counsel (domain.md §6). */
  sale_lines: { shape: z.boolean("malformed"), without: false },
  /** Whom to ring, shown on every page of the district. */
  service_phone: { shape: servicePhone.nullable(), without: null },
  /** What is said beside the telephone: 工作日 8:30–17:30. */
  service_hours: { shape: text(30).nullable(), without: null },
} as const;

export type SettingName = keyof typeof SETTINGS;

export const countyInput = z.strictObject({ countyId: regionId });
export const setSettingsInput = z.strictObject({
  countyId: regionId,
  saleLines: z.boolean("malformed").optional(),
  servicePhone: optional(servicePhone),
  serviceHours: optional(text(30)),
});

export const settingsView = z.object({
  saleLines: z.boolean(),
  servicePhone: z.string().nullable(),
  serviceHours: z.string().nullable(),
});

export type SetSettingsInput = z.infer<typeof setSettingsInput>;
export type SettingsView = z.infer<typeof settingsView>;
