// What a need takes from outside. Limits have their reasons; messages are reason codes (app/_copy/reasons.ts).
import { z } from "zod";
import {
  id,
  key,
  longText,
  moment,
  optional,
  phone,
  regionId,
  rowVersion,
  telephone,
  text,
} from "@/server/platform/schema";
import { lineInput } from "./lines/schema";
import { WORDING_KINDS } from "./wording/rules";

/** One line of a card on a 360 px phone, twice. */
export const TITLE_MAX = 60;
/** A page of handwriting; more is not read on a phone. */
export const STORY_MAX = 2000;
export const RISK_MAX = 300;
export const NAME_MAX = 40;
export const QUESTION_MAX = 300;
export const NOTE_MAX = 300;
export const ADDRESS_MAX = 120;
/** More things than this are several needs. */
export const LINES_MAX = 8;

export const CONSENT_HOW = ["self", "spoken", "paper"] as const;

/** Who is helped, where that is not the poster: kept sealed, never public. */
export const beneficiaryInput = z.strictObject({
  name: text(NAME_MAX),
  phone: optional(phone),
  address: optional(text(ADDRESS_MAX)),
  note: optional(text(NOTE_MAX)),
});
export type BeneficiaryInput = z.output<typeof beneficiaryInput>;

/** The version the page was made from: somebody quicker makes it MOVED_ON. Left out: whatever is there now. */
const version = optional(rowVersion);
const onNeed = { needId: id, version };

/** Kinds of soft findings the author has read and lets stand. */
const acknowledged = z.array(z.enum(WORDING_KINDS, "malformed")).max(WORDING_KINDS.length).default([]);

const wordsOfNeed = {
  title: text(TITLE_MAX),
  story: longText(STORY_MAX),
  risk: text(RISK_MAX), // Reg. art. 12: risks are stated when recruiting
};

/** open: on the public list. confidential: mediation, legal and family matters, which stand on none (domain.md §7). */
export const LANES = ["open", "confidential"] as const;

export const draftInput = z
  .strictObject({
    key,
    needId: optional(id), // left out: a new one
    version,
    regionId,
    organisationId: optional(id), // posted in its name
    ...wordsOfNeed,
    contactName: text(NAME_MAX),
    contactPhone: optional(telephone), // left out: the poster's own, or what was there
    deadlineAt: moment,
    beneficiary: z.union([beneficiaryInput, z.null()]).optional(), // left out: as it was; null: nobody
    consentHow: optional(z.enum(CONSENT_HOW, "malformed")),
    consentAt: optional(moment),
    lane: optional(z.enum(LANES, "malformed")), // left out: as it was
    lines: z.array(lineInput, "required").min(1, "required").max(LINES_MAX, "too_many"),
  })
  .refine((v) => !v.beneficiary || v.consentHow !== undefined, {
    path: ["consentHow"],
    message: "consent_needed",
  })
  .refine((v) => v.lane !== "confidential" || v.lines.every((line) => line.kind !== "goods"), {
    path: ["lane"],
    message: "not_for_goods", // what is collected for somebody cannot be a secret
  });
export type DraftInput = z.input<typeof draftInput>;
export type DraftBody = z.output<typeof draftInput>;

export const needRef = z.strictObject(onNeed);
export type NeedRef = z.input<typeof needRef>;

export const publishInput = z.strictObject({ ...onNeed, acknowledged });
export type PublishInput = z.input<typeof publishInput>;

export const giveBackInput = z.strictObject({ ...onNeed, question: text(QUESTION_MAX) });
export type GiveBackInput = z.input<typeof giveBackInput>;

/** Why the platform cannot do it, and so where the asker is referred to. */
export const REJECT_REASONS = [
  "hotline_12345",
  "judicial_office",
  "emergency",
  "law_enforcement",
  "civil_affairs",
  "money_appeal",
  "duplicate",
  "not_from_here",
  "other",
] as const;
export const rejectInput = z
  .strictObject({ ...onNeed, reason: z.enum(REJECT_REASONS, "required"), note: optional(text(NOTE_MAX)) })
  .refine((v) => v.reason !== "other" || v.note !== undefined, { path: ["note"], message: "required" });
export type RejectInput = z.input<typeof rejectInput>;

/** An open need's words and deadline. What is left out stays. */
export const changeInput = z.strictObject({
  ...onNeed,
  title: optional(wordsOfNeed.title),
  story: optional(wordsOfNeed.story),
  risk: optional(wordsOfNeed.risk),
  contactName: optional(text(NAME_MAX)),
  contactPhone: optional(telephone),
  deadlineAt: optional(moment),
  acknowledged,
});
export type ChangeInput = z.input<typeof changeInput>;

export const needAnswer = z.object({ needId: z.string(), status: z.string(), version: z.number() });
export type NeedAnswer = z.infer<typeof needAnswer>;
