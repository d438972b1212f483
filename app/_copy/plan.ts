// The district's plan: every sentence of its board. It proposes and invites; nobody is told to come.
import type { PlanStatus } from "@/server/matching/plan/lifecycle";
import type { Figures, WhyOpen } from "@/server/matching/plan/schema";
import { percent } from "./numbers";

const STATUS: Record<PlanStatus, string> = {
  making: "正在算",
  made: "已算好，还没发",
  failed: "没有算成",
  cancelled: "已放下",
  sent: "邀请已发出",
  stale: "已有新的方案",
};

const WHY: Record<WhyOpen, string> = {
  filled: "",
  nobody: "附近没有登记能做这件事的人或组织。可以在求助页里放宽要求，或者打电话问问。",
  asked:
    "能做的都已经问过、认领过，或者这一周收到的邀请够多了，先不打扰。等等答复，下周再算，或者打电话问问。",
  busy: "能做的都排满了，或者那个时间去不了。可以换个时间，或者分几次做。",
  dear: "还有人能做，但路太远，或一队来不了两个人。可以在下面的备选里自己加上。",
};

const DONE: Record<string, string> = {
  make: "好，正在算。算好之前不会打扰任何人。",
  cancel: "这份方案已经放下，没有发出任何邀请。",
  edit: "改好了。标着“已锁定”的，重新算时不会变。",
  look: "电话显示在那一家的名字下面。这次查看已经记下。",
  "send-rest":
    "情况没变的都发出去了。变了的没有发，标着“没有发出”；那几件事可以点“重新算”，按现在的情况再算一份。",
  send: "邀请都发出去了。对方可以接受，也可以婉拒；没有答复的到时会自己过期。",
};

const REASON: Record<string, string> = {
  memory: "这里的求助和帮扶方太多，一次算不下。请分镇街来算，或者只算一天。",
  died: "算了几次都中断了。请过一会儿再试；还是不行，请联系管理员看系统日志。",
  fault: "系统出了故障，已经记下。请过一会儿再试。",
};

export const planWords = {
  title: "帮扶统筹",
  lead: "把还没人帮的求助和能帮的队伍、单位、个人放在一起，算一份谁去哪里最合适的方案。方案只是建议：您看过、改过、点了发出，对方才会收到邀请，而且可以婉拒。",
  how: "照顾的是：先帮急的；就近；一家不接太多，本月帮得多的少安排；同一时间不让一家去两处；队伍出人至少两个人一起。",
  refused: "没有办成",
  which: "选择地方",
  period: "算多久的",
  day: "往后一天",
  week: "往后一周",
  make: "开始算",
  again: "重新算",
  againHelp: "锁定的保留不动，其余的按现在的情况重新算。",
  past: "以前的方案",
  none: "还没有算过方案",
  noneHelp: "点“开始算”，一般几秒钟就好。",
  status: (status: PlanStatus) => STATUS[status],
  why: (why: WhyOpen) => WHY[why],
  failed: (reason: string | null) => REASON[reason ?? ""] ?? (REASON.fault as string),
  open: "看这份方案",
  progress: (n: number) => `已经算到 ${n}%`,
  waiting: "这一页每 3 秒自己更新一次，也可以先离开，回来再看。",
  look: "现在看看",
  ready: "算好了。还没有打扰任何人：您看过、改过，再发出邀请。",
  stop: "停下不算了",
  putAside: "放下这份方案",
  putAsideAsk: "放下以后，这份方案不能再发出。没有人会收到邀请。",
  empty: "这段时间没有还要找人的求助",
  emptyHelp: "已经邀请、在等答复的不算在里面。新的求助发布以后，或者有人婉拒以后，再来算。",
  simple: "每件事的建议",
  whole: "整份方案",
  views: "怎么看",
  summary: (f: Figures) => {
    const some = f.slots - f.slotsFull - f.slotsEmpty;
    const parts = [
      f.slotsFull > 0 ? `${f.slotsFull} 件能配齐` : "",
      some > 0 ? `${some} 件能配上一部分` : "",
      f.slotsEmpty > 0 ? `${f.slotsEmpty} 件还没有合适的` : "",
    ];
    return `按这份方案，${f.slots} 件事里，${parts.filter(Boolean).join("，")}。`;
  },
  versus: (f: Figures) =>
    `不发这份方案，这 ${f.wanted} 份还要等人来认；都接受的话，能配上 ${f.filled} 份（${percent(f.filled, Math.max(1, f.wanted))}），分在 ${f.villages} 个村（社区）。`,
  share: (f: Figures) => `一共邀请 ${f.helpers} 家，一家最多 ${f.largest} 份；看过 ${f.looked} 家。`,
  portion: "一份：一个人、一辆车、一次专长，或物资的十分之一左右。",
  quality: (f: Figures) =>
    f.optimal
      ? "在这些条件下，没有更好的安排。"
      : f.late
        ? "时间到了，这是到那时为止最好的安排。"
        : `离最好的安排最多差 ${Math.max(0.1, Math.round(f.gap * 1000) / 10)}%。`,
  expect: "邀请不一定都会接受，所以实际配上的会少一些。没有接受的，可以再算一次，或者分批邀请。",
  needs: (n: string) => `还差 ${n}`,
  waitsFor: (n: string) => `（另有 ${n}已经邀请，在等答复）`,
  plans: (n: string) => `建议邀请 ${n}`,
  ask: (n: string) => `邀请 ${n}`,
  spare: "备选",
  moreSpares: (n: number) => `再看 ${n} 家备选`,
  person: "个人",
  locked: "已锁定",
  lock: "锁定",
  unlock: "不锁定",
  amount: (name: string) => `邀请${name}多少`,
  editing: "改数量、锁定",
  change: "改",
  changeOf: (name: string) => `改${name}`,
  call: "打电话",
  callOf: (name: string) => `给${name}打电话`,
  noPhone: "没有登记电话",
  nobodyYet: "还没有合适的",
  changed: "情况变了：现在差得比方案里少，已经另外邀请了人，或者不再收了。请改数，或重新算。",
  anyChanged: (n: number) =>
    `有 ${n} 件事在算好以后情况变了，整份一起发不出去。可以先改数、重新算，或者把没变的先发出。`,
  unsendable: (title: string, name: string | undefined) =>
    `一份也没有发出：“${title}”${name ? `请${name}这一份，` : ""}在算好以后情况变了。可以改数、重新算，或者把没变的先发出。`,
  send: "发出邀请",
  rest: "没变的先发出",
  restHelp: "变了的几件不发，也不动；没变的一次都发出，对方可以接受，也可以婉拒。想照顾到每一件，就重新算。",
  unsent: "没有发出：情况变了",
  sendAsk: (n: number) => `现在给 ${n} 家发出邀请？`,
  sendHelp: "对方会在消息里看到要帮什么、为什么想到他们，可以接受，也可以婉拒，婉拒不影响以后。",
  carriers: "谁分到多少",
  carrier: "队伍、单位、个人",
  carrierSlots: "邀请几件事",
  carrierLoad: "本月已接",
  untold: "不公开",
  byName: "按名字排，不分先后。",
  print: "打印用的一页",
  printHelp: "要打印，用浏览器菜单里的“打印”。",
  page: (n: number, of: number) => `第 ${n} 页，共 ${of} 页`,
  asOf: (from: string, until: string) => `${from} 到 ${until}`,
};

export const planDone = (act: string | undefined): string | null => (act && DONE[act]) || null;
