// The life of an organisation: entered by its leader, looked at by the town or district, who may ask back. Pure.
import type { Transition } from "@/server/lifecycle";

export const ORGANISATION_STATES = ["pending", "returned", "verified", "refused", "off"] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATES)[number];

export const ORGANISATION_EVENTS = {
  verify: { from: ["pending", "returned", "refused"], to: "verified", action: "organisation.verify" },
  giveBack: { from: ["pending"], to: "returned", action: "organisation.verify" },
  answer: { from: ["returned"], to: "pending", action: "organisation.change" },
  turnDown: { from: ["pending", "returned"], to: "refused", action: "organisation.verify" },
  switchOff: { from: ["verified", "pending"], to: "off", action: "organisation.verify" },
  switchOn: { from: ["off"], to: "verified", action: "organisation.verify" },
} as const satisfies Record<string, Transition & { to: OrganisationStatus }>;
