// What leaves the server of a need: for everybody, and for those who post or answer it. Quantities in smallest units.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { LANES, needAnswer } from "../schema";
import { shiftWordsView } from "../shifts/schema";
import { WORDING_KINDS } from "../wording/rules";

export const viewInput = z.strictObject({ needId: id });
export type ViewInput = z.input<typeof viewInput>;

const slotView = z.object({
  slotId: z.string(),
  isOpen: z.boolean(),
  ceiling: z.number(),
  accepted: z.number(),
  onTheWay: z.number(),
  promised: z.number(),
  remaining: z.number(),
  waiting: z.number(),
  walkIns: z.number(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  cutOffAt: z.date().nullable(),
  shift: shiftWordsView.nullable(), // of people
});

const saleView = z.object({
  sellerName: z.string(),
  product: z.string(),
  producedOn: z.date(),
  packing: z.string(),
  licenceNo: z.string().nullable(),
  invoice: z.boolean(),
  referencePrice: z.string(),
  askOver: z.number(),
});

/** 高都街道 11月18日现场核实: who, when, how much, on what evidence. */
const certificationView = z.object({
  id: z.string(),
  by: z.string(), // the region's name
  on: z.date(),
  stock: z.number(),
  evidence: z.string(),
  enough: z.boolean(),
});

export const lineView = z.object({
  id: z.string(),
  kind: z.string(),
  direction: z.string().nullable(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  quantity: z.number(),
  buffer: z.number(),
  approx: z.boolean(),
  shareLimit: z.number().nullable(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  minAge: z.number().nullable(),
  dangerous: z.boolean(),
  insured: z.boolean(),
  qualification: z.string().nullable(),
  service: z.string().nullable(),
  viaOrganisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  returnBy: z.date().nullable(),
  sale: saleView.nullable(),
  certification: certificationView.nullable(),
  slots: z.array(slotView),
});

/** For who writes it: also who speaks for the seller. */
const managedLine = lineView.extend({
  sale: saleView.extend({ sellerPersonId: z.string() }).nullable(),
});

export const needView = z.object({
  id: z.string(),
  status: z.string(),
  round: z.number(),
  title: z.string(),
  story: z.string(),
  risk: z.string(),
  region: z.object({ id: z.number(), name: z.string(), path: z.string() }),
  county_id: z.number(),
  town_id: z.number(),
  village_id: z.number(),
  postedAs: z.object({
    role: z.string(),
    organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
    name: z.string().nullable(), // null: the poster did not agree to be named
  }),
  dueAt: z.date(),
  publishedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  endReason: z.string().nullable(),
  duplicateOf: z.string().nullable(),
  lines: z.array(lineView),
  asOf: z.date(),
});
export type NeedView = z.infer<typeof needView>;

const finding = z.object({
  field: z.string(),
  kind: z.enum(WORDING_KINDS),
  start: z.number(),
  end: z.number(),
  words: z.string(),
  hard: z.boolean(),
  offer: z.string(),
});

/** For the poster and the desk. The contact's number and the beneficiary are opened by a logged look, not by this. */
export const manageView = needView.extend({
  lane: z.enum(LANES),
  lines: z.array(managedLine),
  version: z.number(),
  posterId: z.string(),
  contactName: z.string(),
  contactPhone: z.string().nullable(), // 138****8000
  onBehalf: z.boolean(),
  consentHow: z.string().nullable(),
  consentAt: z.date().nullable(),
  question: z.string().nullable(),
  submittedAt: z.date().nullable(),
  answerDueAt: z.date().nullable(),
  escalatedAt: z.date().nullable(),
  confirmDueAt: z.date().nullable(),
  hiddenAt: z.date().nullable(),
  endNote: z.string().nullable(),
  findings: z.array(finding),
  acts: z.array(z.string()), // events of the lifecycle the asker may cause now
  certifies: z.boolean(),
});
export type ManageView = z.infer<typeof manageView>;

export const wordingInput = z.strictObject({
  texts: z
    .record(z.string().max(60), z.string().max(2000, "too_long"))
    .refine((texts) => Object.keys(texts).length <= 60, "too_many"),
});
export const findings = z.array(finding);

export const mineInput = z.strictObject({
  before: optional(z.strictObject({ createdAt: z.date("malformed"), needId: id })),
  limit: z.number().int().min(1).max(50).default(20),
});
export type MineInput = z.input<typeof mineInput>;
export const minePage = z.object({
  needs: z.array(
    needAnswer.extend({
      title: z.string(),
      place: z.string(),
      dueAt: z.date(),
      createdAt: z.date(),
      question: z.string().nullable(),
    }),
  ),
  next: z.object({ createdAt: z.date(), needId: z.string() }).nullable(),
});
export type MinePage = z.infer<typeof minePage>;
