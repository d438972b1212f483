import { z } from "zod";
import { id, optional, rowVersionOrNone, text } from "@/server/platform/schema";
import { CANCEL_REASONS } from "../schema";

/** A line and a half on a phone; it stands in the message to everybody who signed up. */
export const SHIFT_NOTE_MAX = 200;
export const cancelShiftInput = z.strictObject({
  slotId: id,
  version: optional(rowVersionOrNone),
  reason: z.enum(CANCEL_REASONS, "required"),
  note: optional(text(SHIFT_NOTE_MAX)),
});
export type CancelShiftInput = z.input<typeof cancelShiftInput>;
