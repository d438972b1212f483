// Numbers as people say them, exact or not, read at one place of a text: 二十万, 1万5千, 两千多, 十来, 四五十, 上万, 近万, 半.
import { print } from "@/server/needs/units/decimals/rules";
import { readNumber } from "@/server/needs/units/numerals/rules";

export type Numeral = {
  /** Null: some, but nobody said how many (几, 几十, 数百). */
  value: number | null;
  approx: boolean;
  /** Index after it. */
  end: number;
};

const DIGIT = "一二两三四五六七八九";
const RUN = /^(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿])+/;
/** No amount takes more figures; longer rows are numbers of something else. */
const RUN_MAX = 16;
const STEP: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
/** Said before an amount that is not exact. */
const ABOUT =
  /^(?:不到|大约莫?|大概|差不多|约莫|约|将近|接近|快|(?<!小)小)(?=[\d一二两三四五六七八九十百千万近上])/;
/** Words that begin like a number and are none. */
const NO_NUMBER =
  /^(?:三轮|四轮|五保|五金|八宝|百合|千层|千斤顶|千万别|千万不|万寿|二胡|二维|一起|一下|一直|一定|一些|一点|一般|一样|一半|一旦|一边|一同|一块儿|一方|一家人|一回|万一|百姓|百货|十分|十足|五谷|四季|双方|半路|半夜|半天(?!麻)|半年(?!糕)|半个月|半拉|一手(?=$|[,。])|一臂|一条龙|一个样|一口气|一条心|半挂(?!面)|半导体|半成品|半自动|三农|九九|八一|七一|六一|五一|十一国庆|三八|百岁|千万户|两口子|俩口子|两委|一线|三七(?![十百千万个名位人斤箱\d])|五味|八角|九层塔|百香|千张|五花|三文|两面针|一串红|一品红|半夏|万年青)/;

const number = (text: string): number | null => {
  const read = readNumber(text);
  return read === null ? null : Number(print(read));
};

/** 四五十 → 五十, 十五六 → 十六: the larger, as who needs help would plan with. */
function larger(run: string): { run: string; approx: boolean } {
  const pair = new RegExp(`([${DIGIT}])([${DIGIT}])`).exec(run);
  if (!pair) return { run, approx: false };
  const [a, b] = [pair[1] as string, pair[2] as string].map((d) => number(d) ?? 0) as [number, number];
  if (b - a !== 1 && !(a === 3 && b === 5)) return { run, approx: false };
  return { run: run.slice(0, pair.index) + run.slice(pair.index + 1), approx: true };
}

function core(text: string, at: number): Numeral | null {
  const rest = text.slice(at);
  if (NO_NUMBER.test(rest) || /^一([\u4e00-\u9fa5])\1/.test(rest)) return null; // 一个个
  const vague = /^(?:好?几|数|若干)([十百千万]*)(?:来|多)?/.exec(rest);
  if (vague) return { value: null, approx: true, end: at + vague[0].length };
  const bare =
    /^(?:成千)?(?:上|近|成)([百千万亿])/.exec(rest) ??
    /^([百千万])(?:把|来|十来?)(?![\d一二三四五六七八九])/.exec(rest);
  if (bare) return { value: STEP[bare[1] as string] as number, approx: true, end: at + bare[0].length };
  const loose = /^[近小](?=[\d一二两三四五六七八九十])/.exec(rest);
  if (loose) {
    const inner = core(text, at + 1);
    return inner && { ...inner, approx: true };
  }
  if (/^[俩仨半]/.test(rest))
    return { value: rest[0] === "半" ? 0.5 : rest[0] === "俩" ? 2 : 3, approx: false, end: at + 1 };
  const whole = RUN.exec(rest.slice(0, RUN_MAX))?.[0] ?? "";
  for (let length = whole.length; length > 0; length--) {
    const { run, approx } = larger(whole.slice(0, length));
    const value = number(run);
    if (value === null) continue;
    return more(text, at + length, value, approx);
  }
  return null;
}

/** 两千多, 十来, 二十几, 十多万, 1万来. */
function more(text: string, end: number, value: number, approx: boolean): Numeral {
  const tail = /^(?:多|来|余|几|大几)([万千百亿])?/.exec(text.slice(end));
  if (tail?.[0] === "来" && /^(?:自|到|帮|去)/.test(text.slice(end + 1))) return { value, approx, end };
  if (!tail || (text[end] === "来" && value % 10 !== 0)) return { value, approx, end };
  return { value: value * (STEP[tail[1] ?? ""] ?? 1), approx: true, end: end + tail[0].length };
}

/** The numeral that starts at `at`, or null. A range (10到15, 5、6, 10-15) is its larger end, approximately. */
export function numeralAt(text: string, at: number): Numeral | null {
  const about =
    /^快/.test(text.slice(at)) && /[飞很又加得]$/.test(text.slice(0, at)) ? null : ABOUT.exec(text.slice(at));
  const first = core(text, at + (about?.[0].length ?? 0));
  if (!first) return null;
  if (about) first.approx = true;
  const to = (text[first.end - 1] === "几" ? /^/ : /^(?:到|至|-|~|—|–|、)/).exec(text.slice(first.end)); // 十几二十
  const second = to && first.value !== null ? core(text, first.end + to[0].length) : null;
  if (!second || second.value === null || first.value === null || second.value <= first.value) return first;
  if (to?.[0] === "、" && second.value !== first.value + 1) return first;
  return { value: second.value, approx: true, end: second.end };
}
