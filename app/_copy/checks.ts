// Words of spot checks, and of the calendar of working days.
import type { CheckStatus } from "@/server/hours/checks/lifecycle";
import type { CheckReason } from "@/server/hours/checks/schema";
import type { Label } from "./labels";

export const CHECK_STATUS: Record<CheckStatus, Label> = {
  open: { word: "待查", icon: "clock", tone: "amber" },
  sound: { word: "没有问题", icon: "check", tone: "green" },
  unsound: { word: "有问题", icon: "warn", tone: "red" },
};

const REASON: Record<Exclude<CheckReason, "told_late">, string> = {
  random: "随机抽到",
  headcount: "接受方说的人数和记的不一样",
  minutes: "接受方说的时长和记的不一样",
  roll_call: "一半以上是点名记的，没有扫码",
  late_entry: "有事后补登的",
  long_day: "有人一天的时长很长",
  shared_browser: "几个人用同一部手机签到",
  walk_ins: "现场临时加的人比名单上的多",
};
const toldLate = (days: number) =>
  `有人的到场是手机没有网时点的名，${days === 1 ? "第二天" : days > 1 ? `过了 ${days} 天` : "隔天"}才传上来`;

/** toldDaysAfter: how many days a device without a network kept its roll-call to itself. */
export const checkReason = (reason: CheckReason, { toldDaysAfter }: { toldDaysAfter: number }): string =>
  reason === "told_late" ? toldLate(toldDaysAfter) : REASON[reason];

const DONE: Record<string, string> = {
  check: "查看结果记下了。",
  days: "日历记下了。已经定好的期限不变，以后的按新日历算。",
  "clear-day": "这一天改回平常的星期算法。",
};
export const checkDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

export const checkWords = {
  title: "时长抽查",
  refused: "没有办成",
  lead: "每二十班抽一班，另有对不上的、可疑的也列在这里。打电话问问，再记结果。",
  which: "看哪些",
  open: "待查",
  done: "查过的",
  empty: "没有待查的班次",
  emptyDone: "还没有查过的班次",
  emptyHelp: "班次登记以后，抽到的、对不上的会出现在这里。",
  why: "为什么查",
  numbers: "两边说的",
  side: "谁说的",
  people: "人数",
  time: "每人时长",
  recorded: "签到记的",
  sides: { village: "村（社区）", family: "受助家庭", receiver: "接受方" } as Record<string, string>,
  other: "接受方",
  notYet: "还没有确认",
  count: (n: number) => `${n} 人`,
  classes: (scanned: number, called: number, late: number) =>
    `扫码 ${scanned} 人 · 点名 ${called} 人 · 补登 ${late} 人`,
  noStatements: "接受方没有说过人数和时长。",
  sum: (time: string) => `已确认合计 ${time}`,
  records: "看每个人的时长",
  answer: "查过了，记结果",
  note: "查下来怎么样",
  noteHint: "问了谁、看了什么。",
  outcome: "结果",
  outcomes: [
    { value: "sound", label: "没有问题" },
    {
      value: "unsound",
      label: "有问题",
      note: "登记这一班的人、记录责任单位会收到消息，记在单位的抽查记录里；下面选了的时长当场冲掉、改短",
    },
  ],
  save: "记下结果",
  answerOf: (title: string) => `：${title}`,
  mended: (n: number) => `当场冲掉、改短 ${n} 人的时长`,
  doubted: "哪些人的时长不对",
  peopleHelp: "没有来的，勾“冲掉”；时间多了的，改短。没有动的，照原来的算。本人会收到消息，可以申请更正。",
  nobody: "这一班没有人的时长记录",
  struck: "没有来，冲掉",
  struckOf: (name: string) => `：${name}`,
  from: "实际几点到",
  to: "实际几点走",
  ownRecord: "您自己的，要由另一位来查",
  notHere: "没有生效，不用改",
  unitTitle: "抽查记录",
  unitRecord: (looked: number, unsound: number, mended: number) =>
    looked === 0
      ? "一年里没有抽查过本单位的时长。"
      : `一年里抽查 ${looked} 班，有问题 ${unsound} 班，当场冲掉、改短 ${mended} 人的时长。`,
  checked: (day: string) => `${day}查的`,
} as const;

export const calendarWords = {
  title: "工作日日历",
  refused: "没有记下",
  lead: "十个工作日的期限按这里算。星期一到星期五上班，下面的日子除外。",
  scope: "日历全平台共用一份，每年照国务院办公厅的放假通知填。",
  year: "哪一年",
  yearOf: (year: number) => `${year} 年`,
  off: "放假",
  on: "补班",
  free: (n: number) => `放假 ${n} 天`,
  worked: (n: number) => `补班 ${n} 天`,
  empty: (year: number) => `${year} 年还没有填`,
  emptyHelp: "没有填的，按星期一到星期五上班算。",
  remove: "去掉",
  removeAsk: (day: string) => `去掉${day}？`,
  removeHelp: "去掉以后按平常的星期算。已经定好的期限不变。",
  add: "一次添加几天",
  lines: "一行一段",
  linesHint: "日期、放假或补班、名称，中间空一格。几天连着的写“到”：",
  example: "2027-02-06 到 2027-02-12 放假 春节\n2027-02-14 补班 春节",
  save: "添加",
  lineFault: (n: number) => `第 ${n} 行没看懂。照这样写：2027-01-01 放假 元旦`,
  tooMany: (max: number) => `一次最多添加 ${max} 天，请分几次`,
} as const;
