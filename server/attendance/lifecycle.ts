// The life of one person's presence at a shift. Pure. A presence that was undone is never taken up again: whoever comes after all
// gets a new row, so that both are seen.
import type { Transition } from "@/server/lifecycle";

export const ATTENDANCE_STATUSES = ["in", "out", "void"] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];

export const ATTENDANCE_EVENTS = {
  arrive: { from: ["new"], to: "in", action: "attendance.scan" }, // by the code, oneself
  call: { from: ["new"], to: "in", action: "shift.run" }, // roll-call, walk-in, paper
  leave: { from: ["in"], to: "out", action: "attendance.scan" },
  callOut: { from: ["in"], to: "out", action: "shift.run" },
  lapse: { from: ["in"], to: "out", action: "shift.run" }, // forgot to check out: the planned end, when the shift is closed
  stay: { from: ["out"], to: "in", action: "shift.run" }, // checked out by mistake
  undo: { from: ["in"], to: "void", action: "shift.run" }, // checked in by mistake
} as const satisfies Record<string, Transition>;
