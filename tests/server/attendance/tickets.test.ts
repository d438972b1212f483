// Scanning: a code is worth something when it is opened, once, in that browser, for that shift, to whoever cannot see it themself.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callIn } from "@/server/attendance/commands";
import { attendanceOf, attendancesOf } from "@/server/attendance/data";
import { visibleDay } from "@/server/attendance/day/data";
import { actOnTicket, openDigits, openToken } from "@/server/attendance/tickets/commands";
import { viewMine, viewTicket } from "@/server/attendance/tickets/data";
import { TICKET_MINUTES } from "@/server/attendance/tickets/schema";
import { runningDay, type ShiftDay, scan, shiftDay, shown } from "../../support/days";
import { openNeed } from "../../support/needs";
import { claim, eventsOf, rowOf } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import { ctxOf, person, type TestWorld, testWorld, visitor } from "../../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

describe("coming by the code", () => {
  let day: ShiftDay;
  beforeEach(async () => {
    day = await runningDay(world);
  });
  const open = (ctx = day.as.li) => openToken(ctx, { token: shown(world, day.slotId).token });

  it("checks in, and later out, at the time the code was opened", async () => {
    const { ticket } = await open();
    const opened = world.clock.now();
    world.clock.advance({ minutes: 4 });
    expect(await actOnTicket(day.as.li, { ticket })).toEqual({ what: "in", slotId: day.slotId, at: opened });
    world.clock.advance({ hours: 4 });
    const left = world.clock.now();
    expect(await scan(world, day.as.li, day.slotId)).toMatchObject({ what: "out", at: left });
    const row = (await attendanceOf(world.db, day.slotId, day.people.li.id))!;
    expect(row).toMatchObject({
      status: "out",
      class: "scanned",
      in_how: "scan",
      out_how: "scan",
      walk_in: false,
    });
    expect([row.in_at, row.out_at]).toEqual([opened, left]);
    expect(await eventsOf(world.db, row.id)).toEqual(["attendance.in", "attendance.out"]);
    expect(row.version).toBe(2);
  });

  it("of a member's seat knows the organisation they come with", async () => {
    await scan(world, day.as.zhao, day.slotId);
    const row = await attendanceOf(world.db, day.slotId, day.people.zhao.id);
    expect(row).toMatchObject({ organisation_id: day.people.team, pledge_id: day.teamPledge });
    expect(row?.seat_id).toBeTruthy();
  });

  it("survives signing in on the way: a visitor opens it, the same browser uses it within ten minutes", async () => {
    const nobody = visitor(world, "telephone-of-li");
    const { ticket } = await open(nobody);
    expect((await viewTicket(nobody, { ticket })).state).toBe("sign_in");
    world.clock.advance({ minutes: TICKET_MINUTES - 1, seconds: 59 });
    const li = { ...day.as.li, browser: "telephone-of-li" };
    expect((await viewTicket(li, { ticket })).state).toBe("come");
    expect((await actOnTicket(li, { ticket })).what).toBe("in");
  });

  it("is refused after ten minutes, to the second", async () => {
    const { ticket } = await open();
    world.clock.advance({ minutes: TICKET_MINUTES });
    await expect(actOnTicket(day.as.li, { ticket })).rejects.toEqual(refusal("TOKEN_USED"));
  });

  it("is refused in another browser, though it is the same person: the address was forwarded", async () => {
    const { ticket } = await open();
    const elsewhere = { ...day.as.li, browser: "another-browser" };
    await expect(actOnTicket(elsewhere, { ticket })).rejects.toEqual(refusal("TOKEN_USED"));
    await expect(viewTicket(elsewhere, { ticket })).rejects.toEqual(refusal("TOKEN_USED"));
  });

  it("a ticket used twice at once makes one presence; so does the same code opened again", async () => {
    const { token } = shown(world, day.slotId);
    const { ticket } = await openToken(day.as.li, { token });
    const both = await Promise.allSettled([
      actOnTicket(day.as.li, { ticket }),
      actOnTicket(day.as.li, { ticket }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await expect(openToken(day.as.li, { token })).rejects.toEqual(refusal("TOKEN_USED"));
    expect(await attendancesOf(world.db, day.slotId)).toHaveLength(1);
    const row = await attendanceOf(world.db, day.slotId, day.people.li.id);
    expect(await eventsOf(world.db, row!.id)).toEqual(["attendance.in"]);
  });

  it("a code opened twice before it is used stays one ticket, under its newest name", async () => {
    const [first, second] = [await open(), await open()];
    await expect(actOnTicket(day.as.li, first)).rejects.toThrow();
    expect((await actOnTicket(day.as.li, { ticket: second.ticket })).what).toBe("in");
  });

  it("a second tap is refused, and told that the first was noted; to anybody else at that browser the code is used", async () => {
    const { ticket } = await open();
    await actOnTicket(day.as.li, { ticket });
    await expect(actOnTicket(day.as.li, { ticket })).rejects.toEqual(refusal("TOKEN_USED", { noted: true }));
    const wang = { ...day.as.wang, browser: day.as.li.browser };
    await expect(actOnTicket(wang, { ticket })).rejects.toEqual(refusal("TOKEN_USED", { noted: false }));
  });

  it("opened to come does not let them go whom the leader called in meanwhile", async () => {
    const { ticket } = await open();
    world.clock.advance({ minutes: 1 });
    await callIn(day.as.chen, { slotId: day.slotId, personId: day.people.li.id });
    expect((await viewTicket(day.as.li, { ticket })).state).toBe("in");
    await expect(actOnTicket(day.as.li, { ticket })).rejects.toEqual(refusal("ALREADY_IN"));
    expect(await attendanceOf(world.db, day.slotId, day.people.li.id)).toMatchObject({ status: "in" });
  });

  it("two steps late, changed, or made up: refused", async () => {
    const { token } = shown(world, day.slotId);
    world.clock.advance({ seconds: 60 });
    await expect(openToken(day.as.li, { token })).rejects.toEqual(refusal("TOKEN_OLD"));
    await expect(openToken(day.as.li, { token: `${token.slice(0, -2)}AA` })).rejects.toEqual(
      refusal("TOKEN_BAD"),
    );
    await expect(openToken(day.as.li, { token: "西潘墩" })).rejects.toEqual(refusal("TOKEN_BAD"));
  });

  it("of another shift is refused to whoever is expected elsewhere now", async () => {
    const next = await runningDay(world);
    const { ticket } = await openToken(day.as.wang, { token: shown(world, next.slotId).token });
    expect((await viewTicket(day.as.wang, { ticket })).state).toBe("other_shift");
    await expect(actOnTicket(day.as.wang, { ticket })).rejects.toEqual(refusal("TOKEN_OTHER_SHIFT"));
    expect(await attendancesOf(world.db, next.slotId)).toEqual([]);
  });

  it("is of no use to who runs the shift, since they see it: they are called by somebody else", async () => {
    for (const who of [day.as.pan, day.as.chen]) {
      const { ticket } = await openToken(who, { token: shown(world, day.slotId).token });
      expect((await viewTicket(who, { ticket })).state).toBe("runs");
      await expect(actOnTicket(who, { ticket })).rejects.toEqual(refusal("OWN_CODE"));
    }
  });

  it("lets whoever is not on the list ask, and the leader add them: a walk-in by roll-call", async () => {
    expect((await scan(world, day.as.passer, day.slotId)).what).toBe("asked");
    expect(await viewMine(day.as.passer, { slotId: day.slotId })).toMatchObject({ asked: true, inAt: null });
    const asking = (await visibleDay(day.as.chen, { slotId: day.slotId })).asking;
    expect(asking.map((one) => one.name)).toEqual(["路人"]);
    expect(await attendancesOf(world.db, day.slotId)).toEqual([]);
  });

  it("shows who came by one telephone together", async () => {
    const shared = "one-telephone";
    await scan(world, { ...day.as.li, browser: shared }, day.slotId);
    world.clock.advance({ seconds: 30 });
    await scan(world, { ...day.as.wang, browser: shared }, day.slotId);
    const { roll } = await visibleDay(day.as.pan, { slotId: day.slotId });
    expect(roll.find((row) => row.name === "小李")?.sharedWith).toEqual(["王姐"]);
    expect(roll.find((row) => row.name === "赵伯")?.sharedWith).toEqual([]);
  });

  it("a second check-in after having left is refused: the leader may take the leaving back", async () => {
    await scan(world, day.as.li, day.slotId);
    world.clock.advance({ minutes: 30 });
    await scan(world, day.as.li, day.slotId);
    world.clock.advance({ minutes: 30 });
    await expect(scan(world, day.as.li, day.slotId)).rejects.toEqual(refusal("ALREADY_IN"));
  });
});

describe("the six digits", () => {
  it("bring the one expected there the same ticket, kept as typed", async () => {
    const day = await runningDay(world);
    const { digits } = shown(world, day.slotId);
    const { ticket } = await openDigits(day.as.li, { digits });
    await actOnTicket(day.as.li, { ticket });
    expect((await attendanceOf(world.db, day.slotId, day.people.li.id))?.in_how).toBe("code");
    await expect(openDigits(day.as.passer, { digits })).rejects.toEqual(refusal("NOT_ON_ROSTER"));
  });

  it("are guessed twenty times at most in ten minutes", async () => {
    const day = await runningDay(world);
    const wang = { ...day.as.wang, address: "10.1.2.3" };
    const wrong = String((Number(shown(world, day.slotId).digits) + 1) % 1_000_000).padStart(6, "0");
    for (let i = 0; i < 20; i++)
      await expect(openDigits(wang, { digits: wrong })).rejects.toEqual(refusal("DAY_CODE_WRONG"));
    await expect(openDigits(wang, { digits: wrong })).rejects.toEqual(refusal("TOO_MANY"));
  });
});

describe("a shift that does not run", () => {
  it("takes no code before it has begun, nor after it was closed", async () => {
    const day = await shiftDay(world);
    const { token } = shown(world, day.slotId);
    await expect(openToken(day.as.li, { token })).rejects.toEqual(refusal("DAY_NOT_BEGUN"));
    await world.db.updateTable("shift").set({ status: "closed" }).where("slot_id", "=", day.slotId).execute();
  });

  it("takes no code when it is closed while a ticket is open", async () => {
    const day = await runningDay(world);
    const { ticket } = await openToken(day.as.li, { token: shown(world, day.slotId).token });
    await world.db.updateTable("shift").set({ status: "closed" }).where("slot_id", "=", day.slotId).execute();
    await expect(actOnTicket(day.as.li, { ticket })).rejects.toEqual(refusal("DAY_OVER"));
  });

  it("goods have no day: there is no code for them", async () => {
    const need = await openNeed(world, { lines: [{ direction: "gift" }] });
    const li = await ctxOf(world, await person(world, "小李"));
    const slotId = need.lines[0]!.slotId;
    await claim(li, slotId, 5);
    expect((await rowOf.slot(world.db, slotId)).promised).toBeGreaterThan(0);
    await expect(openToken(li, { token: shown(world, slotId).token })).rejects.toEqual(refusal("TOKEN_BAD"));
  });
});
