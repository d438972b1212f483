// Waves on one slot: a few are asked, after a pause a few more, until it is filled. Pure.
import type { Transition } from "@/server/lifecycle";

export const WAVE_STATUSES = [
  "running", // 分批邀请中
  "stopped", // by the poster
  "filled", // nothing is left to ask for
  "exhausted", // nobody is left to ask
  "ended", // the need or shift is over
] as const;
export type WaveStatus = (typeof WAVE_STATUSES)[number];

export const WAVE_EVENTS = {
  start: {
    from: ["new", "stopped", "filled", "exhausted", "ended"],
    to: "running",
    action: "invitation.send",
  },
  send: { from: ["running"], to: "running", action: null },
  stop: { from: ["running"], to: "stopped", action: "invitation.send" },
  fill: { from: ["running"], to: "filled", action: null },
  exhaust: { from: ["running"], to: "exhausted", action: null },
  end: { from: ["running"], to: "ended", action: null },
} as const satisfies Record<string, Transition>;
