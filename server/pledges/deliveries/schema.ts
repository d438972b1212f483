// What delivering takes from outside. Amounts are typed in the line's own unit, as for pledging.
import { z } from "zod";
import { id, key, optional, text } from "@/server/platform/schema";
import { amountInUnit } from "../schema";
import { DELIVERY_STATUSES } from "./lifecycle";

export const DELIVERY_NOTE_MAX = 200;

/** Why not all that was sent was accepted. */
export const SHORTFALL_REASONS = [
  "damaged",
  "poor_quality",
  "wrong_item",
  "short_weight",
  "not_arrived",
  "not_needed",
  "other",
] as const;
/** Why not all of a loan came back. */
export const LOSS_REASONS = ["used_up", "broken", "lost", "left_to_them", "other"] as const;

/** A part of what was sent: nothing at all is an answer too. */
const part = z.union([z.literal("").transform(() => "0"), amountInUnit], "malformed").default("0");
const note = optional(text(DELIVERY_NOTE_MAX));

export const sendInput = z.strictObject({ pledgeId: id, amount: amountInUnit, note, key });
export type SendInput = z.input<typeof sendInput>;

export const deliveryRef = z.strictObject({ deliveryId: id });
export const receiveInput = z.strictObject({ deliveryId: id, amount: amountInUnit });
export type ReceiveInput = z.input<typeof receiveInput>;

const outcome = {
  accepted: part,
  refused: part,
  short: part,
  reason: optional(z.enum(SHORTFALL_REASONS, "malformed")),
  note,
};
export const closeInput = z.strictObject({ deliveryId: id, ...outcome });
export type CloseInput = z.input<typeof closeInput>;
export const acceptInput = z.strictObject({ pledgeId: id, ...outcome, key });
export type AcceptInput = z.input<typeof acceptInput>;

/** finished: nothing more comes back; then a reason where something is missing. */
export const returnInput = z.strictObject({
  deliveryId: id,
  amount: part,
  finished: z.boolean("malformed").default(false),
  reason: optional(z.enum(LOSS_REASONS, "malformed")),
});
export type ReturnInput = z.input<typeof returnInput>;

export const settleRestInput = z.strictObject({ pledgeId: id });

export const deliveryOutput = z.object({
  id: z.string(),
  pledgeId: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  sent: z.number(),
  received: z.number(),
  accepted: z.number(),
  refused: z.number(),
  short: z.number(),
  returned: z.number(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  sentAt: z.date(),
  receivedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  returnedAt: z.date().nullable(),
});
export type Delivery = z.infer<typeof deliveryOutput>;

/** What the page shows after the act: the delivery, and how the pledge stands now. */
export const deliveryAnswer = z.object({
  deliveryId: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  pledge: z.object({
    status: z.string(),
    amount: z.number(),
    onWay: z.number(),
    accepted: z.number(),
  }),
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswer>;
