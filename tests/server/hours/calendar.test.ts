import { beforeAll, describe, expect, it } from "vitest";
import { addWorkDays, workDaysLeft } from "@/server/hours/calendar/data";
import { isWorkDay, workDayAfter } from "@/server/hours/calendar/rules";
import type { Db } from "@/server/platform/db";
import { testDb } from "@/tests/support/database";

let db: Db;
const set = (day: string, works: boolean) =>
  db
    .insertInto("work_day")
    .values({ day: new Date(`${day}T00:00:00Z`), works, note: "国庆", updated_at: new Date() })
    .execute();
beforeAll(async () => {
  db = await testDb();
  // 国庆 2026: 1 to 7 October are free, Sunday 20 September and Saturday 10 October are worked.
  for (const day of [1, 2, 3, 4, 5, 6, 7]) await set(`2026-10-0${day}`, false);
  await set("2026-09-20", true);
  await set("2026-10-10", true);
});

describe("working days", () => {
  it("are Monday to Friday where nobody says otherwise", () => {
    const none = new Map();
    expect(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"].map((d) => isWorkDay(d, none))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(workDayAfter("2026-11-18", 10, none)).toBe("2026-12-02");
  });

  it("a service before 国庆 is due ten days later without the holiday, and with the Saturday that makes up for it", async () => {
    const due = await addWorkDays(db, new Date("2026-09-29T10:00:00Z"), 10);
    expect(due.toISOString()).toBe("2026-10-19T15:59:59.999Z"); // 30.9., 8.–10., 12.–16., 19.10.
  });

  it("the day is Shanghai's: late in the evening there is no new day yet", async () => {
    expect((await addWorkDays(db, new Date("2026-11-18T15:59:00Z"), 1)).toISOString()).toBe(
      "2026-11-19T15:59:59.999Z",
    );
    expect((await addWorkDays(db, new Date("2026-11-18T16:00:00Z"), 1)).toISOString()).toBe(
      "2026-11-20T15:59:59.999Z",
    );
  });

  it("what is left counts working days, and goes below zero when it is overdue", async () => {
    const now = new Date("2026-10-08T02:00:00Z");
    const ends = ["2026-10-08", "2026-10-10", "2026-10-12", "2026-09-30"].map(
      (d) => new Date(`${d}T10:00:00Z`),
    );
    expect(await workDaysLeft(db, now, ...ends)).toEqual([0, 2, 3, -1]);
  });
});
