import { expect, test } from "vitest";
import { starsOf } from "@/server/records/rules";

test("stars at 100, 300, 600, 1000 and 1500 hours, to the minute", () => {
  expect(starsOf(0)).toEqual({ stars: 0, toNext: 6000 });
  expect(starsOf(5999)).toEqual({ stars: 0, toNext: 1 });
  expect(starsOf(6000)).toEqual({ stars: 1, toNext: 12_000 });
  expect(starsOf(89_999).stars).toBe(4);
  expect(starsOf(90_000)).toEqual({ stars: 5, toNext: null });
});

test("a district's own thresholds count instead", () => {
  expect(starsOf(600, [5, 10])).toEqual({ stars: 2, toNext: null });
  expect(starsOf(599, [5, 10])).toEqual({ stars: 1, toNext: 1 });
});
