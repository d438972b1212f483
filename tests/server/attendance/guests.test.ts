// Who has people at a shift and does not run it: their own people, and no others.
import { v4 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { addNewcomer, begin, callIn, callOut, undo } from "@/server/attendance/commands";
import { attendanceOf, attendancesOf } from "@/server/attendance/data";
import { visibleDay } from "@/server/attendance/day/data";
import { applyEvents } from "@/server/attendance/offline/commands";
import { visibleRoster } from "@/server/attendance/roster/data";
import { newcomerInput } from "@/server/attendance/schema";
import { close } from "@/server/hours/closing/commands";
import { visibleClosing } from "@/server/hours/closing/data";
import { closeInput } from "@/server/hours/closing/schema";
import { followEvent } from "@/server/hours/following/commands";
import { inbox } from "@/server/hours/inbox/data";
import { listOfShift } from "@/server/hours/lists/data";
import { ensureShift } from "@/server/needs/shifts/commands";
import { transact } from "@/server/platform/db";
import { withdraw } from "@/server/pledges/changes/commands";
import { name as nameSeats } from "@/server/pledges/seats/commands";
import { runnersOf } from "@/server/pledges/seats/rules";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { shiftDay } from "../../support/days";
import { claim, newKey } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import { ctxOf, grant, organisation, person, type TestWorld, testWorld } from "../../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
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
