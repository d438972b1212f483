import { z } from "zod";
import { id, text } from "@/server/platform/schema";
import { amountInUnit, NOTE_MAX } from "../schema";

/** How many came, of how many were promised; nobody is an answer too. */
export const cameInput = z.strictObject({ pledgeId: id, came: amountInUnit });
export type CameInput = z.input<typeof cameInput>;
export const contestInput = z.strictObject({ pledgeId: id, note: text(NOTE_MAX) });
export type ContestInput = z.input<typeof contestInput>;
