import { describe, expect, it } from "vitest";
import { exactNumber, exactQuantity, formatQuantity, percent, shortNumber } from "@/app/_copy/numbers";
import { hoursSaid } from "@/app/_copy/reports";

const jin = { unit: "jin", unitSize: 500 };
const people = { unit: "person", unitSize: 1 };

describe("figures on screen", () => {
  it("are short as people say them, and exact on demand", () => {
    expect(formatQuantity(100_000_000, jin)).toBe("20万斤");
    expect(formatQuantity(41_000_000, jin)).toBe("8.2万斤");
    expect(formatQuantity(25_000, jin)).toBe("50斤");
    expect(formatQuantity(3, people)).toBe("3人");
    expect(formatQuantity(0, people)).toBe("0人");
    expect(exactQuantity(100_000_000, jin)).toBe("200,000斤");
  });

  it("never write 10000万", () => {
    expect(shortNumber(99_960_000)).toBe("1亿");
    expect(shortNumber(9_999)).toBe("9,999");
    expect(shortNumber(31_400)).toBe("3.1万");
    expect(exactNumber(1_234_567.5)).toBe("1,234,567.5");
  });

  it("never say 100% before all is there, nor 0% once something is", () => {
    expect(percent(1, 200_000)).toBe("1%");
    expect(percent(199_999, 200_000)).toBe("99%");
    expect(percent(200_000, 200_000)).toBe("100%");
    expect(percent(0, 10)).toBe("0%");
  });

  it("say hours to the minute, so that a report's sum is what its lines add up to", () => {
    expect([0, 45, 5_999, 6_000, 77_070, -90].map(hoursSaid)).toEqual([
      "0",
      "45分钟",
      "99小时59分",
      "100小时",
      "1,284小时30分",
      "-1小时30分",
    ]);
  });
});
