// The life of a batch: handed over, then taken by the national system or given back, which frees its rows. Pure.
import type { Transition } from "@/server/lifecycle";

export const BATCH_STATES = ["exported", "accepted", "returned"] as const;
export type BatchStatus = (typeof BATCH_STATES)[number];

export const BATCH_EVENTS = {
  make: { from: ["new"], to: "exported", action: "report.hand_over" },
  accept: { from: ["exported"], to: "accepted", action: "report.hand_over" },
  giveBack: { from: ["exported"], to: "returned", action: "report.hand_over" },
} as const satisfies Record<string, Transition & { to: BatchStatus }>;
