// Words of the hours: closing a shift, what counts, what waits and for whom.
import type { RecordStatus } from "@/server/hours/lifecycle";
import type { Flag, HoursClass, WaitsFor } from "@/server/hours/schema";
import type { Label } from "./labels";

export const RECORD_STATUS: Record<RecordStatus, Label> = {
  open: { word: "还没签退", icon: "clock", tone: "plain" },
  pending: { word: "待确认", icon: "clock", tone: "amber" },
  confirmed: { word: "已确认", icon: "check", tone: "green" },
  disputed: { word: "申诉中", icon: "warn", tone: "amber" },
  uncounted: { word: "上班时间，不计时长", icon: "info", tone: "plain" },
  voided: { word: "已作废", icon: "cross", tone: "plain" },
};

/** In dispute since the unit itself proposed other times. */
export const PROPOSED: Label = { word: "单位提出更正，待核对", icon: "clock", tone: "amber" };

export const HOURS_CLASS: Record<HoursClass, string> = {
  scanned: "扫码",
  roll_call: "点名",
  late: "补登",
};

/** Whose word is missing, to the volunteer and to whoever looks for somebody who can say it. */
export const WAITS: Record<WaitsFor, string> = {
  leader: "等负责人确认",
  second: "事后补登的，等另一位负责人确认",
  parent: "这一天超过 8 小时，等上级组织确认",
  district: "这一天时间很长，等区级管理员确认",
};

/** Why it is looked at twice. What the state says already is not said again. */
export const FLAG: Partial<Record<Flag, string>> = {
  short_presence: "在场不到这一班的六成",
  no_check_out: "没有签退，按计划的结束时间记",
  overlap: "和他另一段已确认的时间重了",
  no_unit: "还没有记录责任单位",
  changed: "时间由负责人改过",
  corrected: "更正过",
  checked: "抽查时改的",
  nothing: "不到一分钟",
};

const DONE: Record<string, string> = {
  close: "这一班登记好了。",
  confirm: "确认好了，时长已经生效。",
  "confirm-some": "能确认的都确认好了；没有生效的，原因写在名字下面。",
  discard: "这一条不算了。",
};
export const hoursDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

export const hoursWords = {
  // closing
  closeTitle: "结束，登记时长",
  refused: "没有办成",
  toDay: "回到签到",
  notYet: "还没有到开始的时间",
  notYetHelp: "到时候再来登记。",
  cancelled: "这一班已经取消",
  nobody: "名单上还没有人",
  nobodyHelp: "先在签到那里点名，或者加上现场来的人。",
  sums: {
    done: (n: number) => `${n} 人已经算好`,
    byPlan: (n: number) => `${n} 人按签到的时间，由您确认`,
    forgot: (n: number) => `${n} 人没有签退，按计划的结束时间，由您确认`,
    unknown: (n: number) => `${n} 人还在场，要填几点走的`,
    missing: (n: number) => `${n} 人没有签到`,
    counted: (n: number) => `${n} 人的时长已经生效`,
  },
  closeHelp: "都对的话，直接点下面的红按钮。个别不对的，点开名字改。",
  own: "您自己的，要由另一位负责人确认",
  counted: "两头都扫了码，已经算好",
  byPlan: (from: string, to: string, time: string) => `${from} 到 ${to}，${time}`,
  cameNotLeft: (from: string) => `${from} 到场，没有签退`,
  notSeen: "没有签到",
  change: (name: string) => `不对，改 ${name} 的`,
  from: "几点到",
  to: "几点走",
  changeHelp: "改短了，您说了算；改长了算补登，要另一位负责人再确认。",
  lateHelp: "填了时间就算补登，要另一位负责人再确认。",
  paid: "在上班时间内（记下，不计时长）",
  absent: "其实没有来",
  others: (n: number) => `没有签到的 ${n} 人`,
  othersOptions: (n: number) => [
    { value: "absent", label: "没有来" },
    {
      value: "came",
      label: n === 1 ? "来了，按计划的时间补登" : "都来了，按计划的时间补登",
      note: "事后补登，要另一位负责人再确认才算数",
    },
  ],
  closeAll: "全部按计划确认，结束",
  closeNobody: "没有人来，结束",
  closeAfter: "结束以后不能再签到。补登和更正还可以办。",
  dueBy: (day: string, left: string) => `${day}前要登记完（${left}）`,
  // after
  closed: "这一班已经登记",
  closedSum: (people: number, time: string) => `${people} 人，合计 ${time}`,
  waiting: (n: number) => `还有 ${n} 人等确认`,
  confirmAll: (n: number) => `确认这 ${n} 人`,
  confirm: "确认",
  confirmOf: (name: string) => `：${name}`,
  discard: "不算",
  discardTitle: (name: string) => `${name} 的这一条不算？`,
  discardHelp: "不算的不进时长，本人看得到原因。",
  reason: "原因",
  discardGo: "不算这一条",
  list: "每个人的时长",
  way: "怎么记的",

  // mine
  title: "我的时长",
  total: "已确认",
  year: (year: number) => `${year} 年`,
  waitingSum: (n: number) => `另有 ${n} 条等确认`,
  waitingHelp: (time: string) => `等确认的合计 ${time}，确认以后才算进来。`,
  listTitle: "每一次",
  empty: "还没有时长",
  emptyHelp: "去帮忙的那天，到场、离开各扫一次负责人手机上的码，时长就记上了。",
  find: "看看哪里要人",
  unit: (name: string) => `记录责任单位：${name}`,
  with: (name: string) => `跟 ${name} 一起去的`,
  alsoFor: (names: string[]) => `也算在${names.join("、")}里`,
  why: (reason: string) => `原因：${reason}`,
  rulesTitle: "时长怎么算",
  rules: [
    "到场、离开都扫了码，在场够六成，一天不超过 8 小时：当场生效。",
    "点名的、忘了签退的、在场不到六成的：负责人确认后生效。",
    "事后补登的：要两位不同的人，一位登记、一位确认。",
    "一天超过 8 小时的由上级组织确认，超过 12 小时的由区里确认。",
    "自己不能确认自己的；同一段时间只记一次；上班时间内的记下但不计；买东西不记时长。",
  ],
  certificate: "开证明",
  record: "我的志愿服务记录",
} as const;

/** On the district's page: how hours are counted there. */
export const hoursSettings = {
  title: "时长怎么记",
  unit: "没有组织负责时，由哪个单位记录",
  unitHint: "写已核实单位的全称。个人自己去帮忙的，时长由它记录、出证明。",
  day: "一天不超过多少小时，直接生效",
  longDay: "一天不超过多少小时，由上级组织确认（再多由区里确认）",
  presence: "在场不到班次的百分之几，要负责人确认",
  grace: "两个班次相隔不到多久，报名时提醒可能赶不上",
  minutes: "分钟",
  hours: "小时",
  save: "保存",
} as const;
