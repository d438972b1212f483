// What happened to a need, act by act, in people's words.
import { POSTER_ROLE } from "@/app/_copy/labels";
import { formatQuantity } from "@/app/_copy/numbers";
import type { TimelineItem } from "@/server/history/schema";

const figure = (t: TimelineItem, ...names: string[]): string => {
  for (const name of names) {
    const value = t.data[name];
    if (typeof value === "number" && t.line) return ` ${formatQuantity(value, t.line)}`;
  }
  return "";
};
const who = (t: TimelineItem) => t.organisation ?? "";
const item = (t: TimelineItem) => t.line?.item ?? "";

const SENTENCES: Record<string, (t: TimelineItem) => string> = {
  "need.drafted": () => "写下草稿",
  "need.saved": () => "改了草稿",
  "need.submitted": () => "提交，等核实",
  "need.stock_asked": () => "提交，等现场看货",
  "need.published": () => "核实并发布",
  "need.returned": () => "退回补充",
  "need.rejected": () => "答复：平台办不了",
  "need.escalated": () => "村里超时未答复，转到镇（街道）",
  "need.withdrawn": () => "撤回修改",
  "need.changed": () => "改了内容",
  "need.confirm_asked": () => "问：还需要吗",
  "need.confirmed": () => "答：还需要",
  "need.hidden": () => "久未确认，从首页撤下",
  "need.paused": () => "暂停",
  "need.resumed": () => "恢复招募",
  "need.sealed": (t) => (t.data.at_deadline === true ? "到期，截止招募" : "截止招募"),
  "need.settling": () => "开始验收",
  "need.completed": () => "办完了",
  "need.reopened": () => "开始新的一轮",
  "need.cancelled": () => "取消",
  "need.closed": () => "关闭",
  "certification.made": (t) => `现场看货：${item(t)}${figure(t, "stock")}`,
  "certification.revoked": (t) => `撤回看货结果：${item(t)}`,
  "pledge.made": (t) => `${who(t)}认了${item(t)}${figure(t, "amount", "wanted")}`,
  "pledge.requested": (t) => `${who(t)}想认${item(t)}${figure(t, "wanted")}，等点头`,
  "pledge.waitlisted": (t) => `${who(t)}排上候补：${item(t)}${figure(t, "wanted")}`,
  "pledge.approved": (t) => `同意${who(t)}认${item(t)}${figure(t, "amount", "wanted")}`,
  "pledge.refused": (t) => `没有同意${who(t)}认${item(t)}`,
  "pledge.offered": (t) => `候补轮到${who(t) || "一位帮忙的人"}：${item(t)}${figure(t, "amount")}`,
  "pledge.topped_up": (t) => `${who(t)}候补的也有了：${item(t)}${figure(t, "amount")}`,
  "pledge.called": () => "打过电话",
  "pledge.notified": () => "通知已送到",
  "pledge.accepted": (t) => `${who(t)}从候补转为确认：${item(t)}${figure(t, "amount")}`,
  "pledge.declined": (t) => `${who(t)}婉拒了候补：${item(t)}`,
  "pledge.lapsed": (t) => `候补没来得及确认，让给下一位：${item(t)}`,
  "pledge.amended": (t) => `${who(t)}改了数量：${item(t)}${figure(t, "amount", "wanted")}`,
  "pledge.reminded": (t) => `提醒${who(t)}：${item(t)}`,
  "pledge.withdrawn": (t) => `${who(t)}退出：${item(t)}`,
  "pledge.removed": (t) => `移出${who(t)}：${item(t)}`,
  "pledge.released": (t) =>
    t.line?.kind === "people" ? `${who(t)}的名额放回：${item(t)}` : `${who(t)}久未落实，放回：${item(t)}`,
  "pledge.settled": (t) => `${who(t)}结清：${item(t)}${figure(t, "accepted", "amount")}`,
  "pledge.moved": (t) => `${item(t)}的数有变动${figure(t, "amount")}`,
  "pledge.disputed": (t) => `${item(t)}这一笔有不同意见`,
  "pledge.resolved": (t) => `${item(t)}这一笔谈妥了`,
  "pledge.answered": () => "回复了验收",
  "pledge.attended": (t) => `到场：${item(t)}${figure(t, "came", "accepted", "amount")}`,
  "pledge.absent": (t) => `没来成：${item(t)}`,
  "pledge.unit_confirmed": (t) => `${who(t)}确认了口头认领：${item(t)}`,
  "delivery.sent": (t) => `${item(t)}已在路上${figure(t, "sent", "amount")}`,
  "delivery.received": (t) => `${item(t)}已送到${figure(t, "received", "amount")}`,
  "delivery.closed": (t) => `${item(t)}登记了${figure(t, "accepted")}`,
  "delivery.corrected": (t) => `${item(t)}的登记改过${figure(t, "accepted")}`,
  "delivery.recalled": (t) => `${item(t)}没有送出，撤销`,
  "delivery.returned": (t) => `${item(t)}归还${figure(t, "returned")}`,
};

/** An event of a newer server is said in general words, so that nothing breaks. */
export const timelineSentence = (t: TimelineItem): string => SENTENCES[t.event]?.(t).trim() ?? "有变动";

/** 潘书记 · 村（社区）书记; nothing where the reader may not know. */
export const timelineActor = (t: TimelineItem): string | null =>
  t.actor
    ? [t.actor.name, t.actor.role ? POSTER_ROLE[t.actor.role] : null].filter(Boolean).join(" ")
    : t.byPlatform
      ? "平台自动"
      : null;
