// What inviting and answering take from outside, and what pages are told.
import { z } from "zod";
import { codes, id, key, optional, rowVersion } from "@/server/platform/schema";
import { amountInUnit } from "@/server/pledges/schema";
import { reason } from "../score/schema";
import { INVITATION_STATUSES } from "./lifecycle";
import { WAVE_STATUSES } from "./waves/lifecycle";

/** Ticks of one form: more at once is a broadcast, and waves ask better. */
export const CHOSEN_MAX = 10;
/** Rows on one page of one's own invitations, and of a need's. */
export const PAGE_SIZE = 50;
/** Reasons kept with an invitation; a card shows the first three. */
export const WHY_MAX = 6;

/** Who an invitation came by: chosen by hand, in a wave, as the village's adviser, by the district's plan. */
export const VIAS = ["chosen", "wave", "adviser", "plan"] as const;
export type Via = (typeof VIAS)[number];

/** Said if they like; nobody is asked for it. It goes to the side that asks: the poster and those above. */
export const DECLINE_REASONS = ["busy", "too_far", "not_ours", "no_means", "conflict", "other"] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const HELPER_KINDS = ["person", "organisation"] as const;
export type HelperKind = (typeof HELPER_KINDS)[number];

/** amount: in the line's unit; left out: what is usual for such a helper. */
const pick = z.strictObject({
  helperKind: z.enum(HELPER_KINDS, "malformed"),
  helperId: id,
  amount: optional(amountInUnit),
});
export const inviteInput = z.strictObject({
  slotId: id,
  picks: z.array(pick).min(1, "required").max(CHOSEN_MAX, "too_many"),
  rankingId: optional(z.string().regex(/^[0-9a-f]{64}$/, "malformed")),
  key,
});
export type InviteInput = z.output<typeof inviteInput>;

const onOne = { invitationId: id, version: optional(rowVersion), key: optional(key) };
/** noConflict: they have no tie to the parties, where that is asked (asksConflict). part: take what is left where that is less. amount: so much of what was asked, in the line's unit. */
export const acceptInput = z.strictObject({
  ...onOne,
  key,
  amount: optional(amountInUnit),
  part: z.boolean().default(false),
  noConflict: z.boolean().default(false),
});
export const declineInput = z.strictObject({
  ...onOne,
  reason: optional(z.enum(DECLINE_REASONS, "malformed")),
});
export const withdrawInput = z.strictObject(onOne);
export type AcceptInput = z.output<typeof acceptInput>;
export type DeclineInput = z.output<typeof declineInput>;
export type WithdrawInput = z.output<typeof withdrawInput>;

export const invitedAnswer = z.object({ invited: z.number() });
/** status of the pledge that was made; "requested" where the poster has a word first. */
export const acceptedAnswer = z.object({
  pledgeId: z.string(),
  status: z.enum(["confirmed", "requested"]),
  amount: z.number(),
});
export type AcceptedAnswer = z.infer<typeof acceptedAnswer>;

export const needInput = z.strictObject({ needId: id });
export const slotInput = z.strictObject({ slotId: id, key: optional(key) });
export const mineInput = z.strictObject({ organisationId: optional(id), show: codes(["open", "over"]) });

const line = z.object({
  kind: z.string(),
  direction: z.string().nullable(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
});

/** As whoever was asked sees it. */
export const invitationItem = line.extend({
  id: z.string(),
  status: z.enum(INVITATION_STATUSES),
  via: z.enum(VIAS),
  asked: z.number(),
  /** Of the slot now, so that a card can say that less is left. */
  remaining: z.number(),
  needId: z.string(),
  /** Null where the need is not to be named before it is accepted (confidential). */
  needTitle: z.string().nullable(),
  place: z.string(),
  risk: z.string().nullable(),
  /** Whoever says yes says that they have no tie to the parties. */
  asksConflict: z.boolean(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  dueAt: z.date(),
  slotId: z.string(),
  helperKind: z.enum(HELPER_KINDS),
  helperId: z.string(),
  /** The team's name, or the person's where the reader acts for them; null for oneself. */
  helperName: z.string().nullable(),
  /** What spoke for them when they were asked, as they may read it. */
  why: z.array(reason),
  sentAt: z.date(),
  expiresAt: z.date(),
  reason: z.string().nullable(),
  pledgeId: z.string().nullable(),
  version: z.number(),
});
export type InvitationItem = z.infer<typeof invitationItem>;

/** As the side that asked sees it: a team by name, a person masked unless they agreed to be named or are the village's adviser. */
export const sentItem = z.object({
  id: z.string(),
  status: z.enum(INVITATION_STATUSES),
  via: z.enum(VIAS),
  wave: z.number(),
  asked: z.number(),
  helperKind: z.enum(HELPER_KINDS),
  helperId: z.string(),
  helperName: z.string(),
  sentAt: z.date(),
  expiresAt: z.date(),
  answeredAt: z.date().nullable(),
  reason: z.string().nullable(),
  pledgeId: z.string().nullable(),
  version: z.number(),
});
export type SentItem = z.infer<typeof sentItem>;

export const waveView = z.object({
  status: z.enum(WAVE_STATUSES),
  number: z.number(),
  size: z.number(),
  expected: z.number(),
  nextAt: z.date().nullable(),
});

/** One slot of the need with everything that was asked for it. */
export const slotInvitations = line.extend({
  slotId: z.string(),
  lineId: z.string(),
  remaining: z.number(),
  ceiling: z.number(),
  startsAt: z.date().nullable(),
  isOpen: z.boolean(),
  /** Waves may be started here: open, something left, and not confidential. */
  wavesPossible: z.boolean(),
  wave: waveView.nullable(),
  sent: z.array(sentItem),
});
export type SlotInvitations = z.infer<typeof slotInvitations>;
export const needInvitations = z.object({
  needId: z.string(),
  title: z.string(),
  status: z.string(),
  slots: z.array(slotInvitations),
  asOf: z.date(),
});
