// What lists of pledges show, and to whom. Amounts in smallest units, with the line's unit.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { PLEDGE_STATUSES } from "../lifecycle";
import { ACTS } from "./rules";

const cursor = optional(z.string().regex(/^\d{1,15}\.[0-9a-f-]{36}$/, "malformed"));

export const mineInput = z.strictObject({
  show: z.enum(["live", "ended"], "malformed").default("live"),
  cursor,
});
export const ofOrganisationInput = mineInput.extend({ organisationId: id });
/** asking: what waits for the poster's own word or hand. */
export const ofNeedInput = mineInput.extend({
  needId: id,
  show: z.enum(["live", "ended", "asking"], "malformed").default("live"),
});
export const helpersInput = z.strictObject({ needId: id, cursor });

const line = {
  lineId: z.string(),
  item: z.string(),
  kind: z.string(),
  direction: z.string().nullable(),
  unit: z.string(),
  unitSize: z.number(),
};

export const pledgeItem = z.object({
  id: z.string(),
  version: z.number(),
  needId: z.string(),
  needTitle: z.string(),
  needStatus: z.string(),
  slotId: z.string(),
  ...line,
  place: z.string().nullable(), // where, as the line says it
  startsAt: z.date().nullable(), // of a shift
  endsAt: z.date().nullable(),
  cutOffAt: z.date().nullable(),
  status: z.enum(PLEDGE_STATUSES),
  helperKind: z.enum(["person", "organisation"]),
  helperName: z.string(), // to those who may see the pledge: the whole name
  personId: z.string().nullable(),
  organisationId: z.string().nullable(),
  wanted: z.number(),
  amount: z.number(),
  onWay: z.number(),
  accepted: z.number(),
  waits: z.boolean(), // for all of it, or for the rest
  position: z.number().nullable(), // in the queue, from 1
  note: z.string().nullable(),
  expectedOn: z.string().nullable(),
  via: z.string(),
  period: z.string(),
  recurringId: z.string().nullable(),
  unitConfirmed: z.boolean(), // a spoken claim: the unit has confirmed it
  offeredAt: z.date().nullable(),
  offerNotifiedAt: z.date().nullable(),
  offerExpiresAt: z.date().nullable(),
  remindedAt: z.date().nullable(),
  endReason: z.string().nullable(),
  answer: z.string().nullable(), // at settlement: done, disputed, resolved
  answersDueAt: z.date().nullable(), // of a need that is being settled
  createdAt: z.date(),
  standInId: z.string().nullable(), // they cannot come, and a stand-in is looked for
  acts: z.array(z.enum(ACTS)),
});
export type PledgeItem = z.infer<typeof pledgeItem>;

export const pledgePage = z.object({ items: z.array(pledgeItem), next: z.string().nullable() });

/** Who has helped, for everybody: organisations by name, persons masked unless they agreed. */
export const helperItem = z.object({
  name: z.string(),
  helperKind: z.enum(["person", "organisation"]),
  organisationId: z.string().nullable(),
  ...line,
  amount: z.number(),
  accepted: z.number(),
  lastDeliveryAt: z.date().nullable(),
  createdAt: z.date(),
});
export type HelperItem = z.infer<typeof helperItem>;
export const helperPage = z.object({ items: z.array(helperItem), next: z.string().nullable() });
