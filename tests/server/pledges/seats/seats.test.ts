import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { leave as leaveTeam } from "@/server/organisations/members/commands";
import { endRole } from "@/server/people/grants/commands";
import { withdraw } from "@/server/pledges/changes/commands";
import { leave, name, removeSeat } from "@/server/pledges/seats/commands";
import { rosterOf, visibleShift } from "@/server/pledges/seats/data";
import { mySeats, seatItemOf, teamShiftOf } from "@/server/pledges/seats/lists/data";
import { namingEnd, remindersOf } from "@/server/pledges/seats/rules";
import { lower } from "@/server/pledges/settlement/lowering/commands";
import { callOff, take } from "@/server/pledges/stand-ins/commands";
import { searchesForMe } from "@/server/pledges/stand-ins/data";
import { DAY_MS, HOUR_MS } from "@/server/time";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { openNeed } from "@/tests/support/needs";
import { claim, eventsOf, rowOf } from "@/tests/support/pledged";
import { codeOf } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import { faultyNumbers } from "@/tests/support/sums";
import { ctxOf, grant, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
  await drain(world);
});
afterEach(async () => {
  expect(await faultyNumbers(world.db)).toEqual([]);
});
afterAll(async () => {
  await drain(world);
  expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
});

const codeFrom = (act: Promise<unknown>) => act.then(() => "done", codeOf);
const as = (who: { id: string }) => ctxOf(world, who);
const now = () => world.clock.now();

/** 潘书记 asks for people in five days; the cut-off is a day before. 陈队长's team takes `places`. */
async function shiftOf(places = 3, quantity = 10) {
  const startsAt = new Date(now().getTime() + 5 * DAY_MS);
  const need = await openNeed(world, {
    posterId: story.pan.id,
    lines: [
      {
        kind: "people",
        quantity,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3 * HOUR_MS),
        cutOffAt: new Date(startsAt.getTime() - DAY_MS),
      },
    ],
  });
  const slotId = need.lines[0]!.slotId;
  const chen = await as(story.chen);
  const { pledgeId } = await claim(chen, slotId, places, { organisationId: story.team });
  return { need, slotId, startsAt, chen, pledgeId };
}

async function members(n: number, names = ["王一", "李二", "张三", "赵四", "钱五", "孙六"]) {
  const made = [];
  for (const each of names.slice(0, n)) {
    const who = await person(world, each, { regionId: story.places.gaodu });
    await grant(world, who, "member", { organisationId: story.team });
    made.push(who);
  }
  return made;
}
const ids = (people: { id: string }[]) => people.map((one) => one.id);
const seatOf = async (slotId: string, personId: string) =>
  world.db
    .selectFrom("seat")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("person_id", "=", personId)
    .orderBy("named_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
const searchOf = async (slotId: string) =>
  world.db
    .selectFrom("stand_in")
    .selectAll()
    .where("slot_id", "=", slotId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
const kindsFor = async (personId: string) =>
  (
    await world.db
      .selectFrom("notice")
      .select("kind")
      .where("person_id", "=", personId)
      .orderBy("id")
      .execute()
  ).map((row) => row.kind);
const to = (at: Date) => world.clock.set(at);

describe("naming", () => {
  it("a leader names members up to the number taken, and one more is refused with what is left", async () => {
    const { chen, pledgeId, slotId } = await shiftOf(3);
    const people = await members(4);
    expect(await name(chen, { pledgeId, personIds: ids(people.slice(0, 2)) })).toEqual({ named: 2, left: 1 });
    await expect(name(chen, { pledgeId, personIds: ids(people.slice(2)) })).rejects.toMatchObject({
      code: "NO_SEATS_LEFT",
      facts: { left: 1, wanted: 2 },
    });
    expect(await name(chen, { pledgeId, personIds: ids(people.slice(2, 3)) })).toEqual({ named: 1, left: 0 });
    const roster = await rosterOf(world.db, slotId);
    expect(roster.people.map((one) => one.name).sort()).toEqual(["张三", "李二", "王一"].sort());
    expect(roster.unnamed).toEqual([]);
  });

  it("nobody is named who is not of the team, has a place there already, or is promised elsewhere at that hour", async () => {
    const { chen, pledgeId, slotId } = await shiftOf(4);
    const [wang, li, zhang] = await members(3);
    await claim(await as(li!), slotId, 1);
    const other = await shiftOf(2);
    await name(other.chen, { pledgeId: other.pledgeId, personIds: [zhang!.id] });
    const answer = name(chen, { pledgeId, personIds: [wang!.id, li!.id, zhang!.id, story.gao.id] });
    await expect(answer).rejects.toMatchObject({
      code: "CANNOT_BE_NAMED",
      facts: { fields: { [li!.id]: "already", [zhang!.id]: "clash", [story.gao.id]: "not_member" } },
    });
    expect((await rosterOf(world.db, slotId)).people.map((one) => one.personId)).toEqual([li!.id]);
    const view = await teamShiftOf(chen, { pledgeId });
    expect(view.candidates.find((one) => one.personId === zhang!.id)?.why).toBe("clash");
    expect(view.candidates.find((one) => one.personId === wang!.id)?.why).toBeNull();
  });

  it("two leaders fill the last place at once: one wins, and there are never more names than places", async () => {
    const { chen, pledgeId, slotId } = await shiftOf(1);
    const vice = await person(world, "副队长");
    await grant(world, vice, "manager", { organisationId: story.team });
    const [wang, li] = await members(2);
    const answers = await Promise.all([
      codeFrom(name(chen, { pledgeId, personIds: [wang!.id] })),
      codeFrom(name(await as(vice), { pledgeId, personIds: [li!.id] })),
    ]);
    expect(answers.sort()).toEqual(["NO_SEATS_LEFT", "done"]);
    expect((await rosterOf(world.db, slotId)).people).toHaveLength(1);
  });

  it("the number is not lowered below the names", async () => {
    const { chen, pledgeId } = await shiftOf(3);
    await name(chen, { pledgeId, personIds: ids(await members(2)) });
    const api = createCaller({ ...chen, asked: new Set() });
    await expect(api.pledges.amend({ pledgeId, amount: "1" })).rejects.toMatchObject({
      message: "BELOW_NAMED",
    });
    expect((await api.pledges.amend({ pledgeId, amount: "2" })).amount).toBe(2);
  });

  it("only the team's leaders name, and a stranger does not even see it", async () => {
    const { pledgeId } = await shiftOf(2);
    const [wang] = await members(1);
    expect(await codeFrom(name(await as(story.pan), { pledgeId, personIds: [wang!.id] }))).toBe("FORBIDDEN");
    expect(await codeFrom(name(await as(wang!), { pledgeId, personIds: [wang!.id] }))).toBe("NOT_FOUND");
  });
});

describe("places without a name", () => {
  it("go back at the cut-off, exactly those, and whoever waits is offered one until half-way to the start", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(4, 4);
    await name(chen, { pledgeId, personIds: ids(await members(2)) });
    const wei = await person(world, "魏七");
    const waiting = await claim(await as(wei), slotId, 1);
    expect(waiting.status).toBe("waitlisted");
    await drain(world);
    to(new Date(startsAt.getTime() - DAY_MS - 1));
    await drain(world);
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({ amount: 4, status: "confirmed" });
    to(new Date(startsAt.getTime() - DAY_MS));
    await drain(world);
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({
      amount: 2,
      wanted: 2,
      status: "confirmed",
    });
    const offered = await rowOf.pledge(world.db, waiting.pledgeId);
    expect(offered).toMatchObject({ status: "offered", amount: 1 });
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 3, remaining: 1, waiting: 0 });
    expect(offered.offer_expires_at).toEqual(new Date(startsAt.getTime() - DAY_MS / 2));
    expect(await codeFrom(name(chen, { pledgeId, personIds: ids(await members(1)) }))).toBe("NAMING_OVER");
    expect(await kindsFor(story.chen.id)).toContain("pledge_amended");
  });

  it("none named at all: the pledge is released", async () => {
    const { pledgeId, startsAt } = await shiftOf(2);
    await drain(world);
    to(new Date(startsAt.getTime() - DAY_MS));
    await drain(world);
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({
      status: "released",
      end_reason: "unnamed",
    });
  });

  it("may be named until the start where they came from the waitlist after the cut-off", () => {
    const startsAt = new Date(now().getTime() + DAY_MS);
    const cutOffAt = new Date(now().getTime());
    const times = { startsAt, cutOffAt, namedUntil: null };
    expect(namingEnd(times, new Date(cutOffAt.getTime() - 1))).toEqual(cutOffAt);
    expect(namingEnd(times, cutOffAt)).toEqual(startsAt);
    expect(namingEnd({ ...times, namedUntil: new Date(startsAt.getTime() + 1) }, null)).toEqual(startsAt);
  });
});

describe("我来不了", () => {
  it("before the cut-off the place is the team's again, and the leader hears", async () => {
    const { chen, pledgeId, slotId } = await shiftOf(2);
    const [wang, li, zhang] = await members(3);
    await name(chen, { pledgeId, personIds: [wang!.id, li!.id] });
    await drain(world);
    expect(await kindsFor(wang!.id)).toContain("seat_named");
    const seat = await seatOf(slotId, wang!.id);
    expect(await leave(await as(wang!), { seatId: seat.id, reason: "busy" })).toMatchObject({
      status: "left",
    });
    await drain(world);
    expect(await kindsFor(story.chen.id)).toContain("seat_left");
    expect(await name(chen, { pledgeId, personIds: [zhang!.id] })).toEqual({ named: 1, left: 0 });
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({ amount: 2 });
  });

  it("after it a stand-in is looked for: team and leader hear, and two who take it at once are one", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(2);
    const [wang, li, zhang, zhao] = await members(4);
    await name(chen, { pledgeId, personIds: [wang!.id, li!.id] });
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    await drain(world);
    expect(await codeFrom(withdraw(chen, { pledgeId }))).toBe("TOO_LATE_TO_WITHDRAW"); // a whole team does not slip away
    const seat = await seatOf(slotId, wang!.id);
    expect(await leave(await as(wang!), { seatId: seat.id })).toMatchObject({ status: "seeking" });
    await drain(world);
    expect(await kindsFor(zhang!.id)).toContain("stand_in_sought");
    expect(await kindsFor(wang!.id)).not.toContain("stand_in_sought");
    const { id: standInId } = await searchOf(slotId);
    const mine = await searchesForMe(await as(zhang!));
    expect(mine.find((one) => one.standInId === standInId)).toMatchObject({
      team: true,
      mine: false,
      why: null,
    });
    const [a, b] = [await as(zhang!), await as(zhao!)];
    const answers = await Promise.all([codeFrom(take(a, { standInId })), codeFrom(take(b, { standInId }))]);
    expect(answers.sort()).toEqual(["MOVED_ON", "done"]);
    const roster = await rosterOf(world.db, slotId);
    expect(roster.people).toHaveLength(2);
    expect(roster.people.every((one) => one.status === "named" && one.pledgeId === pledgeId)).toBe(true);
    expect(await eventsOf(world.db, seat.id)).toEqual(["seat.named", "seat.seeking", "seat.handed_over"]);
    expect(await codeFrom(take(a, { standInId }))).toBe("WRONG_STATE");
  });

  it("whoever waits takes a team's place in their own name: the team has one fewer, the slot the same", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(2, 2);
    const [wang, li] = await members(2);
    await name(chen, { pledgeId, personIds: [wang!.id, li!.id] });
    const wei = await person(world, "魏八");
    const waiting = await claim(await as(wei), slotId, 1);
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    await drain(world);
    await leave(await as(wang!), { seatId: (await seatOf(slotId, wang!.id)).id });
    await drain(world);
    expect(await kindsFor(wei.id)).toContain("stand_in_sought");
    const { id: standInId } = await searchOf(slotId);
    expect(await take(await as(wei), { standInId })).toEqual({ pledgeId: waiting.pledgeId, seatId: null });
    expect(await rowOf.pledge(world.db, waiting.pledgeId)).toMatchObject({ status: "confirmed", amount: 1 });
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({ amount: 1 });
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 2, remaining: 0, waiting: 0 });
  });

  it("a person's own pledge: it stays confirmed while somebody is looked for, and passes on in one moment", async () => {
    const { slotId, startsAt } = await shiftOf(1, 3);
    const [wei, wu] = [await person(world, "魏九"), await person(world, "吴十")];
    const { pledgeId } = await claim(await as(wei), slotId, 1);
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    await drain(world);
    expect(await withdraw(await as(wei), { pledgeId, reason: "ill" })).toMatchObject({ status: "confirmed" });
    expect((await rosterOf(world.db, slotId)).people.find((one) => one.personId === wei.id)?.status).toBe(
      "seeking",
    );
    expect(await codeFrom(withdraw(await as(wei), { pledgeId }))).toBe("MOVED_ON");
    const first = await searchOf(slotId);
    expect(await codeFrom(take(await as(wei), { standInId: first.id }))).toBe("CANNOT_STAND_IN");
    await callOff(await as(wei), { standInId: first.id });
    expect(await codeFrom(take(await as(wu), { standInId: first.id }))).toBe("WRONG_STATE");
    await withdraw(await as(wei), { pledgeId });
    const before = await rowOf.slot(world.db, slotId);
    const taken = await take(await as(wu), { standInId: (await searchOf(slotId)).id });
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({ status: "withdrawn", amount: 0 });
    expect(await rowOf.pledge(world.db, taken.pledgeId)).toMatchObject({
      status: "confirmed",
      person_id: wu.id,
    });
    expect(await rowOf.slot(world.db, slotId)).toEqual(before);
  });

  it("nobody took it: the place is given back when it begins, and from then on nothing can be changed", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(2);
    const [wang, li] = await members(2);
    await name(chen, { pledgeId, personIds: [wang!.id, li!.id] });
    await drain(world);
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    await drain(world);
    await leave(await as(wang!), { seatId: (await seatOf(slotId, wang!.id)).id });
    to(startsAt);
    await drain(world);
    expect(await searchOf(slotId)).toMatchObject({ status: "none" });
    expect(await rowOf.pledge(world.db, pledgeId)).toMatchObject({ amount: 1, status: "confirmed" });
    expect(await seatOf(slotId, wang!.id)).toMatchObject({ status: "left" });
    expect(await kindsFor(wang!.id)).toContain("stand_in_none");
    expect(await codeFrom(leave(await as(li!), { seatId: (await seatOf(slotId, li!.id)).id }))).toBe(
      "SHIFT_BEGAN",
    );
  });
});

describe("taken off", () => {
  it("by leader or poster with a reason; after the cut-off a member is put in the place", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(2);
    const [wang, li, zhang] = await members(3);
    await name(chen, { pledgeId, personIds: [wang!.id, li!.id] });
    await drain(world);
    const seat = await seatOf(slotId, wang!.id);
    expect(await codeFrom(removeSeat(await as(li!), { seatId: seat.id, reason: "mistake" }))).toBe(
      "NOT_FOUND",
    );
    await removeSeat(await as(story.pan), { seatId: seat.id, reason: "not_suitable" });
    await name(chen, { pledgeId, personIds: [wang!.id] });
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    await drain(world);
    expect(await kindsFor(wang!.id)).toContain("seat_removed");
    await removeSeat(chen, { seatId: (await seatOf(slotId, wang!.id)).id, reason: "cannot_reach" });
    expect((await rosterOf(world.db, slotId)).unnamed).toEqual([]);
    const search = await searchOf(slotId);
    await take(chen, { standInId: search.id, personId: zhang!.id });
    expect((await rosterOf(world.db, slotId)).people.map((one) => one.personId).sort()).toEqual(
      [li!.id, zhang!.id].sort(),
    );
  });

  it("with membership: before the cut-off the place is the team's again, after it a stand-in is looked for", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(2);
    const [wang, li] = await members(2);
    await name(chen, { pledgeId, personIds: [wang!.id, li!.id] });
    await leaveTeam(await as(wang!), { organisationId: story.team });
    await drain(world);
    expect(await seatOf(slotId, wang!.id)).toMatchObject({ status: "removed", reason: "left_team" });
    expect(await mySeats(await as(wang!), [])).toEqual([]);
    expect(await kindsFor(wang!.id)).toContain("seat_removed");
    expect((await rosterOf(world.db, slotId)).unnamed).toMatchObject([{ count: 1 }]);
    await name(chen, { pledgeId, personIds: [wang!.id] }).catch((error) =>
      expect(error.facts.fields).toEqual({ [wang!.id]: "not_member" }),
    );
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    const held = await world.db
      .selectFrom("role_grant")
      .select("id")
      .where("person_id", "=", li!.id)
      .executeTakeFirstOrThrow();
    await endRole(chen, { grantId: held.id });
    await drain(world);
    expect(await seatOf(slotId, li!.id)).toMatchObject({ status: "removed" });
    expect((await searchOf(slotId)).status).toBe("seeking");
  });

  it("with the pledge: who was named is told, and is free for another shift at once", async () => {
    const { chen, pledgeId, slotId } = await shiftOf(2);
    const [wang] = await members(1);
    await name(chen, { pledgeId, personIds: [wang!.id] });
    await drain(world);
    await withdraw(chen, { pledgeId });
    await drain(world);
    expect(await seatOf(slotId, wang!.id)).toMatchObject({ status: "left", live_key: null });
    expect(await kindsFor(wang!.id)).toContain("seat_ended");
    expect(await mySeats(await as(wang!), [])).toEqual([]);
  });
});

describe("fewer places than names", () => {
  it("end the searches first, those for somebody taken off before those for who cannot come; then who was named last", async () => {
    const { need, chen, pledgeId, slotId, startsAt } = await shiftOf(4);
    const [wang, li, zhang, zhao] = await members(4);
    for (const who of [wang, li, zhang, zhao]) await name(chen, { pledgeId, personIds: [who!.id] });
    await drain(world);
    to(new Date(startsAt.getTime() - 5 * HOUR_MS));
    await removeSeat(chen, { seatId: (await seatOf(slotId, wang!.id)).id, reason: "cannot_reach" });
    await leave(await as(li!), { seatId: (await seatOf(slotId, li!.id)).id, reason: "ill" });
    await drain(world);
    const searching = async () =>
      (
        await world.db
          .selectFrom("stand_in")
          .select(["leaver_id", "status"])
          .where("slot_id", "=", slotId)
          .orderBy("created_at")
          .orderBy("id")
          .execute()
      ).map((row) => row.status);
    const cutTo = async (quantity: string) => {
      const lineId = need.lines[0]!.id;
      await lower(await as(story.pan), { needId: need.id, lineId, quantity, way: "last_in_first_out" });
      await drain(world);
    };
    expect(await searching()).toEqual(["seeking", "seeking"]);
    await cutTo("3");
    expect(await searching()).toEqual(["withdrawn", "seeking"]);
    await cutTo("2");
    expect(await searching()).toEqual(["withdrawn", "withdrawn"]);
    expect((await rosterOf(world.db, slotId)).people.map((one) => one.personId).sort()).toEqual(
      [zhang!.id, zhao!.id].sort(),
    );
    await cutTo("1");
    expect((await rosterOf(world.db, slotId)).people.map((one) => one.personId)).toEqual([zhang!.id]);
    const left = await searchesForMe(await as(zhao!));
    expect(left.filter(({ shift }) => shift.slotId === slotId)).toEqual([]);
  });
});

describe("reminders", () => {
  it("come the evening before and two hours before, once each, and again where the shift was moved", async () => {
    const { chen, pledgeId, slotId, startsAt } = await shiftOf(1);
    const [wang] = await members(1);
    await name(chen, { pledgeId, personIds: [wang!.id] });
    await drain(world);
    const { evening, soon } = remindersOf(startsAt, now());
    const reminded = async () =>
      (await kindsFor(wang!.id)).filter((kind) => kind === "shift_reminded").length;
    to(new Date(evening!.getTime() - 1));
    await drain(world);
    expect(await reminded()).toBe(0);
    to(evening!);
    await drain(world);
    expect(await reminded()).toBe(1);
    to(soon!);
    await drain(world);
    expect(await reminded()).toBe(2);
    expect(await eventsOf(world.db, slotId)).toEqual(["shift.reminded", "shift.reminded"]);
  });
});

describe("who sees it", () => {
  it("whoever posted, leads it, or leads the team that came with half of all runs it; a member sees their own place only", async () => {
    const { chen, pledgeId, slotId } = await shiftOf(2, 4);
    const [wang, li] = await members(2);
    await name(chen, { pledgeId, personIds: [wang!.id] });
    const run = async (who: { id: string }) => codeFrom(visibleShift(await as(who), slotId));
    expect([await run(story.pan), await run(story.chen), await run(wang!)]).toEqual([
      "done",
      "done",
      "FORBIDDEN",
    ]);
    const seat = await seatOf(slotId, wang!.id);
    expect(await seatItemOf(await as(wang!), { seatId: seat.id })).toMatchObject({
      mayLeave: true,
      late: false,
    });
    expect(await codeFrom(seatItemOf(await as(li!), { seatId: seat.id }))).toBe("NOT_FOUND");
  });
});
