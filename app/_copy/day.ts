// Words of the day of a shift: the code, the roll, what the receiving side says, the printed list.
import type { How } from "@/server/attendance/rules";

const DONE: Record<string, string> = {
  begin: "开始了。大家可以扫码签到，没有手机的点名。",
  in: "记上了。",
  out: "签退记上了。",
  undo: "撤回了。",
  "walk-in": "加上了，也签到了。",
  newcomer: "登记好了，也签到了。",
  state: "收到了。您填的只用来核对，不会改志愿者的时间。",
};
export const dayDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

const HOW: Record<How, string> = {
  scan: "扫码",
  code: "输数字",
  call: "点名",
  paper: "纸上补登",
  plan: "按计划",
};

export const dayWords = {
  title: "现场签到",
  refused: "没有办成",
  // today's shifts
  todayTitle: "今天的班次",
  todayRuns: "我负责的",
  todayExpected: "我要去的",
  todayEmpty: "今明两天没有您的班次",
  todayEmptyHelp: "报了名、或者队伍派您去的班次，当天会在这里。",
  findNeeds: "看看哪里要人",
  typeDigits: "输六位数字签到",
  status: { planned: "还没开始", running: "正在进行", closed: "已结束", cancelled: "已取消" },
  // an organisation that has people there
  ownTitle: "这里只有您队里的人",
  ownHelp: "这一班不归您的队伍负责。您可以给自己队的人点名；签到码、结束登记，由这一班的负责人来办。",
  // before it begins
  planned: "还没有开始",
  plannedHelp: "点了“开始”，签到码才会出来。开始以后，到场、离开都记在这里。",
  begin: "开始签到",
  dangerous: "这一班有危险，已投保险才能开始。",
  homeVisit: "这是上门服务：要有两位写明姓名、留了手机号的人一起去，并且已经告诉了家里人。",
  over: "这一班已经结束",
  overHelp: "名单还在这里。时间不对的，请在“结束登记”里改，或由本人申请更正。",
  cancelled: "这一班已经取消",
  // the code
  scanTitle: "请大家扫这个码",
  scanHelp: "用微信、相机都能扫。每半分钟换一次，转发出去很快就没用了；请到跟前来扫。",
  qrLabel: "签到二维码",
  digits: "扫不了的，打开下面的网址，输入这六位数字：",
  codeAway:
    "没有网络，签到码换不了。可以先点名，有网以后自动补上。这时请不要刷新或关掉这一页：有的手机（比如苹果手机上的微信）没有网络就打不开了。点过的都存在手机里，不会丢。",
  newCode: "换成现在的码",
  // the heads
  heads: "现场人数",
  here: "在场",
  left: "已离开",
  missing: "还没来",
  unnamed: (n: number) => `另有 ${n} 个名额队伍还没有报名字。`,
  // the queue
  waiting: "条还没传上去。有网以后自动补上，请不要清除浏览器数据。",
  waitingLead: "有",
  sent: "刚才没传上去的，都补上了。",
  stale: "这一页暂时更新不了，正在重试。记上的都传上去了；一直这样的话，请重新打开，或重新登录。",
  tooLate: (n: number) => `这一班已经结束，有 ${n} 条没有赶上。都留着，请在这一页里补登，不会丢。`,
  lateTitle: (n: number) => `有 ${n} 个人的签到，是结束以后才传上来的，还没有算进时长`,
  lateHelp: "手机当时没有网络。请核对时间后补登；补登要另一位负责人确认，才算数。",
  lateRow: (name: string, from: string, to: string | null, leftKnown: boolean) =>
    `${name}：${from} 到${to === null ? "，什么时候走的不知道" : leftKnown ? `，${to} 走` : `，没有签退（按计划 ${to}）`}`,
  lateGo: "核对、补登",
  // the roll
  roll: "名单",
  rollEmpty: "名单上还没有人",
  rollEmptyHelp: "有人来了，可以让他扫码，或者在下面加上他。",
  state: { none: "没到", in: "在场", out: "已离开" },
  callIn: "到了",
  callOut: "走了",
  undo: "撤回",
  of: (name: string) => `：${name}`,
  cameAt: (time: string, how: How) => `${time} ${HOW[how]}签到`,
  leftAt: (time: string, how: How) => `${time} ${HOW[how]}签退`,
  walkIn: "现场加入",
  seeking: "说来不了",
  noPhone: "没有手机",
  shared: (names: string[]) => `和${names.join("、")}用同一部手机扫的，请看一眼人到了没有`,
  pending: "等网络",
  // asking and walking in
  asking: "扫了码、不在名单上的",
  askingHelp: "人到了跟前，再点“加上”。",
  askedAt: (time: string) => `${time} 扫的码`,
  admit: "加上",
  walkTitle: "加一个现场来的人",
  member: "本队的人",
  choose: "请选一位",
  addMember: "加上并签到",
  newcomer: "不是本队的人",
  name: "姓名",
  phone: "手机号",
  phoneHint: "没有手机的不用填。填了，以后他用这个号码登录就能看到自己的时长。",
  howTitle: "本人怎么同意登记的",
  how: [
    { value: "spoken", label: "当面说的" },
    { value: "paper", label: "签了字" },
  ],
  privacy: "已经告诉他：登记姓名和服务时间，只用于志愿服务记录，他同意。",
  age14: "他已满 14 周岁",
  addNewcomer: "登记并签到",
  noNetwork: "没有网络时，请先记在纸上，有网以后再登记。",
  // further
  print: "打印名单",
  finish: "结束，登记时长",
  finishHelp: (here: number, came: number) =>
    came === 0
      ? "还没有人签到。"
      : here > 0
        ? `还有 ${here} 人在场，没有签退的按计划结束时间登记，由您确认。`
        : "来的人都签退了。",
  need: "看这项求助",

  // the volunteer
  mineTitle: "签到",
  typeTitle: "输入六位数字",
  typeHelp: "负责人手机上，二维码下面的六位数字。每半分钟换一次。",
  typeLabel: "六位数字",
  typeGo: "下一步",
  scanHint: "能扫码的，直接用微信或相机扫负责人手机上的二维码。",
  signIn: "先用手机号登录",
  signInHelp: (minutes: number) => `码已经认下了，${minutes} 分钟内登录回来都算数，不用再扫。`,
  come: "我到了，签到",
  comeHelp: (time: string) => `到场时间记为 ${time}，就是您扫码的时候。`,
  leave: "我走了，签退",
  leaveHelp: (from: string, time: string) => `${from} 签到；离开时间记为 ${time}。`,
  ask: "请负责人加上我",
  askHelp: "您不在这一班的名单上。点一下，负责人那里就能看到您，当面确认以后加上。",
  other: (title: string) => `您报的是“${title}”那一班。请找那一班的负责人扫码。`,
  runs: "您是这一班的负责人，看得到签到码，所以不能自己扫码。请另一位负责人（或村里）点您的名。",
  leftAlready: (from: string, until: string) => `${from} 签到，${until} 签退，已经记好了。`,
  doneIn: "签到好了",
  doneInHelp: (time: string) => `${time} 到场。走的时候，请再扫一次负责人手机上的码。`,
  doneOut: "签退好了，辛苦了",
  doneOutHelp: (from: string, until: string, stayed: string) =>
    `${from} 到 ${until}，一共 ${stayed}。时长在“我的时长”里看。`,
  doneAsked: "负责人已经看到您",
  doneAskedHelp: "请到负责人跟前说一声。加上以后，签到时间会显示在这里。",
  notYet: "还没有签到",
  myHours: "看我的时长",
  toMine: "回到我的页面",
  minors: "签到遇到困难，请直接找现场负责人点名。",

  // the receiving side
  stateTitle: "来了几个人，干了多久",
  stateVillage: "请按您自己看到的填，不用问负责人。只用来核对，对不上的会请人再看一看。",
  stateFamily: "请按家里看到的填，不清楚的写大概。只用来核对，不用登录。",
  headcount: "来了几个人",
  people: "人",
  lasted: "大概干了多久",
  hours: "小时",
  minutes: "分钟",
  note: "想说的话",
  noteHint: "可以不写。不要写电话、病情。",
  stateGo: "交上去",
  stateAgain: "改好了，重新交",
  stated: (when: string, people: number, time: string) =>
    `${when}填过：来了 ${people} 人，${time}。不对可以改。`,
  notBegun: "还没有开始，到时候再填。",

  // the printed list
  rosterTitle: "签到名单",
  rosterHelp: "打印出来带去现场，来了签名、写时间。回来照每行的编号补登，不用再打名字。",
  rosterPrint: "打印",
  number: "编号",
  organisation: "单位、队伍",
  signature: "签名",
  inAt: "到场时间",
  outAt: "离开时间",
  leader: "负责人签字：",
  receiver: "接收方（村、家庭）签字：",
  printedAt: (when: string) => `${when} 打印`,
} as const;
