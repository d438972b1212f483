// The life of an organisation: entered by its leader, looked at by the town or district. Pure.
import type { Transition } from "@/server/lifecycle";

export const ORGANISATION_STATES = ["pending", "verified", "refused", "off"] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATES)[number];

export const ORGANISATION_EVENTS = {
  verify: { from: ["pending", "refused"], to: "verified", action: "organisation.verify" },
  turnDown: { from: ["pending"], to: "refused", action: "organisation.verify" },
  switchOff: { from: ["verified", "pending"], to: "off", action: "organisation.verify" },
  switchOn: { from: ["off"], to: "verified", action: "organisation.verify" },
} as const satisfies Record<string, Transition & { to: OrganisationStatus }>;
