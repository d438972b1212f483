// The life of a claimed qualification: looked at by somebody else, ended by its holder or by who verified it. Pure.
import type { Transition } from "@/server/lifecycle";

export const QUALIFICATION_STATES = ["claimed", "verified", "refused", "revoked"] as const;
export type QualificationStatus = (typeof QUALIFICATION_STATES)[number];

export const QUALIFICATION_EVENTS = {
  claim: { from: ["new"], to: "claimed", action: "record.keep" },
  verify: { from: ["claimed"], to: "verified", action: "qualification.verify" },
  refuse: { from: ["claimed"], to: "refused", action: "qualification.verify" },
  revoke: { from: ["verified"], to: "revoked", action: "qualification.verify" },
  drop: { from: ["claimed", "verified"], to: "revoked", action: "record.keep" },
  renew: { from: ["verified"], to: "revoked", action: null },
} as const satisfies Record<string, Transition & { to: QualificationStatus }>;
