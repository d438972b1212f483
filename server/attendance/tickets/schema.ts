// A code that was opened, and what its browser may still do with it.
import { z } from "zod";
import { shiftView } from "../schema";

/** Long enough to sign in on the way, by a text message that takes its time. */
export const TICKET_MINUTES = 10;
/** A ticket that is over is kept so long that a leader can still see who shared a telephone. */
export const TICKET_KEPT_DAYS = 3;

export const tokenInput = z.strictObject({ token: z.string("required").max(80, "malformed") });
/** Six digits as people type them: spaces and full-width figures are forgiven. */
export const digitsInput = z.strictObject({
  digits: z
    .string("required")
    .transform((s) => s.normalize("NFKC").replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "six_digits")),
});
export const ticketInput = z.strictObject({
  ticket: z.string("required").regex(/^[A-Za-z0-9_-]{43}$/, "malformed"),
});
export const openedAnswer = z.object({ ticket: z.string(), slotId: z.string() });

/** What the person behind the browser may do: come, leave, ask to be added; or why nothing. */
export const TICKET_STATES = [
  "sign_in",
  "come",
  "in",
  "leave",
  "left",
  "ask",
  "other_shift",
  "runs",
] as const;
export const ticketView = z.object({
  state: z.enum(TICKET_STATES),
  shift: shiftView,
  openedAt: z.date(),
  expiresAt: z.date(),
  inAt: z.date().nullable(),
  outAt: z.date().nullable(),
  /** other_shift: the one they are expected at. */
  other: z.string().nullable(),
});
export type TicketView = z.infer<typeof ticketView>;

export const usedAnswer = z.object({
  what: z.enum(["in", "out", "asked"]),
  slotId: z.string(),
  at: z.date(),
});
/** How one's own presence at a shift stands, after the act and later. */
export const mineView = z.object({
  shift: shiftView,
  inAt: z.date().nullable(),
  outAt: z.date().nullable(),
  asked: z.boolean(),
});
