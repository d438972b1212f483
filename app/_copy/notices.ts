// What a notice says, made when it is shown: a sentence per kind, from ids and numbers. Addressed to its reader.
import { dayAndTime, duration } from "@/app/_copy/dates";
import { ROLE_WORD } from "@/app/_copy/me";
import { formatQuantity } from "@/app/_copy/numbers";
import type { NoticeKind } from "@/server/notices/rules";
import type { NoticeItem } from "@/server/notices/schema";

export const noticeWords = {
  title: "通知",
  empty: "还没有通知。有人认领、有变动、轮到您候补时，会在这里告诉您。",
  unread: (n: number) => (n >= 100 ? "99+ 条未读" : `${n} 条未读`),
  markAll: "全部标为已读",
  older: "更早的通知",
  isNew: "新",
  forWhom: (name: string) => `替${name}收到：`,
  open: "去看看",
};

/** 「西潘墩村的大米卖不出去」 */
const need = (n: NoticeItem) => (n.needTitle === null ? "一件不公开的求助" : `「${n.needTitle}」`);
const who = (n: NoticeItem) => n.organisation ?? "有人";
/** 「高都一队」 */
const team = (n: NoticeItem) => (n.organisation === null ? "这个队伍" : `「${n.organisation}」`);
const item = (n: NoticeItem) => n.line?.item ?? "";

function amount(n: NoticeItem, ...names: string[]): string {
  for (const name of names) {
    const value = n.data[name];
    if (typeof value === "number" && n.line) return formatQuantity(value, n.line);
  }
  return "";
}

const has = (n: NoticeItem, name: string) => typeof n.data[name] === "number" && (n.data[name] as number) > 0;

/** 大米 200斤 */
const what = (n: NoticeItem, ...names: string[]) => [item(n), amount(n, ...names)].filter(Boolean).join(" ");

const isSale = (n: NoticeItem) => n.line?.direction === "sale";
const claimed = (n: NoticeItem) =>
  isSale(n) ? "认购" : n.line?.kind === "people" || n.line?.kind === "expertise" ? "报名" : "认领";

const END_REASONS: Record<string, string> = {
  changed_plans: "计划有变",
  weather: "天气原因",
  no_longer_needed: "不再需要",
  mistake: "登记有误",
  duplicate: "和另一件求助重复",
  solved_elsewhere: "已经另外解决",
  cannot_reach: "联系不上求助人",
  hotline_12345: "已请其找 12345 热线",
  judicial_office: "已请其找司法所",
  emergency: "已请其找应急部门",
  civil_affairs: "已请其找民政部门",
};
const because = (n: NoticeItem) => {
  const reason = END_REASONS[String(n.data.reason ?? "")];
  return reason ? `，原因：${reason}` : "";
};

const REMOVE_REASONS: Record<string, string> = {
  agreed: "双方已商定",
  cannot_reach: "联系不上",
  not_suitable: "条件不合适",
  mistake: "登记有误",
  left_team: "您已经不在这支队伍里",
};
const removedBecause = (n: NoticeItem) => {
  const reason = REMOVE_REASONS[String(n.data.reason ?? "")];
  return reason ? `，原因：${reason}` : "";
};

const INVITATION_ENDS: Record<string, string> = {
  full: "：已经有人帮满了",
  need: "：求助已经结束",
  shift: "：班次取消了",
};
const invitationEnd = (n: NoticeItem) => INVITATION_ENDS[String(n.data.reason ?? "")] ?? "";

/** （周六 8:30） */
const when = (n: NoticeItem) =>
  typeof n.data.starts === "number" ? `（${dayAndTime(new Date(n.data.starts), n.at)}）` : "";
const inTeam = (n: NoticeItem) => (n.organisation === null ? "" : `${n.organisation}的`);

const SEAT_ENDS: Record<string, (n: NoticeItem) => string> = {
  shift_cancelled: (n) => `${need(n)}的这个班次${when(n)}取消了，不用去了。`,
  unnamed: (n) => `${inTeam(n)}名额减少了，${need(n)}${when(n)}这次不用您去了。`,
  no_stand_in: (n) => `${need(n)}${when(n)}已经开始，没有找到顶替的人，您的名额放回了。下次早点说更好安排。`,
};
const ENDED_WITH_NEED = /^need_/;
const seatEnded = (n: NoticeItem) => {
  const why = String(n.data.because ?? n.data.reason ?? "");
  if (ENDED_WITH_NEED.test(why)) return `${need(n)}结束了，${when(n)}不用去了。谢谢您。`;
  return SEAT_ENDS[why]?.(n) ?? `${need(n)}${when(n)}这次不用您去了：${inTeam(n)}报名有变动。`;
};

function closed(n: NoticeItem): string {
  const parts = [
    `实收 ${amount(n, "accepted") || "0"}`,
    has(n, "refused") ? `拒收 ${amount(n, "refused")}` : "",
    has(n, "short") ? `短少 ${amount(n, "short")}` : "",
  ].filter(Boolean);
  return `${need(n)}的${item(n)}验收了：${parts.join("，")}。`;
}

const ASKED: Record<string, string> = {
  missing: "去了没有记上",
  pending: "一直没有人确认",
  voided: "为什么作废了",
};
const asked = (n: NoticeItem) =>
  `有人说${need(n)}的服务时长${ASKED[String(n.data.about ?? "")] ?? "记错了"}，请在十个工作日内核对、答复。`;

const SENTENCES: Record<NoticeKind, (n: NoticeItem) => string> = {
  need_published: (n) => `${need(n)}已经核实发布，大家可以来帮忙了。`,
  need_returned: (n) => `${need(n)}需要补充一点情况，补好再提交。`,
  need_rejected: (n) => `${need(n)}平台办不了，页面上写了该找谁。`,
  need_passed_up: (n) => `${need(n)}村里还没有答复，已经转到镇（街道）。`,
  need_confirm_due: (n) => `${need(n)}还需要帮忙吗？请点一下：还需要、够了，或改数量。`,
  need_hidden: (n) => `${need(n)}一直没有确认，先从首页撤下了。点“还需要”就会回来。`,
  need_certified: (n) => `${need(n)}的货源已经现场核实。`,
  need_uncertified: (n) => `${need(n)}的货源核实被撤回了，请联系镇（街道）。`,
  pledge_made: (n) => `${who(n)}${claimed(n)}了${need(n)}：${what(n, "amount", "wanted")}。`,
  pledge_requested: (n) => `${who(n)}想${claimed(n)}${what(n, "wanted")}，等您答复：${need(n)}。`,
  pledge_accepted: (n) => `${who(n)}从候补转为确认：${what(n, "amount")}，${need(n)}。`,
  pledge_amended: (n) =>
    n.data.reason === "unnamed"
      ? `${n.isHelper ? "您的队伍" : who(n)}在${need(n)}有 ${n.data.fewer ?? ""} 个名额没报名字，到时间放回了，现在是 ${what(n, "amount")}。`
      : n.isHelper
        ? `您在${need(n)}的${claimed(n)}改成了 ${what(n, "amount", "wanted")}。`
        : `${who(n)}把${claimed(n)}改成了 ${what(n, "amount", "wanted")}：${need(n)}。`,
  pledge_withdrawn: (n) => `${who(n)}退出了${need(n)}，名额已放回，候补的人会先收到通知。`,
  pledge_disputed: (n) => `${need(n)}的一笔${claimed(n)}有争议，请双方核对。`,
  pledge_fell_back: (n) =>
    n.data.reason === "unnamed"
      ? `${who(n)}在${need(n)}的名额一个名字也没报，到时间放回了。`
      : `${who(n)}在${need(n)}的${claimed(n)}久未落实，已放回名额。`,
  offer_unreached: (n) =>
    `候补轮到了${n.organisation ?? "一位帮忙的人"}，但通知送不到。请打电话问一声并登记：${need(n)}。`,
  delivery_sent: (n) =>
    isSale(n) && n.isHelper
      ? `${need(n)}的${what(n, "sent")}已经发出，请留意查收。`
      : `${what(n, "sent")}已经在路上：${need(n)}。`,
  delivery_received: (n) => `${what(n, "received")}已经送到，等待验收：${need(n)}。`,
  delivery_closed: closed,
  delivery_returned: (n) => `${what(n, "returned")}已经归还：${need(n)}。`,
  recurring_started: (n) => `${who(n)}愿意每月都帮：${what(n, "amount")}，${need(n)}。`,
  recurring_ended: (n) => `每月的${claimed(n)}结束了：${need(n)}。`,
  recurring_missed: (n) => `这个月的${claimed(n)}没有名额了，下个月照常：${need(n)}。`,
  answer_due: (n) => `${need(n)}在等您核实答复。`,
  stock_asked: (n) => `${need(n)}要卖东西，请到现场核实存货，核实后才能发布。`,
  answer_overdue: (n) => `${need(n)}村里超时未答复，请镇（街道）处理。`,
  need_changed: (n) => `${need(n)}有改动，请看看还合适吗。`,
  need_settling: (n) => `${need(n)}开始验收结清，候补和待确认的就到这里，谢谢您。`,
  need_completed: (n) => `${need(n)}办完了，谢谢您帮忙！`,
  need_reopened: (n) => `${need(n)}又开了新的一轮，愿意的话再来看看。`,
  need_cancelled: (n) => `${need(n)}取消了，不用再准备${because(n)}。谢谢您。`,
  need_closed: (n) => `${need(n)}关闭了${because(n)}。`,
  recurring_pledged: (n) => `这个月的${claimed(n)}已经按约定登记：${need(n)}。`,
  pledge_recorded: (n) => `有人替您登记了${need(n)}：${what(n, "amount", "wanted")}。不对的话请改或退出。`,
  pledge_approved: (n) => `发布人同意了：${what(n, "amount", "wanted")}，${need(n)}。`,
  pledge_refused: (n) => `您想${claimed(n)}的${need(n)}，对方没有同意${removedBecause(n)}。`,
  pledge_offered: (n) => `候补轮到您了：${what(n, "amount")}，${need(n)}。请在期限内确认。`,
  pledge_topped_up: (n) => `候补的部分也有了：现在一共 ${what(n, "amount")}，${need(n)}。`,
  pledge_lapsed: (n) => `${need(n)}的候补没来得及确认，已让给下一位。还想帮可以重新排。`,
  pledge_removed: (n) => `您在${need(n)}的${claimed(n)}被发布人移出${removedBecause(n)}。`,
  pledge_reminded: (n) =>
    `您在${need(n)}认领的 ${what(n, "promised", "amount")} 还没有落实，方便时请办理，或者说明一下。`,
  pledge_released: (n) =>
    n.data.reason === "unnamed"
      ? `${need(n)}：您的队伍报的名额一个名字也没填，到时间放回了。有空位时队员还可以自己报名。`
      : `您在${need(n)}的${claimed(n)}久未落实，已放回名额。还能帮可以重新认领。`,
  pledge_settled: (n) => `${need(n)}：您的${claimed(n)}已结清，共 ${what(n, "accepted", "amount")}。谢谢您！`,
  pledge_attended: (n) => `${need(n)}：已记下您到场帮忙。谢谢您！`,
  pledge_absent: (n) => `${need(n)}：记下了这次没来成。有原因可以说明。`,
  pledge_resolved: (n) => `${need(n)}的争议有了结果，请看。`,
  invitation_sent: (n) =>
    `${n.organisation ? `想请${n.organisation}` : "想请您"}帮忙：${what(n, "asked")}，${need(n)}${when(n)}。愿意就接下，不方便可以婉拒。`,
  invitation_withdrawn: (n) => `${need(n)}的邀请不用再答复了${invitationEnd(n)}。谢谢您。`,
  invitation_declined: (n) => `${who(n)}这次帮不了：${item(n)}，${need(n)}。可以再请别人。`,
  invitation_expired: (n) =>
    `请${n.organisation ?? "人"}帮忙的邀请没有等到答复：${item(n)}，${need(n)}。可以再请别人。`,
  wave_exhausted: (n) => `能请的都请过了，${item(n)}还没有帮满：${need(n)}。可以改要求，或者打电话问问。`,
  adviser_appointed: () => "村里请您担任顾问。以后有您懂的事，会先问问您，可以婉拒，也可以随时不再担任。",
  organisation_verified: (n) => `${n.organisation ?? "您的组织"}已经通过核实，可以用它的名义认领了。`,
  organisation_refused: (n) => `${n.organisation ?? "您的组织"}没有通过核实，请看原因，补好再申请。`,
  certificate_asked: () => "有人申请开志愿服务证明，请看看时长对不对，再出具。",
  certificate_issued: () => "您的志愿服务证明开好了，可以下载、打印。",
  certificate_refused: () => "您申请的志愿服务证明没有开出来，请看原因。",
  certificate_superseded: () =>
    "您的一份志愿服务证明不再有效：有时长改过，或者另发了新的。需要的话请重新申请。",
  certificate_revoked: () => "您的一份志愿服务证明被出具单位撤销了，请看原因。",
  organisation_returned: (n) => `${team(n)}的申请，核实的人有个问题，请补充了再交。`,
  join_asked: (n) => `有人想加入${team(n)}，请看看，同意或者婉拒。`,
  join_invited: (n) => `${team(n)}邀请您加入。愿意的话到“我的”里点一下“加入”；不愿意不用管它。`,
  join_taken_back: (n) => `${team(n)}收回了邀请，不用再答复。`,
  join_accepted: (n) => `有人答应了邀请，已经是${team(n)}的人。`,
  join_refused: (n) => `这次没有加入${team(n)}。可以看看别的队伍，或者以个人名义帮忙。`,
  qualification_verified: () => "您报的资格核实通过了，需要这项资格的班次可以报名了。",
  qualification_refused: () => "您报的资格没有通过核实，请看原因，补好再报。",
  qualification_revoked: () => "您的一项资格被撤销了，请看原因。有不同意见可以打电话问问。",
  honour_given: () => "您的志愿服务档案里记上了一项荣誉。",
  service_over: (n) => `${need(n)}的这次服务结束了，请说说做得怎么样。`,
  record_asked: (n) => `有人说${team(n)}记的一条档案不对，请在十个工作日内核对、答复。`,
  record_answered: () => "您提的档案更正有了答复，请看。",
  hours_counted: (n) =>
    `${need(n)}的服务时长记上了：${duration(Number(n.data.delta ?? 0))}。不对的话可以申请更正。`,
  hours_refused: (n) => `${need(n)}的一条服务时长不算了，请看原因。有不同意见可以申请更正。`,
  hours_put_right: (n) => `${need(n)}的一条服务时长改过了，请看现在的时间和原因。有不同意见可以申请更正。`,
  correction_asked: (n) => asked(n),
  correction_proposed: (n) => `${need(n)}有一条时长要更正，已经有一位提出，请另一位负责人核对、答复。`,
  correction_appealed: (n) => `${need(n)}的时长，本人不同意单位的答复，请在十个工作日内核对、答复。`,
  correction_answered: (n) =>
    n.data.entered
      ? `您问的${need(n)}的时长，单位已经补登，等另一位负责人确认。`
      : `您问的${need(n)}的时长，有了结果，请看答复。`,
  correction_upheld: (n) =>
    `您问的${need(n)}的时长，单位的答复是维持原样，请看原因。不同意可以请区里再看一次。`,
  correction_dismissed: (n) => `您问的${need(n)}的时长，区里看过，维持原样，请看原因。`,
  correction_lapsed: (n) =>
    n.data.about === "unit"
      ? `${need(n)}有一次签到（签退）撤销了，您提出的时长更正不用再答复。`
      : `您问的${need(n)}的时长，那次签到（签退）撤销了，请看现在的记录。不对的话可以再问。`,
  correction_declined: (n) => `您提出的${need(n)}的时长更正，没有同意，照原来的算。请看原因。`,
  check_unsound: (n) => `抽查${need(n)}${when(n)}，有对不上的地方，请看看每个人的时长。`,
  seat_named: (n) =>
    n.data.stand_in
      ? `您顶替了${need(n)}${when(n)}的名额，算${inTeam(n) || "队伍的"}人。`
      : `${n.organisation ?? "队长"}把您排进了${need(n)}${when(n)}。来不了请早点说。`,
  seat_removed: (n) => `您在${need(n)}${when(n)}的名额去掉了${removedBecause(n)}。`,
  seat_ended: seatEnded,
  seat_left: (n) => `${need(n)}${when(n)}有一位队员来不了，空出的名额请另报一个人。`,
  stand_in_sought: (n) => `${need(n)}${when(n)}有人临时来不了，正在找人顶替，谁先点就是谁。`,
  stand_in_found: (n) => `${need(n)}${when(n)}有人顶替了，放心吧。`,
  stand_in_none: (n) => `${need(n)}${when(n)}已经开始，空出的名额没有找到人顶替。`,
  shift_reminded: (n) =>
    n.data.when === "soon"
      ? `${need(n)}${when(n)}快开始了，路上注意安全。`
      : `明天有${need(n)}${when(n)}，别忘了。来不了请现在就说，好找人顶替。`,
  shift_changed: (n) => `${need(n)}的班次有改动，现在是${when(n) || "新的安排"}，请看看还能不能去。`,
  shift_appointed: (n) =>
    `${need(n)}的班次${when(n)}由您（您的队伍）负责，当天签到、结束登记都在班次页面里办。`,
  shift_cancelled: (n) => `${need(n)}的班次${when(n)}取消了，不用去了${because(n)}。`,
  visit_lacking: (n) =>
    `${need(n)}${when(n)}要上门，还差写明姓名、核实过手机号的人，不够两位不能去。请尽快报齐。`,
  visit_stopped: (n) => `${need(n)}${when(n)}：家里人说先别来。请先不要上门，联系好了再说。`,
  visit_allowed: (n) => `${need(n)}${when(n)}：家里人说可以来了，照原来的安排。`,
  grant_given: (n) =>
    n.organisation === null
      ? "您有了新的身份，在“我的”里可以切换。"
      : `您现在是${team(n)}的${ROLE_WORD[n.data.role as keyof typeof ROLE_WORD] ?? "成员"}。${n.data.imported ? "名单是队里导入的，不对的话可以退出。" : ""}`,
  grant_ended: (n) =>
    n.organisation === null ? "您的一个身份已经结束。" : `您在${team(n)}的身份有变动，请看。`,
};

/** The whole sentence, with the person it is for where the reader acts for somebody. */
export function noticeSentence(n: NoticeItem): string {
  const sentence = SENTENCES[n.kind](n);
  return n.forName ? `${noticeWords.forWhom(n.forName)}${sentence}` : sentence;
}

const MINE: ReadonlySet<NoticeKind> = new Set([
  "pledge_recorded",
  "pledge_approved",
  "pledge_offered",
  "pledge_topped_up",
  "pledge_reminded",
  "pledge_settled",
  "pledge_absent",
]);

/** What those who posted or answer for it do at the desk. */
const AT_THE_DESK: Partial<Record<NoticeKind, string>> = {
  answer_due: "/verify",
  answer_overdue: "/verify",
  stock_asked: "/certify",
  need_passed_up: "",
  need_returned: "",
  need_confirm_due: "",
  need_hidden: "",
  need_certified: "",
  need_uncertified: "",
};

/** Where a volunteer reads on. */
const AT_MY_RECORD: Partial<Record<NoticeKind, string>> = {
  qualification_verified: "/me/record#qualifications",
  qualification_refused: "/me/record#qualifications",
  qualification_revoked: "/me/record#qualifications",
  honour_given: "/me/record#awards",
  record_answered: "/me/record#asks",
  hours_counted: "/me/hours",
  hours_refused: "/me/hours",
};

/** Where those of an organisation go on. */
const AT_THE_TEAM: Partial<Record<NoticeKind, string>> = {
  organisation_verified: "",
  organisation_refused: "",
  organisation_returned: "/about",
  join_asked: "/members",
  join_accepted: "/members",
  record_asked: "/asks",
  grant_given: "",
};

/** Where the next thing to do is; null where there is nothing to open. */
export function noticeLink(n: NoticeItem): string | null {
  if (n.kind === "certificate_asked") return `/team/${n.data.unitId}/certificates`;
  if (n.kind.startsWith("certificate_")) return "/me/certificates";
  if (n.kind === "service_over") return n.data.slotId ? `/evaluate/${n.data.slotId}` : null;
  if (n.kind in AT_MY_RECORD) return AT_MY_RECORD[n.kind] ?? null;
  if (n.kind in AT_THE_TEAM && n.data.organisationId)
    return `/team/${n.data.organisationId}${AT_THE_TEAM[n.kind]}`;
  if (n.kind === "hours_put_right") return "/me/hours";
  if (n.kind === "correction_asked" || n.kind === "correction_proposed" || n.kind === "correction_appealed")
    return n.data.correctionId ? `/desk/corrections/${n.data.correctionId}` : "/desk/hours";
  if (n.kind.startsWith("correction_") && n.data.about === "unit" && n.data.correctionId)
    return `/desk/corrections/${n.data.correctionId}`;
  if (n.kind.startsWith("correction_"))
    return n.data.recordId ? `/me/hours/${n.data.recordId}` : "/me/hours/missing";
  if (n.kind === "check_unsound") return n.data.slotId ? `/day/${n.data.slotId}/hours` : "/desk/hours";
  if (n.kind === "stand_in_sought" && !n.isPoster) return "/me/stand-ins";
  if (n.kind === "seat_left" && n.data.teamId) return `/team/${n.data.teamId}/shifts/${n.pledgeId}`;
  if (n.kind.startsWith("seat_") && n.data.seat) return `/me/seats/${n.data.seat}`;
  if (n.kind === "shift_reminded") return "/me";
  if (n.kind === "shift_appointed") return n.data.slotId ? `/day/${n.data.slotId}` : "/day";
  if (n.kind === "adviser_appointed" || n.kind === "invitation_sent") return "/me/invitations";
  if (n.kind === "invitation_withdrawn") return null;
  if (n.needId === null) return null;
  if (/^(invitation|wave)_/.test(n.kind)) return `/desk/needs/${n.needId}/invitations`;
  if (/^(shift|visit)_/.test(n.kind)) return `/needs/${n.needId}`;
  if (n.pledgeId !== null)
    return n.isHelper || MINE.has(n.kind)
      ? `/me/pledges/${n.pledgeId}`
      : `/desk/needs/${n.needId}/pledges/${n.pledgeId}`;
  if (n.kind === "need_settling") return "/me";
  const desk = AT_THE_DESK[n.kind];
  return desk === undefined ? `/needs/${n.needId}` : `/desk/needs/${n.needId}${desk}`;
}
