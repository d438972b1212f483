// The life of a named place of an organisation's pledge. Pure.
import type { Transition } from "@/server/lifecycle";

export const SEAT_STATUSES = [
  "named",
  "seeking", // cannot come, after the cut-off: the place counts until a stand-in has it or the shift begins
  "left",
  "removed",
] as const;
export type SeatStatus = (typeof SEAT_STATUSES)[number];

export const SEAT_EVENTS = {
  name: { from: ["new"], to: "named", action: "seat.name" },
  leave: { from: ["named"], to: "left", action: "seat.leave" }, // before the cut-off
  seek: { from: ["named"], to: "seeking", action: "seat.leave" }, // after it
  stay: { from: ["seeking"], to: "named", action: "seat.leave" }, // can come after all
  remove: { from: ["named", "seeking"], to: "removed", action: "seat.remove" },
  hand_over: { from: ["seeking"], to: "left", action: null }, // a stand-in has it
  end: { from: ["named", "seeking"], to: "left", action: null }, // the pledge has ended, or the shift began without a stand-in
} as const satisfies Record<string, Transition>;

/** A person stands on the roster. */
export const LIVE_SEAT = ["named", "seeking"] as const;

/** States of a pledge whose people are, or were, to come. */
export const HERE = ["confirmed", "disputed", "attended", "absent"] as const;
