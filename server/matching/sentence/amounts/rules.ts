// Amounts: a numeral and what it counts. They are cut out of the sentence and leave one mark each, so that the grammar of the
// clause sees 要␣书包 and not 要四五十个书包.
import { ABOUT_CASE, BUYER, COUNT, HEADS, MASS } from "../lexicon/rules";
import { numeralAt } from "../numerals/rules";

export type Amount = {
  value: number | null;
  approx: boolean;
  unit: string;
  measure: "mass" | "heads" | "count";
};

/** Marks: a day, a number that only tells about the case, and amounts by their index. */
export const DAY_MARK = "\uE000";
export const CASE_MARK = "\uE001";
const FIRST = 0xe100;
export const AMOUNT_CLASS = "\uE100-\uE1FF";
const markOf = (index: number) => String.fromCharCode(FIRST + index);
export const indexOf = (mark: string) => mark.charCodeAt(0) - FIRST;

/** Longest first over all classes, but 个人 is heads, 块砖 goods and 块钱 not. */
function unitAt(text: string): { unit: string; kind: "about" | Amount["measure"] } | null {
  let best: { unit: string; kind: "about" | Amount["measure"] } | null = null;
  const classes = { mass: MASS, heads: HEADS, count: COUNT, about: ABOUT_CASE } as const;
  for (const [kind, words] of Object.entries(classes)) {
    const unit = new RegExp(`^(?:${words})`).exec(text)?.[0];
    if (unit && unit.length > (best?.unit.length ?? 0)) best = { unit, kind: kind as Amount["measure"] };
  }
  return best;
}
/** A counting word no list knows, by its place: 水果玉米3000穗, a thing before and nothing after. */
function unknownUnit(text: string, at: number, end: number): { unit: string; kind: "count" } | null {
  const before = /[\u4e00-\u9fa5]$/.test(text.slice(0, at));
  const unit = /^[\u4e00-\u9fa5](?=$|[,，。;!、\s])/.exec(text.slice(end))?.[0];
  return before && unit && !/[了吧呢啊的多来叔婶哥姐爷奶嫂伯舅姨娘连营]/.test(unit)
    ? { unit, kind: "count" }
    : null;
}
const TAIL = /^(?:左右|上下|出头|开外|的?样子|的?光景|往上|不到|不足|多一?点儿?|挂零)/;
/** 找个电工, 来辆救护车: one. */
const ONE = new RegExp(
  `^(?:个人|[个位名辆台部](?![\u4e00-\u9fa5]{0,4}(?:${BUYER})|[\\d一二两三四五六七八九十百千万半人个]|月|体|别|位|小时|灯|阶|布|历|球|秤|扇|钳|钻|账|地方|办法|机会|人家|活|说法|主意|事|风机|件|队|门|牌|单|片|称|额))`,
);
const ASKED_BEFORE = /(?:找|请|要|借|求|派|缺|差|来|叫|雇|换|添|[想望会]有)$/;

/** 人手三十: heads, whatever is left out. */
const HANDS_BEFORE = /(?:人手|人员|劳力|志愿者|人)$/;
/** 张庄四组, 三队 老魏: who signs. */
const SQUAD = /^(?:[一二三四五六七八九十]|\d{1,2})[组队社](?=$|[\s,。]|的组长|[\u4e00-\u9fa5]{1,5}家)/;
/** 兄弟俩, 咱俩: who they are. */
const FAMILY = /[哥弟姐妹娘爷夫妻父母子女他她你咱俺们]$/;
/** 二组, and before a thing or its owner 三组, 五队: which, not how many. */
const ORDINAL =
  /^(?:二[组队社]|[一三四五六七八九十][组队社](?=[有的还家\u4e00-\u9fa5]{0,8}[\d一二两三四五六七八九十百千万半]))/;

/** 我们三组张婆婆家: ours is always which. */
const OWN_SQUAD = /(?:[我俺咱你他]们?|本?村|庄|社区)(?:的)?$/;

/** The text with its amounts as marks, and the amounts in order. */
export function takeAmounts(text: string): { rest: string; amounts: Amount[] } {
  const amounts: Amount[] = [];
  let rest = "";
  for (let at = 0; at < text.length; ) {
    const within = /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at] as string);
    const read = within || /[第老腊初]$|(?:^|[\s,。])头$/.test(rest) ? null : amountAt(text, at, rest);
    if (!read) {
      rest += text[at++];
      continue;
    }
    if (read.amount === null) rest += CASE_MARK;
    else rest += markOf(amounts.push(read.amount) - 1);
    at = read.end;
  }
  return { rest, amounts };
}

/** 5斤装 300箱: how it is packed. */
const PACKED = /^装(?=$|还|已|[\s,。;!、\d一二三四五六七八九十百千的])/;
const TENTH = /^[一二三四五六七八九](?![十百千万个名位人斤吨公两角宝仙味个\d一二两三四五六七八九点])/;
/** 一吨二, 1吨2: what stands behind the unit, in tenths; 0: nothing. */
function tenthAt(text: string, unit: string): number {
  const figure = unit === "吨" ? /^[1-9](?![\d.])/.exec(text)?.[0] : undefined;
  if (figure !== undefined) return unitAt(text.slice(1)) === null ? Number(figure) : 0;
  return "一二三四五六七八九".indexOf(TENTH.exec(text)?.[0] ?? "?") + 1;
}

function amountAt(text: string, at: number, before: string): { amount: Amount | null; end: number } | null {
  if (/[帮搭伸拉]$/.test(before) && /^(?:一|两)?(?:把|下|点)(?!手)/.test(text.slice(at))) return null;
  const numeral = numeralAt(text, at);
  if (!numeral) {
    const one = ASKED_BEFORE.test(before) ? ONE.exec(text.slice(at)) : null;
    const found = one ? unitAt(one[0]) : null;
    if (!one || !found || found.kind === "about") return null;
    return {
      amount: { value: 1, approx: false, unit: found.unit, measure: found.kind },
      end: at + one[0].length,
    };
  }
  if (SQUAD.test(text.slice(at)) && /(?:^|[\s,。庄村沟屯寨峪岭坡是—-])$/.test(before))
    return { amount: null, end: at + 2 };
  if (OWN_SQUAD.test(before) && /^[一二三四五六七八九十\d]{1,2}[组队社](?!人)/.test(text.slice(at)))
    return { amount: null, end: at + (/[组队社]/.exec(text.slice(at)) as RegExpExecArray).index + 1 };
  if (ORDINAL.test(text.slice(at)) && !ASKED_BEFORE.test(before)) return { amount: null, end: at + 2 };
  const [gap] = /^[^\S\n]*(?:个(?=半))?/.exec(text.slice(numeral.end)) as RegExpExecArray;
  let end = numeral.end + gap.length;
  let { value, approx } = numeral;
  const pair = /[俩仨]$/.test(text.slice(at, numeral.end)); // 俩 is 两个
  if (pair && FAMILY.test(before)) return null;
  const found = gap.includes("个")
    ? { unit: "个", kind: "count" as const }
    : (unitAt(text.slice(end)) ?? (!pair && (numeral.value ?? 0) > 1 ? unknownUnit(text, at, end) : null));
  if (!found && HANDS_BEFORE.test(before) && /^(?:$|[\s,。;!、])/.test(text.slice(numeral.end)))
    return { amount: { value, approx, unit: "人", measure: "heads" }, end: numeral.end };
  if (!found)
    return pair ? { amount: { value, approx, unit: "个", measure: "count" }, end: numeral.end } : null;
  if (!gap.includes("个")) end += found.unit.length;
  if (value !== null) {
    const [half] =
      /^半(?!路|夜|天(?!麻)|年(?!糕)|个|拉|挂(?!面)|自动|成品|导体|价|桶|袋|箱)/.exec(text.slice(end)) ?? [];
    const tenth =
      found.kind === "mass" && (found.unit === "吨" || value < 10) ? tenthAt(text.slice(end), found.unit) : 0;
    if (half) value += 0.5;
    if (tenth > 0) value = Math.round(value * 10 + tenth) / 10;
    end += half || tenth > 0 ? 1 : 0;
  }
  if (found.kind === "mass" && PACKED.test(text.slice(end))) return { amount: null, end: end + 1 };
  const more = /^[多来](?=$|[^自到帮])/.exec(text.slice(end));
  if (more && more[0] === "多" && !/^多(?:出|么|少|肉)/.test(text.slice(end))) {
    approx = true;
    end++;
  }
  const tail = TAIL.exec(text.slice(end));
  if (tail) {
    approx = true;
    end += tail[0].length;
  }
  if (found.unit === "块" && /(?:还|才|卖|涨到?|跌到?|不到)$/.test(before)) return { amount: null, end };
  if (found.kind === "about") return { amount: null, end };
  return { amount: { value, approx, unit: found.unit, measure: found.kind }, end };
}
