// The hour of the day, where the sentence says one: 上午9点, 下午三点到五点, 晚上.
import { readNumber } from "@/server/needs/units/numerals/rules";

export type Hours = { from: string; to: string };

/** As a village means them; proposals to correct, in minutes of the day. */
const PARTS: [RegExp, number, number][] = [
  [/凌晨/, 300, 480],
  [/明早|今早|早上|早晨|一早|清早|明晨/, 420, 660],
  [/上午/, 480, 690],
  [/中午|午饭/, 660, 780],
  [/下午/, 840, 1020],
  [/傍晚/, 1020, 1140],
  [/明晚|今晚|后晚|晚上|夜里|夜间|[一二三四五六日天\d]晚/, 1110, 1290],
];
const POINT =
  /(\d{1,2}|[一二三四五六七八九十两]{1,3})(?:点钟?|时(?!间|候|常)|[:：](?=\d{2}))(半|一刻|三刻|(\d{1,2})分?)?/g;
const DAY_END = 23 * 60;

const two = (n: number) => String(n).padStart(2, "0");
const wall = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

function pointOf(match: RegExpMatchArray, later: boolean): number | null {
  const read = readNumber(match[1] as string);
  const hour = read && read.scale === 0 ? Number(read.digits) : Number.NaN;
  if (!(hour >= 0 && hour < 24)) return null;
  const rest =
    match[2] === "半" ? 30 : match[2] === "一刻" ? 15 : match[2] === "三刻" ? 45 : Number(match[3] ?? 0);
  return rest > 59 ? null : (later && hour < 12 ? hour + 12 : hour) * 60 + rest;
}

/** When it begins and ends on its day, null where no hour and no part of the day is said. */
export function hoursIn(text: string): Hours | null {
  const part = PARTS.find(([word]) => word.test(text));
  const later = part !== undefined && part[1] >= 14 * 60;
  const points = [...text.matchAll(POINT)].flatMap((m) => pointOf(m, later) ?? []);
  const [from, to] = [points[0] ?? part?.[1], points[1]];
  if (from === undefined) return null;
  const end = to !== undefined && to > from ? to : points.length > 0 ? from + 180 : (part?.[2] ?? from + 180);
  return { from: wall(from), to: wall(Math.min(end, DAY_END)) };
}
