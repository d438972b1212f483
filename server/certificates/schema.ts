// What may be asked of certificates, and what of them leaves the server. The public view holds nothing private.
import { z } from "zod";
import { day, id, key, optional, text } from "@/server/platform/schema";
import { CERTIFICATE_STATES } from "./lifecycle";
import { normalCode } from "./rules";

/** What it is for, as printed: 升学 · 入党 · 单位年度考核. The column holds twice this. */
export const PURPOSE_MAX = 20;
/** A reason is one or two sentences; the column holds 200. */
export const REASON_MAX = 100;
/** Unanswered asks of one person at one unit: a year in parts, not a flood. */
export const ASKS_MAX = 5;
/** Issued in one act and one file: a large team. */
export const ISSUE_MAX = 100;
/** People to choose from on one screen, and certificates to look through. */
export const PAGE_SIZE = 50;
export const LIST_SIZE = 20;

const tick = z.preprocess((v) => v === "on" || v === "1" || v === true, z.boolean());
const reason = text(REASON_MAX).refine((s) => [...s].length >= 2, "too_short");
const period = { from: day, until: day };

export const askInput = z.strictObject({
  unitId: id,
  /** For whom; left out: oneself. */
  personId: optional(id),
  ...period,
  purpose: optional(text(PURPOSE_MAX)),
  showsName: tick,
  showsId: tick,
  key,
});
export const certificateInput = z.strictObject({ certificateId: id });
export const answerInput = z.strictObject({ certificateId: id, reason });
export const issueInput = z.strictObject({
  unitId: id,
  personIds: z.array(id).min(1, "choose_somebody").max(ISSUE_MAX, "too_many"),
  ...period,
  purpose: optional(text(PURPOSE_MAX)),
  /** Those who signed on paper that their name may be printed: so says who issues. */
  namesOnPaper: tick,
  key,
});
export const mineInput = z.strictObject({ personId: optional(id) });
export const ofUnitInput = z.strictObject({
  unitId: id,
  show: z.enum(["asked", "issued"], "malformed").default("issued"),
  after: optional(id), // the last id of the page before
});
export const membersInput = z.strictObject({ unitId: id, ...period, after: optional(id) });
export const papersInput = z.union([
  z.strictObject({ certificateIds: z.array(id).min(1, "required").max(ISSUE_MAX, "too_many") }),
  /** What was issued in one act. */
  z.strictObject({ unitId: id, issuedAt: z.coerce.number("malformed").int("malformed") }),
]);
export const checkInput = z.strictObject({
  code: z.string("required").transform(normalCode).pipe(z.string().min(1, "not_a_certificate_code")),
});

const status = z.enum(CERTIFICATE_STATES);
const dayText = z.string(); // YYYY-MM-DD

/** What anybody learns who holds the code. */
export const publicView = z.object({
  status: z.enum(["valid", "superseded", "revoked"]),
  number: z.string(),
  unit: z.string(),
  maskedName: z.string(),
  from: dayText,
  until: dayText,
  minutes: z.number(),
  count: z.number(),
  issuedAt: z.date(),
  endedAt: z.date().nullable(),
  /** Where somebody who may revoke it does so; null for everybody else. */
  manage: z.object({ unitId: z.string(), certificateId: z.string() }).nullable(),
});

/** As the volunteer and the unit see it. */
export const certificateRow = z.object({
  id: z.string(),
  status,
  number: z.string().nullable(),
  personId: z.string(),
  name: z.string(),
  unitId: z.string(),
  unit: z.string(),
  from: dayText,
  until: dayText,
  /** While asked: what it would say today. */
  minutes: z.number(),
  count: z.number(),
  /** What the paper would show now: both what was chosen and what the person still agrees to. */
  showsName: z.boolean(),
  showsId: z.boolean(),
  purpose: z.string().nullable(),
  reason: z.string().nullable(),
  issuedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  createdAt: z.date(),
});
export const certificateView = certificateRow.extend({
  code: z.string().nullable(),
  mayRevoke: z.boolean(),
  mayAnswer: z.boolean(),
});

/** A unit that has hours of mine in its books. */
export const unitRow = z.object({
  unitId: z.string(),
  unit: z.string(),
  minutes: z.number(),
  count: z.number(),
  from: dayText,
  until: dayText,
});
export const mineView = z.object({
  personId: z.string(),
  name: z.string(),
  units: z.array(unitRow),
  items: z.array(certificateRow),
  agreed: z.object({ name: z.boolean(), idCard: z.boolean() }),
  hasIdCard: z.boolean(),
  /** Those I may ask for: myself first. */
  others: z.array(z.object({ personId: z.string(), name: z.string() })),
});
export const listView = z.object({ items: z.array(certificateRow), next: z.string().nullable() });
export const memberRow = z.object({
  personId: z.string(),
  name: z.string(),
  minutes: z.number(),
  count: z.number(),
  agreedName: z.boolean(),
  /** Number of a valid one for exactly this period. */
  number: z.string().nullable(),
});
export const membersView = z.object({ items: z.array(memberRow), next: z.string().nullable() });

/** What one sheet says. */
export const paperView = z.object({
  id: z.string(),
  number: z.string(),
  code: z.string(),
  unit: z.string(),
  name: z.string(),
  /** Whole; null where not asked for, not agreed to, or not on record. */
  idNumber: z.string().nullable(),
  from: dayText,
  until: dayText,
  minutes: z.number(),
  count: z.number(),
  purpose: z.string().nullable(),
  issuedAt: z.date(),
  entries: z.array(
    z.object({
      day: dayText,
      fromAt: z.date(),
      toAt: z.date(),
      minutes: z.number(),
      kind: z.string(),
      /** Null where the service is not a public matter. */
      title: z.string().nullable(),
      place: z.string(),
    }),
  ),
});
export const issuedView = z.object({
  issued: z.number(),
  /** Null where none was made. */
  issuedAt: z.number().nullable(),
  skipped: z.array(z.object({ personId: z.string(), reason: z.enum(["no_hours", "same"]) })),
});

export type AskInput = z.infer<typeof askInput>;
export type IssueInput = z.infer<typeof issueInput>;
export type PapersInput = z.infer<typeof papersInput>;
export type PublicView = z.infer<typeof publicView>;
export type CertificateRow = z.infer<typeof certificateRow>;
export type CertificateView = z.infer<typeof certificateView>;
export type MineView = z.infer<typeof mineView>;
export type MemberRow = z.infer<typeof memberRow>;
export type PaperView = z.infer<typeof paperView>;
export type IssuedView = z.infer<typeof issuedView>;
