// The life of a need (domain.md §3). "Partly claimed", "full" and "under way" are not states: they are read from the slots.
// settle, complete, reopen, cancel and close touch pledges: their acts are in server/pledges/settlement.
import { next, type Transition } from "@/server/lifecycle";

export const NEED_STATUSES = [
  "draft",
  "submitted",
  "returned",
  "rejected",
  "open",
  "paused",
  "sealed",
  "settling",
  "completed",
  "cancelled",
  "closed",
] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];

/** The state stays what it was. */
export const SAME = "=";

export const NEED_EVENTS = {
  save: { from: ["draft", "returned"], to: SAME, action: "need.edit" },
  submit: { from: ["draft", "returned"], to: "submitted", action: "need.edit" },
  // from draft only where the poster may verify: a secretary's own post needs no second pair of eyes
  publish: { from: ["draft", "returned", "submitted"], to: "open", action: "need.verify" },
  giveBack: { from: ["submitted"], to: "returned", action: "need.verify" },
  reject: { from: ["submitted"], to: "rejected", action: "need.verify" },
  escalate: { from: ["submitted"], to: SAME, action: null }, // unanswered: up to the town
  takeBack: { from: ["submitted", "returned", "open", "paused", "sealed"], to: "draft", action: "need.edit" },
  change: { from: ["open", "paused", "sealed"], to: SAME, action: "need.run" },
  askWeekly: { from: ["open"], to: SAME, action: null },
  confirm: { from: ["open"], to: SAME, action: "need.run" }, // 还需要 or 改数; 够了 is seal
  hide: { from: ["open"], to: SAME, action: null }, // unanswered: leaves the home page
  pause: { from: ["open"], to: "paused", action: "need.run" },
  resume: { from: ["paused", "sealed"], to: "open", action: "need.run" },
  seal: { from: ["open", "paused"], to: "sealed", action: "need.run" },
  sealAtDeadline: { from: ["open", "paused"], to: "sealed", action: null },
  settle: { from: ["open", "paused", "sealed"], to: "settling", action: "need.run" },
  complete: { from: ["settling"], to: "completed", action: "need.run" },
  reopen: { from: ["completed"], to: "open", action: "need.run" },
  cancel: { from: ["open", "paused", "sealed", "settling"], to: "cancelled", action: "need.end" },
  close: {
    from: ["submitted", "returned", "open", "paused", "sealed", "settling"],
    to: "closed",
    action: "need.end",
  },
} as const satisfies Record<string, Transition>;

export type NeedEvent = keyof typeof NEED_EVENTS;

/** The state after an event; refuses WRONG_STATE. */
export function after(status: string, event: NeedEvent): NeedStatus {
  const to = next(NEED_EVENTS, status, event);
  return (to === SAME ? status : to) as NeedStatus;
}

/** Not yet, or never, before the public. */
export const UNPUBLISHED: readonly NeedStatus[] = ["draft", "submitted", "returned", "rejected"];

/** Its lines may be replaced: nothing hangs on them. */
export const isDrafting = (status: string): boolean => NEED_EVENTS.save.from.includes(status as never);

export const isPublic = (need: { status: string; lane: string; published_at: Date | null }): boolean =>
  need.lane === "open" && need.published_at !== null && !UNPUBLISHED.includes(need.status as NeedStatus);
