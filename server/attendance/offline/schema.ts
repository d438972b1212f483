// What a leader's device did without a network, as it tells it when it is back.
import { z } from "zod";
import { id } from "@/server/platform/schema";

/** One post; a village hall's roll of four hundred, in and out, arrives in four. */
export const EVENTS_AT_ONCE = 200;
/** Told later than this, it is no roll-call any more: it is kept, and entered like paper. */
export const EVENT_MAX_AGE_MS = 3 * 86_400_000;
/** No telephone counts further back. */
export const EVENT_KEPT_MS = 60 * 86_400_000;

export const EVENT_KINDS = ["in", "out", "walk_in", "undo"] as const;

export const dayEvent = z.strictObject({
  id, // made by the device: by it the event happens once
  seq: z.int("malformed").min(1, "malformed").max(1_000_000, "malformed"), // the device's own order
  kind: z.enum(EVENT_KINDS, "malformed"),
  personId: id,
  /** undo: the state the page showed. */
  was: z.enum(["in", "out"]).optional(),
  /** Milliseconds since it happened, by the device's sense of time: its clock may be years off. */
  ago: z.int("malformed").min(0, "malformed").max(EVENT_KEPT_MS, "too_large"),
});
export type DayEvent = z.infer<typeof dayEvent>;

export const eventsInput = z.strictObject({
  slotId: id,
  device: id,
  events: z.array(dayEvent).min(1, "required").max(EVENTS_AT_ONCE, "too_many"),
});
export type EventsInput = z.infer<typeof eventsInput>;

/** outcome: "done", or the refusal's code (DAY_OVER: kept, to be entered late); the same however often it is asked. */
export const eventAnswer = z.object({ id: z.string(), outcome: z.string() });
export type EventAnswer = z.infer<typeof eventAnswer>;
