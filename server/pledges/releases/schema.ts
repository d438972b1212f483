import { z } from "zod";
import { id, key, moment, optional, regionId, text } from "@/server/platform/schema";
import { amountInUnit, NOTE_MAX } from "../schema";

export const TITLE_MAX = 60;
export const BOARD_MAX = 500;

export const openInput = z.strictObject({
  regionId,
  title: text(TITLE_MAX),
  heldAt: optional(moment), // left out: now
  key,
});
export type OpenInput = z.input<typeof openInput>;
export const releaseRef = z.strictObject({ releaseId: id });

/** ifShort "part": what was said is more than is left, and they take what there is. */
export const recordInput = z.strictObject({
  releaseId: id,
  slotId: id,
  organisationId: id,
  amount: amountInUnit,
  ifShort: z.enum(["ask", "part"], "malformed").default("ask"),
  note: optional(text(NOTE_MAX)),
  key,
});
export type RecordInput = z.input<typeof recordInput>;

export const denyInput = z.strictObject({ pledgeId: id });
export const listInput = z.strictObject({ regionId });

export const releaseOutput = z.object({
  id: z.string(),
  title: z.string(),
  regionId: z.number(),
  heldAt: z.date(),
});

export const boardOutput = z.object({
  ...releaseOutput.shape,
  unconfirmed: z.number(),
  claims: z.array(
    z.object({
      pledgeId: z.string(),
      organisationId: z.string(),
      organisation: z.string(),
      needId: z.string(),
      item: z.string(),
      unit: z.string(),
      unitSize: z.number(),
      amount: z.number(),
      status: z.string(),
      confirmedAt: z.date().nullable(),
      at: z.date(),
    }),
  ),
});
