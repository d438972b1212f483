// What the timeline of a need says of each act. An act without a sentence here is not shown.
import { formatQuantity } from "@/app/_copy/numbers";
import type { TimelineItem } from "@/server/history/schema";

export const historyWords = {
  title: "经过",
  publicHint: "只列公开的部分，不显示个人姓名。",
  platform: "平台",
  older: "更早的经过",
  empty: "还没有经过。",
};

const who = (t: TimelineItem) => t.organisation ?? "有人";

function amount(t: TimelineItem, ...names: string[]): string {
  for (const name of names) {
    const value = t.data[name];
    if (typeof value === "number" && value > 0 && t.line)
      return ` ${t.line.item} ${formatQuantity(value, t.line)}`;
  }
  return t.line ? ` ${t.line.item}` : "";
}

const SENTENCES: Record<string, (t: TimelineItem) => string> = {
  "need.drafted": () => "写了草稿",
  "need.submitted": () => "提交核实",
  "need.published": () => "核实并发布",
  "need.returned": () => "退回补充",
  "need.rejected": () => "平台办不了，已说明该找谁",
  "need.escalated": () => "超时未答复，转到镇（街道）",
  "need.withdrawn": () => "收回成草稿",
  "need.changed": () => "改了内容",
  "need.replanned": (t) => (typeof t.data.added === "number" ? `加了 ${t.data.added} 个班次` : "排了班次"),
  "need.confirm_asked": () => "询问是否还需要",
  "need.confirmed": () => "确认还需要",
  "need.hidden": () => "没有确认，先从首页撤下",
  "need.paused": () => "暂停招募",
  "need.resumed": () => "恢复招募",
  "need.sealed": () => "截止招募",
  "need.settling": () => "开始验收",
  "need.completed": () => "办完了",
  "need.reopened": () => "开了新的一轮",
  "need.cancelled": () => "取消了",
  "need.closed": () => "关闭了",
  "certification.made": (t) => `现场核实货源${amount(t, "stock")}`,
  "certification.revoked": () => "撤回货源核实",
  "pledge.made": (t) => `${who(t)}认领${amount(t, "amount", "wanted")}`,
  "pledge.requested": (t) => `${who(t)}想认领${amount(t, "wanted")}，等答复`,
  "pledge.waitlisted": (t) => `${who(t)}排上候补${amount(t, "wanted")}`,
  "pledge.approved": (t) => `同意${who(t)}认领${amount(t, "amount", "wanted")}`,
  "pledge.refused": (t) => `没有同意${who(t)}的认领`,
  "pledge.offered": (t) => `候补轮到${who(t)}${amount(t, "more", "amount")}`,
  "pledge.accepted": (t) => `${who(t)}从候补转为认领${amount(t, "amount")}`,
  "pledge.topped_up": (t) => `${who(t)}的候补补上了${amount(t, "more")}`,
  "pledge.declined": (t) => `${who(t)}婉拒了候补`,
  "pledge.lapsed": (t) => `${who(t)}的候补过期`,
  "pledge.amended": (t) => `${who(t)}的认领改为${amount(t, "amount", "wanted")}`,
  "pledge.called": (t) => `给${who(t)}打了电话`,
  "pledge.reminded": (t) => `提醒${who(t)}落实`,
  "pledge.withdrawn": (t) => `${who(t)}退出`,
  "pledge.removed": (t) => `移出${who(t)}的认领`,
  "pledge.released": (t) => `${who(t)}的认领放回`,
  "pledge.settled": (t) => `${who(t)}的认领结清${amount(t, "accepted")}`,
  "pledge.attended": (t) => `${who(t)}到场${amount(t, "came", "accepted")}`,
  "pledge.absent": (t) => `${who(t)}没来成`,
  "pledge.disputed": (t) => `${who(t)}有不同说法`,
  "pledge.resolved": () => "争议有了结果",
  "delivery.sent": (t) => `${who(t)}发出${amount(t, "sent")}`,
  "delivery.recalled": (t) => `${who(t)}撤回了发出`,
  "delivery.received": (t) => `送到${amount(t, "received")}`,
  "delivery.closed": (t) =>
    t.data.accepted === 0 ? "验收，这一次没有收下" : `验收，实收${amount(t, "accepted")}`,
  "delivery.returned": (t) => `归还${amount(t, "returned")}`,
};

/** Null for acts that tell a reader nothing. */
export function timelineSentence(t: TimelineItem): string | null {
  return SENTENCES[t.event]?.(t) ?? null;
}
