import { describe, expect, it } from "vitest";
import { chainText } from "@/app/_copy/chain";
import { headsOf, readChain } from "@/server/matching/chain/rules";

const brief = (text: string) =>
  readChain(text).map((row) => [
    row.name,
    row.amount ? `${row.amount.value}${row.amount.unit}` : null,
    row.extra,
  ]);

describe("a pasted 接龙 list", () => {
  it("is read with dots, 、, brackets, circles and boxes as numbers, on one line or on many", () => {
    expect(brief("1. 张三 2. 李四 10袋 3. 王五+2人")).toEqual([
      ["张三", null, 0],
      ["李四", "10袋", 0],
      ["王五", null, 2],
    ]);
    expect(brief("1、张三\n2）李四 10袋\n③赵六 两个\n4️⃣ 孙七 3人").map(([name]) => name)).toEqual([
      "张三",
      "李四",
      "赵六",
      "孙七",
    ]);
  });

  it("leaves out the title, the example and empty numbers", () => {
    const text = "#接龙\n周六装大米，自带手套\n例：1. 姓名 人数\n\n1. 张三 👍\n2. 李四 10袋\n3. ";
    expect(brief(text)).toEqual([
      ["张三", null, 0],
      ["李四", "10袋", 0],
    ]);
  });

  it("knows a name that ends in a numeral from the amount that follows it", () => {
    expect(brief("1. 赵六 两个\n2. 赵六两袋\n3. 李四10袋\n4. 王五 五十斤\n5. 周八：3箱")).toEqual([
      ["赵六", "2个", 0],
      ["赵六", "2袋", 0],
      ["李四", "10袋", 0],
      ["王五", "50斤", 0],
      ["周八", "3箱", 0],
    ]);
  });

  it("counts heads: who is named, those said, and those they bring", () => {
    const heads = (text: string) => readChain(`1. ${text}`).map(headsOf)[0];
    expect(heads("王五")).toBe(1);
    expect(heads("王五+2人")).toBe(3);
    expect(heads("王五 带一个")).toBe(2);
    expect(heads("王五 3人")).toBe(3);
  });

  it("takes a number alone in what is asked for", () => {
    expect(brief("1. 红星超市 10\n2. 育才小学：5\n3. 张三")).toEqual([
      ["红星超市", "10个", 0],
      ["育才小学", "5个", 0],
      ["张三", null, 0],
    ]);
  });

  it("says who took it back and who stands twice", () => {
    const rows = readChain("1. 张三（取消）\n2. 李四\n3. 李四 2人\n4. 王五 来不了");
    expect(rows.map((row) => [row.withdrawn, row.twice])).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [true, false],
    ]);
  });

  it("keeps no telephone number", () => {
    const rows = readChain("1. 张三 13800138000 2袋\n2. 李四 电话 139 0000 1111");
    expect(JSON.stringify(rows)).not.toMatch(/138001|1111/);
    expect(rows[0]?.amount?.value).toBe(2);
  });

  it("reads back what the platform wrote", () => {
    const text = chainText({
      title: "装大米",
      lacks: ["装车 还差 3 人"],
      deadline: "周六",
      url: "http://x",
      rows: ["红星志愿队 5人", "李** 2人"],
    });
    expect(readChain(text).map((row) => row.amount?.value)).toEqual([5, 2]);
  });
});
