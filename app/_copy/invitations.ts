// Inviting and being invited: "could you take this?", which may always be declined.
import type { Label } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { formatQuantity, type Measured } from "@/app/_copy/numbers";
import type { AdviserKind } from "@/server/matching/advisers/schema";
import type { InvitationStatus } from "@/server/matching/invitations/lifecycle";
import type { DeclineReason, Via } from "@/server/matching/invitations/schema";
import type { WaveStatus } from "@/server/matching/invitations/waves/lifecycle";
import type { Qualification } from "@/server/organisations/qualifications/schema";

export const OVER_WORDS: Record<string, string> = {
  accepted: "这份邀请已经接下了，可以在“我的认领”里看到。",
  declined: "这份邀请已经婉拒了。又想帮的话，请到求助页里直接报名。",
  expired: "这份邀请过期了，没有关系。还想帮的话，请到求助页里看看，有空余就可以直接报名。",
  withdrawn: "对方收回了这份邀请，不用再答复了。谢谢您。",
  full: "已经有人帮满了，不用再答复了。谢谢您愿意来。",
  need: "这件求助已经结束，不用再答复了。谢谢您。",
  shift: "这个班次取消了，不用再答复了。谢谢您。",
};
/** Why an answer comes too late. */
export const invitationOver = (status: string, reason: string | null): string =>
  OVER_WORDS[reason ?? ""] ?? OVER_WORDS[status] ?? OVER_WORDS.withdrawn ?? "";

const NOT_INVITABLE: Record<string, string> = {
  own: "这是对方自己发起的求助，不用邀请。请去掉后再发。",
  gift: "这是捐助，没有写明由有公开募捐资格的组织接收，只能请本村（本单位）的人和队伍。请换一位。",
  unwilling: "选中的人里，有一位现在不接受邀请。请换一位。",
  unfit: "选中的人里，有一位不符合这一项的条件，或者那时已经有别的安排。请换一位。",
};
export const notInvitable = (reason: string): string =>
  NOT_INVITABLE[reason] ?? "选中的人里，有一位现在不能邀请。请换一位。";

export const INVITATION_STATUS = {
  sent: { word: "等答复", icon: "clock", tone: "amber" },
  accepted: { word: "接下了", icon: "check", tone: "green" },
  declined: { word: "这次帮不了", icon: "back", tone: "plain" },
  expired: { word: "没有答复", icon: "clock", tone: "plain" },
  withdrawn: { word: "不用了", icon: "cross", tone: "plain" },
} as const satisfies Record<InvitationStatus, Label>;

/** Ended without an answer: why. */
const ENDED: Record<string, string> = {
  sender: "收回了",
  full: "已经帮满",
  need: "求助已结束",
  shift: "班次取消了",
  gone: "对方不再用平台了",
};
export const endedWord = (reason: string | null): string | null => ENDED[reason ?? ""] ?? null;

export const DECLINE_REASON: Record<DeclineReason, string> = {
  busy: "这段时间忙",
  too_far: "太远了",
  not_ours: "不是我们做的事",
  no_means: "没有合适的人手或工具",
  conflict: "和当事人有关系，应当回避",
  other: "其他原因",
};
export const declineWord = (reason: string | null): string | null =>
  DECLINE_REASON[reason as DeclineReason] ?? null;

const VIA: Record<Via, (wave: number) => string> = {
  chosen: () => "点名邀请",
  wave: (wave) => `第 ${wave} 批`,
  adviser: () => "本村顾问，先问",
  plan: () => "统筹邀请",
};
export const viaWord = (via: Via, wave: number): string => VIA[via](wave);

export const WAVE_STATUS = {
  running: { word: "分批邀请中", icon: "refresh", tone: "blue" },
  stopped: { word: "已停止分批邀请", icon: "pause", tone: "plain" },
  filled: { word: "已经帮满", icon: "check", tone: "green" },
  exhausted: { word: "能请的都请过了", icon: "info", tone: "amber" },
  ended: { word: "已经结束", icon: "stop", tone: "plain" },
} as const satisfies Record<WaveStatus, Label>;

export const ADVISER_KIND: Record<AdviserKind, string> = {
  lawyer: "法律顾问",
  mediator: "调解员",
  police_assistant: "警务助理",
};

const DONE: Record<string, string> = {
  accept: "谢谢您接下！已经记到“我的认领”里。",
  requested: "谢谢您愿意！这一项要等发起人同意，同意以后会通知您。",
  decline: "知道了，谢谢答复。婉拒没有任何影响。",
  invite: "邀请发出去了，答复会写在下面。",
  withdraw: "收回了，对方会收到通知。",
  "start-waves": "开始分批邀请了，答复会写在下面。",
  "stop-waves": "停下了，不再请新的人；已经请的还可以答复。",
  appoint: "记下了，以后有他懂的事会先问他。",
  "end-adviser": "好的，不再担任了。",
};
export const invitationsDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

/** 4人, 大米 2万斤 */
export const askedWhat = (one: { item: string; asked: number } & Measured): string =>
  `${one.item} ${formatQuantity(one.asked, one)}`;

export const invitationWords = {
  title: "邀请我帮忙的",
  teamTitle: "邀请我们帮忙的",
  door: (n: number) => (n > 0 ? `帮忙邀请：${n} 份等您答复` : "帮忙邀请"),
  waits: (n: number) => `有 ${n} 份帮忙邀请等您答复`,
  open: "等答复",
  over: "以前的",
  shown: "看哪些",
  empty: "现在没有等您答复的邀请",
  emptyHelp: "村里有合适您的事，会到这里来问您。愿意就接，不方便就婉拒，没有任何影响。",
  emptyOver: "还没有以前的邀请",
  toNeeds: "自己去看看求助",
  forTeam: (name: string) => `请 ${name}`,
  forPerson: (name: string) => `请 ${name}（您代为答复）`,
  confidential: "一件不公开的事，接下以后才能看到详情",
  byAdviser: "您是村里的顾问，这样的事先来问您。",
  why: "为什么找到您：",
  answerBy: (when: string) => `请在 ${when} 前答复，过了时间自动作罢`,
  risk: "要留意：",
  yes: (what: string) => `愿意，帮这 ${what}`,
  yesLeft: (what: string) => `愿意，帮剩下的 ${what}`,
  onlyLeft: (what: string) => `刚才有人先认了一部分，现在只剩 ${what}。`,
  nothingLeft: "刚才已经有人帮满了，不用答复了，谢谢您。",
  noConflict: "我和这件事的当事人没有亲属、利益关系。以后发现有，会马上说明并退出。",
  noConflictFirst: "答应之前，请先勾选“和当事人没有亲属、利益关系”；有关系的话，请婉拒，由别人来办。",
  no: "婉拒",
  noWhy: "婉拒，顺便说说原因",
  noWhyHelp: "原因只给发起人和他们的上级看，不说也可以。婉拒没有任何影响。",
  part: "只能帮一部分",
  partLabel: "能帮多少",
  partAct: "就帮这么多",
  see: "看这件求助",
  seePledge: "看我的认领",
  // the poster's side
  panel: "邀请帮忙",
  panelHelp: "邀请不是派任务：对方愿意才接，可以婉拒，没有任何影响。",
  who: "谁能帮，选人邀请",
  left: (what: string, direction: string | null) =>
    direction === "sale" ? `还有 ${what}待认购` : `还差 ${what}`,
  full: "已经帮满，不用再邀请",
  shut: "现在不接受认领，不能邀请",
  noOpenLine: "这件求助没有可以邀请人的内容。",
  waveStart: "分批邀请",
  waveAgain: "接着分批邀请",
  waveHelp: "分批邀请：先问最合适的几家，隔一天没帮满再问下一批，帮满就停。一周之内，不会反复打扰同一家。",
  turnsHelp: "东西是轮着问的：这个月拿出来少的先问，一样少的近的先问，一家先问一小份。",
  waveStop: "停止分批邀请",
  waveStopHelp: "不再问新的人。已经问到的，还可以答复。",
  waveOf: (number: number, size: number) => `已经问了 ${number} 批，最近一批 ${size} 家`,
  waveNext: (when: string) => `没帮满的话，${when} 再问下一批`,
  noneYet: "还没有邀请过人。",
  answers: "问过谁",
  summary: (sent: number, yes: number, no: number) => `${sent} 份等答复 · ${yes} 份接下 · ${no} 份没成`,
  past: (n: number) => `没成的 ${n} 份`,
  until: (when: string) => `等到 ${when}`,
  seeTheirs: "看认领",
  withdraw: "收回",
  withdrawAsk: (name: string) => `收回给 ${name} 的邀请？`,
  withdrawText: "对方会收到通知，说不用答复了。",
  withdrawSure: "收回邀请",
  refused: "没有办成",
  // advisers
  advisers: "本村顾问",
  advisersHelp:
    "法律、调解、警务方面的求助，会先问本村的顾问，再问别人。请先跟本人说好，本人也可以随时不再担任。",
  advisersEmpty: "还没有记下顾问",
  pickVillage: "请选一个村（社区）",
  appoint: "记一位顾问",
  kind: "哪一种",
  name: "姓名",
  phone: "手机号",
  phoneHelp: "要和本人登录好人帮用的号码一致。",
  appointAct: "记下",
  since: (day: string) => `${day}起`,
  iAdvise: (village: string, kind: string) => `您是${village}的${kind}`,
  iAdviseHelp: "您懂的事会先来问您，每一件都可以婉拒。",
  unverified: (what: Qualification) =>
    `${needWords.qualifications[what] ?? ""}资格还没有核实。要求这个资格的求助，核实以后才会先问到。`,
  showPaper: "去登记资格",
  endAdviser: "不再担任",
  layDownAsk: (village: string) => `不再担任${village}的顾问？`,
  layDownHelp: "以后的事不再先问您。已经答应的照旧；等您答复的邀请还可以答复。",
  endAsk: (name: string) => `${name} 不再担任顾问？`,
  endSure: "不再担任",
};
