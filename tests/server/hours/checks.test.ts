import { v4 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { checkReason } from "@/app/_copy/checks";
import { applyEvents } from "@/server/attendance/offline/commands";
import { eventsInput } from "@/server/attendance/offline/schema";
import { state } from "@/server/attendance/statements/commands";
import { verify } from "@/server/history/verify/data";
import { answerCheck } from "@/server/hours/checks/commands";
import { listChecks } from "@/server/hours/checks/data";
import { factsOf } from "@/server/hours/checks/facts/data";
import { daysAfter, isDrawn, ONE_IN, reasonsOf } from "@/server/hours/checks/rules";
import { answerInput as checkInput } from "@/server/hours/checks/schema";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay } from "@/tests/support/days";
import { newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { recordingUnit, served } from "@/tests/support/served";
import { ctxOf, grant, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let day: ShiftDay;
const at = (hours: number) => new Date(day.startsAt.getTime() + hours * 3_600_000);

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  day = await runningDay(world);
  await recordingUnit(world, day.people);
});

const closeAt = async (hours: number, how: "scan" | "call" = "scan") => {
  await served(world, how === "scan" ? day.as.li : day.as.pan, {
    personId: day.people.li.id,
    slotId: day.slotId,
    from: at(0),
    to: at(3),
    inHow: how,
  });
  world.clock.set(at(hours));
  await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
  await drain(world);
};
const reasons = async () =>
  (await world.db.selectFrom("spot_check").select("reasons").execute()).map((row) => row.reasons.split(" "));
/** Somebody of the village who does not run the shift: its grid worker. */
const gridWorker = async () => {
  const grid = await person(world, "网格员小孟");
  await grant(world, grid, "grid", { regionId: day.people.places.xipandun });
  return ctxOf(world, grid);
};

describe("spot checks", () => {
  it("the draw is the same for everybody, one in twenty, and another month draws others", () => {
    const slots = Array.from({ length: 4000 }, (_, n) => `slot-${n}`);
    const drawn = slots.filter((slot) => isDrawn("371311 2026-11", slot));
    expect(drawn).toEqual(slots.filter((slot) => isDrawn("371311 2026-11", slot)));
    expect(Math.abs(drawn.length - slots.length / ONE_IN)).toBeLessThan(60);
    expect(drawn).not.toEqual(slots.filter((slot) => isDrawn("371311 2026-12", slot)));
  });

  it("each reason has its cause, and a plain shift has none", () => {
    const plain = { class: "scanned", flags: [], enteredLate: false };
    const facts = {
      records: [plain, plain],
      walkIns: 0,
      toldDaysAfter: 0,
      sharedBrowsers: 0,
      apart: [],
      drawn: false,
    };
    expect(reasonsOf(facts)).toEqual([]);
    expect(reasonsOf({ ...facts, drawn: true })).toEqual(["random"]);
    const called = { ...plain, class: "roll_call" };
    expect(reasonsOf({ ...facts, records: [plain, called] })).toEqual([]);
    expect(reasonsOf({ ...facts, records: [plain, called, called] })).toEqual(["roll_call"]);
    expect(reasonsOf({ ...facts, toldDaysAfter: 1 })).toEqual(["told_late"]);
    expect(reasonsOf({ ...facts, sharedBrowsers: 1 })).toEqual(["shared_browser"]);
    expect(reasonsOf({ ...facts, apart: ["headcount"] })).toEqual(["headcount"]);
    expect(reasonsOf({ ...facts, records: [{ ...plain, enteredLate: true }] })).toEqual(["late_entry"]);
    expect(reasonsOf({ ...facts, records: [{ ...plain, flags: ["long_day"] }] })).toEqual(["long_day"]);
    expect(reasonsOf({ ...facts, walkIns: 2 })).toEqual(["walk_ins"]);
    expect(reasonsOf({ ...facts, walkIns: 1 })).toEqual([]);
  });

  it("a shift that rests on the roll alone is flagged when it is closed", async () => {
    await closeAt(5, "call");
    expect((await reasons())[0]).toContain("roll_call");
  });

  it("what a device told is late on another day of China, and not within the same night", () => {
    const china = (text: string) => new Date(`2026-11-${text}:00+08:00`);
    const days = (happened: string, told: string) =>
      daysAfter({ happenedAt: china(happened), toldAt: china(told) });
    expect(days("18T08:00", "18T23:59")).toBe(0);
    expect(days("18T20:00", "19T07:59")).toBe(0);
    expect(days("18T20:00", "19T08:00")).toBe(1);
    expect(days("18T20:00", "20T00:00")).toBe(2);
    expect(days("19T00:00", "19T23:59")).toBe(0);
  });

  it("a roll-call that a device told two days after is flagged with the days, and not where it was undone", async () => {
    const { li, wang } = day.people;
    for (const personId of [li.id, wang.id])
      await served(world, personId === li.id ? day.as.li : day.as.wang, {
        personId,
        slotId: day.slotId,
        from: at(0),
        to: at(3),
      });
    const tell = (events: object[]) =>
      applyEvents(day.as.chen, eventsInput.parse({ slotId: day.slotId, device: uuid(), events }));
    const called = (seq: number, kind: string, hoursAgo: number) => ({
      id: uuid(),
      seq,
      kind,
      personId: day.people.zhao.id,
      ago: hoursAgo * 3_600_000,
    });
    world.clock.set(at(48));
    await tell([called(1, "in", 48)]);
    const facts = () =>
      factsOf(world.db, day.slotId, { countyId: day.people.places.luozhuang, closedOn: "2026-11-21" });
    expect((await facts()).toldDaysAfter).toBe(2);
    await tell([{ ...called(1, "undo", 0), was: "in" }]);
    expect((await facts()).toldDaysAfter).toBe(0);
    await tell([called(1, "in", 48), called(2, "out", 45)]);
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await drain(world);
    expect((await reasons())[0]).toContain("told_late");
    const zhou = await ctxOf(world, day.people.zhou);
    const [row] = await listChecks(zhou, { regionId: day.people.places.luozhuang, show: "open" });
    expect(row?.toldDaysAfter).toBe(2);
    expect(checkReason("told_late", row!)).toContain("过了 2 天才传上来");
  });

  it("what the village counted differently is flagged, though it is said after the closing", async () => {
    await closeAt(5);
    const said = { slotId: day.slotId, headcount: 3, hours: 3 };
    await state(await gridWorker(), said as never);
    await drain(world);
    expect((await reasons())[0]).toContain("headcount");
    await drain(world);
    expect(await reasons()).toHaveLength(1);
    expect((await verify(world.db)).checks.flatMap((check) => check.faults)).toEqual([]);
  });

  it("is answered once, by those above, with a note; what was looked at stays looked at", async () => {
    await closeAt(5, "call");
    const { id } = await world.db.selectFrom("spot_check").select("id").executeTakeFirstOrThrow();
    const zhou = await ctxOf(world, day.people.zhou);
    const gao = await ctxOf(world, day.people.gao);
    const list = await listChecks(zhou, { regionId: day.people.places.luozhuang, show: "open" });
    expect(list).toMatchObject([{ id, people: 1, minutes: 180, classes: { rollCall: 1 } }]);
    const sound = checkInput.parse({ checkId: id, outcome: "sound", note: "打过电话，人数相符" });
    await expect(answerCheck(day.as.pan, sound)).rejects.toEqual(refusal("FORBIDDEN"));
    const both = await Promise.allSettled([
      answerCheck(gao, sound),
      answerCheck(zhou, { ...sound, outcome: "unsound" }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await state(await gridWorker(), { slotId: day.slotId, headcount: 9, hours: 3 } as never);
    await drain(world);
    expect(await listChecks(zhou, { regionId: day.people.places.luozhuang, show: "open" })).toEqual([]);
  });

  it("found unsound, it is told to who closed the shift", async () => {
    await closeAt(5, "call");
    const { id } = await world.db.selectFrom("spot_check").select("id").executeTakeFirstOrThrow();
    const zhou = await ctxOf(world, day.people.zhou);
    await answerCheck(zhou, { checkId: id, outcome: "unsound", note: "只来了一位", findings: [] });
    await drain(world);
    const told = await world.db
      .selectFrom("notice")
      .select("person_id")
      .where("kind", "=", "check_unsound")
      .execute();
    const { closed_by } = await world.db
      .selectFrom("shift")
      .select("closed_by")
      .where("slot_id", "=", day.slotId)
      .executeTakeFirstOrThrow();
    expect(told).toEqual([{ person_id: closed_by }]); // the unit has nobody who leads it yet
  });
});
