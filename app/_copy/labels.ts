// A word, an icon and a colour for every state and kind. Colour never stands alone.
import type { Tone } from "@/app/_ui/card";
import type { IconName } from "@/app/_ui/icon";
import type { NeedStatus } from "@/server/needs/lifecycle";
import type { PledgeStatus } from "@/server/pledges/lifecycle";

export type Label = { word: string; icon: IconName; tone: Tone };

/** States of a need, as its own people see them. */
export const NEED_STATUS = {
  draft: { word: "草稿", icon: "edit", tone: "plain" },
  submitted: { word: "待核实", icon: "clock", tone: "amber" },
  returned: { word: "退回补充", icon: "question", tone: "amber" },
  rejected: { word: "平台办不了", icon: "info", tone: "plain" },
  open: { word: "招募中", icon: "hand", tone: "green" },
  paused: { word: "暂停", icon: "pause", tone: "amber" },
  sealed: { word: "截止招募", icon: "stop", tone: "blue" },
  settling: { word: "待验收", icon: "list", tone: "blue" },
  completed: { word: "已完成", icon: "check", tone: "green" },
  cancelled: { word: "已取消", icon: "cross", tone: "plain" },
  closed: { word: "已关闭", icon: "cross", tone: "plain" },
} as const satisfies Record<NeedStatus, Label>;

/** States of a pledge; the same state is said differently for people and for goods. */
export const PLEDGE_STATUS = {
  requested: { word: "等对方同意", icon: "clock", tone: "amber" },
  waitlisted: { word: "候补", icon: "list", tone: "blue" },
  offered: { word: "轮到您了，请确认", icon: "bell", tone: "red" },
  confirmed: { word: "已认领", icon: "check", tone: "green" },
  attended: { word: "已到场", icon: "check", tone: "green" },
  absent: { word: "没来成（可说明）", icon: "info", tone: "amber" },
  settled: { word: "已结清", icon: "check", tone: "green" },
  withdrawn: { word: "已退出", icon: "back", tone: "plain" },
  declined: { word: "已婉拒", icon: "back", tone: "plain" },
  lapsed: { word: "没来得及确认，已让给别人", icon: "clock", tone: "plain" },
  refused: { word: "对方没有同意", icon: "cross", tone: "plain" },
  released: { word: "久未落实，已放回", icon: "refresh", tone: "plain" },
  removed: { word: "发布人已移出", icon: "cross", tone: "plain" },
  disputed: { word: "有争议", icon: "warn", tone: "amber" },
} as const satisfies Record<PledgeStatus, Label>;

/** Any state's label; an unknown one is shown as it is, so that nothing breaks on a newer server. */
export function statusLabel(table: Record<string, Label>, status: string): Label {
  return table[status] ?? { word: status, icon: "info", tone: "plain" };
}

export const LINE_KIND = {
  goods: { word: "物资", icon: "box", tone: "plain" },
  people: { word: "人手", icon: "people", tone: "plain" },
  vehicle: { word: "车辆", icon: "truck", tone: "plain" },
  expertise: { word: "专业", icon: "skill", tone: "plain" },
} as const satisfies Record<string, Label>;

/** The hat a need was posted under. */
export const POSTER_ROLE: Record<string, string> = {
  secretary: "村（社区）书记",
  clerk: "村里文书",
  grid: "网格员",
  town_admin: "镇（街道）",
  district_admin: "区里",
  leader: "负责人",
  manager: "负责人",
};

/** Kinds of organisation and the one character of their round mark. */
export const ORGANISATION_KIND = {
  party_team: { word: "党支部领办志愿服务队", mark: "支" },
  unit: { word: "单位", mark: "单" },
  social: { word: "社会组织", mark: "社" },
  welfare: { word: "公益队伍", mark: "益" },
  village: { word: "村（社区）", mark: "村" },
  enterprise: { word: "企业", mark: "企" },
} as const;

/** A pledge's state; what is held is said as its line says it: 已认购 · 已报名 · 已认领. */
export function pledgeLabel(status: string, kind: string, direction: string | null): Label {
  const label = statusLabel(PLEDGE_STATUS, status);
  if (status === "released" && kind === "people") return { ...label, word: "名额已放回" };
  return status === "confirmed" ? { ...label, word: lineWords(kind, direction).promised } : label;
}

type LineWords = {
  accepted: string;
  onTheWay: string;
  promised: string;
  remaining: string;
  /** Before the remaining figure: 还有…待认购 · 还差… */
  lack: (amount: string) => string;
  full: string;
  act: string;
  actAsTeam: string;
  howMuch: string;
};

/** The words of a line follow its kind and direction (domain.md §10). */
export function lineWords(kind: string, direction: string | null): LineWords {
  if (kind === "goods" && direction === "sale")
    return {
      accepted: "买方已收",
      onTheWay: "运送中",
      promised: "已认购",
      remaining: "待认购",
      lack: (amount) => `待认购 ${amount}`,
      full: "已认购完",
      act: "我要认购",
      actAsTeam: "以单位名义认购",
      howMuch: "认购多少",
    };
  if (kind === "goods" && direction === "loan")
    return {
      accepted: "已借到",
      onTheWay: "在路上",
      promised: "已答应借",
      remaining: "还差",
      lack: (amount) => `还差 ${amount}`,
      full: "够了",
      act: "我能借",
      actAsTeam: "以单位名义出借",
      howMuch: "能借多少",
    };
  if (kind === "goods")
    return {
      accepted: "已收到",
      onTheWay: "在路上",
      promised: "已认领",
      remaining: "还差",
      lack: (amount) => `还差 ${amount}`,
      full: "够了",
      act: "我来捐",
      actAsTeam: "以队伍名义认领",
      howMuch: "捐多少",
    };
  if (kind === "vehicle")
    return {
      accepted: "已出车",
      onTheWay: "在路上",
      promised: "已答应",
      remaining: "还差",
      lack: (amount) => `还差 ${amount}`,
      full: "够了",
      act: "我出车",
      actAsTeam: "以队伍名义出车",
      howMuch: "出几辆车",
    };
  return {
    accepted: "已到场",
    onTheWay: "在路上",
    promised: "已报名",
    remaining: "还差",
    lack: (amount) => `还差 ${amount}`,
    full: "够了",
    act: kind === "expertise" ? "我懂这个，报名" : "我报名",
    actAsTeam: "以队伍名义报名",
    howMuch: "去几个人",
  };
}

type Rungs = { villageId: number; townId: number; countyId: number };

/** How near a need's place is to the reader's: words, never kilometres without a given position. */
export function nearness(here: Rungs | null, there: Rungs): string | null {
  if (here === null) return null;
  if (here.villageId > 0 && here.villageId === there.villageId) return "本村";
  if (here.townId === 0 || here.countyId !== there.countyId) return null;
  return here.townId === there.townId ? "本镇" : "邻镇";
}
