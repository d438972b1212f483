// The life of a plan: it is made, looked at, and sent as invitations, or it is overtaken. Pure.
import type { Transition } from "@/server/lifecycle";

export const PLAN_STATUSES = ["making", "made", "failed", "cancelled", "sent", "stale"] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

export const PLAN_EVENTS = {
  ask: { from: ["new"], to: "making", action: "plan.make" },
  finish: { from: ["making"], to: "made", action: null },
  fail: { from: ["making"], to: "failed", action: null },
  cancel: { from: ["making", "made"], to: "cancelled", action: "plan.make" },
  edit: { from: ["made"], to: "=", action: "plan.make" },
  replace: { from: ["made"], to: "stale", action: "plan.make" }, // by one made from it
  send: { from: ["made"], to: "sent", action: "plan.send" },
} as const satisfies Record<string, Transition & { to: PlanStatus | "=" }>;
