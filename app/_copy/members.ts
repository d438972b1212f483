// Words of members: joining, inviting, importing a sheet, what a team can do.
import type { Equipment } from "@/server/organisations/abilities/schema";
import type { RowFault, SheetField } from "@/server/organisations/imports/schema";
import type { JoinStatus } from "@/server/organisations/joining/lifecycle";
import type { MemberRole, RemoveReason } from "@/server/organisations/members/schema";
import type { Label } from "./labels";

export const MEMBER_ROLE: Record<MemberRole, string> = {
  leader: "负责人（队长）",
  manager: "管理员",
  member: "队员",
};

export const JOIN_STATUS: Record<JoinStatus, Label> = {
  asked: { word: "等队里答复", icon: "clock", tone: "amber" },
  approved: { word: "已加入", icon: "check", tone: "green" },
  refused: { word: "没有加入", icon: "info", tone: "plain" },
  withdrawn: { word: "已收回", icon: "back", tone: "plain" },
  invited: { word: "邀请您加入", icon: "people", tone: "amber" },
  declined: { word: "没有加入", icon: "info", tone: "plain" },
  lapsed: { word: "邀请已过期", icon: "clock", tone: "plain" },
};

/** Invitations of mine: one tap each way. */
export const inviteWords = {
  title: (n: number) => `有 ${n} 个队伍邀请您加入`,
  asWhat: { leader: "请您当队长", manager: "请您当管理员", member: "请您当队员" } as Record<string, string>,
  called: (name: string) => `队里写的名字：${name}`,
  until: (day: string) => `${day}前可以答应`,
  yes: "加入",
  no: "不加入",
  calm: "不加入不影响您做别的事，队里只知道没有答应。",
};

export const REMOVE_REASON: Record<RemoveReason, string> = {
  asked: "本人提出的",
  moved: "搬走、调走了",
  inactive: "很久没有参加",
  unsuitable: "不适合继续参加",
  mistake: "登记错了",
};

export const EQUIPMENT_WORD: Record<Equipment, string> = {
  truck: "货车",
  van: "面包车",
  car: "小汽车",
  tricycle: "三轮车",
  boat: "船、冲锋舟",
  pump: "抽水泵",
  generator: "发电机",
  drone: "无人机",
  loudspeaker: "音响、喇叭",
  tent: "帐篷",
  kitchen: "流动灶具",
  aed: "急救除颤器（AED）",
};

export const SHEET_HEADING: Record<SheetField, string> = {
  name: "姓名",
  phone: "手机号",
  sex: "性别",
  born: "出生日期",
  village: "所在村（社区）",
};

const FAULT: Record<RowFault, string | ((twin: number | null) => string)> = {
  name_missing: "没有写姓名",
  name_too_long: "姓名太长，最多 20 个字",
  name_not_a_name: "姓名里有不该有的符号",
  phone_wrong: "手机号不对，要 11 位；没有就空着",
  sex_wrong: "性别写“男”或“女”，不知道就空着",
  born_wrong: "出生日期看不懂，写成 1990-01-02",
  born_in_the_future: "出生日期还没到",
  born_under_14: "未满 14 周岁，要监护人同意，请单独登记",
  village_unknown: "本区没有这个村（社区），请写准名字",
  village_several: "有好几个同名的村，前面请加上镇（街道）",
  row_twice: (twin) => `和第 ${twin} 行是同一个人；同名的请写上手机号`,
};
const faultSentence = (fault: RowFault, twin: number | null): string => {
  const said = FAULT[fault];
  return typeof said === "function" ? said(twin) : said;
};
export const faultsSentence = (row: { faults: readonly RowFault[]; twin: number | null }): string =>
  row.faults.map((fault) => faultSentence(fault, row.twin)).join("；");

const DONE: Record<string, string> = {
  join: "申请交上去了，队里答复后通知您。",
  joined: "欢迎，您已经是队员了。",
  "take-back": "申请收回了。",
  "invite-back": "邀请收回了。已经看到邀请的人会知道。",
  approve: "已经同意，对方会收到通知。",
  refuse: "记下了，对方会收到通知。",
  link: "邀请做好了，发到群里或让人扫一扫。",
  "end-link": "这个邀请不能再用了。",
  remove: "已经移出队伍，他做过的事都还在。",
  role: "身份改好了，马上生效。",
  leave: "您已经退出。做过的事和时长都还在。",
  add: "邀请好了，等本人在“我的”里点“加入”。",
  "invite-yes": "欢迎，您已经在队里了。",
  "invite-no": "好的，没有加入。",
  change: "改好了。",
  answer: "补充交上去了，核实以后通知您。",
  "import-drop": "这张表不要了，里面的名字和号码已经清掉。",
};
export const membersDone = (act: string | undefined): string | null => {
  const imported = /^imported-(\d+)-(\d+)-(\d+)$/.exec(act ?? "");
  if (imported) {
    const [, entered = 0, invited = 0, already = 0] = imported.map(Number);
    const said = [
      entered > 0 ? `${entered} 人已经是队员` : "",
      invited > 0 ? `${invited} 人已经邀请，等本人同意` : "",
      already > 0 ? `${already} 人原来就在队里` : "",
    ];
    return `导入好了：${said.filter(Boolean).join("；")}。`;
  }
  return (act && DONE[act]) || null;
};

export const memberWords = {
  title: "队员",
  listName: "队员名单",
  count: (n: number) => `队员 ${n} 人`,
  search: "找队员",
  searchHint: "写名字里的一两个字。",
  find: "找",
  now: "现在的",
  former: "以前的",
  invited: (n: number) => (n > 0 ? `等本人同意 ${n} 人` : "等本人同意"),
  invitedHelp: "他们用手机号登录、点“加入”以后，才是队员，才能排班。一个月没有答应的，自动作废。",
  invitedNote: (role: string, from: string, until: string) => `${role} · ${from}邀请，${until}前有效`,
  nobodyInvited: "没有人在等",
  nobodyInvitedHelp: "用手机号邀请的人，答应以前列在这里。",
  tell: "告诉他们一声",
  tellText: (team: string, url: string) => `${team}邀请您加入。请打开 ${url} ，用您的手机号登录，点“加入”。`,
  copyText: "复制这句话",
  takeInvitationBack: "收回",
  shown: "看哪些",
  nobodyFound: "没有找到这个名字。",
  onlyYou: "队里现在只有您",
  onlyYouHelp: "把邀请发到群里，或者把名单一次导入。",
  noFormer: "还没有人离开过。",
  stay: (from: string, until: string) => `${from} 至 ${until}`,
  since: (day: string) => `${day}加入`,
  noPhone: "没有手机",
  me: "我",
  manage: "管理",
  manageOf: (name: string) => `管理：${name}`,
  asWhat: "在队里做什么",
  asWhatHint: "管理员也能认领、排人、同意加入；负责人还能换管理员。",
  setRole: "改成这个身份",
  removeTitle: "移出队伍",
  removeText: "他做过的事、时长都保留，以后还可以再加入。",
  why: "为什么",
  removeSure: "移出队伍",
  leave: "退出队伍",
  leaveAsk: (team: string) => `退出 ${team}？`,
  leaveText: "不再收到队里的通知。做过的事、时长都保留，以后还可以再申请。",
  leaveSure: "退出",

  waiting: (n: number) => `想加入的 · ${n} 人`,
  byLink: "扫邀请来的",
  approve: "同意加入",
  refuse: "婉拒",
  refuseAsk: (name: string) => `婉拒 ${name}？`,
  refuseReason: "说一声原因",
  refuseHint: "对方看得到，比如：这个月人满了，下月再来。",

  invite: "邀请",
  inviteHelp: "做一个链接或二维码，发到群里、贴在村口都行。",
  days: "几天有效",
  dayOptions: [
    { value: "1", label: "1 天" },
    { value: "7", label: "7 天" },
    { value: "30", label: "30 天" },
  ],
  uses: "最多几个人用",
  admits: "扫了直接加入，不用再同意",
  makeLink: "做一个邀请",
  linkNote: (uses: number, max: number, until: string) => `已来 ${uses} 人，最多 ${max} 人，${until}前有效`,
  linkAdmits: "扫了直接加入",
  linkAsks: "扫了要队里同意",
  copyLink: "复制链接",
  copied: "已复制",
  showQr: "看二维码",
  qrAlt: (team: string) => `加入${team}的二维码`,
  endLink: "停用这个邀请",
  linkLabel: "邀请链接",

  importDoor: "用表格导入",
  importTitle: "用表格导入队员",
  importText: "一次最多 20000 人。先看哪里有问题，全部没问题了才导入；有一行不对，一个人也不导入。",
  step1: "下载模板，填好名单",
  step1Note:
    "只有姓名必填。写了手机号的，导入后收到邀请，本人同意了才是队员，别的各栏由他自己填。没有手机、不用手机的，号码空着，导入后就是队员，由队里替他报名。",
  step2: "传上来检查",
  step3: "改好有问题的，再导入",
  template: "下载模板",
  templateName: "队员名单",
  file: "填好的表格（.xlsx）",
  upload: "传上去检查",
  checked: (rows: number) => `这张表有 ${rows} 人`,
  fine: "每一行都没有问题",
  willInvite: (n: number) => `${n} 人写了手机号：导入后邀请他们，本人同意了才是队员。`,
  willEnter: (n: number) => `${n} 人没有手机号：导入后就是队员，由队里替他报名。`,
  already: (n: number) => `${n} 人已经在队里，不会重复登记。`,
  faulty: (n: number) => `${n} 行有问题，一个人也没有导入`,
  faultyHelp: "下载改错表，有问题的行第一列写了原因。改好后再传一次，第一列不用删。",
  correct: "下载改错表",
  correctName: "队员名单-改错",
  problem: "问题",
  rowHead: "行",
  nameHead: "姓名",
  noName: "（没有写）",
  moreFaults: (shown: number) => `这里只列了前 ${shown} 行，全部在改错表里。`,
  again: "改好了，再传一次",
  consent:
    "名单上的人都知道这件事，都已满 14 周岁。没有手机号的，都在纸上签了字，同意登记和由队里替他报名；签字的纸由我们保存。",
  run: (n: number) => `导入 ${n} 人`,
  drop: "这张表不要了",
  over: "这张表已经办完。要导入别的人，请再传一张。",
  overDropped: "这张表已经不要了，里面的名字和号码都清掉了。",

  joinTitle: "找一个队伍加入",
  joinText: "写队伍、单位名字里的几个字，找到后申请，队里同意就加入。",
  joinSearch: "队伍或单位的名字",
  joinHint: "也可以写拼音首字母。",
  joinNone: "没有找到。换几个字再试，或者请队长发邀请给您。",
  join: "申请加入",
  joinNote: "想对队里说的",
  joinNoteHint: "比如：我会开车，周末有空。",
  mine: "我的申请",
  takeBack: "收回申请",
  itsReason: (reason: string) => `队里说：${reason}`,

  invitedTo: "邀请您加入",
  willAdmit: "点一下就加入，以后活动、报名都会通知您。",
  willAsk: "点一下提出申请，队里同意后就加入。",
  enter: "我加入",
  enterSignIn: "先登录，再加入",
  linkOver: { ended: "这个邀请已经停用了", expired: "这个邀请已经过期了", used_up: "这个邀请名额用完了" },
  linkOverHelp: "请向队长再要一个，或者直接找到队伍申请。",
  standsMember: "您已经在队里了",
  standsAsked: "申请已经交上去，等队里答复",
  toTeam: "去队伍看看",

  aboutTitle: "队伍资料",
  aboutDoor: "资料、能做什么",
  about: "介绍",
  aboutHint: "做什么的、平常什么时候有空。公开页面上看得到。",
  works: "能做哪些事",
  areas: "服务哪些地方",
  areasHint: "不选就是所在的地方。",
  areasChosen: (n: number) => (n > 0 ? `服务哪些地方（选了 ${n} 处）` : "服务哪些地方"),
  equipment: "有什么家什",
  equipmentHint: "写几件，没有就空着。",
  capacity: "一周大约能出多少人次",
  people: "人次",
  piece: "件",
  parent: "上级组织",
  parentHint: "比如街道总队、主管单位。一天超过 8 小时的服务，要请上级确认。",
  unit: "记录责任单位",
  unitHint: "替队里记录时长、开证明的单位。没有的话就是队伍自己。",
  none: "没有",
  keep: (name: string) => `${name}（现在的）`,
  findOther: "找组织",
  findOtherHint: "上级或记录责任单位，先在这里找，再到下面选。",
  contact: "联系人",
  phoneNew: "新的联系电话",
  phoneHint: "不改就空着。",
  save: "保存",
  say: "可以补充的（都可以不填）",
  answerTitle: "核实的人问",
  answerHelp: "在“介绍”里回答，或者把填错的改好，再交上去。",
  answerAct: "改好了，再交上去",
  refusedBecause: (reason: string) => `没有通过的原因：${reason}`,
  can: "能做什么",
  canNothing: "还没有写能做什么。写上了，求助方更容易找到您的队伍。",
  capacitySaid: (n: number) => `一周约 ${n} 人次`,
  doors: "队里的事",
  reportsDoor: "服务时长报表",
  certificatesDoor: "志愿服务证明",
  edit: "改资料",
} as const;
