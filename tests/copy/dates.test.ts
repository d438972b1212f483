// Runs in TZ=Asia/Kathmandu like every test: the screen shows Shanghai whatever the machine believes.
import { describe, expect, it } from "vitest";
import * as d from "@/app/_copy/dates";

const now = new Date("2026-11-18T01:40:00Z"); // Wednesday 18 November, 9:40 in Shanghai

describe("dates on screen", () => {
  it("are of Shanghai, in whatever zone the server runs", () => {
    expect(d.clockTime(now)).toBe("9:40");
    expect(d.dateValue(new Date("2026-11-18T16:30:00Z"))).toBe("2026-11-19");
    expect(d.dateTimeValue(new Date("2026-12-31T16:05:00Z"))).toBe("2027-01-01T00:05");
  });

  it("name a near day as people do and a far one by its date", () => {
    expect(d.dayAndTime(new Date("2026-11-21T00:00:00Z"), now)).toBe("周六 8:00");
    expect(d.dayWord(new Date("2026-11-18T15:59:00Z"), now)).toBe("今天");
    expect(d.dayWord(new Date("2026-11-18T16:00:00Z"), now)).toBe("明天");
    expect(d.dayWord(new Date("2026-11-20T03:00:00Z"), now)).toBe("后天");
    expect(d.dayWord(new Date("2026-11-25T03:00:00Z"), now)).toBe("11月25日 周三");
    expect(d.dayWord(new Date("2027-01-05T03:00:00Z"), now)).toBe("2027年1月5日 周二");
  });

  it("name the second day of a span only where it differs", () => {
    const from = new Date("2026-11-21T00:00:00Z");
    expect(d.timeSpan(from, new Date("2026-11-21T04:00:00Z"), now)).toBe("周六 8:00–12:00");
    expect(d.timeSpan(from, new Date("2026-11-22T04:00:00Z"), now)).toBe("周六 8:00–周日 12:00");
  });

  it("count the days left on the calendar, and hours on the last day", () => {
    expect(d.timeLeft(new Date("2026-11-27T01:00:00Z"), now)).toBe("还剩 9 天");
    expect(d.timeLeft(new Date("2026-11-18T09:00:00Z"), now)).toBe("还剩 7 小时");
    expect(d.timeLeft(new Date("2026-11-19T15:00:00Z"), now)).toBe("明天截止");
    expect(d.timeLeft(new Date("2026-11-18T02:00:00Z"), now)).toBe("不到 1 小时");
    expect(d.timeLeft(now, now)).toBe("已过期");
  });

  it("say how long ago something was", () => {
    expect(d.ago(new Date("2026-11-18T01:20:00Z"), now)).toBe("20分钟前");
    expect(d.ago(new Date("2026-11-17T16:10:00Z"), now)).toBe("今天 0:10");
    expect(d.ago(new Date("2026-11-17T15:59:00Z"), now)).toBe("昨天 23:59");
  });

  it("refuse a day that is not in the calendar", () => {
    expect(d.fromWall("2026-02-29")).toBeNull();
    expect(d.fromWall("2026-11-25T24:00")).toBeNull();
    expect(d.fromWall("2028-02-29T08:00")?.toISOString()).toBe("2028-02-29T00:00:00.000Z");
  });
});
