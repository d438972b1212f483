// The life of a pledge: which event may happen in which state, and what it takes to cause it. Pure.
// "Partly delivered" is no state: it is read from the numbers. action null: the platform itself (a timer, a consumer, another act).
import type { Transition } from "@/server/lifecycle";

export const PLEDGE_STATUSES = [
  "requested", // 待发起人确认: above a share, or a person's large purchase; reserves nothing
  "waitlisted", // 候补: reserves nothing
  "offered", // 候补待确认: reserved until the helper answers
  "confirmed", // 已认领 · 已认购 · 已录用
  "disputed", // 有争议: still reserved
  "settled", // 已结清
  "attended", // 已到场
  "absent", // 没来成
  "withdrawn",
  "declined",
  "lapsed",
  "released",
  "removed",
  "refused",
] as const;
export type PledgeStatus = (typeof PLEDGE_STATUSES)[number];

/** Live pledges bind their helper: one per helper, slot and period. */
export const LIVE = ["requested", "waitlisted", "offered", "confirmed", "disputed"] as const;
export const isLive = (status: string): boolean => (LIVE as readonly string[]).includes(status);

/** What happens to a pledge of any kind. "new" is the state before birth. */
const ANY_PLEDGE = {
  make: { from: ["new"], to: "confirmed", action: "pledge.make" },
  request: { from: ["new"], to: "requested", action: "pledge.make" },
  queue: { from: ["new"], to: "waitlisted", action: "pledge.make" },
  approve: { from: ["requested"], to: "confirmed", action: "pledge.manage" },
  approveToQueue: { from: ["requested"], to: "waitlisted", action: "pledge.manage" },
  refuse: { from: ["requested"], to: "refused", action: "pledge.manage" },
  offer: { from: ["waitlisted"], to: "offered", action: null },
  topUp: { from: ["confirmed"], to: "confirmed", action: null },
  call: { from: ["offered"], to: "offered", action: "pledge.manage" },
  accept: { from: ["offered"], to: "confirmed", action: "pledge.change" },
  decline: { from: ["offered"], to: "declined", action: "pledge.change" },
  lapse: { from: ["offered"], to: "lapsed", action: null },
  amend: { from: ["confirmed"], to: "confirmed", action: "pledge.change" },
  amendWaiting: { from: ["waitlisted"], to: "waitlisted", action: "pledge.change" },
  amendRequest: { from: ["requested"], to: "requested", action: "pledge.change" },
  confirmUnit: { from: ["confirmed"], to: "confirmed", action: "pledge.change" },
  withdraw: {
    from: ["requested", "waitlisted", "offered", "confirmed"],
    to: "withdrawn",
    action: "pledge.change",
  },
  remove: { from: ["waitlisted", "offered", "confirmed"], to: "removed", action: "pledge.manage" },
  settle: { from: ["confirmed", "disputed"], to: "settled", action: null }, // what came is all that comes
  release: {
    from: ["requested", "waitlisted", "offered", "confirmed", "disputed"],
    to: "released",
    action: null,
  },
} as const satisfies Record<string, Transition>;

/** Goods, vehicles and expertise: they end settled. */
export const GOODS_EVENTS = {
  ...ANY_PLEDGE,
  remind: { from: ["confirmed"], to: "confirmed", action: null },
  deliver: { from: ["confirmed"], to: "confirmed", action: null }, // numbers move; its authority is the delivery's
  dispute: { from: ["confirmed"], to: "disputed", action: "pledge.see" },
  resolve: { from: ["disputed"], to: "confirmed", action: "pledge.manage" },
} as const satisfies Record<string, Transition>;

/** People: they end attended or absent. Being absent may be contested. */
export const PEOPLE_EVENTS = {
  ...ANY_PLEDGE,
  attend: { from: ["confirmed", "disputed"], to: "attended", action: "pledge.manage" },
  miss: { from: ["confirmed"], to: "absent", action: "pledge.manage" },
  comeLate: { from: ["absent", "attended", "disputed"], to: "attended", action: "shift.run" }, // written down after closing
  contest: { from: ["absent"], to: "disputed", action: "pledge.change" },
  uphold: { from: ["disputed"], to: "absent", action: "pledge.manage" },
  standIn: { from: ["waitlisted"], to: "confirmed", action: "stand_in.take" }, // for somebody who cannot come
} as const satisfies Record<string, Transition>;

/** The table of a line's kind. */
export const eventsOf = (kind: string) => (kind === "people" ? PEOPLE_EVENTS : GOODS_EVENTS);
