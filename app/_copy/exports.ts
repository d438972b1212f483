// Headings of the lists that are taken away, and how a cell is said. Official exports use the full words.
import type {
  HoursPage,
  MemberPage,
  NeedPage,
  OrganisationPage,
  PledgePage,
} from "@/server/reports/lists/schema";
import { SERVICE_WORD } from "./certificates";
import { dateTimeValue, dateValue } from "./dates";
import { LINE_KIND, NEED_STATUS, ORGANISATION_KIND, PLEDGE_STATUS, statusLabel } from "./labels";
import { ROLE_WORD } from "./me";
import { exactQuantity } from "./numbers";
import { HOURS_CLASS, reportWords as w } from "./reports";
import { ORGANISATION_STATUS } from "./team";

type Column<T> = { heading: string; of: (row: T) => string | number | null; width?: number };
type Row<P extends { rows: unknown[] }> = P["rows"][number];

/** A DATE of the database is midnight in UTC. */
const day = (at: Date) => at.toISOString().slice(0, 10);
const moment = (at: Date | null) => (at === null ? null : dateTimeValue(at).replace("T", " "));
const date = (at: Date | null) => (at === null ? null : dateValue(at));
const word = (table: Record<string, { word: string }>, code: string) => table[code]?.word ?? code;
const inHours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;
const service = (code: string) => SERVICE_WORD[code] ?? code;

export const hoursColumns: Column<Row<HoursPage>>[] = [
  { heading: "日期", of: (r) => day(r.day), width: 12 },
  { heading: "姓名", of: (r) => r.name, width: 12 },
  { heading: "活动", of: (r) => r.title ?? w.confidential, width: 36 },
  { heading: "服务类别", of: (r) => service(r.kind) },
  { heading: "镇（街道）", of: (r) => r.town },
  { heading: "村（社区）", of: (r) => r.village },
  { heading: "开始", of: (r) => moment(r.fromAt), width: 18 },
  { heading: "结束", of: (r) => moment(r.toAt), width: 18 },
  { heading: "分钟", of: (r) => r.minutes, width: 8 },
  { heading: "小时", of: (r) => inHours(r.minutes), width: 8 },
  { heading: "记录方式", of: (r) => HOURS_CLASS[r.class] ?? r.class },
  { heading: "说明", of: (r) => (r.undoes ? "冲销前面一条" : null) },
  { heading: "队伍（单位）", of: (r) => r.organisation, width: 28 },
  { heading: "记录责任单位", of: (r) => r.unit, width: 28 },
  { heading: "记录编号", of: (r) => r.entryId, width: 38 },
];

export const memberColumns: Column<Row<MemberPage>>[] = [
  { heading: "姓名", of: (r) => r.name },
  { heading: "身份", of: (r) => (ROLE_WORD as Record<string, string>)[r.role] ?? r.role },
  { heading: "居住地", of: (r) => r.home },
  { heading: "加入日期", of: (r) => date(r.since) },
  { heading: "离开日期", of: (r) => date(r.until) },
  { heading: "累计时长（小时）", of: (r) => inHours(r.minutes), width: 16 },
];

export const pledgeColumns: Column<Row<PledgePage>>[] = [
  { heading: "求助", of: (r) => r.title ?? w.confidential, width: 36 },
  { heading: "地点", of: (r) => r.place },
  { heading: "类别", of: (r) => word(LINE_KIND, r.kind) },
  { heading: "内容", of: (r) => r.item },
  { heading: "认领", of: (r) => exactQuantity(r.amount, r) },
  { heading: "已完成", of: (r) => exactQuantity(r.accepted, r) },
  { heading: "状态", of: (r) => statusLabel(PLEDGE_STATUS, r.status).word },
  { heading: "班次开始", of: (r) => moment(r.startsAt), width: 18 },
  { heading: "认领时间", of: (r) => moment(r.createdAt), width: 18 },
];

export const needColumns: Column<Row<NeedPage>>[] = [
  { heading: "求助", of: (r) => r.title ?? w.confidential, width: 36 },
  { heading: "镇（街道）", of: (r) => r.town },
  { heading: "村（社区）", of: (r) => r.village },
  { heading: "状态", of: (r) => statusLabel(NEED_STATUS, r.status).word },
  { heading: "类别", of: (r) => (r.kind ? word(LINE_KIND, r.kind) : null) },
  { heading: "需要什么", of: (r) => r.item, width: 20 },
  { heading: "总数", of: (r) => amount(r, r.ceiling) },
  { heading: "已完成", of: (r) => amount(r, r.accepted) },
  { heading: "运送中", of: (r) => amount(r, r.onWay) },
  { heading: "已认领", of: (r) => amount(r, r.promised) },
  { heading: "还需要", of: (r) => amount(r, r.remaining) },
  { heading: "提出时间", of: (r) => moment(r.askedAt), width: 18 },
  { heading: "发布时间", of: (r) => moment(r.publishedAt), width: 18 },
  { heading: "截止时间", of: (r) => moment(r.deadlineAt), width: 18 },
];
const amount = (r: Row<NeedPage>, smallest: number) => (r.unit ? exactQuantity(smallest, r) : null);

export const organisationColumns: Column<Row<OrganisationPage>>[] = [
  { heading: "名称", of: (r) => r.name, width: 36 },
  { heading: "类别", of: (r) => word(ORGANISATION_KIND, r.kind), width: 20 },
  { heading: "状态", of: (r) => word(ORGANISATION_STATUS, r.status) },
  { heading: "镇（街道）", of: (r) => r.town },
  { heading: "上级", of: (r) => r.parent, width: 28 },
  { heading: "记录责任单位", of: (r) => r.recordingUnit, width: 28 },
  { heading: "成员人数", of: (r) => r.members },
  { heading: "核实日期", of: (r) => date(r.verifiedAt) },
];
