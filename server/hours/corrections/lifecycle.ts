// The life of a question about hours: asked by the volunteer (or put by the recording unit, where it takes two), answered within ten
// working days; a no may be taken to the district once. Pure.
import type { Transition } from "@/server/lifecycle";

export const CORRECTION_STATUSES = [
  "asked",
  "corrected",
  "upheld",
  "appealed",
  "dismissed",
  "withdrawn",
  "lapsed",
] as const;
export type CorrectionStatus = (typeof CORRECTION_STATUSES)[number];

export const CORRECTION_EVENTS = {
  ask: { from: ["new"], to: "asked", action: "hours.ask" },
  propose: { from: ["new"], to: "asked", action: "hours.put_right" }, // the unit's own: more than stands takes two
  correct: { from: ["asked"], to: "corrected", action: "hours.correct" },
  uphold: { from: ["asked"], to: "upheld", action: "hours.correct" },
  appeal: { from: ["upheld"], to: "appealed", action: "hours.ask" },
  grant: { from: ["appealed"], to: "corrected", action: "hours.decide" },
  dismiss: { from: ["asked", "appealed"], to: "dismissed", action: "hours.decide" }, // the district's no is the last
  settle: { from: ["asked", "appealed"], to: "corrected", action: "hours.check" }, // a spot check found it out meanwhile
  withdraw: { from: ["asked", "appealed"], to: "withdrawn", action: "hours.ask" },
  lapse: { from: ["asked", "appealed"], to: "lapsed", action: null }, // the presence it was about was undone
  drop: { from: ["asked"], to: "withdrawn", action: "hours.put_right" }, // by who proposed it
} as const satisfies Record<string, Transition & { to: CorrectionStatus }>;

/** Somebody is to answer. */
export const WAITING: readonly CorrectionStatus[] = ["asked", "appealed"];
