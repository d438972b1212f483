// Words of reports: an organisation's, a unit's papers of a quarter, a district's.
import type { PeriodKind } from "@/server/reports/rules";
import type { Scope } from "@/server/reports/schema";
import { dayOf, dayText } from "@/server/time";
import { clockTime, duration, longDay, wall } from "./dates";
import { exactNumber } from "./numbers";

/** On paper the year always stands. */
export const paperDay = (at: Date): string => longDay(dayOf(at));
/** 11月18日, of a day within a period that is named above. */
export const shortDay = (date: Date): string => longDay(dayText(date)).slice(5);

export function paperSpan(from: Date, to: Date | null): string {
  const start = `${paperDay(from)} ${clockTime(from)}`;
  if (to === null) return start;
  const sameDay = wall(from).dayNumber === wall(to).dayNumber;
  return `${start}–${sameDay ? clockTime(to) : `${paperDay(to)} ${clockTime(to)}`}`;
}

/** 12小时30分 · 1,284小时30分: to the minute, so that a sum is what its lines add up to. */
export function hoursSaid(minutes: number): string {
  if (minutes === 0) return "0";
  const said = duration(Math.abs(minutes)).replace(/^\d+(?=小时)/, (hours) => exactNumber(Number(hours)));
  return minutes < 0 ? `-${said}` : said;
}

/** 2026年11月 · 2026年第四季度 · 2026年 */
export function periodSaid(period: { key: string }): string {
  const [, year, month, quarter] = /^(\d{4})(?:-(\d{2})|Q([1-4]))?$/.exec(period.key) ?? [];
  if (month) return `${year}年${Number(month)}月`;
  return quarter ? `${year}年第${"一二三四"[Number(quarter) - 1]}季度` : `${year}年`;
}

export const PERIOD_KIND: Record<PeriodKind, string> = { month: "按月", quarter: "按季", year: "按年" };

export const SCOPE: Record<Scope, string> = {
  came: "跟我们一起去的",
  members: "我们的人（在哪儿做的都算）",
  recorded: "由我们负责记录的",
};

export const HOURS_CLASS: Record<string, string> = { scanned: "扫码", roll_call: "点名", late: "补录" };

export const reportWords = {
  title: "服务时长报表",
  which: "看哪一段",
  turn: "上一期、下一期",
  whose: "算谁的",
  earlier: "上一期",
  later: "下一期",
  total: "合计",
  hours: "时长",
  people: (n: number) => `${n}人`,
  visits: (n: number) => `${n}人次`,
  activities: (n: number) => `${n}场活动`,
  peopleHead: "人数",
  visitsHead: "人次",
  none: "这一段没有已确认的时长",
  noneHelp: "活动结束、时长确认以后，这里就有数。待确认的不算在内。",
  confirmedOnly: "只算已确认的时长；更正和作废的已经扣除。",
  byMember: "按人",
  byActivity: "按活动",
  byKind: "按服务类别",
  byVillage: "按村（社区）",
  byMonth: "按月份",
  name: "姓名",
  activity: "活动",
  day: "日期",
  kind: "类别",
  village: "村（社区）",
  month: "月份",
  confidential: "（不公开的事项）",
  wholeTown: (name: string) => `${name}（镇级）`,
  more: (shown: number) => `这里只列了前 ${shown} 行，全部在导出的表里。`,
  around: "这一段里的队伍",
  members: "期末在队",
  joined: "新加入",
  left: "离开",
  trainings: "培训",
  trainingsSaid: (n: number, minutes: number) => (n === 0 ? "没有" : `${n} 次，共 ${duration(minutes)}`),
  pledges: "认领、报名",
  pledgesSaid: (n: number, kept: number) => (n === 0 ? "没有" : `${n} 次，已兑现 ${kept} 次`),
  personTimes: (n: number) => `${n} 人`,
  takeAway: "导出",
  takeAwayMine: "导出表格",
  takeAwayHelp: "表格可以用 Excel、WPS 打开；CSV 给别的系统用。",
  xlsx: "Excel 表格",
  csv: "CSV",
  lists: {
    hours: "时长明细",
    members: "成员名单",
    pledges: "认领、报名记录",
    hoursOfRegion: "时长明细",
    needs: "求助清单",
    organisations: "队伍、单位清单",
    myHours: "我的时长",
  },
  papers: "季度台账",
  papersHelp: "通知、签到名单、活动情况、时长，打印出来盖章存档。",
  openPapers: (period: string) => `打开${period}台账`,
  print: "按电脑的 Ctrl+P，或手机浏览器菜单里的“打印”。",
  national: "上报全国志愿服务信息系统",
  nationalHelp: "按月生成批次文件，导入全国系统，不用再录一遍。",

  papersTitle: (name: string, period: string) => `${name}${period}志愿服务台账`,
  cover: {
    unit: "单位（队伍）",
    place: "所在地",
    recordingUnit: "记录责任单位",
    period: "时段",
    sum: "合计",
    sumSaid: (activities: number, people: number, visits: number, hours: string) =>
      `${activities} 场活动，${people} 人，${visits} 人次，${hours}`,
  },
  paper: {
    nth: (n: number) => `活动${n}`,
    notice: "活动通知",
    item: "招募",
    when: "时间",
    where: "地点",
    lead: "负责人",
    published: "发布",
    roster: "签到名单",
    none: "——",
    in: "到场",
    out: "离场",
    how: "方式",
    sign: "签名",
    hours: "本季度时长汇总",
    stamp: "（盖章处）",
    filledBy: "填表人：",
    checkedBy: "审核人：",
    date: "日期：　　　年　　月　　日",
    cut: (n: number) => `这里只装订了前 ${n} 场活动，其余见导出的时长明细。`,
    confidential: "按规定不公开，只记时长。",
  },

  regionTitle: "服务情况报表",
  regionNote: "按行政区划排列，不排名次。同一个人在几个地方服务，各处都算一人，合计只算一人。",
  activeNote:
    "“常来的人”：本期到场两次以上。“点单”：本期提出的求助；“派单”：其中已核实发布的；“接单”：其中已有人认领的；“评单”：其中受助方已评价的。“已上报”：已交全国系统的时长记录条数。",
  place: "镇、村",
  peopleCol: "服务人数",
  activeCol: "常来的人",
  visitsCol: "人次",
  hoursCol: "时长",
  askedCol: "点单",
  sentCol: "派单",
  takenCol: "接单",
  evaluatedCol: "评单",
  handedCol: "已上报",
  handedSaid: (handed: number, all: number) => `${handed}/${all}`,
  acceptedSaid: (n: number) => `其中已收 ${n}`,
  open: "打开报表",
} as const;

export const placeSaid = (name: string, town: string): string => (town === "" ? name : `${town}·${name}`);
