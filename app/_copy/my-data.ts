// Taking one's own data along, and closing the account.
import type { Blocker } from "@/server/records/closing/schema";
import type { Mine, Section } from "@/server/records/mine/schema";
import { dateTimeValue, duration } from "./dates";
import { personWords } from "./records";

export const SECTION_WORD: Record<Section, string> = {
  person: "个人信息",
  consent: "同意过什么",
  proxy: "谁替我报名",
  role: "身份",
  join: "加入队伍",
  need: "发布的求助",
  helped: "作为服务对象",
  pledge: "认领、报名",
  seat: "队伍报的名字",
  hours: "到场和时长",
  question: "时长更正",
  certificate: "证明",
  qualification: "资格",
  training: "培训",
  honour: "荣誉",
  evaluation: "评价",
  record_ask: "档案更正",
  look: "谁看过我的电话",
  notice: "消息",
  sms: "短信",
  device: "登录设备",
};

const FIELD_WORD: Record<string, string> = {
  name: "姓名",
  public_name: "公开姓名",
  origin: "怎么登记的",
  phone: "手机号",
  home: "所在村（社区）",
  sex: personWords.sex,
  skills: personWords.skills,
  kinds: personWords.kinds,
  invitable: "可以邀请我帮忙",
  free: "什么时候有空",
  reach: "最远到哪里",
  id_number: personWords.number,
  birth: personWords.born,
  address: "地址",
  guardian: "监护人",
  guardian_phone: "监护人电话",
  guardian_relation: "监护人关系",
  purpose: "目的",
  document: "文本版本",
  how: "怎么同意的",
  withdrawn_at: "收回时间",
  kind: "种类",
  actor: "谁",
  ended_at: "结束时间",
  role: "身份",
  scope: "在哪里",
  organisation: "队伍（单位）",
  status: "状态",
  note: "备注",
  reason: "原因",
  title: "名称",
  story: "情况",
  contact: "联系电话",
  need: "求助",
  item: "内容",
  wanted: "认领数",
  accepted: "收到数",
  unit: "单位",
  end_reason: "结束原因",
  end_note: "结束说明",
  answer: "答复",
  answer_note: "答复说明",
  starts_at: "开始时间",
  to_at: "结束时间",
  minutes: "分钟",
  class: "怎么记的",
  about: "关于",
  words: "说了什么",
  appeal: "再次申诉",
  verdict: "区里的答复",
  number: "编号",
  from_on: "从",
  until_on: "到",
  issuer: "发证单位",
  expires_on: "有效期至",
  grantor: "授予单位",
  side: "谁评的",
  score: "分数",
  viewer: "谁看的",
  read_at: "看过时间",
  template: "短信种类",
  sent_at: "发出时间",
  device: "设备",
  seen_at: "最近使用",
};

/** 2026-11-18 09:30, Beijing time. */
const stamp = (at: Date): string => dateTimeValue(at).replace("T", " ");
const said = (value: unknown): string =>
  value instanceof Date ? stamp(value) : typeof value === "boolean" ? (value ? "是" : "否") : String(value);

type Line = { section: string; at: string; field: string; value: string };

/** One line a field: what it is about, when, what it is called, what is kept. */
export const linesOf = (mine: Mine): Line[] =>
  mine.flatMap(({ section, at, fields }) => {
    const head = { section: SECTION_WORD[section], at: at === null ? "" : stamp(at) };
    const entries = Object.entries(fields);
    if (entries.length === 0) return [{ ...head, field: "", value: "" }];
    return entries.map(([name, value]) => ({ ...head, field: FIELD_WORD[name] ?? name, value: said(value) }));
  });

export const mineColumns = [
  { heading: "哪一类", width: 16, of: (row: Line) => row.section },
  { heading: "时间", width: 18, of: (row: Line) => row.at },
  { heading: "是什么", width: 18, of: (row: Line) => row.field },
  { heading: "内容", width: 60, of: (row: Line) => row.value },
];

export const myDataWords = {
  takeTitle: "带走我的信息",
  takeText: "这里记着的关于您的一切，都在一张表里：个人信息、同意记录、报名、时长、证明、谁看过您的电话。",
  take: "下载表格（xlsx）",
  fileName: "我的全部信息",
  closeTitle: "注销账号",
  closeDoor: "注销账号",
  closeText: "不想再用了，可以自己注销。注销前会先告诉您删什么、留什么。",
  blocked: "现在还不能注销",
  blockedText: "还有人等着您。先把下面的事办完或交出去，再回来注销：",
  blockers: {
    persona: () => ({ text: "这是演示用的人物，大家都在用，不能注销。", href: "/" }),
    pledges: (n) => ({ text: `还有 ${n} 项认领、报名没有办完。办完，或者退出。`, href: "/me" }),
    seats: (n) => ({ text: `队伍给您报了 ${n} 个名额，还没有到日子。来不了请先说。`, href: "/me" }),
    recurring: (n) => ({ text: `还有 ${n} 项每月认领没有停。`, href: "/me" }),
    needs: (n) => ({ text: `您发布的 ${n} 件求助还没有结束。办完，或者撤下。`, href: "/desk" }),
    charge: (n) => ({ text: `您还是 ${n} 个班次的负责人。请发起人换一位，或者等结束。`, href: "/day" }),
    leads: (n) => ({ text: `您还是 ${n} 个队伍（单位）的队长。先请别人接手。`, href: "/team" }),
    office: (n) => ({ text: `您还担任 ${n} 个职务。请上级先把职务交给别人。`, href: "/me/hats" }),
    adviser: (n) => ({ text: `您还担任 ${n} 个村的顾问。先点“不再担任”。`, href: "/me/invitations" }),
  } satisfies Record<Blocker, (n: number) => { text: string; href: string }>,
  see: "去看看",
  gone: "注销以后，马上删掉、找不回来的",
  goneList: [
    "姓名、手机号、身份证号、生日、住在哪里、会做什么",
    "证书号码和照片，报名、问时长、改档案时写的话，求助的联系电话",
    "消息、短信记录、登录记录，替别人和别人替您报名的授权",
    "所有队伍里的成员身份",
  ],
  kept: "法规要求留下的，不带姓名和号码",
  keptList: (minutes: number) => [
    minutes > 0 ? `${duration(minutes)}服务时长，以及培训、荣誉、评价` : "服务、培训、荣誉、评价的记录",
    "办理记录（只有编号和数字）、您同意和收回同意的时间",
  ],
  certificates: "已经打印的证明上的名字，以后扫码就核对不上了。要用的证明请先用完。",
  actsFor: (n: number) => `您现在替 ${n} 个人报名，注销以后没有人替他们，请先告诉他们。`,
  takeFirst: "要留底的，请先下载：",
  noPhone: "您没有登记手机号，没法确认是本人。请带身份证到村（社区）办理。",
  prove: "确认是您本人",
  sendTo: (phone: string) => `验证码会发到 ${phone}。`,
  send: "发验证码",
  sentTo: (phone: string) => `验证码发到了 ${phone}，5 分钟内有效。`,
  code: "验证码",
  understood: "我知道注销以后找不回来",
  close: "注销我的账号",
  again: "再发一次",
  stay: "不注销了",
  refused: "还没有注销",
  closedTitle: "账号已经注销",
  closedText: "您的姓名、手机号和其他个人信息已经删掉。做过的服务还记着，但不再写是谁。谢谢您帮过的忙。",
  closedBack: "以后想再来，用手机号登录就行，会是一个新的账号。",
  home: "回首页",
};
