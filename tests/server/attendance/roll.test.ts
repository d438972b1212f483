// The roll-call: who runs the shift says who came, who walked in, who has left; and takes it back.
import { v4 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { refusalSentence } from "@/app/_copy/refusals";
import { addNewcomer, begin, callIn, callOut, undo } from "@/server/attendance/commands";
import { attendanceOf, attendancesOf } from "@/server/attendance/data";
import { rollOf, visibleDay } from "@/server/attendance/day/data";
import { applyEvents } from "@/server/attendance/offline/commands";
import { markPledges } from "@/server/attendance/presence/commands";
import { visibleRoster } from "@/server/attendance/roster/data";
import { readRowCode } from "@/server/attendance/roster/rules";
import { BEGIN_EARLY_MS } from "@/server/attendance/rules";
import { newcomerInput } from "@/server/attendance/schema";
import { viewToday } from "@/server/attendance/today/data";
import { isToday } from "@/server/attendance/today/rules";
import { close } from "@/server/hours/closing/commands";
import { visibleClosing } from "@/server/hours/closing/data";
import { closeInput } from "@/server/hours/closing/schema";
import { followEvent } from "@/server/hours/following/commands";
import { inbox } from "@/server/hours/inbox/data";
import { listOfShift } from "@/server/hours/lists/data";
import { closeShift, ensureShift } from "@/server/needs/shifts/commands";
import { transact } from "@/server/platform/db";
import { withdraw } from "@/server/pledges/changes/commands";
import { markCame } from "@/server/pledges/presence/commands";
import { name as nameSeats } from "@/server/pledges/seats/commands";
import { runnersOf } from "@/server/pledges/seats/rules";
import { cancel, close as closeNeed, complete, settle } from "@/server/pledges/settlement/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { runningDay, type ShiftDay, scan, shiftDay } from "../../support/days";
import { claim, eventsOf, newKey, rowOf } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import { expectSlotsAddUp } from "../../support/sums";
import { ctxOf, grant, organisation, person, type TestWorld, testWorld } from "../../support/world";

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

describe("a need that ends while a shift of it runs", () => {
  const end = (day: ShiftDay) => cancel(day.as.pan, { needId: day.need.id, reason: "no_longer_needed" });
  const statusOf = async (day: ShiftDay) =>
    (await world.db.selectFrom("shift").select("status").where("slot_id", "=", day.slotId).executeTakeFirst())
      ?.status;

  it("waits until the shift is closed where somebody has come, and nothing of it has changed", async () => {
    const day = await runningDay(world);
    const li = { slotId: day.slotId, personId: day.people.li.id };
    await callIn(day.as.pan, li);
    const still = refusal("SHIFT_RUNS", { slotId: day.slotId, count: 1 });
    await expect(end(day)).rejects.toEqual(still);
    await callOut(day.as.pan, li); // has left, and is not settled yet
    await expect(end(day)).rejects.toEqual(still);
    await expect(closeNeed(day.as.pan, { needId: day.need.id, reason: "solved_elsewhere" })).rejects.toEqual(
      still,
    );
    expect(await statusOf(day)).toBe("running");
    expect((await rowOf.slot(world.db, day.slotId)).promised).toBe(5);
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await end(day);
    expect(await statusOf(day)).toBe("closed");
  });

  it("calls it off with itself where nobody has come", async () => {
    const day = await runningDay(world);
    const li = { slotId: day.slotId, personId: day.people.li.id };
    await callIn(day.as.pan, li);
    await undo(day.as.pan, { ...li, was: "in" });
    await end(day);
    expect(await statusOf(day)).toBe("cancelled");
    await expect(callIn(day.as.pan, li)).rejects.toEqual(refusal("DAY_OVER"));
  });

  it("is not completed over walk-ins whose shift is not closed", async () => {
    const day = await runningDay(world);
    await scan(world, day.as.passer, day.slotId);
    await callIn(day.as.pan, { slotId: day.slotId, personId: day.people.passer.id });
    const { needId } = { needId: day.need.id };
    await settle(day.as.pan, { needId });
    for (const row of await world.db
      .selectFrom("pledge")
      .select("id")
      .where("slot_id", "=", day.slotId)
      .execute())
      await markCame(day.as.pan, { pledgeId: row.id, came: "1" });
    world.clock.advance({ days: 8 }); // nobody's answer is waited for any longer
    await expect(complete(day.as.pan, { needId })).rejects.toEqual(
      refusal("SHIFT_RUNS", { slotId: day.slotId, count: 1 }),
    );
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await complete(day.as.pan, { needId });
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

describe("an organisation that has people at a shift and does not run it", () => {
  /** Of the six places 陈队长's team has three, 小李 one; 马队长's has one, for his member 孙. */
  async function withGuests() {
    const day = await shiftDay(world);
    const { gaodu } = day.people.places;
    const [ma, sun] = [await person(world, "马队长"), await person(world, "队员孙")];
    const team = await organisation(world, `外来服务队${day.slotId.slice(-6)}`, "social", gaodu);
    await grant(world, ma, "leader", { organisationId: team });
    await grant(world, sun, "member", { organisationId: team });
    const leader = await ctxOf(world, ma);
    const [wangs] = await world.db
      .selectFrom("pledge")
      .select("id")
      .where("slot_id", "=", day.slotId)
      .where("person_id", "=", day.people.wang.id)
      .execute();
    await withdraw(day.as.wang, { pledgeId: wangs?.id ?? "", reason: "busy" });
    const { pledgeId } = await claim(leader, day.slotId, 1, { organisationId: team });
    await nameSeats(leader, { pledgeId, personIds: [sun.id] });
    return { ...day, ma: leader, sun, team };
  }
  const run = { slotId: "" };

  it("neither begins nor closes it, sees no code and no paper, and enters nobody new", async () => {
    const day = await withGuests();
    run.slotId = day.slotId;
    await expect(begin(day.ma, run)).rejects.toEqual(refusal("FORBIDDEN"));
    await begin(day.as.chen, run);
    expect(await visibleDay(day.ma, run)).toMatchObject({ whole: false, codes: [], asking: [] });
    await expect(visibleRoster(day.ma, run)).rejects.toEqual(refusal("FORBIDDEN"));
    const closing = closeInput.parse({ ...run, key: newKey() });
    await expect(close(day.ma, closing)).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(visibleClosing(day.ma, run)).rejects.toEqual(refusal("FORBIDDEN"));
    const newcomer = { ...run, name: "新人", how: "spoken", privacy: true, age14: true, key: newKey() };
    await expect(addNewcomer(day.ma, newcomerInput.parse(newcomer))).rejects.toEqual(refusal("FORBIDDEN"));
    expect((await visibleDay(day.as.chen, run)).whole).toBe(true);
  });

  it("calls its own people and sees nobody else's names; others are refused, in the device's queue too", async () => {
    const day = await withGuests();
    const at = (personId: string) => ({ slotId: day.slotId, personId });
    await begin(day.as.pan, { slotId: day.slotId });
    await callIn(day.as.pan, at(day.people.li.id));
    await callIn(day.ma, at(day.sun.id));
    expect((await visibleDay(day.ma, { slotId: day.slotId })).roll.map((row) => row.name)).toEqual([
      "队员孙",
    ]);
    const others = [
      () => callIn(day.ma, at(day.people.zhao.id)),
      () => callOut(day.ma, at(day.people.li.id)),
      () => undo(day.ma, { ...at(day.people.li.id), was: "in" }),
    ];
    for (const act of others) await expect(act()).rejects.toEqual(refusal("NOT_YOUR_PEOPLE"));
    const events = [{ id: uuid(), seq: 1, kind: "out" as const, personId: day.people.li.id, ago: 0 }];
    expect(await applyEvents(day.ma, { slotId: day.slotId, device: uuid(), events })).toMatchObject([
      { outcome: "NOT_YOUR_PEOPLE" },
    ]);
    await callOut(day.ma, at(day.sun.id));
    expect((await attendanceOf(world.db, day.slotId, day.sun.id))?.organisation_id).toBe(day.team);
  });

  it("speaks for its own people's hours, and for no others", async () => {
    const day = await withGuests();
    const at = (personId: string) => ({ slotId: day.slotId, personId });
    world.clock.set(day.startsAt);
    await begin(day.as.pan, { slotId: day.slotId });
    for (const id of [day.sun.id, day.people.li.id]) await callIn(day.as.pan, at(id));
    world.clock.advance({ hours: 1 });
    for (const id of [day.sun.id, day.people.li.id]) await callOut(day.as.pan, at(id));
    for (const row of await attendancesOf(world.db, day.slotId))
      await followEvent(systemCtx(world), { aggregate: "attendance", subject_id: row.id });
    expect((await listOfShift(day.ma, { slotId: day.slotId })).map((row) => row.personId)).toEqual([
      day.sun.id,
    ]);
    expect((await inbox(day.ma, {})).items).toMatchObject([{ kind: "confirm", id: day.slotId, count: 1 }]);
    world.clock.set(new Date(day.endsAt.getTime() + 60_000));
    const kinds = async (ctx: Ctx) => (await inbox(ctx, {})).items.map(({ kind }) => kind);
    expect(await kinds(day.ma)).toEqual(["confirm"]);
    expect(await kinds(day.as.chen)).toContain("close");
  });

  it("it was given to runs it, and then nobody else but the village", async () => {
    const day = await withGuests();
    await transact(world.db, (trx) => ensureShift(trx, world, day.slotId));
    const shift = world.db.updateTable("shift").where("slot_id", "=", day.slotId);
    await shift.set({ organisation_id: day.team }).execute();
    expect((await visibleDay(day.ma, { slotId: day.slotId })).whole).toBe(true);
    expect((await visibleDay(day.as.chen, { slotId: day.slotId })).whole).toBe(false);
    await shift.set({ organisation_id: null, lead_id: day.people.wang.id }).execute();
    expect((await visibleDay(day.as.wang, { slotId: day.slotId })).whole).toBe(true);
    expect((await visibleDay(day.as.chen, { slotId: day.slotId })).whole).toBe(false);
    expect((await visibleDay(day.as.pan, { slotId: day.slotId })).whole).toBe(true);
  });

  it("runs it with half of all places and more than all others together, and not with one less", () => {
    const none = { organisationId: null, leadId: null };
    const team = (places: number) => [{ organisationId: "a", places }];
    const runs = (seats: number, taken: number, places: number) =>
      runnersOf({ ...none, seats, taken }, team(places)).length === 1;
    expect([runs(12, 12, 12), runs(12, 6, 6), runs(12, 5, 5)]).toEqual([true, true, false]);
    expect([runs(12, 11, 6), runs(12, 12, 6), runs(12, 12, 7)]).toEqual([true, false, true]);
    expect(runs(12, 1, 1)).toBe(false);
    expect(runs(0, 0, 0)).toBe(false);
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
