// A certification is made, and ends when what it saw no longer holds.
import type { Transition } from "@/server/lifecycle";

export const CERTIFICATION_EVENTS = {
  make: { from: ["new"], to: "valid", action: "need.certify" },
  revoke: { from: ["valid"], to: "revoked", action: "need.certify" },
} as const satisfies Record<string, Transition>;
