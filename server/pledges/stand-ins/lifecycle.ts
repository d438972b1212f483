// The life of a search for a stand-in. Pure.
import type { Transition } from "@/server/lifecycle";

export const STAND_IN_STATUSES = [
  "seeking",
  "found",
  "none", // it began without one
  "withdrawn", // they come after all, or the shift is off
] as const;

export const STAND_IN_EVENTS = {
  seek: { from: ["new"], to: "seeking", action: null }, // part of seat.leave, seat.remove or pledge.change
  take: { from: ["seeking"], to: "found", action: "stand_in.take" },
  call_off: { from: ["seeking"], to: "withdrawn", action: "seat.leave" },
  expire: { from: ["seeking"], to: "none", action: null },
  drop: { from: ["seeking"], to: "withdrawn", action: null },
} as const satisfies Record<string, Transition>;
