// Every date on screen: Asia/Shanghai, in the words people use. Pure: "now" is always given.
// The zone is a fixed +8 h (server/time): no Intl zone data needed on old phones.
import { DAY_MS, instantOf, wallOf } from "@/server/time";

const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"] as const;

type Wall = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
  /** Days since 1970-01-01 on the Shanghai calendar. */
  dayNumber: number;
};

/** The Shanghai wall clock of an instant. */
export function wall(at: Date): Wall {
  const shifted = wallOf(at);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay(),
    dayNumber: Math.floor(shifted.getTime() / DAY_MS),
  };
}

/** The instant of a Shanghai wall time ("2026-11-25" or "2026-11-25T08:00"); null where it is no real date. */
export function fromWall(text: string): Date | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(text.trim());
  if (!m) return null;
  const [year, month, day, hour, minute] = [m[1], m[2], m[3], m[4] ?? 0, m[5] ?? 0].map(Number) as number[];
  const at = instantOf(Date.UTC(year!, month! - 1, day!, hour!, minute!));
  const back = wall(at);
  const same = back.year === year && back.month === month && back.day === day && back.hour === hour;
  return same && back.minute === minute ? at : null;
}

const two = (n: number) => String(n).padStart(2, "0");

/** 2026-11-25, the value of `<input type="date">`. */
export function dateValue(at: Date): string {
  const w = wall(at);
  return `${w.year}-${two(w.month)}-${two(w.day)}`;
}

/** 2026-11-25T08:00, the value of `<input type="datetime-local">`. */
export function dateTimeValue(at: Date): string {
  const w = wall(at);
  return `${dateValue(at)}T${two(w.hour)}:${two(w.minute)}`;
}

/** 8:00 */
export function clockTime(at: Date): string {
  const w = wall(at);
  return `${w.hour}:${two(w.minute)}`;
}

/** 11月18日, with the year where it is not this one: 2025年11月18日. */
export function monthDay(at: Date, now: Date): string {
  const w = wall(at);
  const year = w.year === wall(now).year ? "" : `${w.year}年`;
  return `${year}${w.month}月${w.day}日`;
}

/** 2026-05-04 → 2026年5月4日: on paper, and for days that are not near. */
export function longDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** 今天 · 明天 · 后天 · 昨天 · 周六 (this week or the coming six days) · 11月25日 周三. */
export function dayWord(at: Date, now: Date): string {
  const w = wall(at);
  const ahead = w.dayNumber - wall(now).dayNumber;
  if (ahead === 0) return "今天";
  if (ahead === 1) return "明天";
  if (ahead === 2) return "后天";
  if (ahead === -1) return "昨天";
  const weekday = WEEKDAYS[w.weekday]!;
  if (ahead > 2 && ahead < 7) return weekday;
  return `${monthDay(at, now)} ${weekday}`;
}

/** 周六 8:00 */
export function dayAndTime(at: Date, now: Date): string {
  return `${dayWord(at, now)} ${clockTime(at)}`;
}

/** A limit: 周六 where it is the last minute of the day, 周六 17:00 elsewhere. */
export function limitTime(at: Date, now: Date): string {
  return clockTime(at) === "23:59" ? dayWord(at, now) : dayAndTime(at, now);
}

/** 11月25日 周三, always with the date: for promises one writes down. */
export function fullDay(at: Date, now: Date): string {
  return `${monthDay(at, now)} ${WEEKDAYS[wall(at).weekday]}`;
}

/** 周六 8:00–12:00; the second day is named where it differs. */
export function timeSpan(from: Date, to: Date | null, now: Date): string {
  const start = dayAndTime(from, now);
  if (to === null) return start;
  const end = wall(from).dayNumber === wall(to).dayNumber ? clockTime(to) : dayAndTime(to, now);
  return `${start}–${end}`;
}

/** 还剩 9 天 · 还剩 3 小时 · 不到 1 小时 · 已过期 */
export function timeLeft(until: Date, now: Date): string {
  const ms = until.getTime() - now.getTime();
  if (ms <= 0) return "已过期";
  const days = wall(until).dayNumber - wall(now).dayNumber;
  if (days >= 2) return `还剩 ${days} 天`;
  const hours = Math.floor(ms / 3_600_000);
  if (hours >= 24) return "明天截止";
  return hours >= 1 ? `还剩 ${hours} 小时` : "不到 1 小时";
}

/** 刚刚 · 20分钟前 · 今天 9:40 · 昨天 9:40 · 11月18日 */
export function ago(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return "刚刚";
  if (minutes < 60) return `${minutes}分钟前`;
  const behind = wall(now).dayNumber - wall(at).dayNumber;
  if (behind === 0) return `今天 ${clockTime(at)}`;
  if (behind === 1) return `昨天 ${clockTime(at)}`;
  return monthDay(at, now);
}

/** 截至 11月22日 9:40: beside every figure that may be some seconds old. */
export function asOf(at: Date, now: Date): string {
  return `截至 ${monthDay(at, now)} ${clockTime(at)}`;
}

/** 120 → 2小时; 90 → 1小时30分 */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}分钟`;
  return rest === 0 ? `${hours}小时` : `${hours}小时${rest}分`;
}
