import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkAmount,
  inUnits,
  readAmount,
  sayQuantity,
  sizeOf,
  toSmallest,
  UNITS,
} from "@/server/needs/units/rules";

describe("amounts people type", () => {
  test.each([
    ["20万斤", "200000", "jin"],
    ["20万", "200000", null],
    ["二十万斤", "200000", "jin"],
    ["二十万", "200000", null],
    ["1.5吨", "1.5", "ton"],
    ["半吨", "0.5", "ton"],
    ["两吨半", "2.5", "ton"],
    ["一百吨", "100", "ton"],
    ["三百五十公斤", "350", "kg"],
    ["三百五", "350", null],
    ["两万五", "25000", null],
    ["2万5千斤", "25000", "jin"],
    ["两千零五十斤", "2050", "jin"],
    ["一千零五", "1005", null],
    ["一万二千三百四十五斤", "12345", "jin"],
    ["十五人", "15", "person"],
    ["10名", "10", "person"],
    ["十个人", "10", "person"],
    ["两辆", "2", "vehicle"],
    ["3辆车", "3", "vehicle"],
    ["两斤", "2", "jin"],
    ["三两", "3", "liang"],
    ["二十两", "20", "liang"],
    ["50袋", "50", "bag"],
    ["500本", "500", "volume"],
    ["三十把", "30", "handle"],
    ["20床", "20", "quilt"],
    ["两盒", "2", "carton"],
    ["一双", "1", "pair"],
    ["1,000斤", "1000", "jin"],
    ["１，０００ 斤", "1000", "jin"],
    ["８.２万斤", "82000", "jin"],
    ["12.5亩", "12.5", "mu"],
    ["2个小时", "2", "hour"],
    ["1.2亿斤", "120000000", "jin"],
    ["三亿五千万", "350000000", null],
    ["100KG", "100", "kg"],
  ])("%s is %s of %s", (typed, amount, unit) => {
    expect(readAmount(typed)).toEqual({ amount, unit, approx: false });
  });

  test.each(["约3千斤", "大概3000斤", "3000多斤", "3000斤左右"])("%s is said to be about", (typed) => {
    expect(readAmount(typed)).toEqual({ amount: "3000", unit: "jin", approx: true });
  });

  test.each([
    "",
    "斤",
    "很多",
    "万",
    "-5斤",
    "1.2.3斤",
    "二三十斤",
    "十百",
    "5斤6两",
    "1e3",
    "0x10",
    "NaN",
    "2.5吨半",
    "万亿",
  ])("%s is no amount", (typed) => {
    expect(readAmount(typed)).toBeNull();
  });
});

describe("into the ledger", () => {
  test("a ton is a million grams, a jin five hundred, and 20万斤 is 100吨", () => {
    expect(toSmallest("100", "ton")).toBe(100_000_000);
    expect(toSmallest("200000", "jin")).toBe(100_000_000);
  });

  test("a bag converts only with a declared weight, otherwise it is counted", () => {
    expect(sizeOf("bag")).toBe(1);
    expect(toSmallest("50", "bag")).toBe(50);
    expect(toSmallest("50", "bag", sizeOf("bag", 25_000))).toBe(1_250_000);
  });

  test("half a person, a part of a gram, nothing and too much are refused with the reason", () => {
    expect(checkAmount("0.5", 1)).toBe("not_whole");
    expect(checkAmount("0.0005", 500)).toBe("not_whole");
    expect(checkAmount("0", 1)).toBe("too_small");
    expect(checkAmount("-1", 1)).toBe("malformed");
    expect(checkAmount("1000000000000", 1)).toBe(1_000_000_000_000);
    expect(checkAmount("1000000000001", 1)).toBe("too_large");
    expect(() => toSmallest("0.5", "person")).toThrow("INVALID");
  });

  test("0.1 + 0.2 jin is 0.3 jin to the gram: no floats", () => {
    expect(toSmallest("0.1", "jin") + toSmallest("0.2", "jin")).toBe(toSmallest("0.3", "jin"));
  });
});

describe("as people say it", () => {
  test.each([
    [100_000_000, "jin", 500, "20万斤", "200,000斤"],
    [41_000_000, "jin", 500, "8.2万斤", "82,000斤"],
    [200_000, "jin", 500, "400斤", "400斤"],
    [100_000_000, "ton", 1_000_000, "100吨", "100吨"],
    [2_250_000, "jin", 500, "4500斤", "4,500斤"],
    [61_728_250, "jin", 500, "12.34万斤", "123,456.5斤"],
    [4_999_999, "jin", 500, "9999.99斤", "9,999.998斤"],
    [60_000_000_000, "jin", 500, "1.2亿斤", "120,000,000斤"],
    [6, "person", 1, "6人", "6人"],
    [1250, "mu", 100, "12.5亩", "12.5亩"],
    [90, "hour", 60, "1.5小时", "1.5小时"],
    [1_250_000, "bag", 25_000, "50袋", "50袋"],
    [100_000, "bag", 30_000, "3袋零20斤", "3袋零20斤"],
    [1, "ton", 1_000_000, "0.000001吨", "0.000001吨"],
    [0, "jin", 500, "0斤", "0斤"],
  ])("%i of %s (%i) is %s, exactly %s", (smallest, unit, size, short, exact) => {
    expect(sayQuantity(smallest, unit, size)).toEqual({ short, exact });
  });

  test("what is said exactly reads back as the same number, for every unit and amount", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...UNITS),
        fc.integer({ min: 1, max: 1_000_000_000_000 }),
        (unit, smallest) => {
          const { exact } = sayQuantity(smallest, unit.code);
          const read = readAmount(exact);
          // a minute is not a decimal of an hour: such amounts are never typed
          if (unit.code === "hour" && inUnits(smallest, 60) === null) return;
          expect(read?.unit).toBe(unit.code);
          expect(toSmallest(read!.amount, unit.code)).toBe(smallest);
        },
      ),
    );
  });

  test("the short form never says more than there is, and misses less than a hundredth of its own scale", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("jin", "kg", "ton", "person", "mu"),
        fc.integer({ min: 1, max: 1_000_000_000_000 }),
        (code, smallest) => {
          const read = readAmount(sayQuantity(smallest, code).short);
          expect(read?.unit).toBe(code);
          const said = toSmallest(read!.amount, code);
          expect(said).toBeLessThanOrEqual(smallest);
          const units = smallest / sizeOf(code);
          const scale = units >= 1e8 ? 1e8 : units >= 1e4 ? 1e4 : 1;
          expect(smallest - said).toBeLessThanOrEqual((scale * sizeOf(code)) / 100);
        },
      ),
    );
  });

  test("what is typed in decimal reads back as typed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const typed = `${whole}.${String(cents).padStart(2, "0")}`;
        const smallest = toSmallest(typed, "jin");
        expect(Number(inUnits(smallest, 500))).toBe(Number(typed));
      }),
    );
  });
});
