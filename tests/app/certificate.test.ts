// The sheet: what stands on it, that nothing on it is an empty box, and that the same certificate is the same file.
import { afterAll, describe, expect, it } from "vitest";
import { hoursAndMinutes, paper as words } from "@/app/_copy/certificates";
import { drawSheets } from "@/app/_shared/certificates/sheet";
import { forgetFonts, runsOf, unprintable } from "@/app/_shared/certificates/type";
import type { PaperView } from "@/server/certificates/schema";
import { readPdf } from "../support/pdf";

const WHERE = {
  at: (code: string) => `https://hrb.example/certificates/${code}`,
  site: "hrb.example/certificates",
};
const at = (text: string) => new Date(text);

function paper(more: Partial<PaperView> = {}, rows = 3): PaperView {
  return {
    id: "0",
    number: "371311-20261118-04829317",
    code: "ABCDEFGHJKMNPQRS",
    unit: "罗庄区人民医院",
    name: "孙桂兰",
    idNumber: null,
    from: "2026-01-01",
    until: "2026-11-18",
    minutes: 135 * rows,
    count: rows,
    purpose: null,
    issuedAt: at("2026-11-18T03:00:00Z"),
    entries: Array.from({ length: rows }, (_, i) => ({
      day: "2026-03-01",
      fromAt: at("2026-03-01T00:00:00Z"),
      toAt: at("2026-03-01T02:15:00Z"),
      minutes: 135,
      kind: "farming",
      title: i === 2 ? null : "西潘墩村的大米卖不出去",
      place: "西潘墩",
    })),
    ...more,
  };
}
const drawn = async (...papers: PaperView[]) => readPdf(await drawSheets(papers, WHERE));

describe("the sheet", () => {
  it("says whose, in which days, what, how long in hours and minutes, which unit, which number, and the code", async () => {
    const { pages, raw } = await drawn(paper({ idNumber: "371311200001011232", purpose: "入党" }));
    expect(pages).toHaveLength(1);
    for (const said of [
      "志愿服务记录证明",
      "编号：371311-20261118-04829317",
      "兹证明：孙桂兰（身份证号 371311200001011232），自2026年1月1日至2026年11月18日",
      "累计 6小时45分钟",
      "本证明用于：入党。",
      "2026年3月1日",
      "8:00–10:15",
      "西潘墩村的大米卖不出去（助农）",
      "不公开的服务（助农）",
      "2小时15分钟",
      "合计 3 次",
      "罗庄区人民医院（盖章）",
      "出具日期：2026年11月18日",
      "ABCD-EFGH-JKMN-PQRS",
      "第 1 页，共 1 页",
    ])
      expect(pages[0]?.text).toContain(said);
    expect(raw).toContain("/Lang (zh-CN)");
  });

  it("minutes are said as people say them", () => {
    expect([45, 60, 61, 6_030].map(hoursAndMinutes)).toEqual([
      "45分钟",
      "1小时",
      "1小时1分钟",
      "100小时30分钟",
    ]);
  });

  it("the same certificate is the same file, byte for byte", async () => {
    const [one, two] = [await drawSheets([paper()], WHERE), await drawSheets([paper()], WHERE)];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it("many hours run over pages with the head again, and several certificates are one file, each counted by itself", async () => {
    const { pages } = await drawn(paper({}, 60), paper({ name: "吴大江" }));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.slice(0, -1).every((page) => /第 \d 页，共 [34] 页/.test(page.text))).toBe(true);
    expect(pages[1]?.text).toContain(words.head.what);
    expect(pages.at(-1)?.text).toContain("兹证明：吴大江");
    expect(pages.at(-1)?.text).toContain("第 1 页，共 1 页");
  });
});

describe("letters", () => {
  afterAll(() => forgetFonts());

  it("no sheet has an empty box, whatever the name: what no font has is written as its code point, and said below", async () => {
    forgetFonts(false);
    const { pages } = await drawn(paper({ name: "𠮷野𫝀ཀ", unit: "䶮堃喆㛃甯單位" }));
    expect(pages.flatMap((page) => page.glyphs).filter((glyph) => glyph === 0)).toEqual([]);
    const text = pages[0]?.text ?? "";
    expect(text).not.toContain("\ufffd");
    expect(text).toContain("兹证明：〔U+20BB7〕野〔U+2B740〕〔U+0F40〕");
    expect(text).toContain("䶮堃喆㛃甯單位");
    expect(text).toContain("由出具单位手写补上");
  });

  it("who issues is told beforehand which letters they will have to write in", () => {
    forgetFonts(false);
    expect(unprintable("欧阳娜娜·阿依古丽 O'Brien 王㛃堃䶮")).toEqual([]);
    expect(unprintable("𠮷野𠮷")).toEqual(["𠮷"]);
  });

  it("a font of the system helps out where it is there, and its letters are no boxes either", async () => {
    forgetFonts();
    const fonts = runsOf("𠮷野").map((run) => run.font);
    expect([["rare", "regular"], ["regular"]]).toContainEqual(fonts);
    const { pages } = await drawn(paper({ name: "𠮷野" }));
    expect(pages.flatMap((page) => page.glyphs)).not.toContain(0);
  });

  it("every character of GB 2312 is on board, and the headings are bold throughout", () => {
    forgetFonts(false);
    const decoder = new TextDecoder("gb18030");
    let hanzi = "";
    for (let high = 0xb0; high <= 0xf7; high++)
      for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++)
        hanzi += decoder.decode(Uint8Array.of(high, low));
    expect([...hanzi]).toHaveLength(6_763);
    expect(unprintable(hanzi)).toEqual([]);
    const headings = [words.title, ...Object.values(words.head), words.total(12), hoursAndMinutes(61)].join(
      "",
    );
    expect(runsOf(headings, "bold").map((run) => run.font)).toEqual(["bold"]);
  });

  it("a variation selector is left out rather than shown", () => {
    expect(
      runsOf("葛\u{e0100}城")
        .map((run) => run.text)
        .join(""),
    ).toBe("葛城");
  });
});
