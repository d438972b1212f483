// Lines of a holiday notice: 「2027-02-06 到 2027-02-12 放假 春节」. Pure.

import { calendarWords as w } from "@/app/_copy/checks";
import { refuse } from "@/server/errors";
import { DAYS_AT_ONCE } from "@/server/hours/calendar/schema";
import { DAY_MS } from "@/server/time";

type Day = { day: string; works: boolean; note: string };

const DATE = String.raw`(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?`;
const LINE = new RegExp(
  `^${DATE}(?:\\s*[到至~—–]+\\s*${DATE})?[\\s,、;]*(${w.off}|${w.on})[\\s,、;]*(.*)$`,
  "u",
);

function dateOf(year?: string, month?: string, day?: string): number | null {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Date(at).getUTCDate() === Number(day) && new Date(at).getUTCMonth() === Number(month) - 1
    ? at
    : null;
}

/** The days of one line; null where it cannot be read. */
function readLine(line: string): Day[] | null {
  const m = LINE.exec(line.normalize("NFKC").trim());
  if (m === null) return null;
  const first = dateOf(m[1], m[2], m[3]);
  const last = m[4] === undefined ? first : dateOf(m[4], m[5], m[6]);
  if (first === null || last === null || last < first || last - first > DAYS_AT_ONCE * DAY_MS) return null;
  const days: Day[] = [];
  for (let at = first; at <= last; at += DAY_MS)
    days.push({
      day: new Date(at).toISOString().slice(0, 10),
      works: m[7] === w.on,
      note: m[8]?.trim() || (m[7] as string),
    });
  return days;
}

/** All of them; a line that cannot be read is refused by its number. */
export function daysIn(text: string): Day[] {
  const days = text.split(/\r\n?|\n/).flatMap((line, i) => {
    if (line.trim() === "") return [];
    return readLine(line) ?? refuse("INVALID", { fields: { lines: `line_${i + 1}` } });
  });
  if (days.length === 0) refuse("INVALID", { fields: { lines: "required" } });
  return [...new Map(days.map((one) => [one.day, one])).values()];
}
