// The life of a service record (时长记录): what is known of one attendance's hours. What counts stands in the ledger: a confirmed or
// disputed record has exactly one standing row there, every other state none. Pure.
import type { Transition } from "@/server/lifecycle";

export const RECORD_STATUSES = ["open", "pending", "confirmed", "disputed", "uncounted", "voided"] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

export const RECORD_EVENTS = {
  open: { from: ["new"], to: "open", action: null }, // checked in
  finish: { from: ["new", "open"], to: "pending", action: null }, // checked out
  await: { from: ["pending"], to: "=", action: null }, // it turned out whose word it needs
  change: { from: ["open", "pending"], to: "pending", action: "shift.run" }, // the leader says from when to when
  takeEffect: { from: ["pending"], to: "confirmed", action: null }, // scanned at both ends: counts by rule
  confirm: { from: ["pending"], to: "confirmed", action: "hours.confirm" },
  setAside: { from: ["pending"], to: "uncounted", action: null }, // paid working time: kept, not counted
  dispute: { from: ["confirmed"], to: "disputed", action: "hours.see" },
  uphold: { from: ["disputed"], to: "confirmed", action: "hours.correct" },
  correct: { from: ["confirmed", "disputed"], to: "confirmed", action: "hours.correct" },
  reopen: { from: ["pending", "confirmed", "disputed", "uncounted", "voided"], to: "open", action: null }, // the check-out was undone
  discard: { from: ["open", "pending"], to: "voided", action: "hours.confirm" },
  lapse: { from: ["pending"], to: "voided", action: null }, // less than a minute
  annul: { from: ["open", "pending", "confirmed", "disputed", "uncounted"], to: "voided", action: null }, // never was there
  strike: { from: ["confirmed", "disputed"], to: "voided", action: "hours.correct" },
  restore: { from: ["voided"], to: "pending", action: "hours.correct" }, // asked about, and to count after all
} as const satisfies Record<string, Transition>;

/** Events of history that take something out of the ledger: what a certificate must be looked at after. */
export const REVERSING = [
  "hours.corrected",
  "hours.put_right",
  "hours.reopened",
  "hours.annulled",
  "hours.struck",
] as const;

/** States in which one row of the ledger stands for the record. */
export const COUNTED: readonly RecordStatus[] = ["confirmed", "disputed"];
