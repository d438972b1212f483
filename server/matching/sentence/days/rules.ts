// Days as people say them, on the calendar of China, seen from "now": 周六, 下周三前, 月底, 25号, 3天内, 腊月二十, 春节前.

import { readNumber } from "@/server/needs/units/numerals/rules";
import { DAY_MS, dayText, wallOf } from "@/server/time";
import { FILLED_IN } from "../fields/rules";
import { VERB_CHARS } from "../lexicon/rules";
import { lunarDay } from "./lunar/rules";

type Today = { number: number; year: number; month: number; day: number; weekday: number };

function todayOf(now: Date): Today {
  const at = wallOf(now);
  return {
    number: Math.floor(at.getTime() / DAY_MS),
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    weekday: at.getUTCDay() || 7,
  };
}

/** Day number of a date; null where the month has no such day. Months beyond 12 roll over. */
function dayNumber(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? at.getTime() / DAY_MS : null;
}
const monthEnd = (year: number, month: number) => Date.UTC(year, month, 0) / DAY_MS;

const NUM = String.raw`(?:\d{1,2}|廿[一二三四五六七八九]?|[一二三四五六七八九十两]{1,3})`;
/** 28到30日, 25、26号: the last of them. */
const TO = "(?:到|至|和|、|-|~|—)";
const int = (text: string | undefined): number => {
  const read = text === undefined ? null : readNumber(text.replace("廿", "二十"));
  return read && read.scale === 0 ? Number(read.digits) : Number.NaN;
};
const weekdayOf = (text: string) =>
  "日天".includes(text) ? 7 : /\d/.test(text) ? Number(text) : "一二三四五六".indexOf(text) + 1;

type Rule = [pattern: string, read: (m: RegExpMatchArray, today: Today) => number | null];

/** The coming one: this year's, or the next year's where it is over. */
const coming = (today: Today, of: (year: number) => number | null): number | null => {
  for (const year of [today.year - 1, today.year, today.year + 1]) {
    const at = of(year);
    if (at !== null && at >= today.number) return at;
  }
  return null;
};
const feast = (names: string, month: number, day: number): Rule => [
  `(?:农历)?(?:${names})`,
  (_, t) => coming(t, (y) => dayNumber(y, month, day)),
];
const lunarFeast = (names: string, month: number, day: number): Rule => [
  `(?:农历)?(?:${names})`,
  (_, t) => coming(t, (y) => lunarDay(y, month, day)),
];
const LUNAR_MONTHS: Record<string, number> = { 正: 1, 腊: 12, 冬: 11 };
const lunarDate = (m: string, d: string, t: Today) =>
  coming(t, (y) => lunarDay(y, LUNAR_MONTHS[m] ?? int(m), int(d.replace(/^初/, ""))));
const eve = (t: Today) =>
  coming(t, (y) => {
    const first = lunarDay(y, 1, 1);
    return first === null ? null : first - 1;
  });

/** Tried in this order at every place of the sentence. */
const RULES: Rule[] = [
  [
    String.raw`(20\d\d)[年\-/.](\d{1,2})[月\-/.](\d{1,2})[日号]?`,
    (m) => dayNumber(int(m[1]?.slice(0, 2)) * 100 + int(m[1]?.slice(2)), int(m[2]), int(m[3])),
  ],
  [
    `(?:农历|阴历)(${NUM}|正|腊|冬)月(初?${NUM}|廿[一二三四五六七八九]?)[日号]?`,
    (m, t) => lunarDate(m[1] as string, m[2] as string, t),
  ],
  [
    `([正腊冬])月(?:初?${NUM}[日号]?${TO})?(初?${NUM}|廿[一二三四五六七八九]?)[日号]?`,
    (m, t) => lunarDate(m[1] as string, m[2] as string, t),
  ],
  [
    `([一二三四五六七八九十]{1,2})月初([一二三四五六七八九十])(?![十个名位人])`,
    (m, t) => lunarDate(m[1] as string, m[2] as string, t),
  ],
  [String.raw`(\d{1,2})[./](\d{1,2})[日号]`, (m, t) => coming(t, (y) => dayNumber(y, int(m[1]), int(m[2])))],
  [
    `(?:明年|今年)?(${NUM})月份?(?:${NUM}[日号]?${TO})?(${NUM})(?![\\d月])[日号]?`,
    (m, t) =>
      m[0].startsWith("明年")
        ? dayNumber(t.year + 1, int(m[1]), int(m[2]))
        : coming(t, (y) => dayNumber(y, int(m[1]), int(m[2]))),
  ],
  [
    `(下下|下|本|这|当|今)个?月(?:份|的)?(${NUM})[日号]`,
    (m, t) => dayNumber(t.year, t.month + ahead(m[1] as string), int(m[2])),
  ],
  [
    `(下下|下|本|这|当|今)个?月(?:的)?(?:月?底|末|下旬)`,
    (m, t) => monthEnd(t.year, t.month + ahead(m[1] as string)),
  ],
  [
    `(下下|下|本|这|当|今)个?月(?:的)?(上|中)旬`,
    (m, t) => dayNumber(t.year, t.month + ahead(m[1] as string), m[2] === "上" ? 10 : 20),
  ],
  [`(${NUM})月(?:份)?(?:底|末|下旬)`, (m, t) => coming(t, (y) => monthEnd(y, int(m[1])))],
  [
    `(${NUM})月(?:份)?(上|中)旬`,
    (m, t) => coming(t, (y) => dayNumber(y, int(m[1]), m[2] === "上" ? 10 : 20)),
  ],
  ["月底|月末|下旬", (_, t) => monthEnd(t.year, t.month)],
  ["中旬", (_, t) => (t.day <= 20 ? dayNumber(t.year, t.month, 20) : null)],
  ["(?:今年)?年底|年末", (_, t) => dayNumber(t.year, 12, 31)],
  [`(下下|下|本|这|当)个?(?:周|星期|礼拜)末`, (m, t) => t.number - t.weekday + 7 + 7 * ahead(m[1] as string)],
  [
    `(下下|下|本|这|当)个?(?:周|星期|礼拜)(?:[一二三四五六](?:到|至|、|和)?(?:周|星期|礼拜)?(?=[二三四五六日天](?![点月号十百千万吨斤个名位人箱只头辆台保组亩公户])))?([一二三四五六日天]|[1-7](?!\\d))`,
    (m, t) => t.number - t.weekday + weekdayOf(m[2] as string) + 7 * ahead(m[1] as string),
  ],
  ["(?:周|星期|礼拜)六[日天]|(?:周|双休)末|双休日", (_, t) => t.number - t.weekday + 7],
  [
    "(?:周|星期|礼拜)(?:[一二三四五六](?:到|至|、|和)?(?:周|星期|礼拜)?(?=[二三四五六日天](?![点月号十百千万吨斤个名位人箱只头辆台保组亩公户])))?([一二三四五六日天])",
    (m, t) => t.number + ((weekdayOf(m[1] as string) - t.weekday + 7) % 7),
  ],
  ["(?:本|这)周(?:之?内)", (_, t) => t.number - t.weekday + 7],
  ["(?:本|这个?|当)月(?:之?内)", (_, t) => monthEnd(t.year, t.month)],
  ["大后[天日]|大后儿个?", (_, t) => t.number + 3],
  ["明后[天两]天?|后[天日]|后儿个?|后晌?晚", (_, t) => t.number + 2],
  ["明[天日早晚]|明儿个?|明晨|次日|第二天", (_, t) => t.number + 1],
  [
    "今[天日早晚夜]|今儿个?|当[天日]|今明两天",
    (m, t) => (m[0].startsWith("今明") ? t.number + 1 : m[0].startsWith("当") ? null : t.number),
  ],
  [
    `(半|${NUM})个?(天|日|周|星期|礼拜|月)(?:之内|以内|内|里|后|之后|以后)`,
    (m, t) => within(m[1] as string, m[2] as string, t),
  ],
  ["(?:小年)夜?", (_, t) => coming(t, (y) => lunarDay(y, 12, 23))],
  ["除夕|大年三十|年三十|(?<!跨)年夜", (_, t) => eve(t)],
  lunarFeast("春节|大年初一|过年|新春", 1, 1),
  [
    "(?:大年|正月)?初([一二三四五六七八九十])(?!学生|年级|[班的]|毕业)",
    (m, t) => coming(t, (y) => lunarDay(y, 1, int(m[1]))),
  ],
  lunarFeast("元宵节|元宵(?=前|晚|当|之前|以前|灯|演|那)|正月十五", 1, 15),
  lunarFeast("端午节?(?!粽)", 5, 5),
  lunarFeast("七夕节?", 7, 7),
  lunarFeast("中秋节?(?!月饼)|八月十五", 8, 15),
  lunarFeast("重阳节?|九九重阳", 9, 9),
  lunarFeast("腊八节?(?!粥|蒜|豆)", 12, 8),
  lunarFeast("二月二", 2, 2),
  feast("元旦节?", 1, 1),
  feast("(?:三八)(?:妇女)?节|妇女节", 3, 8),
  feast("植树节", 3, 12),
  feast("清明节?", 4, 5),
  feast("五一(?:劳动节|节)?|劳动节", 5, 1),
  feast("五四(?:青年节)?", 5, 4),
  feast("六一(?:儿童节|节)?|儿童节", 6, 1),
  feast("七一(?:建党节)?", 7, 1),
  feast("八一(?:建军节)?|建军节", 8, 1),
  feast("教师节", 9, 10),
  feast("国庆节?|十一(?=国庆|长假|假期|前)", 10, 1),
  feast("冬至", 12, 22),
  feast("圣诞节?(?!树|老|礼|卡|果)", 12, 25),
  [
    `(?:${NUM}${TO})?(${NUM})(?:号|日)(?!人|楼|院|线|门|机|油|公路|令|文件|电池)`,
    (m, t) =>
      int(m[1]) >= t.day ? dayNumber(t.year, t.month, int(m[1])) : dayNumber(t.year, t.month + 1, int(m[1])),
  ],
];

function ahead(word: string): number {
  return word === "下下" ? 2 : word === "下" ? 1 : 0;
}
function within(count: string, unit: string, t: Today): number | null {
  const n = count === "半" ? 0.5 : int(count);
  if (Number.isNaN(n)) return null;
  if (unit === "月")
    return n === 0.5
      ? t.number + 15
      : (dayNumber(t.year, t.month + n, t.day) ?? monthEnd(t.year, t.month + n));
  return t.number + Math.round(n * (unit === "天" || unit === "日" ? 1 : 7));
}

/** Part of the day, or how firm it is: belongs to the day it follows. */
const TAIL =
  /^(?:(?:的)?(?:下班|天黑|上午|下午|中午|早上|早晨|晚上|傍晚|夜里|凌晨|一早|早|晚)?(?:(?:\d{1,2}|[一二三四五六七八九十两]{1,3})(?:点钟?(?!心)|时(?!间|候)|[:：](?=\d\d))(?:半(?!吨|斤|车|箱|袋|挂)|[一三]刻|\d{1,2}分?(?!\d|[万千百十斤吨箱袋个名位人]))?)?)?(?:左右|前后|之前|以前|前|之内|以内|内|当[天日]|那天|截止|为止|快要?到了?|后头|之后|以后|过后|开始|起(?=$|[,，。;；\s]))?/;
const OVER =
  /(?:昨|前)(?:天|日|晚)|大前天|上(?:上)?个?(?:周|星期|礼拜|月)[一二三四五六日天末]?|去年|前年|往年|每(?:[个逢到隔])?(?:年|月|周|天|日|星期|礼拜)(?:[一二三四五六日天](?:(?:、|和|到|至|,|-|~)?(?:每?(?:周|星期|礼拜))?[一二三四五六日天](?![十百千万个名位人斤箱袋台辆亩]))*|的?\d{1,2}[号日]?(?:[、和,到至-]\d{1,2}[号日]?)*(?<=[号日])|的?(?:第|最后|头)[一二三四个]+(?:周|星期|礼拜)[一二三四五六日天末])?|天天|从(?:今天|现在)|过了年|(?<![今明去前往每半全])年前|(?:快|眼看着?)(?:要|就)?过年了?|过年了|(?:新年|春节|元旦)快(?:要)?到了?|年后|节后|开春/;

/** 今早刚摘, 今天掰的: told of what was done already. */
const DONE_BY = new RegExp(
  `^(?:\\s|我|俺|才|已经?|就)*(?:(?:刚|新|现)(?!好|需|要|在|有|缺|招)[\\u4e00-\\u9fa5]|[${VERB_CHARS}](?:出来|下来|回来)?了(?=[\\d一二两三四五六七八九十百千几])|[下${VERB_CHARS}](?:回来|出来|下来|上来|好|完)?的)`,
);

/** 后天有大雨, 明天不卖了: what will be, and why it is to be done before. */
const WILL_BE =
  /^(?:就|要|还|又|可能|说是?|晚上|夜里|白天|开始|可?都)*(?:有?[大暴中小雷阵特]*[雨雪风霜雹](?=$|[,。!\s啊呢了]|来)|下[大暴中小]?[雨雪]|[降变]温|上冻|变天|不[卖来在摘收干开去](?!.{0,3}就|完|掉|出|得)|没了|出门|关门|涨价|最后一天(?!卖|要))/;

/** told: of a day to be before of; it counts where no other is said. */
export type Said = { from: number; to: number; by: string | null; firm: boolean; told?: true };

const iso = (number: number) => dayText(new Date(number * DAY_MS));
const ANY = new RegExp(
  `${OVER.source}|${RULES.map(([p]) => `(?:${p.replace(/\((?!\?)/g, "(?:")})`).join("|")}`,
  "g",
);
const READERS = RULES.map(([p, read]) => ({ pattern: new RegExp(`^(?:${p})$`), read }));

/**
 * Every day said, with its place in the text. by: null where it is over, comes back each week, or is only about then
 * (春节前后). firm: a last day (前, 之前, 内, 截止).
 */
export function daysIn(text: string, now: Date): Said[] {
  const today = todayOf(now);
  const found: Said[] = [];
  let filledTo = -1; // up to where the last day filled in reaches: 日期1月2日|到1月6日
  for (const match of text.matchAll(ANY)) {
    const from = match.index;
    const word = match[0];
    const tail = TAIL.exec(text.slice(from + word.length))?.[0] ?? "";
    const to = from + word.length + tail.length;
    if (found.some((f) => from < f.to)) continue;
    if (new RegExp(`^(?:${OVER.source})$`).test(word)) {
      found.push({ from, to, by: null, firm: false });
      continue;
    }
    const filled =
      text[from - 1] === FILLED_IN || (filledTo >= 0 && /^[到至、和~—–-]?$/.test(text.slice(filledTo, from)));
    if (filled) filledTo = to;
    const done = /^今/.test(word) && DONE_BY.test(text.slice(to));
    const loose = done || /左右|前后|后$|后头|快要?到/.test(tail);
    for (const { pattern, read } of READERS) {
      const m = pattern.exec(word);
      if (!m) continue;
      const number = read(m, today);
      const passed = number !== null && number < today.number;
      found.push({
        from,
        to,
        by: loose || number === null || passed ? null : iso(number),
        ...(WILL_BE.test(text.slice(to)) ? { told: true as const } : {}),
        firm: (/前|内|截止|为止/.test(word + tail) || filled) && !loose,
      });
      break;
    }
  }
  return found;
}
