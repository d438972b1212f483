// Every row of a district's ledger taken away, as CSV and as a sheet: through the same pages and writers as a browser's download.
import { hoursColumns } from "@/app/_copy/exports";
import { exportRows, FORMATS, pageByPage } from "@/server/platform/sheets/write";
import { pageOfRegion } from "@/server/reports/lists/hours/data";
import { readPeriod } from "@/server/reports/rules";
import { round } from "../sides/measure";
import type { Served } from "./world";

const MB = 1_048_576;
/** A list ten times as long may cost so much more memory: what a garbage collector leaves lying. */
const MAY_GROW = 1.5;

export async function takeAllAway({ db, ctx, county, months }: Served, tell: (line: string) => void) {
  const formats = [];
  for (const format of FORMATS) {
    tell(`taking all away as ${format}`);
    formats.push(await take(format));
  }
  return { flat: formats.every((one) => one.peakMb <= one.firstMb * MAY_GROW), formats };

  async function take(format: (typeof FORMATS)[number]) {
    const periods = [...new Set(months.map((month) => month.slice(0, 4)))].map((year) => readPeriod(year));
    const start = process.memoryUsage().rss;
    let [rows, bytes, peak] = [0, 0, 0];
    const marks: { rows: number; peak: number }[] = [];
    async function* all() {
      for (const period of periods) {
        if (!period) continue;
        const page = (after: string | undefined) =>
          pageOfRegion({ ...ctx, db }, { regionId: county, period, after });
        for await (const row of pageByPage(page)) {
          if (++rows % 10_000 === 0) {
            peak = Math.max(peak, process.memoryUsage().rss);
            marks.push({ rows, peak });
          }
          yield row;
        }
      }
    }
    const began = performance.now();
    for await (const part of exportRows(format, { title: "hours", columns: hoursColumns }, all()))
      bytes += part.length;
    const first = marks.findLast((mark) => mark.rows <= rows / 10) ?? marks[0];
    return {
      format,
      rows,
      megabytes: round(bytes / MB, 1),
      seconds: round((performance.now() - began) / 1000, 1),
      startMb: Math.round(start / MB),
      firstMb: Math.round((first?.peak ?? start) / MB),
      peakMb: Math.round(peak / MB),
    };
  }
}
