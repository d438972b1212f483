// 每月认领: a parent runs until it ends; its children are pledges with lives of their own. Pure.
import type { Transition } from "@/server/lifecycle";

export const RECURRING_STATUSES = ["running", "ended"] as const;

export const RECURRING_EVENTS = {
  start: { from: ["new"], to: "running", action: "pledge.make" },
  pledgeAgain: { from: ["running"], to: "running", action: null }, // the month's child was made
  miss: { from: ["running"], to: "running", action: null }, // no room this month: the parent goes on
  end: { from: ["running"], to: "ended", action: "pledge.change" },
  runOut: { from: ["running"], to: "ended", action: null }, // the last month, or the need has ended
} as const satisfies Record<string, Transition>;
