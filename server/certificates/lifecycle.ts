// The life of a certificate: asked for by the volunteer or issued at once, valid until a correction or the unit ends it. Pure.
import type { Transition } from "@/server/lifecycle";

export const CERTIFICATE_STATES = [
  "asked",
  "valid",
  "refused",
  "withdrawn",
  "superseded",
  "revoked",
] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATES)[number];

export const CERTIFICATE_EVENTS = {
  ask: { from: ["new"], to: "asked", action: "certificate.ask" },
  withdraw: { from: ["asked"], to: "withdrawn", action: "certificate.ask" },
  issue: { from: ["new", "asked"], to: "valid", action: "certificate.issue" },
  refuse: { from: ["asked"], to: "refused", action: "certificate.issue" },
  supersede: { from: ["valid"], to: "superseded", action: null },
  revoke: { from: ["valid"], to: "revoked", action: "certificate.revoke" },
} as const satisfies Record<string, Transition & { to: CertificateStatus }>;
