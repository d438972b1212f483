// A spot check: open until somebody above has looked. Pure.
import type { Transition } from "@/server/lifecycle";
import type { RecordStatus } from "../lifecycle";

export const CHECK_STATUSES = ["open", "sound", "unsound"] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

export const CHECK_EVENTS = {
  flag: { from: ["new", "open"], to: "open", action: null }, // drawn, or something is remarkable
  clear: { from: ["open"], to: "sound", action: "hours.check" },
  object: { from: ["open"], to: "unsound", action: "hours.check" },
} as const satisfies Record<string, Transition & { to: CheckStatus }>;

/** Records a check may still do something about. */
export const MENDED: readonly RecordStatus[] = ["pending", "confirmed", "disputed"];
