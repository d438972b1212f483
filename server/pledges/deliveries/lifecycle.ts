// The life of a delivery: goods moved against a pledge. Pure. A loan that was handed over comes back, in parts.
import type { Transition } from "@/server/lifecycle";

export const DELIVERY_STATUSES = ["sent", "received", "closed", "returned", "recalled"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** "new" is the state before birth. Accepting what was never marked as sent is send and close in one act. */
export const DELIVERY_EVENTS = {
  send: { from: ["new"], to: "sent", action: "delivery.send" },
  recall: { from: ["sent"], to: "recalled", action: "delivery.send" }, // never left: promised again
  receive: { from: ["sent"], to: "received", action: "delivery.accept" }, // here, not yet looked at
  close: { from: ["sent", "received"], to: "closed", action: "delivery.accept" },
  correct: { from: ["closed"], to: "closed", action: "delivery.accept" }, // typed wrongly
  returnPart: { from: ["closed"], to: "closed", action: "delivery.return" },
  returnAll: { from: ["closed"], to: "returned", action: "delivery.return" },
} as const satisfies Record<string, Transition>;

/** On the way by the numbers: from sending until it is accepted, refused or missing. */
export const UNDER_WAY = ["sent", "received"] as const satisfies DeliveryStatus[];
