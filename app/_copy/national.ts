// Words of what is handed to the national system, and the fields of its file (our reading of Ord. 67 arts. 6 and 7).
import type { BatchStatus } from "@/server/reports/national/lifecycle";
import type { NationalRow } from "@/server/reports/national/schema";
import { SERVICE_WORD } from "./certificates";
import { dateTimeValue } from "./dates";
import type { Label } from "./labels";
import { HOURS_CLASS, reportWords } from "./reports";
import { skillWords } from "./shifts";

export const BATCH_STATUS: Record<BatchStatus, Label> = {
  exported: { word: "已生成，等全国系统", icon: "clock", tone: "amber" },
  accepted: { word: "全国系统已收", icon: "check", tone: "green" },
  returned: { word: "已退回，可重新生成", icon: "back", tone: "plain" },
};

const DONE: Record<string, string> = {
  make: "批次生成好了，请下载文件，导入全国系统。",
  accept: "记下了：全国系统已收。",
  "give-back": "记下了：已退回。里面的记录可以重新生成批次。",
};
export const nationalDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

export const nationalWords = {
  title: "上报全国志愿服务信息系统",
  what: "时长在这里记一次就够。每月生成一个文件，导入全国系统；同一条记录不会报两次。",
  fields:
    "文件的栏目按《志愿服务记录与证明出具办法》第六、七条编排，是我们的理解，导入前请对照全国系统当前的模板。",
  toDo: "还没有上报的",
  nothing: "没有等着上报的记录",
  nothingHelp: "时长确认以后会出现在这里。",
  month: (key: string) => `${key.slice(0, 4)}年${Number(key.slice(5))}月`,
  ready: (n: number) => `${n} 条可以上报`,
  held: (n: number, people: number) => `${n} 条要等：${people} 人还没有同意上报，或没填身份证号`,
  heldHelp:
    "请提醒他们：登录后在“我的信息”里点同意，在“我的服务记录”里填身份证号。没有手机的，由替他办事的人在他的服务记录里登记纸面同意。不同意的不勉强，时长照样算数。",
  make: "生成批次",
  batches: "已生成的批次",
  noBatches: "还没有生成过",
  rows: (n: number) => `${n} 条`,
  by: (name: string, when: string) => `${name} ${when}`,
  download: "下载",
  downloadHelp: "文件里有姓名、身份证号和电话：只给经办人，用完删掉。每次下载都有记录。",
  accept: "全国系统已收",
  giveBack: "退回了",
  giveBackAsk: "全国系统退回了这一批？",
  giveBackText: "退回以后，这一批的记录可以改好重新生成。文件就不能再下载了。",
  note: "为什么退回",
  refused: "没有办成",
  fileName: (unit: string, month: string) => `全国系统上报-${unit}-${month}`,
  sheet: "志愿服务记录",
} as const;

type Column = { heading: string; of: (row: NationalRow) => string | number | null; width?: number };
const words = (codes: string[], table: Record<string, string>) =>
  codes.map((code) => table[code] ?? code).join("、");
const SEX: Record<string, string> = { male: "男", female: "女" };
const moment = (at: Date) => dateTimeValue(at).replace("T", " ");

export const nationalColumns: Column[] = [
  { heading: "操作", of: (r) => (r.act === "add" ? "新增" : "撤销"), width: 8 },
  { heading: "姓名", of: (r) => r.name },
  { heading: "证件类型", of: (r) => (r.number === "" ? null : "居民身份证") },
  { heading: "证件号码", of: (r) => r.number, width: 22 },
  { heading: "性别", of: (r) => SEX[r.sex] ?? null, width: 6 },
  { heading: "出生日期", of: (r) => r.born, width: 12 },
  { heading: "居住区域", of: (r) => r.home, width: 20 },
  { heading: "联系方式", of: (r) => r.phone },
  { heading: "服务技能", of: (r) => words(r.skills, skillWords), width: 20 },
  { heading: "服务意愿", of: (r) => words(r.wishes, SERVICE_WORD), width: 20 },
  { heading: "活动名称", of: (r) => r.activity ?? reportWords.confidential, width: 36 },
  { heading: "服务内容", of: (r) => r.content, width: 20 },
  { heading: "服务类别", of: (r) => SERVICE_WORD[r.kind] ?? r.kind },
  { heading: "服务地点", of: (r) => r.place, width: 24 },
  { heading: "开始时间", of: (r) => moment(r.fromAt), width: 18 },
  { heading: "结束时间", of: (r) => moment(r.toAt), width: 18 },
  { heading: "服务时长（小时）", of: (r) => Math.round((r.minutes / 60) * 100) / 100, width: 16 },
  { heading: "活动组织单位", of: (r) => r.organisation, width: 28 },
  { heading: "活动负责人", of: (r) => r.lead },
  { heading: "记录单位", of: (r) => r.unit, width: 28 },
  { heading: "记录方式", of: (r) => HOURS_CLASS[r.class] ?? r.class },
  { heading: "平台记录编号", of: (r) => r.entryId, width: 38 },
  { heading: "撤销的记录编号", of: (r) => r.undoes, width: 38 },
];
