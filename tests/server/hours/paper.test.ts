import { beforeEach, describe, expect, it } from "vitest";
import { codeOfRow } from "@/server/attendance/roster/data";
import { verify } from "@/server/history/verify/data";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { inbox } from "@/server/hours/inbox/data";
import { enterPaper } from "@/server/hours/paper/commands";
import { visiblePaper } from "@/server/hours/paper/data";
import { momentsOf, readLine } from "@/server/hours/paper/rules";
import { confirm } from "@/server/hours/speaking/commands";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay } from "@/tests/support/days";
import { newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { minutesOf, recordingUnit, served } from "@/tests/support/served";
import { expectSlotsAddUp } from "@/tests/support/sums";
import { type TestWorld, testWorld } from "@/tests/support/world";

describe("a line typed from paper", () => {
  const read = { who: "AC37", times: { from: 485, to: 660 } };
  it.each([
    "AC37 8:05 11:00",
    "AC37，8：05，11：00",
    "ＡＣ３７　８：０５　１１：００",
    "AC37 8：05—11：00。",
    "AC37、8.05-11.00",
    "AC37 8点05分 到 11点",
    "AC37 8点05 至 11点整",
    "AC37 805 1100",
    "AC37 0805~1100",
    "AC37\t8:05\t11:00\t",
  ])("is read with Chinese punctuation and spaces forgiven: %s", (line) => {
    expect(readLine(line)).toEqual(read);
  });

  it("knows half past, and names in the place of codes", () => {
    expect(readLine("王 小梅 8点半 11:00")).toEqual({
      who: "王 小梅",
      times: { from: 510, to: 660 },
    });
  });

  it.each(["AC37", "ａｃ３７。", "王小梅", "欧阳·建国"])(
    "one word alone is who, at the times of the shift: %s",
    (line) => {
      expect(readLine(line)).toMatchObject({ times: null });
    },
  );

  it.each([
    "AC37 8:05",
    "8:05 11:00",
    "8:05",
    "30",
    "AC37 DF49",
    "AC37 24:00 25:00",
    "AC37 8:60 11:00",
    "AC37 八点 十一点",
  ])("is not guessed at: %s", (line) => {
    expect(readLine(line)).toBeNull();
  });

  it("goes past midnight only where the shift does", () => {
    const day = new Date("2026-11-20T00:00:00+08:00");
    const night = { from: 22 * 60, to: 60 };
    expect(momentsOf(night, day, true).to.toISOString()).toBe("2026-11-20T17:00:00.000Z");
    expect(momentsOf(night, day, false).to.toISOString()).toBe("2026-11-19T17:00:00.000Z");
  });
});

let world: TestWorld;
let day: ShiftDay;
const at = (hours: number) => new Date(day.startsAt.getTime() + hours * 3_600_000);
const clock = (hours: number) => new Date(at(hours).getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
const codeOf = (name: "li" | "wang" | "zhao" | "qian") =>
  codeOfRow(world.keys, day.slotId, day.people[name].id);
const line = (name: "li" | "wang" | "zhao" | "qian", from: number, to: number) =>
  `${codeOf(name)} ${clock(from)} ${clock(to)}`;
const enter = (by: Ctx, ...lines: string[]) =>
  enterPaper(by, { slotId: day.slotId, text: lines.join("\n"), key: newKey() });
const look = (...lines: string[]) => visiblePaper(day.as.pan, { slotId: day.slotId, text: lines.join("\n") });
const waiting = () =>
  world.db
    .selectFrom("service_record")
    .select(["id", "person_id", "status", "class", "waits_for", "minutes", "entered_by"])
    .where("slot_id", "=", day.slotId)
    .orderBy("minutes")
    .execute();

describe("the printed list, entered afterwards", () => {
  beforeEach(async () => {
    await emptyTestDb();
    world = await testWorld();
    day = await runningDay(world);
    await recordingUnit(world, day.people);
    world.clock.set(at(5));
  });

  it("names each faulty line, and who stands on no line", async () => {
    const view = await look(
      line("li", 0, 3),
      "",
      "ZZZZ 8:00 9:00",
      `${codeOf("wang")} 8:00`,
      line("li", 0, 2),
      line("zhao", 3, 1),
      line("qian", 4.5, 6),
    );
    expect(view.lines.map(({ n, fault }) => [n, fault])).toEqual([
      [1, null],
      [3, "unknown"],
      [4, "unreadable"],
      [5, "twice"],
      [6, "order"],
      [7, "future"],
    ]);
    expect(view.faults).toBe(5);
    expect(view.missing).toEqual(["王姐"]);
    expect((await look(line("qian", -2, -1))).lines[0]?.fault).toBe("off_plan");
  });

  it("a code alone takes the times of the shift, where it has some", async () => {
    const { lines } = await look(codeOf("li").toLowerCase(), "王姐", line("zhao", 0.5, 3));
    expect(lines.map(({ from, to, planned, fault }) => [from, to, planned, fault])).toEqual([
      [day.startsAt, day.endsAt, true, null],
      [day.startsAt, day.endsAt, true, null],
      [at(0.5), at(3), false, null],
    ]);
    await enter(day.as.pan, codeOf("li"));
    expect(await waiting()).toMatchObject([{ class: "late", waits_for: "second", minutes: 240 }]);
    await world.db.updateTable("shift").set({ kind: "window" }).where("slot_id", "=", day.slotId).execute();
    expect((await look(codeOf("wang"))).lines[0]).toMatchObject({ fault: "no_times", from: null });
  });

  it("with one faulty line nothing is entered", async () => {
    await expect(enter(day.as.pan, line("li", 0, 3), "ZZZZ 8:00 9:00")).rejects.toEqual(
      refusal("PAPER_HAS_FAULTS", { count: 1, line: 2 }),
    );
    expect(await waiting()).toEqual([]);
  });

  it("closes the shift, as late entries that a second person makes count", async () => {
    await expect(enter(day.as.li, line("wang", 0, 3))).rejects.toEqual(refusal("FORBIDDEN"));
    const answer = await enter(day.as.pan, line("li", 0, 3), line("wang", 0.5, 4));
    expect(answer).toMatchObject({ people: 2, waiting: 2 });
    const rows = await waiting();
    expect(rows.map((row) => [row.class, row.status, row.waits_for, row.minutes])).toEqual([
      ["late", "pending", "second", 180],
      ["late", "pending", "second", 210],
    ]);
    const recordIds = rows.map((row) => row.id);
    const first = await confirm(day.as.pan, { recordIds });
    expect(first.map((one) => one.why)).toEqual(["second", "second"]);
    const { items } = await inbox(day.as.chen, {});
    expect(items).toContainEqual(expect.objectContaining({ kind: "confirm", id: day.slotId, count: 2 }));
    await confirm(day.as.chen, { recordIds });
    expect(await minutesOf(world.db, day.people.wang.id)).toBe(210);
    await drain(world);
    const { checks } = await verify(world.db);
    expect(checks.flatMap((c) => c.faults.filter((fault) => !fault.startsWith("seat ")))).toEqual([]);
  });

  it("who scanned both ways counts already, and their line changes nothing", async () => {
    world.clock.set(at(0));
    await served(world, day.as.li, {
      personId: day.people.li.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
      inHow: "scan",
    });
    world.clock.set(at(5));
    const view = await look(line("li", 0, 4), line("wang", 0, 4));
    expect(view.lines.map((one) => one.counted)).toEqual([true, false]);
    await enter(day.as.pan, line("li", 0, 4), line("wang", 0, 4));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
  });

  it("found after the shift was closed it is entered all the same, and twice is once", async () => {
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    const input = { slotId: day.slotId, text: line("qian", 0, 3), key: newKey() };
    await enterPaper(day.as.pan, input);
    await enterPaper(day.as.pan, input);
    const rows = await waiting();
    expect(rows.map((row) => [row.person_id, row.status, row.waits_for, row.minutes])).toEqual([
      [day.people.qian.id, "pending", "second", 180],
    ]);
    await confirm(day.as.chen, { recordIds: rows.map((row) => row.id) });
    expect(await minutesOf(world.db, day.people.qian.id)).toBe(180);
    await drain(world);
    const { checks } = await verify(world.db);
    expect(checks.flatMap((c) => c.faults.filter((fault) => !fault.startsWith("seat ")))).toEqual([]);
  });

  it("found after the shift was closed it makes who was marked absent somebody who came, also of a team", async () => {
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await drain(world);
    const pledges = () =>
      world.db
        .selectFrom("pledge")
        .select(["person_id", "status", "accepted", "amount", "end_reason"])
        .where("slot_id", "=", day.slotId)
        .execute();
    expect(new Set((await pledges()).map((row) => row.status))).toEqual(new Set(["absent"]));
    await enter(day.as.pan, line("wang", 0, 3), line("qian", 0, 3));
    const came = { status: "attended", accepted: 1, amount: 1, end_reason: null };
    expect(await pledges()).toEqual(
      expect.arrayContaining([
        { ...came, person_id: day.people.wang.id },
        { ...came, person_id: null },
      ]),
    );
    await enter(day.as.pan, line("zhao", 0, 3));
    expect((await pledges()).find((row) => row.person_id === null)).toMatchObject({ accepted: 2, amount: 2 });
    await expectSlotsAddUp(world.db);
    await drain(world);
    const { checks } = await verify(world.db);
    expect(checks.flatMap((c) => c.faults.filter((fault) => !fault.startsWith("seat ")))).toEqual([]);
  });

  it("entered by two at once: the second is told it is over, or finds it entered", async () => {
    const both = await Promise.allSettled([
      enter(day.as.pan, line("li", 0, 3)),
      enter(day.as.chen, line("li", 0, 3)),
    ]);
    expect(both.filter((one) => one.status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    expect(await waiting()).toHaveLength(1);
  });
});
