// The life of a request to join. Membership itself is a live grant; its history is that of grants. Pure.
import type { Transition } from "@/server/lifecycle";

export const JOIN_STATES = [
  "asked",
  "invited",
  "approved",
  "refused",
  "withdrawn",
  "declined",
  "lapsed",
] as const;
export type JoinStatus = (typeof JOIN_STATES)[number];

export const JOIN_EVENTS = {
  ask: { from: ["new"], to: "asked", action: "member.ask" },
  enter: { from: ["new"], to: "approved", action: "member.ask" }, // by an invitation that admits
  approve: { from: ["asked"], to: "approved", action: "member.admit" },
  refuse: { from: ["asked"], to: "refused", action: "member.admit" },
  withdraw: { from: ["asked"], to: "withdrawn", action: "member.take_back" },
  invite: { from: ["new"], to: "invited", action: "grant.give" }, // a number, whoever has it
  accept: { from: ["invited"], to: "approved", action: "member.answer" },
  decline: { from: ["invited"], to: "declined", action: "member.answer" },
  takeBack: { from: ["invited"], to: "withdrawn", action: "grant.give" },
  lapse: { from: ["invited"], to: "lapsed", action: null }, // after a month
} as const satisfies Record<string, Transition & { to: JoinStatus }>;
