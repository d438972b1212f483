// What a district may switch or say: each with its shape and what holds where nobody has said anything.
import { z } from "zod";
import { MINOR_AGES } from "@/server/people/guardians/rules";
import { id, optional, regionId, text } from "@/server/platform/schema";
import { STAR_HOURS } from "@/server/records/rules";

/** A telephone of an office: mobile, landline with area code, or a service number such as 12345. */
const servicePhone = z
  .string("required")
  .transform((s) => s.normalize("NFKC").replace(/\s/g, ""))
  .pipe(
    z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{5,8}|400-?\d{3}-?\d{4})$/, "not_a_phone_number"),
  );

const minutes = z.coerce.number("malformed").int("not_whole").min(60, "too_small").max(1440, "too_large");
const grace = z.coerce.number("malformed").int("not_whole").min(0, "too_small").max(480, "too_large");
const percent = z.coerce.number("malformed").int("not_whole").min(1, "too_small").max(100, "too_large");

/** Rising hours, one per star: typed as "100 300 600 1000 1500". */
const starHours = z.preprocess(
  (v) =>
    typeof v === "string"
      ? v
          .normalize("NFKC")
          .split(/[\s,、]+/)
          .filter(Boolean)
          .map(Number)
      : v,
  z
    .array(z.number("malformed").int("not_whole").min(1, "too_small").max(100_000, "too_large"))
    .min(1, "required")
    .max(10, "too_long")
    .refine((list) => list.every((h, i) => i === 0 || h > (list[i - 1] as number)), "not_rising"),
);
const age = z.coerce.number("malformed").int("not_whole").min(0, "too_small").max(18, "too_large");
const minorAges = z
  .strictObject({ consent: age, along: age, refused: age })
  .refine((a) => a.refused <= a.along && a.along <= a.consent, "not_rising");

export const SETTINGS = {
  /** Sale lines are taken: the district has asked counsel (domain.md §6). */
  sale_lines: { shape: z.boolean("malformed"), without: false },
  /** Whom to ring, shown on every page of the district. */
  service_phone: { shape: servicePhone.nullable(), without: null },
  /** What is said beside the telephone: 工作日 8:30–17:30. */
  service_hours: { shape: text(30).nullable(), without: null },
  /** Who records hours where no organisation is responsible (Ord. 67 art. 26). */
  recording_unit: { shape: id.nullable(), without: null },
  /** A person's day up to here takes effect by itself, in minutes; above it the organisation above says so … */
  day_minutes: { shape: minutes, without: 480 },
  /** … up to here; above it the district. */
  long_day_minutes: { shape: minutes, without: 720 },
  /** Presence below this share of a shift needs the leader's word. */
  presence_percent: { shape: percent, without: 60 },
  /** Two shifts with less time between them are warned of, in minutes: the way from one to the other. */
  clash_grace_minutes: { shape: grace, without: 60 },
  /** Ages of minors: under `consent` the guardian agrees, under `along` comes along, under `refused` nobody is taken. */
  minor_ages: { shape: minorAges, without: MINOR_AGES },
  /** Hours per star. */
  star_hours: { shape: starHours, without: STAR_HOURS },
} as const;

export type SettingName = keyof typeof SETTINGS;

export const countyInput = z.strictObject({ countyId: regionId });
export const setSettingsInput = z.strictObject({
  countyId: regionId,
  saleLines: z.boolean("malformed").optional(),
  servicePhone: optional(servicePhone),
  serviceHours: optional(text(30)),
  recordingUnitId: optional(id),
  dayMinutes: optional(minutes),
  longDayMinutes: optional(minutes),
  presencePercent: optional(percent),
  clashGraceMinutes: optional(grace),
  minorAges: optional(minorAges),
  starHours: optional(starHours),
});

export const settingsView = z.object({
  saleLines: z.boolean(),
  servicePhone: z.string().nullable(),
  serviceHours: z.string().nullable(),
  recordingUnit: z.string().nullable(), // its id
  dayMinutes: z.number(),
  longDayMinutes: z.number(),
  presencePercent: z.number(),
  clashGraceMinutes: z.number(),
  minorAges: z.object({ consent: z.number(), along: z.number(), refused: z.number() }),
  starHours: z.array(z.number()),
});

export type SetSettingsInput = z.infer<typeof setSettingsInput>;
export type SettingsView = z.infer<typeof settingsView>;
