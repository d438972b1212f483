// The life of a member sheet: checked, then imported whole or dropped. Pure.
import type { Transition } from "@/server/lifecycle";

export const IMPORT_STATES = ["checked", "imported", "dropped"] as const;
export type ImportStatus = (typeof IMPORT_STATES)[number];

export const IMPORT_EVENTS = {
  check: { from: ["new"], to: "checked", action: "member.import" },
  run: { from: ["checked"], to: "imported", action: "member.import" },
  drop: { from: ["checked"], to: "dropped", action: "member.import" },
  forget: { from: ["checked"], to: "dropped", action: null }, // after a week
} as const satisfies Record<string, Transition & { to: ImportStatus }>;
