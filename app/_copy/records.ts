// Words of the record of a volunteer: the person, their service, training, awards, evaluation, and asking about them.
import type { QualificationStatus } from "@/server/organisations/qualifications/lifecycle";
import type { AskStatus } from "@/server/records/asks/lifecycle";
import { duration } from "./dates";
import type { Label } from "./labels";

export const QUALIFICATION_STATUS: Record<QualificationStatus, Label> = {
  claimed: { word: "待核实", icon: "clock", tone: "amber" },
  verified: { word: "已核实", icon: "check", tone: "green" },
  refused: { word: "没有通过", icon: "info", tone: "plain" },
  revoked: { word: "已失效", icon: "cross", tone: "plain" },
};
export const EXPIRED: Label = { word: "已过期", icon: "clock", tone: "plain" };

export const ASK_STATUS: Record<AskStatus, Label> = {
  asked: { word: "等答复", icon: "clock", tone: "amber" },
  corrected: { word: "已更正", icon: "check", tone: "green" },
  upheld: { word: "核对无误", icon: "info", tone: "blue" },
  withdrawn: { word: "已撤回", icon: "back", tone: "plain" },
};

export const SIDE_WORD = { organiser: "组织方", beneficiary: "服务对象一方" } as const;
export const RELATION_WORD = {
  parent: "父母",
  grandparent: "祖父母、外祖父母",
  other: "其他监护人",
} as const;
export const SEX_WORD = { male: "男", female: "女" } as const;
export const ABOUT_WORD = { training: "培训", honour: "荣誉", evaluation: "评价" } as const;

/** 2026-05-04 → 2026年5月4日 */
export function dayWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

const DONE: Record<string, string> = {
  profile: "记下了。合适的班次会先让您看到。",
  availability: "记下了。随时可以改，也可以关掉。",
  identity: "身份证号或生日记下了，只有您自己和替您办事的人看得到。",
  "forget-number": "身份证号已经删掉。",
  guardian: "监护人的同意记下了。",
  "guardian-back": "监护人的同意已经收回，以后的报名不再算数。",
  child: "孩子的档案建好了，以后可以替他报名。",
  claim: "报上去了。补上证件照片，核实得更快。",
  upload: "照片传好了。",
  drop: "这项资格已经收回。",
  ask: "更正申请递上去了，十个工作日内会有答复。",
  "withdraw-ask": "申请撤回了。",
  training: "培训记好了。",
  "end-training": "这条培训记录已经删去。",
  honour: "荣誉记好了。",
  "end-honour": "这项荣誉已经删去。",
  verify: "核实通过，已经通知本人。",
  "turn-down": "没有通过，原因已经通知本人。",
  revoke: "资格已经撤销，原因已经通知本人。",
  evaluate: "评价记下了，谢谢。",
  "answer-ask": "答复发出去了。",
};
export const recordDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

const stars = (n: number) => (n === 0 ? "还没有星级" : `${"一二三四五六七八九十"[n - 1] ?? n}星志愿者`);

export const recordWords = {
  title: "我的服务记录",
  titleOf: (name: string) => `${name}的服务记录`,
  lead: "这里有法规要求记录的五类内容。哪里不对，自己写的可以自己改，别人记的可以申请更正。",
  refused: "没有办成",
  forWhom: "看谁的",
  me: "我自己",
  // the five classes
  person: "个人信息",
  service: "服务",
  training: "培训",
  awards: "荣誉",
  qualifications: "资格",
  evaluation: "评价",
  asks: "更正申请",
  // person
  name: "姓名",
  sex: "性别",
  born: "出生日期",
  bornAge: (day: string, age: number) => `${dayWords(day)}（${age} 岁）`,
  number: "身份证号",
  phone: "手机号",
  home: "居住的地方",
  skills: "会做的",
  kinds: "想参加的服务",
  none: "还没填",
  notShown: "手机号、身份证号只有本人和替本人办事的人看得到。",
  fill: "填写、修改个人信息",
  nameElsewhere: "姓名、居住地在“我的信息”里改。",
  toData: "去“我的信息”",
  // service
  total: "已确认的服务时长",
  hours: (minutes: number) => duration(minutes),
  entries: (n: number) => `共 ${n} 次`,
  stars,
  toNext: (minutes: number) => `再服务 ${duration(minutes)} 升一星`,
  noService: "还没有确认的时长。参加一次服务，签到、签退后会记在这里。",
  toHours: "看每一次的时长",
  // qualifications
  claim: "报一项资格",
  claimLead: "律师、医生、驾驶员等需要资格的班次，要先核实才能报名。",
  claimHome: "还不知道您住在哪个村（社区），镇里没法核实。先去选好：",
  kind: "什么资格",
  issuer: "发证单位",
  certificateNumber: "证件编号",
  certificateNumberHint: "只给核实的人看。",
  expires: "有效期到",
  expiresHint: "长期有效的不用填。",
  claimAct: "报上去，下一步传照片",
  noQualifications: "还没有报过资格。",
  until: (day: string) => `有效期到 ${dayWords(day)}`,
  forever: "长期有效",
  verifiedBy: (who: string, day: string) => `${who} ${day}核实`,
  reason: (words: string) => `原因：${words}`,
  photos: "证件照片",
  renew: "快到期的，可以提前再报一次，核实前原来的继续有效。",
  drop: "收回这项资格",
  dropAsk: "收回这项资格？",
  dropText: "收回以后，需要这项资格的班次就不能再报名。以后可以重新报。",
  open: "看详情、传照片",
  // training, awards, evaluation
  noTraining: "还没有培训记录。参加过队里的培训，可以请队长记上。",
  noHonours: "还没有荣誉记录。",
  noEvaluations: "还没有评价。服务结束后，组织方和服务对象一方可以评价。",
  held: (day: string, minutes: number, by: string) => `${dayWords(day)} · ${duration(minutes)} · ${by}`,
  granted: (day: string, by: string) => `${dayWords(day)} · ${by}授予`,
  average: (n: number, count: number) => `平均 ${n.toFixed(1)} 分（满分 5 分，共 ${count} 次）`,
  score: (n: number) => `${n} 分`,
  ofAll: "对全体",
  ofMe: "对本人",
  // asking
  wrong: "这一条不对？",
  wrongText: "说说哪里不对，记录的单位会在十个工作日内核对、答复。",
  wrongWords: "哪里不对",
  askAct: "申请更正",
  noAsks: "没有申请过更正。",
  asked: (about: string) => `关于一条${about}记录`,
  due: (day: string) => `${day}前答复`,
  answered: (words: string) => `答复：${words}`,
  withdrawAsk: "撤回申请",
};

export const personWords = {
  title: "个人信息",
  sex: "性别",
  sexNone: "不填",
  skills: "会做什么",
  skillsHint: "可以选几样，合适的班次会告诉您。",
  kinds: "想参加哪些服务",
  save: "保存",
  identity: "身份证号、出生日期",
  identityWhy: "用来核对年龄、避免重名；要在证明上写身份证号时才用到。加密保存，不会公开。",
  number: "身份证号",
  numberHint: "18 位，最后一位可以是 X。",
  replace: "换一个号码",
  born: "出生日期",
  bornHint: "没带身份证的，先填生日也行。",
  or: "或者只填生日",
  saveNumber: "保存身份证号",
  saveBorn: "保存生日",
  kept: (mask: string) => `已登记：${mask}`,
  forget: "删掉身份证号",
  forgetAsk: "删掉身份证号？",
  forgetText: "生日会留着，用来核对年龄。以后证明上就不能写身份证号。",
};

export const guardianWords = {
  title: "监护人同意",
  tier: {
    none: "不需要监护人同意。",
    consent: "这个年纪参加服务，要监护人同意。",
    along: "这个年纪参加服务，要监护人同意，并且陪着一起来。",
    refused: "年纪太小，还不能报名参加服务。",
  } as Record<string, string>,
  fault: {
    too_young: "现在还不能报名。",
    needs_guardian: "还没有监护人同意，暂时不能报名。",
    guardian_must_come: "监护人还没有答应陪同，暂时不能报名。",
  } as Record<string, string>,
  askLeader: "请监护人告诉队长或村（社区）文书，由他们登记；监护人也可以用自己的手机号登录，给孩子建档。",
  given: (name: string, relation: string, day: string) => `${name}（${relation}）${day}同意`,
  alongNote: "会陪同",
  taken: (day: string) => `${day}收回`,
  by: (name: string) => `${name}登记`,
  takeBack: "收回同意",
  takeBackAsk: "收回监护人的同意？",
  takeBackText: "收回以后，需要监护人同意的班次就不能再报名。已经报上的，请告诉队长。",
  record: "登记监护人的同意",
  guardianName: "监护人姓名",
  phone: "监护人手机号",
  relation: "和孩子的关系",
  comesAlong: "监护人会陪着一起来",
  how: "怎么同意的",
  hows: { self: "本人在这里点的", spoken: "当面或电话里说的", paper: "签了纸" } as Record<string, string>,
  agreed: "监护人知道要做什么、有什么风险，同意孩子参加",
  save: "登记",
  childTitle: "给孩子建档",
  childLead: (consent: number, along: number, refused: number) =>
    `不满 ${consent} 周岁的孩子，由监护人建档、替他报名。不满 ${along} 周岁的要陪着来，不满 ${refused} 周岁的不能报名。`,
  childName: "孩子的姓名",
  childBorn: "孩子的出生日期",
  childAct: "建档",
  childDoor: "给孩子建档（不满 14 周岁）",
  childAgreed: "我是孩子的监护人，同意他参加合适的志愿服务，也同意平台为此保存他的信息",
};

export const awardWords = {
  trainingTitle: "培训记录",
  trainingLead: "一次记一堂课，参加的队员都勾上。",
  course: "培训内容",
  heldOn: "哪一天",
  hours: "多少小时",
  hoursHint: "比如 2 或 1.5",
  who: "谁参加了",
  save: "记下来",
  recent: "最近记的",
  noneYet: "还没有记过培训。",
  noMembers: "队里还没有队员，先去加人。",
  strike: "删去",
  strikeAsk: (title: string) => `删去“${title}”？`,
  strikeText: "记错了才删。删去以后不再显示，办理记录里会留下是谁删的。",
  honourTitle: "记一项荣誉",
  honourLead: "这里记的是本队自己授予的荣誉，会写明由本队授予。“罗庄好人”这样的称号由区里登记。",
  districtHonour: "罗庄好人",
  addTraining: "给他记培训",
  taught: (day: string, minutes: number) => `${dayWords(day)} · ${duration(minutes)}`,
  townNote: "称号（如“罗庄好人”）由区里登记。",
  honour: "荣誉名称",
  grantor: "授予单位",
  grantedOn: "授予日期",
  giveAct: "记上",
  districtTitle: "荣誉登记",
  districtLead: "按手机号找到本人，再记上荣誉。记好后会通知本人。",
  phone: "本人手机号",
  find: "查找",
  nobody: "没有找到。请核对号码，或请本人先登录一次。",
  member: "队员的服务记录",
};

export const verifyWords = {
  title: "资格核实",
  lead: "看证件照片或原件，和本人、编号、有效期对得上才通过。",
  which: "看哪些",
  waiting: "待核实",
  verified: "已核实的",
  empty: "没有等着核实的资格",
  emptyHelp: "志愿者报了律师、医生、驾驶员等资格，会出现在这里。",
  emptyVerified: "还没有核实过的资格",
  waits: (ago: string) => `${ago}报来`,
  issuer: "发证单位",
  number: "证件编号",
  noNumber: "没有填",
  expires: "有效期",
  holder: "本人",
  home: "居住的地方",
  pass: "核实通过",
  seen: "怎么看的",
  seenPhoto: "看了照片",
  seenOriginal: "看了原件",
  refuse: "不通过",
  refuseReason: "为什么不通过",
  refuseHint: "会原样告诉本人，写清楚要补什么。",
  revoke: "撤销资格",
  revokeAsk: "撤销这项资格？",
  revokeText: "撤销以后，需要这项资格的班次他就不能再报名。原因会告诉本人。",
  revokeReason: "为什么撤销",
  own: "这是您自己的资格，请别的工作人员核实。",
  noPhotos: "还没有照片。可以看原件，或者等本人补传。",
};

export const askWords = {
  title: "更正申请",
  districtTitle: "更正申请、荣誉登记",
  lead: "志愿者说记录不对的，核对后答复。说得对，就删去那一条；需要的话再重新记。",
  empty: "没有等着答复的申请",
  emptyHelp: "志愿者对培训、荣誉、评价有不同意见，会出现在这里。",
  what: (about: string, what: string) => `${about}：${what}`,
  outcome: "核对结果",
  corrected: "说得对，删去这一条",
  upheld: "没有错，保留",
  answer: "答复",
  answerHint: "会原样告诉本人。",
  send: "答复",
  left: (day: string) => `${day}前要答复`,
};

export const evaluateWords = {
  title: "评价这次服务",
  notOver: "服务还没有结束，结束以后再来评价。",
  nobody: "这次服务没有到场记录，不用评价。",
  side: "以哪一方评价",
  all: "这次服务总的来说",
  score: "打几分",
  scores: {
    "5": "5 分 很好",
    "4": "4 分 好",
    "3": "3 分 还行",
    "2": "2 分 不太好",
    "1": "1 分 不好",
  } as Record<string, string>,
  words: "说几句",
  wordsHint: "志愿者看得到，请不要写家里的情况。",
  wordsOf: (name: string) => `对${name}说几句`,
  each: "也可以评价每个人",
  eachHint: "不评价的不用选。",
  skip: "不评价",
  save: "提交评价",
  again: "已经评价过，可以改。",
};

export const recordSettings = {
  title: "星级、未成年人年龄",
  stars: "几小时升一星",
  starsHint: "从小到大，用空格隔开，比如 100 300 600 1000 1500",
  ages: "未成年人按年龄分档。改了以后，报名和到场都按新的算。",
  age: {
    consent: "不满多少岁要监护人同意",
    along: "不满多少岁要监护人陪同",
    refused: "不满多少岁不能报名",
  },
};
