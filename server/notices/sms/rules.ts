// What fills the places of a text message. The texts themselves are agreed with the provider (server/platform/sms/templates.ts).

import { placesOf, type SmsTemplate } from "@/server/platform/sms/templates";
import { wallOf } from "@/server/time";

/** How long one try may hold a row before another worker takes it. Longer than any driver's timeout. */
export const SMS_LEASE_MS = 60_000;
/** A peer that answers never is given up after this, whatever its driver says. */
export const SMS_PATIENCE_MS = 12_000;
/** Sent at once, so that a dead peer costs one patience per round. */
export const SMS_AT_ONCE = 4;
/** Providers cut or refuse longer values. */
const VALUE_MAX = 20;

export type SmsFacts = {
  /** Null: not to be named (confidential). */
  title: string | null;
  until: Date | null;
  event: string;
  reason: string | null;
  /** Of a home visit, to the family. */
  visit?: { names: string; team: string; phone: string; link: string };
};

const CHANGES: Record<string, string> = {
  "need.changed": "数量或时间有调整",
  "pledge.approved": "发布人已确认您的认领",
  "pledge.topped_up": "候补的部分也有了名额",
  "pledge.amended": "认领数量已调整",
  "shift.changed": "班次的时间或要求有调整",
};
const SOMETHING_CHANGED = "内容有调整";

/** Of removing a pledge or refusing a request (server/pledges/schema.ts). */
const REASONS: Record<string, string> = {
  agreed: "双方已商定",
  cannot_reach: "联系不上",
  not_suitable: "条件不合适",
  mistake: "登记有误",
};
const SOME_REASON = "其他原因";

/** 11月19日18点 in China. */
export function untilWord(at: Date): string {
  const wall = wallOf(at);
  const minutes = wall.getUTCMinutes();
  return `${wall.getUTCMonth() + 1}月${wall.getUTCDate()}日${wall.getUTCHours()}点${minutes ? `${minutes}分` : ""}`;
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length > VALUE_MAX ? `${signs.slice(0, VALUE_MAX - 1).join("")}…` : text;
}

/** Every place of the template, filled. */
export function smsParams(template: SmsTemplate, facts: SmsFacts): Record<string, string> {
  const values: Record<string, string> = {
    ...(facts.visit ? { ...facts.visit, names: cut(facts.visit.names), team: cut(facts.visit.team) } : {}),
    need: cut(facts.title ?? "一件求助"),
    until: facts.until ? untilWord(facts.until) : "近日",
    change: CHANGES[facts.event] ?? SOMETHING_CHANGED,
    reason: REASONS[facts.reason ?? ""] ?? SOME_REASON,
  };
  return Object.fromEntries(placesOf(template).map((place) => [place, values[place] ?? ""]));
}
