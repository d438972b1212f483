// The life of an invitation: "could you take this?" One question, one answer, or none (Reg. art. 25). Pure.
import type { Transition } from "@/server/lifecycle";

export const INVITATION_STATUSES = [
  "sent", // 等答复
  "accepted", // 接下了: a pledge was made
  "declined", // 婉拒: costs nothing
  "expired", // 没有答复
  "withdrawn", // 不用了: by the sender, or since the need is full or over
] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

export const INVITATION_EVENTS = {
  send: { from: ["new"], to: "sent", action: "invitation.send" },
  accept: { from: ["sent"], to: "accepted", action: "invitation.answer" },
  decline: { from: ["sent"], to: "declined", action: "invitation.answer" },
  expire: { from: ["sent"], to: "expired", action: null },
  withdraw: { from: ["sent"], to: "withdrawn", action: "invitation.send" },
  end: { from: ["sent"], to: "withdrawn", action: null }, // full, or the need or shift is over
} as const satisfies Record<string, Transition>;
