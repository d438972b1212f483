// What pledging takes from outside. Amounts are typed in the line's own unit ("1000", "0.5"); the command makes integers of them.
import { z } from "zod";
import { day, id, key, optional, rowVersion, text } from "@/server/platform/schema";
import { IF_SHORT } from "./rules";

/** A remark to the poster fits on two lines of a phone. */
export const NOTE_MAX = 200;
/** Pages of lists. */
export const PAGE_SIZE = 20;

/** An amount in the line's unit; whole or with up to 8 decimals. Exactness and range are checked against the line. */
export const amountInUnit = z.union(
  [z.string().trim().min(1, "required").max(24, "too_large"), z.number()],
  "required",
);

/** What every way of pledging says. */
export const pledgeFields = {
  slotId: id,
  amount: amountInUnit,
  ifShort: z.enum(IF_SHORT, "malformed").default("ask"),
  note: optional(text(NOTE_MAX)),
  expectedOn: optional(day),
  key,
};

/** As oneself; for somebody by proxy (forPersonId); or in an organisation's name. */
export const pledgeInput = z
  .strictObject({ ...pledgeFields, organisationId: optional(id), forPersonId: optional(id) })
  .refine((v) => !(v.organisationId && v.forPersonId), { path: ["forPersonId"], message: "malformed" });
export type PledgeInput = z.input<typeof pledgeInput>;
export type PledgeBody = z.output<typeof pledgeInput>;

export const pledgeAnswer = z.object({
  pledgeId: z.string(),
  status: z.enum(["confirmed", "waitlisted", "requested"]),
  wanted: z.number(),
  amount: z.number(), // held now, smallest units
  waits: z.boolean(), // the rest stands in the queue
});
export type PledgeAnswer = z.infer<typeof pledgeAnswer>;

/** The version the page was made from: somebody quicker makes it MOVED_ON. Left out: whatever is there now. */
const onPledge = {
  pledgeId: id,
  version: optional(rowVersion),
  key: optional(key),
};

export const pledgeRef = z.strictObject(onPledge);
export const amendInput = z.strictObject({
  ...onPledge,
  amount: optional(amountInUnit),
  ifShort: z.enum(["ask", "part", "part_wait"], "malformed").default("ask"),
  note: optional(text(NOTE_MAX)),
  expectedOn: optional(day),
});
export type AmendInput = z.input<typeof amendInput>;

export const WITHDRAW_REASONS = ["busy", "ill", "transport", "mistake", "other"] as const;
export const withdrawInput = z.strictObject({
  ...onPledge,
  reason: z.enum(WITHDRAW_REASONS, "required").default("other"),
});
export type WithdrawInput = z.input<typeof withdrawInput>;

/** Why a poster removes a pledge or refuses a request; the helper is told. */
export const REMOVE_REASONS = ["agreed", "cannot_reach", "not_suitable", "mistake", "other"] as const;
export const removeInput = z.strictObject({
  ...onPledge,
  reason: z.enum(REMOVE_REASONS, "required"),
  note: optional(text(NOTE_MAX)),
});
export type RemoveInput = z.input<typeof removeInput>;

/** keepWaiting: the part that was not offered stays in the queue. */
export const acceptInput = z.strictObject({ ...onPledge, keepWaiting: z.boolean().default(false) });
export type AcceptInput = z.input<typeof acceptInput>;

export const changedPledge = z.object({
  pledgeId: z.string(),
  status: z.string(),
  amount: z.number(),
  wanted: z.number(),
  version: z.number(),
});
export type ChangedPledge = z.infer<typeof changedPledge>;
