// The text messages we send, by name. Operators in China approve each text beforehand and fill in its places themselves, so the
// texts are part of the agreement with the provider: they stand here, once, and a change means a new approval. Pure.
import type { SmsMessage } from "../sms";
import { SmsFailure } from "./failure";

/** Places are {name}; their order is the order in which numbered places (Tencent) are filled. */
export const SMS_TEMPLATES = {
  code: "您的验证码是{code}，{minutes}分钟内有效。请勿告诉他人，工作人员不会向您索要。",
  offer: "您候补的“{need}”有名额了，请在{until}前打开好人帮确认，过时让给下一位。",
  changed: "您认领的“{need}”有改动：{change}。请打开好人帮查看。",
  cancelled: "您认领的“{need}”已取消，不用再准备。谢谢您。",
  released: "您在“{need}”的认领因久未落实已退回名额。如还能帮，请打开好人帮重新认领。",
  removed: "您在“{need}”的认领已由发布人取消，原因：{reason}。有疑问请联系发布人。",
  reminder: "您认领的“{need}”还没有落实，请在{until}前打开好人帮办理或说明。",
  invited: "想请您帮忙：“{need}”。愿意的话，请在{until}前打开好人帮答复；不方便可以婉拒，没有关系。",
  answer_due: "“{need}”正等您答复，请在{until}前打开好人帮办理。",
  named: "您被安排参加“{need}”，{until}开始。来不了请打开好人帮点“我来不了”。",
  stand_in: "“{need}”有人临时来不了，{until}开始。您能去的话，请打开好人帮点“我来顶替”。",
  shift_soon: "提醒：“{need}”{until}开始，请准时到场。来不了请打开好人帮说一声。",
  visit: "“{need}”：{names}（{team}）{until}到您家，电话{phone}。想先别来，请打开{link}",
  visit_off: "“{need}”的上门服务，家里人说先别来。请先不要去，等负责人联系。",
} as const;

export type SmsTemplate = keyof typeof SMS_TEMPLATES;

/** Names of a template's places, in order. */
export function placesOf(template: SmsTemplate): string[] {
  return [...SMS_TEMPLATES[template].matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}

/** A place's values in order; fails where one is missing. */
export function valuesOf({ template, params }: SmsMessage): string[] {
  return placesOf(template).map((place) => {
    const value = params[place];
    if (value === undefined) throw new SmsFailure(`missing_${place}`, false);
    return value;
  });
}

/** The text as the reader gets it. */
export function renderSms(message: SmsMessage): string {
  const values = valuesOf(message);
  let index = 0;
  return SMS_TEMPLATES[message.template].replace(/\{\w+\}/g, () => values[index++] as string);
}
