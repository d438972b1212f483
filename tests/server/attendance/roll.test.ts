import { beforeAll, describe, expect, it } from "vitest";
import { refusalSentence } from "@/app/_copy/refusals";
import { addNewcomer, begin, callIn, callOut, undo } from "@/server/attendance/commands";
import { attendanceOf, attendancesOf } from "@/server/attendance/data";
import { rollOf, visibleDay } from "@/server/attendance/day/data";
import { markPledges } from "@/server/attendance/presence/commands";
import { visibleRoster } from "@/server/attendance/roster/data";
import { readRowCode } from "@/server/attendance/roster/rules";
import { BEGIN_EARLY_MS } from "@/server/attendance/rules";
import { newcomerInput } from "@/server/attendance/schema";
import { viewToday } from "@/server/attendance/today/data";
import { isToday } from "@/server/attendance/today/rules";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { closeShift } from "@/server/needs/shifts/commands";
import { transact } from "@/server/platform/db";
import { cancel } from "@/server/pledges/settlement/commands";
import { systemCtx } from "@/server/trpc/context";
import { runningDay, scan, shiftDay } from "../../support/days";
import { eventsOf, newKey, rowOf } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import { expectSlotsAddUp } from "../../support/sums";
import { ctxOf, grant, person, type TestWorld, testWorld } from "../../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

describe("beginning", () => {
  it("is for who runs it: the village that posted, and the leader of a team that sends people", async () => {
    const day = await shiftDay(world);
    for (const who of [day.as.li, day.as.passer])
      await expect(begin(who, { slotId: day.slotId })).rejects.toEqual(refusal("FORBIDDEN"));
    await begin(day.as.chen, { slotId: day.slotId });
    await expect(begin(day.as.pan, { slotId: day.slotId })).rejects.toEqual(refusal("WRONG_STATE"));
  });

  it("is two hours before the planned start at the earliest, to the minute", async () => {
    const day = await shiftDay(world);
    const early = (minutes: number) =>
      world.clock.set(new Date(day.startsAt.getTime() - BEGIN_EARLY_MS - minutes * 60_000));
    early(1);
    await expect(begin(day.as.pan, { slotId: day.slotId })).rejects.toEqual(refusal("TOO_EARLY"));
    expect(refusalSentence("TOO_EARLY", { from: Date.parse("2026-11-21T00:00:00Z"), startsAt: 0 })).toContain(
      "11月21日 8:00 起可以开始签到",
    );
    early(-1);
    await begin(day.as.pan, { slotId: day.slotId });
  });

  it("closed before its planned time, what it came to is said of its pledges all the same", async () => {
    const day = await shiftDay(world);
    await begin(day.as.pan, { slotId: day.slotId });
    await callIn(day.as.pan, { slotId: day.slotId, personId: day.people.li.id });
    world.clock.advance({ minutes: 30 });
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await markPledges(systemCtx(world), { subject_id: day.slotId });
    const rows = await world.db
      .selectFrom("pledge")
      .select("status")
      .where("slot_id", "=", day.slotId)
      .execute();
    expect(rows.map((row) => row.status).sort()).toEqual(["absent", "absent", "attended"]);
  });

  it("is not of a need that has ended; where both are done at once, one is told", async () => {
    const day = await shiftDay(world);
    await cancel(day.as.pan, { needId: day.need.id, reason: "no_longer_needed" });
    await expect(begin(day.as.pan, { slotId: day.slotId })).rejects.toEqual(refusal("WRONG_STATE"));
    for (let i = 0; i < 5; i++) {
      const other = await shiftDay(world);
      await Promise.allSettled([
        begin(other.as.pan, { slotId: other.slotId }),
        cancel(other.as.pan, { needId: other.need.id, reason: "no_longer_needed" }),
      ]);
      const need = await rowOf.need(world.db, other.need.id);
      const shift = await world.db
        .selectFrom("shift")
        .select("status")
        .where("slot_id", "=", other.slotId)
        .executeTakeFirst();
      expect([need.status, shift?.status]).not.toEqual(["cancelled", "running"]);
    }
  });

  it("twice at once happens once", async () => {
    const day = await shiftDay(world);
    const tries = [day.as.pan, day.as.chen].map((who) => begin(who, { slotId: day.slotId }));
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("a dangerous shift without insurance on record does not begin", async () => {
    const day = await shiftDay(world);
    await begin(day.as.pan, { slotId: day.slotId });
    const other = await shiftDay(world);
    await world.db.updateTable("need_line").set({ dangerous: true }).where("id", "=", other.lineId).execute();
    await expect(begin(other.as.pan, { slotId: other.slotId })).rejects.toEqual(refusal("NOT_INSURED"));
  });
});

describe("the roll", () => {
  it("takes nobody before it has begun", async () => {
    const day = await shiftDay(world);
    const who = { slotId: day.slotId, personId: day.people.li.id };
    await expect(callIn(day.as.pan, who)).rejects.toEqual(refusal("DAY_NOT_BEGUN"));
  });

  it("in and out by a call is roll-call; scanned in and called out is roll-call too: the weakest counts", async () => {
    const day = await runningDay(world);
    const qian = { slotId: day.slotId, personId: day.people.qian.id };
    await callIn(day.as.chen, qian);
    await scan(world, day.as.li, day.slotId);
    world.clock.advance({ hours: 4 });
    await callOut(day.as.chen, qian);
    await callOut(day.as.pan, { slotId: day.slotId, personId: day.people.li.id });
    const rows = await attendancesOf(world.db, day.slotId);
    expect(rows.map((row) => [row.class, row.status, row.in_how, row.out_how])).toEqual([
      ["roll_call", "out", "call", "call"],
      ["roll_call", "out", "scan", "call"],
    ]);
    expect(rows[0]?.in_by).toBe(day.people.chen.id);
  });

  it("is not called by a volunteer, nor by a leader who has nobody there", async () => {
    const day = await runningDay(world);
    const stranger = await person(world, "外队队长");
    const who = { slotId: day.slotId, personId: day.people.wang.id };
    for (const ctx of [day.as.li, await ctxOf(world, stranger)])
      await expect(callIn(ctx, who)).rejects.toEqual(refusal("FORBIDDEN"));
  });

  it("two leaders call the same person at once: one presence", async () => {
    const day = await runningDay(world);
    const who = { slotId: day.slotId, personId: day.people.li.id };
    const both = await Promise.allSettled([callIn(day.as.pan, who), callIn(day.as.chen, who)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await attendancesOf(world.db, day.slotId)).toHaveLength(1);
  });

  it("undoing takes back the last step only, of the state the page showed", async () => {
    const day = await runningDay(world);
    const who = { slotId: day.slotId, personId: day.people.li.id };
    await callIn(day.as.pan, who);
    await callOut(day.as.pan, who);
    const twice = await Promise.allSettled([
      undo(day.as.pan, { ...who, was: "out" }),
      undo(day.as.chen, { ...who, was: "out" }),
    ]);
    expect(twice.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const row = await attendanceOf(world.db, day.slotId, who.personId);
    expect(row).toMatchObject({ status: "in", out_at: null, out_how: null, class: "roll_call" });
    await undo(day.as.pan, { ...who, was: "in" });
    expect(await attendanceOf(world.db, day.slotId, who.personId)).toBeNull();
    expect(await eventsOf(world.db, row!.id)).toEqual([
      "attendance.in",
      "attendance.out",
      "attendance.back",
      "attendance.undone",
    ]);
    await callIn(day.as.pan, who); // comes after all: a row of its own
    expect((await attendanceOf(world.db, day.slotId, who.personId))?.id).not.toBe(row!.id);
  });

  it("nobody leaves who has not come", async () => {
    const day = await runningDay(world);
    const who = { slotId: day.slotId, personId: day.people.li.id };
    await expect(callOut(day.as.pan, who)).rejects.toEqual(refusal("NOT_IN"));
  });

  it("counts who is still out, and names the places nobody is named for", async () => {
    const day = await runningDay(world);
    await scan(world, day.as.li, day.slotId);
    const view = await visibleDay(day.as.chen, { slotId: day.slotId });
    expect(view.roll.map((row) => [row.name, row.presence?.status ?? null])).toEqual(
      expect.arrayContaining([
        ["小李", "in"],
        ["王姐", null],
        ["赵伯", null],
        ["钱婶", null],
      ]),
    );
    expect(view.unnamed).toBe(1);
    expect(view.codes).toHaveLength(4);
    await expect(visibleDay(day.as.li, { slotId: day.slotId })).rejects.toEqual(refusal("FORBIDDEN"));
  });
});

describe("walking in", () => {
  it("is counted by itself, above capacity too, and given back when undone", async () => {
    const day = await runningDay(world, { quantity: 5 });
    expect((await rowOf.slot(world.db, day.slotId)).remaining).toBe(0);
    const who = { slotId: day.slotId, personId: day.people.passer.id };
    await expect(callIn(day.as.pan, who), "a stranger whom nobody saw").rejects.toEqual(
      refusal("UNKNOWN_HERE"),
    );
    await scan(world, day.as.passer, day.slotId); // is here, and asks
    await callIn(day.as.pan, who);
    expect(await attendanceOf(world.db, day.slotId, who.personId)).toMatchObject({
      walk_in: true,
      pledge_id: null,
      organisation_id: null,
    });
    expect((await rowOf.slot(world.db, day.slotId)).walk_ins).toBe(1);
    await undo(day.as.pan, { ...who, was: "in" });
    expect((await rowOf.slot(world.db, day.slotId)).walk_ins).toBe(0);
  });

  it("of a member says with which team they came", async () => {
    const day = await runningDay(world);
    const member = await person(world, "队员孙");
    await grant(world, member, "member", { organisationId: day.people.team });
    expect((await visibleDay(day.as.chen, { slotId: day.slotId })).members).toContainEqual({
      personId: member.id,
      name: "队员孙",
    });
    await callIn(day.as.chen, { slotId: day.slotId, personId: member.id });
    const row = await attendanceOf(world.db, day.slotId, member.id);
    expect(row).toMatchObject({ walk_in: true, organisation_id: day.people.team });
  });

  const given = (slotId: string, more: object) =>
    newcomerInput.parse({
      slotId,
      name: "新人老周",
      how: "spoken",
      privacy: true,
      age14: true,
      key: newKey(),
      ...more,
    });

  it("by name and number finds who is known, and enters who is not, once", async () => {
    const day = await runningDay(world);
    const known = given(day.slotId, { name: day.people.passer.name, phone: day.people.passer.phone });
    expect((await addNewcomer(day.as.pan, known)).personId).toBe(day.people.passer.id);
    const input = given(day.slotId, {});
    const [first, again] = await Promise.all([
      addNewcomer(day.as.pan, input),
      addNewcomer(day.as.pan, input),
    ]);
    expect(again).toEqual(first);
    expect((await rowOf.slot(world.db, day.slotId)).walk_ins).toBe(2);
    const consents = await world.db
      .selectFrom("consent")
      .select(["purpose", "how"])
      .where("person_id", "=", first.personId)
      .orderBy("purpose")
      .execute();
    expect(consents).toEqual([
      { purpose: "age_14", how: "spoken" },
      { purpose: "privacy", how: "spoken" },
    ]);
  });

  it("without their agreement nobody is entered", async () => {
    const day = await runningDay(world);
    const input = given(day.slotId, { privacy: false });
    await expect(addNewcomer(day.as.pan, input)).rejects.toEqual(refusal("INVALID"));
  });
});

describe("afterwards", () => {
  it("a closed shift makes its pledges attended or absent: of a team's places as many as came", async () => {
    const day = await runningDay(world);
    await scan(world, day.as.li, day.slotId);
    await callIn(day.as.chen, { slotId: day.slotId, personId: day.people.zhao.id });
    await transact(world.db, (trx) => closeShift(trx, day.as.chen, day.slotId, { grant: null }));
    for (let twice = 0; twice < 2; twice++) await markPledges(systemCtx(world), { subject_id: day.slotId });
    const rows = await world.db
      .selectFrom("pledge")
      .select(["person_id", "status", "accepted"])
      .where("slot_id", "=", day.slotId)
      .execute();
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        { person_id: day.people.li.id, status: "attended", accepted: 1 },
        { person_id: day.people.wang.id, status: "absent", accepted: 0 },
        { person_id: null, status: "attended", accepted: 1 },
      ]),
    );
    await expectSlotsAddUp(world.db);
    const late = { slotId: day.slotId, personId: day.people.wang.id };
    await expect(callIn(day.as.pan, late)).rejects.toEqual(refusal("DAY_OVER"));
    expect((await rollOf(world.db, day.slotId)).rows).toHaveLength(4);
  });

  it("the printed list has a code per row, the same on each printing, by which the paper is read back", async () => {
    const day = await runningDay(world);
    const { rows } = await visibleRoster(day.as.pan, { slotId: day.slotId });
    expect(rows.map((row) => row.code).every((code) => /^[A-Z3479]{4}$/.test(code))).toBe(true);
    expect((await visibleRoster(day.as.pan, { slotId: day.slotId })).rows).toEqual(rows);
    const li = rows.find((row) => row.name === "小李")!;
    const typed = ` ${li.code.toLowerCase().slice(0, 2)} ${li.code.slice(2)}`;
    expect(readRowCode(typed)).toBe(li.code);
  });
});

describe("today", () => {
  it("holds what one runs and what one goes to, from a day before until a day after, and whatever runs", async () => {
    const day = await shiftDay(world);
    const ids = (shifts: { slotId: string }[]) => shifts.map(({ slotId }) => slotId);
    expect(ids((await viewToday(day.as.pan)).runs)).toContain(day.slotId);
    expect(ids((await viewToday(day.as.chen)).runs)).toContain(day.slotId);
    expect(await viewToday(day.as.li)).toMatchObject({ runs: [], expected: [{ slotId: day.slotId }] });
    expect(ids((await viewToday(day.as.zhao)).expected)).toEqual([day.slotId]);
    expect(await viewToday(day.as.passer)).toEqual({ runs: [], expected: [] });
    world.clock.set(new Date(day.startsAt.getTime() + 25 * 3_600_000));
    expect(ids((await viewToday(day.as.li)).expected)).toEqual([]);
    await begin(day.as.pan, { slotId: day.slotId });
    expect(ids((await viewToday(day.as.li)).expected)).toEqual([day.slotId]);
  });

  it("reaches 36 hours ahead, to the minute", () => {
    const at = (hours: number, minutes = 0) => ({
      status: "planned",
      startsAt: new Date(world.clock.now().getTime() + (hours * 60 + minutes) * 60_000),
    });
    const now = world.clock.now();
    expect([at(36), at(36, 1), at(-24), at(-24, -1)].map((shift) => isToday(shift, now))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(isToday({ status: "cancelled", startsAt: now }, now)).toBe(false);
  });
});
