// The life of a request to join. Membership itself is a live grant; its history is that of grants. Pure.
import type { Transition } from "@/server/lifecycle";

export const JOIN_STATES = ["asked", "approved", "refused", "withdrawn"] as const;
export type JoinStatus = (typeof JOIN_STATES)[number];

export const JOIN_EVENTS = {
  ask: { from: ["new"], to: "asked", action: "member.ask" },
  enter: { from: ["new"], to: "approved", action: "member.ask" }, // by an invitation that admits
  approve: { from: ["asked"], to: "approved", action: "member.admit" },
  refuse: { from: ["asked"], to: "refused", action: "member.admit" },
  withdraw: { from: ["asked"], to: "withdrawn", action: "member.take_back" },
} as const satisfies Record<string, Transition & { to: JoinStatus | "asked" }>;
