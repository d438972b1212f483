// Something in the record is wrong, says its owner: asked, and answered within ten working days (Ord. 67 art. 13). Pure.
import type { Transition } from "@/server/lifecycle";

export const ASK_STATES = ["asked", "corrected", "upheld", "withdrawn"] as const;
export type AskStatus = (typeof ASK_STATES)[number];

export const ASK_EVENTS = {
  ask: { from: ["new"], to: "asked", action: "record.keep" },
  correct: { from: ["asked"], to: "corrected", action: "record.answer" },
  uphold: { from: ["asked"], to: "upheld", action: "record.answer" },
  withdraw: { from: ["asked"], to: "withdrawn", action: "record.keep" },
} as const satisfies Record<string, Transition & { to: AskStatus }>;
