// The life of a question about a record: asked by the volunteer, answered by the recording unit, within ten working days. Pure.
import type { Transition } from "@/server/lifecycle";

export const CORRECTION_STATUSES = ["asked", "corrected", "upheld", "withdrawn"] as const;
export type CorrectionStatus = (typeof CORRECTION_STATUSES)[number];

export const CORRECTION_EVENTS = {
  ask: { from: ["new"], to: "asked", action: "hours.ask" },
  correct: { from: ["asked"], to: "corrected", action: "hours.correct" },
  uphold: { from: ["asked"], to: "upheld", action: "hours.correct" },
  withdraw: { from: ["asked"], to: "withdrawn", action: "hours.ask" },
} as const satisfies Record<string, Transition & { to: CorrectionStatus }>;
