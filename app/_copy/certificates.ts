// Words of certificates: the sheet, the public page, one's own and the unit's.
import type { CertificateStatus } from "@/server/certificates/lifecycle";
import { clockTime, longDay } from "./dates";
import type { Label } from "./labels";

/** 5小时30分钟 · 2小时 · 45分钟: as a certificate says it. */
export function hoursAndMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}分钟`;
  return rest === 0 ? `${hours}小时` : `${hours}小时${rest}分钟`;
}

/** 8:00–12:00 from two instants, in China. */
export const span = (from: Date, to: Date): string => `${clockTime(from)}–${clockTime(to)}`;

export const SERVICE_WORD: Record<string, string> = {
  farming: "助农",
  elderly: "为老服务",
  children: "关爱儿童",
  environment: "环境保护",
  medical: "医疗健康",
  legal: "法律服务",
  culture: "文化文艺",
  emergency: "应急救援",
  traffic: "文明交通",
  other: "其他服务",
};

/** The sheet itself. */
export const paper = {
  title: "志愿服务记录证明",
  number: (number: string) => `编号：${number}`,
  body: (p: {
    name: string;
    idNumber: string | null;
    from: string;
    until: string;
    count: number;
    total: string;
  }) =>
    `兹证明：${p.name}${p.idNumber ? `（身份证号 ${p.idNumber}）` : ""}，自${longDay(p.from)}至${longDay(p.until)}，参加由本单位记录的志愿服务 ${p.count} 次，累计 ${p.total}。服务内容如下：`,
  purpose: (purpose: string) => `本证明用于：${purpose}。`,
  head: { day: "日期", span: "起止时间", what: "服务内容", place: "地点", time: "时长" },
  hidden: "不公开的服务",
  what: (title: string, kind: string) => `${title}（${kind}）`,
  total: (count: number) => `合计 ${count} 次`,
  unit: "出具单位（记录责任单位）",
  seal: "（盖章）",
  issued: "出具日期",
  code: (code: string) => `查验码 ${code}`,
  check: (site: string) => `扫码，或打开 ${site} 输入查验码，可以核对真伪。`,
  law: "依据民政部《志愿服务记录与证明出具办法（试行）》，由志愿服务的记录单位免费出具。涂改无效。",
  rare: "姓名中带〔U+…〕的字，是字库里没有的字，写的是它的统一码；由出具单位手写补上并盖章。",
  page: (number: string, page: number, pages: number) => `编号 ${number}　第 ${page} 页，共 ${pages} 页`,
  file: (n: number) => (n === 1 ? "志愿服务记录证明" : `志愿服务记录证明 ${n} 份`),
};

export const CERTIFICATE_STATUS: Record<CertificateStatus, Label> = {
  asked: { word: "等单位答复", icon: "clock", tone: "amber" },
  valid: { word: "有效", icon: "check", tone: "green" },
  refused: { word: "没有开", icon: "info", tone: "plain" },
  withdrawn: { word: "已撤回", icon: "back", tone: "plain" },
  superseded: { word: "已失效，有更新", icon: "refresh", tone: "amber" },
  revoked: { word: "已撤销", icon: "stop", tone: "red" },
};

/** The public pages. */
export const checking = {
  title: "查证明",
  lead: "输入证明上的查验码，核对它是不是真的、现在还有没有效。",
  code: "查验码",
  codeHint: "16 位字母和数字，印在二维码下面。大小写、横线都没关系。",
  submit: "查一下",
  another: "再查一份",
  text: [
    "证明由记录服务的单位出具，不收费。平台只负责核对。",
    "查到的页面只显示单位、编号、时间和时长，姓名只显示姓。",
  ],
  result: {
    valid: { title: "这份证明有效", text: "编号、姓名、时间和时长，请和手里的证明对一对，都一样才是真的。" },
    superseded: {
      title: "这份证明已经失效",
      text: "出具以后时长有更正，或者另发了新的证明。请向持有人要新的一份。",
    },
    revoked: {
      title: "这份证明已经撤销",
      text: "出具单位或区里撤销了它，请不要采信。有疑问请联系出具单位。",
    },
  },
  unknown: "没有这个查验码",
  unknownText: "请对照证明再输一遍。确实没有，这份证明就不是从这里开出来的，请联系上面写的出具单位。",
  tooMany: "查错的次数太多了",
  tooManyText: "同一个网络一小时里错得太多，先停一停。请过一小时再试，或换一个网络。",
  number: "编号",
  unit: "出具单位",
  name: "姓名",
  period: "服务时间",
  total: "累计时长",
  count: "服务次数",
  issued: "出具日期",
  ended: "失效日期",
  times: (n: number) => `${n} 次`,
  manage: "我是出具单位，去办理",
};

/** 2026年3月2日至11月23日: a year is said once. */
export function periodWords(from: string, until: string): string {
  const end = longDay(until);
  return `${longDay(from)}至${from.slice(0, 4) === until.slice(0, 4) ? end.slice(5) : end}`;
}

/** My own. */
export const mineWords = {
  title: "我的证明",
  lead: "谁给您记的时长，就由谁出具证明，不收费。",
  whose: "看谁的",
  me: "我自己",
  units: "可以申请证明的单位",
  noUnits: "还没有确认过的时长",
  noUnitsHelp: "参加服务、由队长确认时长以后，就能在这里申请证明。",
  find: "去看看谁需要帮忙",
  unitNote: (total: string, count: number, from: string, until: string) =>
    `${count} 次，${total}，${periodWords(from, until)}`,
  ask: "申请证明",
  list: "申请过的",
  none: "还没有申请过证明。",
  waits: (total: string) => `现在算下来是 ${total}，出具时以单位的记录为准。`,
  open: "打开、打印（PDF）",
  openAll: (n: number) => `把有效的 ${n} 份合成一个文件`,
  check: "查验页",
  withdraw: "不要了，撤回",
  again: "重新申请",
  reason: (text: string) => `原因：${text}`,
  shows: (name: boolean, idCard: boolean) =>
    `${name ? "写全名" : "只写姓"}${idCard ? "，写身份证号" : "，不写身份证号"}`,
  superseded: "有时长改过，或另发了新的，这一份不能再用。",
  agreements: "证明上写不写",
  nameOn: "同意在证明上写全名。",
  nameOff: "证明上只写姓，不写全名。",
  nameAgree: "同意写全名",
  nameStop: "以后只写姓",
  idOn: "同意在证明上写身份证号。",
  idOff: "证明上不写身份证号。",
  idAgree: "同意写身份证号",
  idStop: "以后不写",
  agreementsText: "改了以后，已经开好的证明再打开时也照新的来。",

  askTitle: "申请证明",
  askFrom: (unit: string) => `向 ${unit} 申请`,
  from: "从哪天",
  until: "到哪天",
  purpose: "做什么用",
  purposeHint: "会印在证明上，比如：升学、入党、年度考核。",
  tickName: (name: string) => `同意在证明上写全名：${name}`,
  tickNameNote: (masked: string) => `不勾的话，证明上写“${masked}”。`,
  tickId: "同意在证明上写身份证号",
  noId: "想写身份证号的，先在“我的服务记录”里登记。",
  submit: "交给单位",
  notHere: "这个单位没有您的时长",
};

/** The unit's own. */
export const unitWords = {
  title: "出具证明",
  asked: (n: number) => `等我们答复 · ${n} 份`,
  noneAsked: "没有等答复的申请。",
  askedOn: (day: string) => `${day}申请`,
  purpose: (text: string) => `用途：${text}`,
  issueOne: "出具",
  refuse: "不出具",
  refuseReason: "为什么",
  refuseHint: "申请人会看到。时长有错的，请先更正再出具。",
  refuseSure: "确定不出具",
  nothing: "这段时间没有确认过的时长，出具不了。",
  many: "一次开几份",
  manyText: "先选日期，再勾人。时长只算由本单位记录、已经确认的。",
  from: "从哪天",
  until: "到哪天",
  show: "看这段时间",
  who: (from: string, until: string) => `${periodWords(from, until)}有时长的人`,
  nobody: "这段时间没有由本单位确认过的时长",
  nobodyHelp: "换一段日期，或先到活动里确认时长。",
  person: (total: string, count: number) => `${count} 次，${total}`,
  hasOne: (number: string) => `已有编号 ${number}`,
  masked: "没有同意写全名，会只写姓",
  purposeLabel: "做什么用",
  purposeHint: "印在每一份上，可以不写。",
  onPaper: "勾中的人都签过字，同意在证明上写全名，签字由我们保存",
  issueChecked: "给勾中的人出具",
  issueAll: (n: number) => `这一页 ${n} 人都出具`,
  rare: (letters: string) => `字库里没有“${letters}”，证明上会写它的统一码，请打印后手写补上、盖章。`,
  issued: "出具过的",
  noneIssued: "还没有出具过证明。",
  issuedOn: (day: string) => `${day}出具`,
  look: "查看、撤销",
  file: "下载这一批（一个 PDF）",
  merge: "把勾中的合成一个 PDF",
  pick: (name: string) => `选 ${name}`,

  oneTitle: "证明",
  code: "查验码",
  revoke: "撤销这份证明",
  revokeText: "撤销以后不能恢复，扫码会显示“已撤销”。要改时长的，请更正时长，旧证明会自动失效。",
  revokeReason: "为什么撤销",
  revokeHint: "本人会看到，公开页面不显示。",
  revokeSure: "确定撤销",
};

const DONE: Record<string, string> = {
  ask: "交上去了。单位出具以后会通知您。",
  withdraw: "撤回了。",
  "issue-one": "出具好了，本人会收到通知。",
  refuse: "记下了，本人会看到原因。",
  revoke: "撤销了。扫码会显示“已撤销”。",
  agree: "好的，记下了。",
  disagree: "好的，从现在起不再写。",
};
export const certificateDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

/** After several at once: how many, and who was left out. */
export const manyDone = (issued: number, skipped: number): string =>
  [
    issued > 0 ? `出具了 ${issued} 份。` : "没有新出具的。",
    skipped > 0 ? `另外 ${skipped} 人这段时间没有时长，或已有内容一样的证明，没有重复开。` : "",
  ].join("");
export const refusedTitle = "没有办成";
