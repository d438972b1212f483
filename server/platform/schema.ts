// Pieces of input every module's schema is made of. Messages are reason codes; their sentences are in app/_copy/reasons.ts.
import { z } from "zod";

/** Largest amount in smallest units: 10^12 (a million tonnes in grams), so JS numbers suffice. */
export const QUANTITY_MAX = 1_000_000_000_000;

/**
 * Control characters but for the newline, halves of a character, and what is invisible or turns the direction of writing. Not the
 * selectors that rare characters of names are written with, nor the joiner within a picture (👩‍🌾).
 */
const CONTROL =
  /[^\P{Cc}\n]|[\p{Cs}\u2028\u2029]|(?!\u200d|\p{Variation_Selector}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d|\u200d(?!\p{Extended_Pictographic})/u;

/** One line of text: trimmed, NFC, 1..max characters (code points), no control or invisible characters. */
export const text = (max: number) =>
  z
    .string("required")
    .transform((s) => s.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, "required")
        .refine((s) => [...s].length <= max, "too_long")
        .refine((s) => !CONTROL.test(s) && !s.includes("\n"), "control_characters"),
    );

/** Several lines of text: as text(), with newlines kept (\r\n becomes \n). */
export const longText = (max: number) =>
  z
    .string("required")
    .transform((s) => s.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(1, "required")
        .refine((s) => [...s].length <= max, "too_long")
        .refine((s) => !CONTROL.test(s), "control_characters"),
    );

/** Makes an empty string mean "left out", as forms send it. */
export const optional = <T extends z.ZodType>(inner: T) =>
  z.preprocess((v) => (v === "" || v === null ? undefined : v), inner.optional());

/** Ticks of a form: nothing, one, or many; each once. */
export const codes = <const T extends readonly [string, ...string[]]>(list: T) =>
  z
    .preprocess(
      (v) => (v === undefined || v === "" ? [] : Array.isArray(v) ? v : [v]),
      z.array(z.enum(list, "malformed")).max(list.length, "too_long").default([]),
    )
    .transform((given) => [...new Set(given)]);

export const id = z.uuid("malformed");
export const regionId = z.coerce
  .number("malformed")
  .int("malformed")
  .positive("malformed")
  .max(Number.MAX_SAFE_INTEGER, "malformed");

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;
export const isMobile = (digits: string): boolean => MOBILE.test(digits);

const dialled = z.string("required").transform((s) =>
  s
    .normalize("NFKC")
    .replace(/[\s\-()]/g, "")
    .replace(/^(\+|00)?86(?=1\d{10}$)/, ""),
);

/** Mainland mobile number; spaces, dashes, brackets and +86 are forgiven. */
export const phone = dialled.pipe(z.string().regex(MOBILE, "not_a_mobile_number"));

/** A number to be called and not texted: a mobile, or a landline with its area code (0539-8123456). Digits only. */
export const telephone = dialled.pipe(
  z.string().refine((s) => MOBILE.test(s) || LANDLINE.test(s), "not_a_telephone"),
);

/** The version of the row that a page was made from: whoever was quicker makes the act MOVED_ON. 0: of what may have no row yet. */
export const rowVersion = z.coerce.number("malformed").int("malformed").min(1, "malformed");
export const rowVersionOrNone = z.coerce.number("malformed").int("malformed").min(0, "malformed");

/** Idempotency key a form carries. */
export const key = z.string("required").regex(/^[A-Za-z0-9_-]{8,64}$/, "malformed");

/** A calendar day, YYYY-MM-DD; refuses 2026-02-30. */
export const day = z
  .string("required")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "not_a_date")
  .refine((s) => {
    const d = new Date(`${s}T00:00:00Z`);
    return !Number.isNaN(d.getTime()) && d.toISOString().slice(0, 10) === s;
  }, "not_a_date");

/** A moment: ISO text with offset, or a Date. */
export const moment = z.union(
  [z.date(), z.iso.datetime({ offset: true, error: "not_a_date" }).transform((s) => new Date(s))],
  "not_a_date",
);
