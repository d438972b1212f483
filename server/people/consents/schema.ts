// What people agree to, purpose by purpose (PIPL art. 14), and in which words' version.
import { z } from "zod";

/** Version of the privacy notice and of the sentences beside the ticks (app/_copy/privacy.ts). */
export const CONSENT_DOCUMENT = "2026-11";

export const PURPOSES = [
  "privacy", // the notice: what is kept for taking part at all
  "age_14", // 已满14周岁: below, data is sensitive and a guardian must agree
  "sms", // text messages about one's own pledges and needs
  "public_name", // shown by name in public lists
  "proxy", // 代报名: somebody may act for this person
  "certificate_name", // the whole name on certificates of hours
  "certificate_id", // the identity number on them
  "national", // name, identity number and contact, to the national volunteer system with the hours
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How it was said: by oneself on screen, spoken to somebody who wrote it down, or on paper. */
export const HOWS = ["self", "spoken", "paper"] as const;
export type How = (typeof HOWS)[number];

/** Those that can be taken back by themselves. Without "privacy" there is no account: that goes to the district. */
export const WITHDRAWABLE = [
  "sms",
  "public_name",
  "certificate_name",
  "certificate_id",
  "national",
] as const satisfies readonly Purpose[];

export const withdrawInput = z.strictObject({ purpose: z.enum(WITHDRAWABLE, "malformed") });
export const agreeInput = withdrawInput;

export const consentView = z.object({
  purpose: z.enum(PURPOSES),
  document: z.string(),
  how: z.enum(HOWS),
  givenAt: z.date(),
  withdrawnAt: z.date().nullable(),
});
