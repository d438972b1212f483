// What planning takes from outside, and what its pages are told.
import { z } from "zod";
import { id, key, moment, optional, regionId, rowVersion } from "@/server/platform/schema";
import { amountInUnit } from "@/server/pledges/schema";
import { reason } from "../score/schema";
import { PLAN_STATUSES } from "./lifecycle";

export const PERIODS = ["day", "week"] as const;
export const PERIOD_DAYS = { day: 1, week: 7 } as const;
/** Suggestions shown for each slot at first. */
export const SUGGESTED = 3;
/** Plans of a region shown as past ones. */
export const PLANS_SHOWN = 10;
/** Slots on one screen of a plan. */
export const SLOTS_SHOWN = 10;

/** from: left out, from now on. follows: a plan of the same region whose locks are kept. */
export const makeInput = z.strictObject({
  regionId,
  period: z.enum(PERIODS, "required").default("week"),
  from: optional(moment),
  follows: optional(id),
});
export type MakeInput = z.output<typeof makeInput>;

export const planInput = z.strictObject({ planId: id });
export const planActInput = z.strictObject({ planId: id, version: rowVersion });
/** rest: what has changed since it was made is left out. */
export const sendInput = planActInput.extend({ key, rest: optional(z.enum(["yes"], "malformed")) });
export type SendInput = z.output<typeof sendInput>;
/** amount: in the line's unit; 0 takes it out. locked: kept when it is calculated again. */
export const editInput = z.strictObject({
  itemId: id,
  version: rowVersion,
  amount: optional(amountInUnit),
  locked: optional(z.enum(["yes", "no"], "malformed")),
});
export type EditInput = z.output<typeof editInput>;
export const lookInput = z.strictObject({ planId: id, helperId: id });
export const listInput = z.strictObject({ regionId });

export const WHY_OPEN = ["filled", "nobody", "asked", "busy", "dear"] as const;
export type WhyOpen = (typeof WHY_OPEN)[number];

/** Of a plan as a whole, in portions (a person, a vehicle, a share of goods). */
export const figures = z.object({
  wanted: z.number(),
  filled: z.number(),
  slots: z.number(),
  slotsFull: z.number(),
  slotsEmpty: z.number(),
  helpers: z.number(), // asked
  looked: z.number(), // who could be asked at all
  largest: z.number(), // portions asked of one helper at most
  villages: z.number(), // that get something
  optimal: z.boolean(), // no better plan exists; else within `gap` of the best
  gap: z.number(),
  late: z.boolean(), // time ran out: the best so far
  seconds: z.number(),
});
export type Figures = z.infer<typeof figures>;

export const planRow = z.object({
  id: z.string(),
  status: z.enum(PLAN_STATUSES),
  from: z.date(),
  until: z.date(),
  progress: z.number(),
  figures: figures.nullable(),
  reason: z.string().nullable(),
  madeAt: z.date().nullable(),
  sentAt: z.date().nullable(),
  createdAt: z.date(),
  version: z.number(),
});
export type PlanRow = z.infer<typeof planRow>;

export const itemView = z.object({
  id: z.string(),
  helperKind: z.enum(["organisation", "person"]),
  helperId: z.string(),
  name: z.string(),
  amount: z.number(),
  most: z.number(),
  locked: z.boolean(),
  reasons: z.array(reason),
  /** An organisation's number, for whoever has opened it from this plan. */
  phone: z.string().nullable(),
  invitationId: z.string().nullable(),
});
export type ItemView = z.infer<typeof itemView>;

export const slotView = z.object({
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  place: z.string(),
  kind: z.string(),
  direction: z.string().nullable(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  dueAt: z.date(),
  open: z.number(), // when it was made, beside what was asked already
  remaining: z.number(), // now
  waiting: z.number(), // of it, asked otherwise and not answered yet
  planned: z.number(),
  why: z.enum(WHY_OPEN),
  /** Less is open now, beside what is asked otherwise, than the plan gives out; or it takes nothing any more. */
  changed: z.boolean(),
  items: z.array(itemView),
});
export type SlotView = z.infer<typeof slotView>;

export const carrierView = z.object({
  helperId: z.string(),
  helperKind: z.enum(["organisation", "person"]),
  name: z.string(),
  slots: z.number(),
  load: z.number().nullable(), // pledges this month; of persons nobody is told
});
export const planView = planRow.extend({
  regionId: z.number(),
  place: z.string(),
  slots: z.array(slotView),
  carriers: z.array(carrierView),
  mayEdit: z.boolean(),
  maySend: z.boolean(),
});
export type PlanView = z.infer<typeof planView>;
