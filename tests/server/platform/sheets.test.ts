import { parse } from "csv-parse/sync";
import readXlsxFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import type { Sheet } from "@/server/platform/sheets/cells";
import { exportRows, pageByPage } from "@/server/platform/sheets/write";
import { xlsxOf } from "@/server/platform/sheets/xlsx";

type Row = { name: string; minutes: number | null };
const SHEET: Sheet<Row> = {
  title: "服务时长",
  columns: [
    { heading: "姓名", of: (row) => row.name },
    { heading: "分钟", of: (row) => row.minutes },
  ],
};

async function* each<T>(rows: Iterable<T>) {
  yield* rows;
}
async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
const csv = async (rows: Row[]) => (await bytesOf(exportRows("csv", SHEET, each(rows)))).toString("utf8");
const xlsx = async (rows: Row[], sheetRows?: number) => {
  const bytes = await bytesOf(xlsxOf(SHEET, each(rows), sheetRows));
  return readXlsxFile(bytes) as unknown as Promise<{ sheet: string; data: unknown[][] }[]>;
};

const NASTY = [
  "=1+1",
  "+86 139",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "  =cmd|'/c calc'!A1",
  "＝1+1",
  "＠SUM(A1)",
  "\u0000=1+1",
];

describe("a list as CSV", () => {
  it("begins with the mark by which Excel knows UTF-8, and ends its lines with CRLF", async () => {
    expect(await csv([{ name: "陈队长", minutes: 240 }])).toBe("\uFEFF姓名,分钟\r\n陈队长,240\r\n");
  });

  it("keeps commas, quotes and both kinds of line end inside their cell", async () => {
    const names = ['搬运,"轻活"', "两\n行", "三\r\n行"];
    const back = parse((await csv(names.map((name) => ({ name, minutes: null })))).slice(1), {
      record_delimiter: "\r\n",
    }) as string[][];
    expect(back.slice(1).map((row) => row[0])).toEqual(names);
  });

  it.each(NASTY)("no cell is a formula: %j", async (name) => {
    const back = parse((await csv([{ name, minutes: -30 }])).slice(1), {
      record_delimiter: "\r\n",
    }) as string[][];
    expect(back[1]?.[0]?.startsWith("'")).toBe(true);
    expect(back[1]?.[1]).toBe("-30"); // a reversal is a number, not a formula
  });

  it("an empty list still has its heading", async () => {
    expect(await csv([])).toBe("\uFEFF姓名,分钟\r\n");
  });
});

describe("a list as a workbook", () => {
  it("is read back as it was, numbers as numbers", async () => {
    const [sheet] = await xlsx([
      { name: '<王&李> "队"', minutes: 240 },
      { name: "𠮷野", minutes: -30 },
    ]);
    expect(sheet?.sheet).toBe("服务时长");
    expect(sheet?.data).toEqual([
      ["姓名", "分钟"],
      ['<王&李> "队"', 240],
      ["𠮷野", -30],
    ]);
  });

  it.each(NASTY)("no cell is a formula: %j", async (name) => {
    const [sheet] = await xlsx([{ name, minutes: 1 }]);
    expect(String(sheet?.data[1]?.[0]).startsWith("'")).toBe(true);
  });

  it("what does not fit on one sheet goes on on the next, under the same heading", async () => {
    const rows = Array.from({ length: 5 }, (_, n) => ({ name: `${n}`, minutes: n }));
    const sheets = await xlsx(rows, 3);
    expect(sheets.map((sheet) => sheet.data.map((row) => row[0]))).toEqual([
      ["姓名", "0", "1"],
      ["姓名", "2", "3"],
      ["姓名", "4"],
    ]);
  });

  it("a hundred thousand rows are all there", async () => {
    async function* many() {
      for (let n = 0; n < 100_000; n++) yield { name: `第${n}位`, minutes: n };
    }
    const bytes = await bytesOf(exportRows("xlsx", SHEET, many()));
    const [sheet] = (await readXlsxFile(bytes)) as unknown as { data: unknown[][] }[];
    expect(sheet?.data.length).toBe(100_001);
    expect(sheet?.data.at(-1)).toEqual(["第99999位", 99_999]);
  });
});

describe("memory", () => {
  it.each(["csv", "xlsx"] as const)("%s of many rows holds no more than a piece of it", async (format) => {
    const rows = pageByPage(async (after: number | undefined) => {
      const from = after ?? 0;
      return {
        rows: Array.from({ length: 1_000 }, (_, n) => ({ name: `志愿者${from + n}`, minutes: n })),
        next: from + 1_000 < 300_000 ? from + 1_000 : null,
      };
    });
    let bytes = 0;
    let peak = 0;
    let early = 0;
    for await (const part of exportRows(format, SHEET, rows)) {
      bytes += part.length;
      peak = Math.max(peak, part.length);
      if (early === 0) early = bytes;
    }
    expect(peak).toBeLessThan(1_000_000);
    expect(bytes).toBeGreaterThan(1_000_000);
  });
});
