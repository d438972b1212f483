import { describe, expect, test } from "vitest";
import {
  AHEAD_MAX_DAYS,
  answerDueAt,
  CUT_OFF_HOURS,
  cutOffAt,
  PRODUCE_MAX_DAYS,
  SHIFT_MAX_HOURS,
  wrongDates,
} from "@/server/needs/rules";

const at = (wall: string) => new Date(`${wall}+08:00`);
const wall = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

describe("the answer clock", () => {
  test.each([
    ["2026-11-18T10:00", "2026-11-19T10:00"],
    ["2026-11-18T09:00", "2026-11-19T09:00"],
    ["2026-11-18T08:59", "2026-11-19T09:00"],
    ["2026-11-18T18:00", "2026-11-19T18:00"],
    ["2026-11-18T18:01", "2026-11-20T09:00"],
    ["2026-11-18T23:30", "2026-11-20T09:00"],
    ["2026-11-19T02:00", "2026-11-20T09:00"],
    ["2026-12-31T20:00", "2027-01-02T09:00"],
  ])("received %s, due %s in China, whatever the server's zone", (received, due) => {
    expect(wall(answerDueAt(at(received)))).toBe(due);
  });
});

describe("the cut-off", () => {
  const starts = at("2026-11-19T08:00");
  test.each([
    ["2026-11-10T08:00", "2026-11-18T20:00"], // twelve hours before
    ["2026-11-18T08:00", "2026-11-18T20:00"], // a day ahead: the half is twelve hours
    ["2026-11-18T08:02", "2026-11-18T20:01"],
    ["2026-11-18T21:40", "2026-11-19T02:50"], // asked for in the evening, for the morning
    ["2026-11-19T07:00", "2026-11-19T07:30"],
    ["2026-11-19T08:30", "2026-11-19T08:00"],
  ])("of a shift at eight, asked for at %s, is at %s: never behind who asks", (asked, cut) => {
    expect(wall(cutOffAt(starts, at(asked)) as Date)).toBe(cut);
    expect(CUT_OFF_HOURS).toBe(12);
  });
});

describe("impossible dates", () => {
  const now = at("2026-11-18T10:00");
  const plus = (ms: number) => new Date(now.getTime() + ms);
  const none = { startsAt: null, endsAt: null, returnBy: null, producedOn: null };
  const deadline = plus(7 * 86_400_000);
  const wrong = (line: Partial<typeof none> | object, until = deadline) =>
    wrongDates(until, [{ ...none, ...line } as never], now);

  test("a deadline lies ahead, and no further than a year", () => {
    expect(wrongDates(plus(1), [], now)).toEqual({});
    expect(wrongDates(now, [], now)).toEqual({ deadlineAt: "in_the_past" });
    expect(wrongDates(plus(AHEAD_MAX_DAYS * 86_400_000), [], now)).toEqual({});
    expect(wrongDates(plus(AHEAD_MAX_DAYS * 86_400_000 + 1), [], now)).toEqual({ deadlineAt: "too_far" });
  });

  test("a shift ends after it starts and lasts a day at most", () => {
    const startsAt = plus(3_600_000);
    const ends = (ms: number) => wrong({ startsAt, endsAt: new Date(startsAt.getTime() + ms) });
    expect(ends(0)).toEqual({ "lines.0.endsAt": "ends_before_start" });
    expect(ends(1)).toEqual({});
    expect(ends(SHIFT_MAX_HOURS * 3_600_000)).toEqual({});
    expect(ends(SHIFT_MAX_HOURS * 3_600_000 + 1)).toEqual({ "lines.0.endsAt": "too_long_shift" });
    expect(wrong({ startsAt: now })).toEqual({ "lines.0.startsAt": "in_the_past" });
  });

  test("produce is harvested by today in China and not years ago", () => {
    expect(wrong({ producedOn: "2026-11-18" })).toEqual({});
    expect(wrong({ producedOn: "2026-11-19" })).toEqual({ "lines.0.sale.producedOn": "in_the_future" });
    const oldest = new Date(now.getTime() - PRODUCE_MAX_DAYS * 86_400_000).toISOString().slice(0, 10);
    expect(wrong({ producedOn: oldest })).toEqual({});
    expect(wrong({ producedOn: "2020-01-01" })).toEqual({ "lines.0.sale.producedOn": "too_old" });
  });

  test("what is lent comes back today or later", () => {
    expect(wrong({ returnBy: "2026-11-18" })).toEqual({});
    expect(wrong({ returnBy: "2026-11-17" })).toEqual({ "lines.0.returnBy": "in_the_past" });
  });
});
