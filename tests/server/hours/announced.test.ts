import { beforeEach, expect, it } from "vitest";
import { seedCalendar } from "@/server/hours/calendar/announced/commands";
import { announcedDays } from "@/server/hours/calendar/announced/rules";
import { addWorkDays } from "@/server/hours/calendar/data";
import { dayOf } from "@/server/time";
import { emptyTestDb } from "@/tests/support/database";
import { type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
});

it("every announced day differs from its weekday: days off were working days, make-up days were weekends", () => {
  for (const { day, works } of announcedDays()) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    expect([day, weekday >= 1 && weekday <= 5]).toEqual([day, !works]);
  }
});

it("ten working days over the National Day of 2026 take eighteen, the make-up day included", async () => {
  await seedCalendar(world.db, world.clock.now());
  const due = await addWorkDays(world.db, new Date("2026-09-28T10:00:00+08:00"), 10);
  expect(dayOf(due)).toBe("2026-10-16");
});

it("is laid down once, and never over what somebody has kept", async () => {
  expect(await seedCalendar(world.db, world.clock.now())).toBe(announcedDays().length);
  await world.db
    .updateTable("work_day")
    .set({ works: true, note: "照常上班" })
    .where("day", "=", new Date("2026-10-01T00:00:00Z"))
    .execute();
  expect(await seedCalendar(world.db, world.clock.now())).toBe(0);
  const kept = await world.db
    .selectFrom("work_day")
    .select("note")
    .where("day", "=", new Date("2026-10-01T00:00:00Z"))
    .executeTakeFirstOrThrow();
  expect(kept.note).toBe("照常上班");
});
