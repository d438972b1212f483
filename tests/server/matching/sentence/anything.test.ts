// Whatever is pasted: nothing is thrown, nothing made up beyond its bounds, and no telephone number stays in the public story.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChain } from "@/server/matching/chain/rules";
import { parseSentence } from "@/server/matching/sentence/rules";
import { QUESTIONS_MAX, SENTENCE_MAX } from "@/server/matching/sentence/schema";

const NOW = new Date("2026-11-19T09:00:00+08:00");
const RUNS = 1500;

/** Pieces the grammar takes for something, so that they meet in every order. */
const PIECES =
  "要 缺 找 请 借 来 不要 不对 是 有 没有 还 够了 三 两千 俩 半 十来 四五十 1.2万 0 100 斤 吨 个 人 位 辆 户 亩 车 箱 大米 白菜 志愿者 律师 会开叉车的 货车 装车 摘 修 卖不掉 滞销 周三前 腊月二十三 25号 月底 明天上午9点 前后 每月 和 、 , 。 ; 的 了 到 - ( ) 电话 联系老王 村里 帮忙 \uE000 \uE100 \uE00F".split(
    " ",
  );
const talk = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(""));
const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: SENTENCE_MAX }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  talk,
);

const digits = (min: number, max: number) => fc.integer({ min, max }).map(String);
const gap = fc.constantFrom("", "-", " ", "—", ".");
const mobile = fc
  .tuple(digits(130, 199), gap, digits(1000, 9999), gap, digits(1000, 9999))
  .map((parts) => parts.join(""));
const landline = fc
  .tuple(
    fc.constantFrom("0539", "(0539)", "（010）", "0531", "021"),
    gap,
    fc.oneof(digits(2_000_000, 9_999_999), digits(20_000_000, 99_999_999)),
  )
  .map((parts) => parts.join(""));
const wide = (said: string) => said.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
const number = fc.oneof(mobile, landline, mobile.map(wide), landline.map(wide));
const plainDigits = (said: string) => said.normalize("NFKC").replace(/\D/g, "");

describe("whatever is pasted", () => {
  it("is read without a throw, in lines with a kind, an item and a sensible amount, and at most three questions", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { lines, questions, by } = parseSentence(text, NOW);
        expect(questions.length).toBeLessThanOrEqual(QUESTIONS_MAX);
        for (const { quantity, item } of lines) {
          expect(quantity === null || (Number.isFinite(quantity) && quantity >= 0)).toBe(true);
          expect(item).not.toMatch(/[\uE000-\uF8FF]/);
        }
        expect(by === null || by >= "2026-11-19").toBe(true);
        readChain(text);
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps no telephone number in the story or in a line, however it is written and wherever it stands", () => {
    const words = fc.constantFrom(
      "",
      "卖白菜",
      "要5个人",
      "联系老王",
      "电话:",
      "座机是",
      "，",
      "明天来",
      "。急！",
    );
    fc.assert(
      fc.property(words, words, number, words, (a, b, said, c) => {
        const { story, lines, phone } = parseSentence(`${a}${b}${said}${c}`, NOW);
        const known = plainDigits(said);
        expect(plainDigits(story)).not.toContain(known.slice(-7));
        expect(JSON.stringify(lines)).not.toContain(known.slice(-7));
        expect(phone).toBe(known);
        expect(JSON.stringify(readChain(`1. 张三 ${said}`)).replace(/\D/g, "")).not.toContain(
          known.slice(-7),
        );
      }),
      { numRuns: RUNS },
    );
  });
});
