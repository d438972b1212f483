// 入户: the family is told who comes, and may stop it. Pure. The state is read from the row's two times.
import type { Transition } from "@/server/lifecycle";

export const VISIT_STATES = ["untold", "told", "stopped"] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export const VISIT_EVENTS = {
  tell: { from: ["untold", "told"], to: "told", action: "shift.run" }, // again, when others come
  lack: { from: ["untold", "told"], to: "untold", action: null }, // time to tell, and not two identified people are named
  stop: { from: ["told"], to: "stopped", action: null }, // by the family's link: whoever holds it is the family
  allow: { from: ["stopped"], to: "told", action: null },
} as const satisfies Record<string, Transition>;

export const visitState = (row: { told_at: Date | null; stopped_at: Date | null } | undefined): VisitState =>
  row?.stopped_at ? "stopped" : row?.told_at ? "told" : "untold";
