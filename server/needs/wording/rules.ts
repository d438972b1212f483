// Reads a text before the public does: what in it exposes somebody, and what asks for money (domain.md §5, §7).
// Word lists, not judgement: what is soft is only pointed out, and the author may say it stands.

import { refuse } from "@/server/errors";

export const WORDING_KINDS = [
  "phone", // telephone numbers and WeChat ids: a contact has its own, protected field
  "id_number",
  "money", // appeals for money, accounts, payment codes: never, in no words
  "illness",
  "alone",
  "poverty",
  "disability",
  "child",
  "name",
  "door",
  "schedule", // when somebody vulnerable can be met
] as const;
export type WordingKind = (typeof WORDING_KINDS)[number];

/** What may not stand in public text at all; the rest the author may acknowledge. */
const HARD: ReadonlySet<WordingKind> = new Set(["phone", "id_number", "money"]);
export const SOFT_KINDS = WORDING_KINDS.filter((kind) => !HARD.has(kind));

/** start and end are UTF-16 offsets in the text as given. offer: neutral words to put there ("": leave it out). */
export type Finding = {
  field: string;
  kind: WordingKind;
  start: number;
  end: number;
  words: string;
  hard: boolean;
  offer: string;
};

type Offer = string | ((match: RegExpExecArray) => string);
type Rule = {
  kind: WordingKind;
  pattern: RegExp;
  offer: Offer;
  /** False where the match is harmless. */
  counts?: (match: RegExpExecArray, text: string) => boolean;
};

// ---------- numbers ----------

const GAP = String.raw`[\s\-–—.·_]{0,2}`;
const spaced = (pattern: string, times: number) => `(?:${GAP}${pattern}){${times}}`;
const groups = (match: string) => match.split(/[\s\-–—.·_]+/).filter(Boolean);

/** One run, or groups as people write a number (138 0013 8000), or every digit apart; not a row of small figures. */
function writtenAsOne(match: RegExpExecArray): boolean {
  const parts = groups(match[0]);
  if (parts.length === 1 || parts.every((p) => p.length === 1)) return true;
  return parts.length <= 5 && (parts[0] as string).length >= 3;
}

/** The check digit of bank cards. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const doubled = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const NUMBERS: Rule[] = [
  {
    kind: "id_number",
    pattern: new RegExp(
      String.raw`(?<!\d)[1-9]${spaced("\\d", 5)}${GAP}(?:1${GAP}[89]|2${GAP}0)${spaced("\\d", 2)}${GAP}[01]${GAP}\d${GAP}[0-3]${GAP}\d${spaced("\\d", 3)}${GAP}[\dXx](?!\d)`,
      "g",
    ),
    counts: (m) => {
      const d = m[0].replace(/[^\dXx]/g, "");
      const [month, day] = [Number(d.slice(10, 12)), Number(d.slice(12, 14))];
      return month >= 1 && month <= 12 && day >= 1 && day <= 31 && writtenAsOne(m);
    },
    offer: "",
  },
  {
    kind: "money",
    pattern: new RegExp(String.raw`(?<!\d)[1-9]${spaced("\\d", 15)}(?:${GAP}\d){0,3}(?!\d)`, "g"),
    counts: (m, text) => {
      const digits = m[0].replace(/\D/g, "");
      const named = /(?:卡号|账号|帐号|账户|帐户|汇到|打到|转到)[^\d]{0,6}$/.test(text.slice(0, m.index));
      return writtenAsOne(m) && (named || digits.startsWith("62") || (/^[45]/.test(digits) && luhn(digits)));
    },
    offer: "",
  },
  {
    kind: "phone",
    pattern: new RegExp(String.raw`(?<![\d.])(?:\+?86${GAP})?1${GAP}[3-9]${spaced("\\d", 9)}(?!\d)`, "g"),
    counts: (m) => writtenAsOne({ ...m, 0: m[0].replace(/^\+?86(?=\D)/, "") } as RegExpExecArray),
    offer: "",
  },
  { kind: "phone", pattern: /(?<!\d)0\d{2,3}[\s-]?[2-8]\d{6,7}(?!\d)/g, offer: "" },
  { kind: "phone", pattern: /[幺一][三四五六七八九](?:[零〇幺一二三四五六七八九]){9}/g, offer: "" },
  {
    kind: "phone",
    pattern: /(?:微信号?|vx|wx|qq|扣扣)(?:同号|号|是|为)?[\s::]*(?=[a-z\d_-]*[\d_-])[a-z\d][a-z\d_-]{5,19}/gi,
    offer: "",
  },
];

// ---------- money ----------

const NOT =
  /(?:不|勿|别|谢绝|禁止|严禁|拒绝|无需|无须|没有|并非|杜绝)(?:是|会|能|得|许|可|要|用|必|接受|收|搞|需要?|涉及)?(?:任何|现金|线上|私下|组织|发起|进行|接受|收取|向.{1,4})?(?:形式的)?$/;
const unlessDenied: Rule["counts"] = (m, text) => !NOT.test(text.slice(Math.max(0, m.index - 14), m.index));

const MONEY: Rule[] = [
  {
    kind: "money",
    pattern:
      /募捐|募款|捐款|捐钱|捐资|善款|爱心款|众筹|筹款|筹钱|水滴筹|轻松筹|转账|转帐|汇款|打款|打钱|收款码|付款码|收钱码|收款二维码|赞赏码|红包|支付宝|微信(?:支付|收款)|扫码(?:支付|付款|付钱|捐)|云闪付|数字人民币|开户行|银行(?:卡|账户|帐户|账号|帐号)|(?:收款|对公|捐助|捐赠)(?:账户|帐户|账号|帐号)|借钱|借款|筹集资金|资金支持|经济援助|献爱心价/g,
    counts: unlessDenied,
    offer: "",
  },
  {
    kind: "money",
    pattern:
      /(?:缺|差|需要?|急需|求|凑|筹|借|资助|援助|帮扶|捐助?|赞助)[^。;；，,!！?？\n每价]{0,8}?(?:\d[\d,.]*|[一二两三四五六七八九十几])\s*[十百千万]*(?:余|多|来)?\s*(?:元|块钱|万块|圆|人民币|rmb)(?![/每一]|素|件|旦)/gi,
    counts: unlessDenied,
    offer: "",
  },
  {
    kind: "money",
    pattern:
      /(?:缺|差|凑|筹|急需|需要|无力承担|付不起|交不起)[^。;；，,\n]{0,6}(?:学费|医药费|医疗费|手术费|药费|生活费|救命钱|治病钱)/g,
    counts: unlessDenied,
    offer: "",
  },
];

// ---------- people ----------

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴钟汪田姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟尹黎乔贺赖龚";
const NAME = `[${SURNAMES}](?!上|兴|中|校|年|时|人|处|园|间|昏|色|铃|级|务|子)[\\u4e00-\\u9fa5]{1,2}`;
const CHILD = "孩子|小孩|儿童|学生|男孩|女孩|儿子|女儿|孙子|孙女|外孙|小朋友|娃";
const DIGIT = "[\\d一二三四五六七八九十百]";
const DATE_FOLLOWS =
  "(?!\\s*(?:上午|下午|早|晚|中午|凌晨|开|前|后|之前|之后|到|至|起|截止|左右|线|车|机|文件|公路|仓|库|地块|大棚|池|井|泵|[，,、]?\\s*\\d{1,2}\\s*[点时::]))";

const PEOPLE: Rule[] = [
  {
    kind: "alone",
    pattern:
      /给?\s*(\d+)\s*(?:位|名|个|户)?(?:独居|空巢|孤寡|留守|五保)(?:的)?(?:老人|老年人|户)送(?:午|早|晚)?(?:饭|餐)/g,
    offer: (m) => `助老送餐 ${m[1]}份`,
  },
  {
    kind: "alone",
    pattern:
      /(?:独居|空巢|孤寡|留守)(?:的)?(?:老人|老年人|妇女|老太太?|老汉)?|孤老|丧偶|寡妇|一个人(?:住|在家|生活|过)|独自(?:居住|一人|在家|生活)|家(?:里|中)(?:没人|无人|没有人|只有(?:老人|她|他|一个人|一人))|(?:无人|没人)(?:照顾|照料|看管|陪伴|照应)|(?:儿女|子女|孩子)(?:都|全)?(?:在外|不在身边|不在家)/g,
    offer: (m) => (/老/.test(m[0]) || m[0].length <= 2 ? "老人" : "需要照应"),
    counts: (m) => !/^留守$/.test(m[0]),
  },
  {
    kind: "poverty",
    pattern:
      /五保(?:户|老人|供养)?|低保(?:户|家庭|边缘户?)?|特困(?:户|人员|供养|家庭|老人)?|贫困(?:户|家庭|生|老人|学生)|困难(?:户|家庭)|建档立卡户?|监测户|脱贫户|吃救济|欠(?:了)?(?:一身)?债/g,
    offer: (m) => (/学?生$/.test(m[0]) ? "学生" : "需要帮一把的家庭"),
  },
  {
    kind: "disability",
    pattern:
      /残疾(?:人|儿童|老人|军人)?|残障(?:人士)?|肢残|伤残|盲人|双目失明|失明|聋哑人?|聋人|耳聋|哑巴|智障|智力障碍|弱智|截肢|瘫痪|偏瘫|截瘫|脑瘫|自闭症|孤独症|半?失能(?:老人)?|失智(?:老人)?|生活不能自理/g,
    offer: "行动不便的居民",
  },
  {
    kind: "illness",
    pattern:
      /(?:陪同?|送|带|接)[^。，,;；\n]{0,6}?(?:去|到|上|往)?[^。，,;；\n]{0,6}?(?:医院|就医|就诊|看病|透析|化疗|复查|住院|产检)/g,
    offer: "陪同出行",
    counts: (m) => !/送(?:货|菜|米|粮|到货)|医院(?:食堂|门口)/.test(m[0]),
  },
  {
    kind: "illness",
    pattern:
      /癌症?|肿瘤|白血病|尿毒症|透析|糖尿病|高血压|心脏病|冠心病|脑梗塞?|脑溢血|脑出血|中风|痴呆症?|阿尔茨海默|抑郁症?|精神(?:病|障碍|分裂)|艾滋病?|乙肝|肝炎|肝硬化|肺结核|尘肺|化疗|放疗|癫痫|帕金森|骨折|手术|住院|患病|患有|重病|大病|绝症|病重|病危|病人|患者|长期卧床|卧病|孕妇|怀孕|产妇|流产/g,
    offer: "身体不便",
    counts: (m, text) => !/^大病$/.test(m[0]) || !text.startsWith("保险", m.index + 2),
  },
  {
    kind: "child",
    pattern: new RegExp(
      `(?:${CHILD})(?:名叫|叫做|叫|名字叫|名字是|姓名)[::]?\\s*[\\u4e00-\\u9fa5]{2,3}`,
      "g",
    ),
    offer: "一名学生",
    counts: (m) => !/叫(?:他|她|我|你|大家|家长|老师|车|人|来|去)/.test(m[0]),
  },
  {
    kind: "child",
    pattern: new RegExp(`(?:${CHILD})${NAME}(?=[，。、；,;\\s（(）)的]|今年|同学|\\d|$)`, "g"),
    offer: "一名学生",
  },
  {
    kind: "child",
    pattern: new RegExp(
      `${NAME}(?:小?同学|小朋友|宝宝)(?!们)|\\d{1,2}岁的?${NAME}(?=[，。、；,;\\s（(]|同学|$)`,
      "g",
    ),
    offer: "一名学生",
  },
  { kind: "child", pattern: /孤儿(?!院)|单亲(?:家庭|孩子)?|困境儿童|留守儿童|事实无人抚养/g, offer: "学生" },
  {
    kind: "name",
    pattern: new RegExp(
      `[${SURNAMES}](?:[\\u4e00-\\u9fa5]{1,2})?(?:大爷|大娘|奶奶|爷爷|大妈|老太太|老太|老人家|老汉)`,
      "g",
    ),
    offer: "一位老人",
    counts: (m) => !/[和给帮为请陪看同是有的多些各众]/.test(m[0].slice(1)),
  },
  {
    kind: "door",
    pattern: new RegExp(
      `(?:${DIGIT}+(?:号楼|栋|幢|座|号院))?${DIGIT}+单元(?:${DIGIT}+(?:室|号|户)?)?|${DIGIT}+(?:号楼|栋|幢|座)${DIGIT}{2,4}室?|(?<!\\d)\\d{3,4}室(?!内|外)|门牌号?[::]?\\s*${DIGIT}+号?`,
      "g",
    ),
    offer: "",
  },
  {
    kind: "door",
    pattern: new RegExp(
      `(?:第?${DIGIT}+(?:村民)?(?:小组|组|社|排|巷|胡同|弄)|[路巷弄]|胡同|大街|大道|(?:村|庄)(?:东|西|南|北|中)?)${DIGIT}+号${DATE_FOLLOWS}(?:院|楼)?`,
      "g",
    ),
    offer: "",
    counts: (m) => !/[\d一二三四五六七八九十]号楼$/.test(m[0]) || /组|巷|弄/.test(m[0]),
  },
];

// Who can be met when: only together do they tell too much, so both are looked for in one sentence.
const VULNERABLE = /老人|老年人|独居|空巢|残疾|儿童|孩子|留守|孤寡|五保|病人|学生|孕/;
const OFTEN =
  /每(?:天|日|晚|早|周|星期|个?月|逢)|天天|(?:周|星期)[一二三四五六日天](?:、(?:周|星期)?[一二三四五六日天])+/;
const AT_HOME = /上门|到家|家里|家中|入户|住处/;
const AT_TIME =
  /(?:每(?:天|日|晚|早|周|星期)[一二三四五六日天]?|天天)?\s*(?:早上|上午|中午|下午|晚上|傍晚|早|晚)?\s*(?:\d{1,2}\s*[::]\s*\d{2}|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*点(?:半|钟|整|\d{1,2}分?)?(?!心|评|名|击|多|[\u4e00-\u9fa5]?建议))/;

function schedules(field: string, given: string, text: string): Finding[] {
  const found: Finding[] = [];
  for (const sentence of text.matchAll(/[^。!！?？\n]+/g)) {
    const time = AT_TIME.exec(sentence[0]);
    if (!time || !VULNERABLE.test(sentence[0])) continue;
    if (!OFTEN.test(sentence[0]) && !AT_HOME.test(sentence[0])) continue;
    const start = sentence.index + time.index;
    const end = start + time[0].length;
    found.push({
      field,
      kind: "schedule",
      start,
      end,
      words: given.slice(start, end),
      hard: false,
      offer: "时间确认后告知",
    });
  }
  return found;
}

// ---------- the check ----------

const RULES: readonly Rule[] = [...NUMBERS, ...MONEY, ...PEOPLE];

/** Full-width letters, digits and signs as half-width ones, in place: offsets stay true. */
const narrow = (text: string) =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => {
      const half = String.fromCharCode(c.charCodeAt(0) - 0xfee0);
      return half === "," || half === ";" || half === "!" || half === "?" || half === "(" || half === ")"
        ? c
        : half;
    })
    .replace(/[\u3000\u00a0]/g, " ")
    .replace(/[①②③④⑤⑥⑦⑧⑨]/g, (c) => String(c.charCodeAt(0) - 0x245f));

function inText(field: string, given: string): Finding[] {
  const text = narrow(given);
  const found = schedules(field, given, text);
  for (const rule of RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      if (rule.counts && !rule.counts(match, text)) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      const offer = typeof rule.offer === "function" ? rule.offer(match) : rule.offer;
      const hard = HARD.has(rule.kind);
      found.push({ field, kind: rule.kind, start, end, words: given.slice(start, end), hard, offer });
    }
  }
  // Where two overlap, the hard one and then the longer one stands.
  found.sort((a, b) => Number(b.hard) - Number(a.hard) || b.end - b.start - (a.end - a.start));
  const kept: Finding[] = [];
  for (const f of found) if (!kept.some((k) => k.start < f.end && f.start < k.end)) kept.push(f);
  return kept.sort((a, b) => a.start - b.start);
}

/** Every finding in the public texts of a need, in the order of the fields and then of the words. */
export function checkWording(texts: Record<string, string | null | undefined>): Finding[] {
  return Object.entries(texts).flatMap(([field, text]) => (text ? inText(field, text) : []));
}

/** The text with every offer taken. */
export function withOffers(text: string, findings: readonly Finding[]): string {
  return [...findings]
    .sort((a, b) => b.start - a.start)
    .reduce((done, f) => done.slice(0, f.start) + f.offer + done.slice(f.end), text);
}

const fieldsOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map((f) => [f.field, f.kind]));
/** Account numbers are not repeated, not even to their author. */
const quoted = (findings: readonly Finding[]) =>
  [...new Set(findings.map((f) => f.words).filter((w) => !/\d{6}/.test(w.replace(/\D/g, ""))))].join("、");

/** Refuses text that may not even be kept in the clear. */
export function refuseHardWording(texts: Record<string, string | null | undefined>): Finding[] {
  const findings = checkWording(texts);
  const hard = findings.filter((f) => f.hard);
  const money = hard.filter((f) => f.kind === "money");
  if (money.length > 0) refuse("MONEY_APPEAL", { words: quoted(money), fields: fieldsOf(money) });
  if (hard.length > 0) refuse("WORDING_MUST_GO", { fields: fieldsOf(hard) });
  return findings;
}

/** … and, before the public reads it, soft findings the author has not said may stand. Answers how many stand. */
export function refuseWording(
  texts: Record<string, string | null | undefined>,
  acknowledged: readonly WordingKind[],
): number {
  const soft = refuseHardWording(texts);
  const open = soft.filter((f) => !acknowledged.includes(f.kind));
  if (open.length > 0)
    refuse("WORDING_TO_CHECK", {
      kinds: [...new Set(open.map((f) => f.kind))].join(","),
      fields: fieldsOf(open),
    });
  return soft.length;
}
