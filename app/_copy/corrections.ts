// Words of questions about hours, and of the inbox of whoever closes, confirms and answers.
import type { CorrectionStatus } from "@/server/hours/corrections/lifecycle";
import type { InboxItem } from "@/server/hours/inbox/schema";
import type { Label } from "./labels";

export const CORRECTION_STATUS: Record<CorrectionStatus, Label> = {
  asked: { word: "等答复", icon: "clock", tone: "amber" },
  corrected: { word: "已更正", icon: "check", tone: "green" },
  upheld: { word: "维持原来的", icon: "info", tone: "plain" },
  withdrawn: { word: "已撤回", icon: "back", tone: "plain" },
};

const DONE: Record<string, string> = {
  ask: "申请交上去了。记录责任单位十个工作日内答复，答复了会告诉你。",
  withdraw: "撤回好了，照原来的算。",
  answer: "答复好了，本人会收到消息。",
  confirm: "确认好了，时长已经生效。",
  "confirm-some": "能确认的都确认好了；没有生效的，原因写在名字下面。",
  discard: "这一条不算了，本人看得到原因。",
  paper: "照纸登记好了，等另一位负责人在“时长待办”里确认。",
};
export const correctionDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

/** Until when, in working days (Ord. 67 art. 11). */
export const workDays = (left: number): string =>
  left > 0 ? `还剩 ${left} 个工作日` : left === 0 ? "今天到期" : `已超 ${-left} 个工作日`;

export const correctionWords = {
  refused: "没有办成",
  // the volunteer's
  door: "时间不对？申请更正",
  see: "看申请和答复",
  title: "这一次的时长",
  askTitle: "时间不对？申请更正",
  askHelp: "更正以前照原来的算。记录责任单位十个工作日内答复。",
  from: "实际几点到",
  to: "实际几点走",
  words: "怎么回事",
  wordsHint: "谁能证明、为什么记错了，写一两句。",
  ask: "交上去",
  notCounted: "还没有生效的，不用申请更正。时间不对，直接跟负责人说。",
  voided: "这一条已经作废。有不同意见，请跟负责人或者记录责任单位说。",
  history: "申请和答复",
  asked: (day: string) => `${day}申请`,
  answered: (day: string) => `${day}答复`,
  wanted: (span: string, time: string) => `申请改成 ${span}，${time}`,
  waitsUntil: (day: string) => `最晚${day}答复`,
  answer: (words: string) => `答复：${words}`,
  withdraw: "撤回申请",
  withdrawAsk: "撤回这个申请？",
  withdrawHelp: "撤回以后照原来的时间算。以后还可以再申请。",
  withdrawSure: "撤回",
  // whoever answers
  answerTitle: "答复更正申请",
  who: (name: string, item: string) => `${name} · ${item}`,
  now: "现在记的",
  asks: "本人说的",
  because: "原因",
  how: "怎么记的",
  unit: "记录责任单位",
  outcome: "查下来",
  outcomes: [
    { value: "corrected", label: "照更正", note: "下面的时间可以再改；原来的冲掉，另记一条" },
    { value: "upheld", label: "原来的没有错", note: "时间不动" },
    { value: "struck", label: "其实没有来", note: "这一条整个冲掉，不算时长" },
  ],
  fromRight: "几点到",
  toRight: "几点走",
  timesHint: "只在“照更正”时用。",
  tell: "给本人的话",
  tellHint: "查了什么、为什么这样定。本人会看到。",
  send: "答复",
  over: "这个申请已经了结",
  notYours: "这个申请由记录责任单位或者区里答复，本人和别的单位不能答。",
  // the inbox
  inbox: "时长待办",
  inboxLead: "服务结束后十个工作日内要记好，申请更正的也要在十个工作日内答复。",
  inboxEmpty: "时长都办完了",
  inboxEmptyHelp: "班次结束、有人等确认、有人申请更正，都会出现在这里。",
  inboxMore: "还有更多，先办完这些，后面的就会出来。",
  inboxDoor: (n: number, more: boolean) => (n === 0 ? "时长待办" : `时长待办 · ${n}${more ? "+" : ""}`),
  kind: {
    close: (n: number) => `结束了，还没有登记 · ${n} 人`,
    confirm: (n: number) => `${n} 人的时长等确认`,
    answer: () => "有人申请更正时间",
  } satisfies Record<InboxItem["kind"], (n: number) => string>,
  act: { close: "登记", confirm: "确认", answer: "答复" } satisfies Record<InboxItem["kind"], string>,
  of: (title: string) => `：${title}`,
  // a shift's records
  shiftTitle: "时长确认",
  shiftDone: "没有等您确认的了",
  shiftDoneHelp: "每个人的时长都在下面。",
  shiftEmpty: "这一班还没有时长记录",
  shiftEmptyHelp: "班次登记了才有。",
} as const;
