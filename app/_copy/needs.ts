// Words around a need that is shown: cards, lists, story, bars, sharing.
export const needWords = {
  about: "约",
  waiting: (n: number) => `已满，${n} 位候补`,
  begun: "时间已过",
  cutOff: "这一项已经截止，想帮忙请直接问发起人。",
  fullWaitlist: "已满，可候补",
  moreLines: (n: number) => `另有 ${n} 项`,

  // lists
  nearUrgent: "离您近，最着急",
  urgent: "最着急的",
  allNeeds: "谁需要帮忙",
  results: "求助列表",
  filters: "按种类看",
  all: "全部",
  whenLabel: "按时间看",
  anyTime: "不限",
  within: (days: number) => `${days} 天内`,
  search: "找",
  searchLabel: "找求助：写几个字",
  searchHint: "大米、送餐…",
  searched: (text: string) => `含“${text}”的`,
  wider: "看全部地方",
  noneTitle: "这里暂时没有要帮的忙",
  noneHelp: "换个种类，或者看看别的地方。",
  noneHere: (place: string) => `${place}暂时没有要帮的忙`,

  // a need
  backToList: "求助",
  readAloud: "读给我听（再点一次停）",
  lines: "缺什么",
  certifiedShort: "已现场核实",
  certified: (by: string, on: string) => `${by} ${on}现场核实`,
  evidence: "现场核实",
  evidenceOf: (stock: string, evidence: string) => `有货 ${stock}；${evidence}`,
  total: (word: string, quantity: string) => `${word} / ${quantity}`,
  exactToggle: "看准确数",
  place: "地点",
  when: "时间",
  pastShifts: (n: number) => `过去的班次（${n}）`,
  minAge: (age: number) => `满 ${age} 周岁`,
  insured: "已投意外险",
  dangerous: "有一定危险，只收成年人",
  qualifications: {
    lawyer: "律师",
    doctor: "医生",
    nurse: "护士",
    mediator: "调解员",
    electrician: "电工",
    driver: "驾驶员",
    driver_a: "驾驶员（A 类）",
    driver_c: "驾驶员（C 类）",
    teacher: "教师",
    counsellor: "心理咨询师",
    first_aid: "急救员",
  } as Record<string, string>,
  qualification: (word: string) => `需要资格：${word}`,
  inside: (town: boolean, unit: string | null) =>
    `这份捐助只向${town ? "本镇（街道）" : "本村（社区）"}${unit ? `和${unit}` : ""}的人、单位和队伍征集。`,
  insideVisitor: "您是的话，请用登记过的手机号来认。",
  insideNotYours:
    "您和您的队伍（单位）不在里面，所以这里不能认。住在这里的，请先选好住处；想从外面帮，请看看别的求助。",
  insideHome: "选住在哪里",
  via: (name: string) => `由 ${name} 接收`,
  returnBy: (day: string) => `${day}前归还`,
  note: "说明",
  saleNotice: "认购是意向，不是订单；价格、质量、付款由双方线下商定。平台不收款。",
  askOver: (amount: string) => `个人一次认购超过 ${amount}，要等卖方点头才算。`,
  shareLimit: (amount: string) => `一家最多先认 ${amount}，再多要等发起人同意。`,
  seller: "卖方",
  product: "是什么",
  produced: "收获（生产）日期",
  packing: "包装",
  packings: { loose: "散装", prepacked: "预包装" } as Record<string, string>,
  licence: "生产许可证",
  invoice: "发票",
  invoices: (yes: boolean) => (yes ? "能开" : "不能开"),
  price: "参考价",
  riskTitle: "先看风险",
  helpers: "他们在帮",
  moreHelpers: "看更多帮忙的人",
  noHelpers: "还没有人认领，您可以做第一个。",
  postedBy: (name: string) => `发起人：${name}`,
  publishedOn: (day: string) => `${day}发布`,
  status: {
    paused: "发起人暂停了招募，过几天再来看看。",
    sealed: "已经截止招募，多谢大家。",
    settling: "东西和人都到了，正在验收。",
    completed: "这件事办成了，多谢大家。",
    cancelled: "这件事取消了。",
    closed: "这件事不再招募了。",
  } as Record<string, string>,
  elsewhere: "看看别的求助",
  updated: (at: string) => `${at}的数字`,

  // acts
  helpHere: "我要帮忙",
  helpAsTeam: "以队伍名义认领",
  share: "分享",
  waitlist: "加入候补",
  dockFull: "名额已满，排候补",
  dockWaitAsTeam: "以队伍名义排候补",

  // sharing
  shareTitle: "转给更多人",
  shareHint: "复制下面的文字，发到微信群里。",
  shareLabel: "要转发的文字",
  copy: "复制",
  copied: "已复制，去微信粘贴",
  shareNow: "用手机分享",
} as const;

type ShareFacts = {
  title: string;
  place: string;
  deadline: string | null;
  lacks: readonly string[];
  url: string;
};

/** What people paste into a WeChat group: place, what is lacking, until when, the link. */
export function shareText(f: ShareFacts): string {
  return [
    `【好人帮】${f.title}`,
    `地点：${f.place}`,
    ...f.lacks.map((lack) => `· ${lack}`),
    ...(f.deadline ? [`截止：${f.deadline}`] : []),
    `点开就能报名：${f.url}`,
  ].join("\n");
}
