// The life of a shift: planned, running on the day, closed. "Full" is read from its slot. Cancelling touches pledges where
// somebody has pledged: that act stands in server/pledges/settlement/shifts.
import type { Transition } from "@/server/lifecycle";

export const SHIFT_STATUSES = ["planned", "running", "closed", "cancelled"] as const;
export type ShiftStatus = (typeof SHIFT_STATUSES)[number];

export const SHIFT_EVENTS = {
  add: { from: ["new"], to: "planned", action: "need.run" },
  change: { from: ["planned"], to: "=", action: "need.run" },
  appoint: { from: ["planned", "running"], to: "=", action: "need.run" }, // who is in charge, until when people are named
  begin: { from: ["planned"], to: "running", action: "shift.run" },
  close: { from: ["running"], to: "closed", action: "shift.run" },
  cancel: { from: ["planned"], to: "cancelled", action: "need.run" },
  abandon: { from: ["running"], to: "cancelled", action: "need.end" }, // its need ends, and nobody had come
} as const satisfies Record<string, Transition>;
