import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gramsOf, joinMarks, marksOf } from "@/server/needs/listing/rules";

const HALF = 2 ** 24;
const holds = (all: number, some: number) => joinMarks(all, some) === all;

describe("marks of a text's grams", () => {
  it("a text has the marks of everything it contains, whatever the characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (before, word, after) =>
        holds(marksOf(gramsOf(before + word + after)), marksOf(gramsOf(word))),
      ),
    );
  });

  it("lines marked one by one and joined are the text marked whole", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const flat = lines.map((line) => line.replaceAll("\n", ""));
        const joined = flat.map((line) => marksOf(gramsOf(line))).reduce(joinMarks, 0);
        return joined === marksOf(gramsOf(flat.join("\n")));
      }),
    );
  });

  it("they leave out most texts that lack the words", () => {
    const bodies = Array.from(
      { length: 2000 },
      (_, n) => `请人帮忙${["秋收", "装车", "送餐"][n % 3]}${n}号\n大米\n货车`,
    );
    const wanted = marksOf(gramsOf("摘花生37号"));
    expect(bodies.filter((body) => holds(marksOf(gramsOf(body)), wanted)).length).toBeLessThan(200);
  });

  it("they fit an exact number and a BIGINT", () => {
    const all = marksOf(Array.from({ length: 5000 }, (_, n) => String.fromCharCode(0x4e00 + n, 0x5000 + n)));
    expect(all).toBe(HALF * HALF - 1);
  });
});
