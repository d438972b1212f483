import { beforeEach, describe, expect, it } from "vitest";
import { attendanceOf } from "@/server/attendance/data";
import { verify } from "@/server/history/verify/data";
import { close } from "@/server/hours/closing/commands";
import { visibleClosing } from "@/server/hours/closing/data";
import { closeInput } from "@/server/hours/closing/schema";
import { confirm } from "@/server/hours/speaking/commands";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay, shiftDay } from "@/tests/support/days";
import { openNeed } from "@/tests/support/needs";
import { claim, newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { come, follow, leave, minutesOf, recordingUnit, recordOf, served } from "@/tests/support/served";
import { ctxOf, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let day: ShiftDay;
const at = (hours: number) => new Date(day.startsAt.getTime() + hours * 3_600_000);
const who = (name: "li" | "wang" | "zhao" | "qian" | "chen" | "pan") => day.people[name].id;
const recordIdOf = async (personId: string) =>
  (await recordOf(world.db, (await attendanceOf(world.db, day.slotId, personId))!.id)).id;
const statusOf = async (personId: string) => {
  const row = await recordOf(world.db, (await attendanceOf(world.db, day.slotId, personId))!.id);
  const { status, waits_for, minutes, flags } = row;
  return { status, waits_for, minutes, flags: flags as string };
};
const closing = (ctx: Ctx, more: object = {}) =>
  close(ctx, closeInput.parse({ slotId: day.slotId, key: newKey(), ...more }));
const presence = (personId: string, inHow: "scan" | "call" = "scan") => ({
  personId,
  slotId: day.slotId,
  from: at(0),
  inHow,
});

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  day = await runningDay(world);
  await recordingUnit(world, day.people);
});

describe("closing a shift", () => {
  it("all by plan: who scanned counts, who forgot takes the planned end, who was called has the leader's word, who is missing was not there", async () => {
    await served(world, day.as.li, { ...presence(who("li")), to: at(4) });
    await come(day.as.wang, presence(who("wang")));
    const zhao = await come(day.as.pan, presence(who("zhao"), "call"));
    await leave(day.as.pan, zhao, at(3), "call");
    world.clock.set(at(4.5));
    expect(await closing(day.as.pan)).toEqual({
      people: 3,
      counted: 3,
      minutes: 240 + 240 + 180,
      waiting: 0,
      aside: 0,
    });
    expect(await statusOf(who("wang"))).toEqual({
      status: "confirmed",
      waits_for: null,
      minutes: 240,
      flags: "no_check_out",
    });
    expect(await attendanceOf(world.db, day.slotId, who("qian"))).toBeNull();
    const shift = await world.db
      .selectFrom("shift")
      .selectAll()
      .where("slot_id", "=", day.slotId)
      .executeTakeFirstOrThrow();
    expect(shift).toMatchObject({ status: "closed", closed_by: day.people.pan.id });
    await drain(world);
    const { checks } = await verify(world.db);
    // The seats of this story are laid into their table, without a history of their own.
    expect(checks.flatMap((check) => check.faults.filter((fault) => !fault.startsWith("seat ")))).toEqual([]);
    const pledges = await world.db
      .selectFrom("pledge")
      .select(["status"])
      .where("slot_id", "=", day.slotId)
      .execute();
    expect(pledges.map((p) => p.status)).toEqual(["attended", "attended", "attended"]);
  });

  it("before the planned end nobody gets minutes of the future", async () => {
    await come(day.as.wang, presence(who("wang")));
    world.clock.set(at(2.5));
    await closing(day.as.pan);
    expect(await minutesOf(world.db, who("wang"))).toBe(150);
  });

  it("the leader's own waits for somebody else, and the rest is not held up by it", async () => {
    await come(day.as.chen, presence(who("pan"), "call"));
    await come(day.as.pan, presence(who("li"), "call"));
    world.clock.set(at(4));
    expect(await closing(day.as.pan)).toMatchObject({ counted: 1, waiting: 1 });
    expect(await statusOf(who("pan"))).toMatchObject({ status: "pending", waits_for: "leader" });
    await confirm(day.as.chen, { recordIds: [await recordIdOf(who("pan"))] });
    expect(await minutesOf(world.db, who("pan"))).toBe(240);
  });

  it("less than the clock says is the leader's to say; more is half of a late entry", async () => {
    await come(day.as.li, presence(who("li")));
    await come(day.as.wang, presence(who("wang")));
    world.clock.set(at(6));
    const times = (personId: string, to: number) => ({ personId, outcome: "times", from: at(0), to: at(to) });
    await closing(day.as.pan, { rows: [times(who("li"), 3), times(who("wang"), 5)] });
    expect(await statusOf(who("li"))).toMatchObject({ status: "confirmed", minutes: 180 });
    expect(await statusOf(who("wang"))).toEqual({
      status: "pending",
      waits_for: "second",
      minutes: 300,
      flags: "changed late_entry no_check_out",
    });
    await expect(confirm(day.as.pan, { recordIds: [await recordIdOf(who("wang"))] })).rejects.toEqual(
      refusal("NEEDS_SECOND"),
    );
    await confirm(day.as.chen, { recordIds: [await recordIdOf(who("wang"))] });
    expect(await minutesOf(world.db, who("wang"))).toBe(300);
    await drain(world); // the day's own events, late: they say four hours
    expect(await minutesOf(world.db, who("wang"))).toBe(300);
  });

  it("the worker, late with the day's events, leaves what the leader said as it is", async () => {
    const attendanceId = await come(day.as.li, presence(who("li")));
    world.clock.set(at(6));
    await closing(day.as.pan, { rows: [{ personId: who("li"), outcome: "times", from: at(0), to: at(3) }] });
    await follow(world, attendanceId);
    await drain(world);
    expect(await minutesOf(world.db, who("li"))).toBe(180);
  });

  it("people nobody saw are written down afterwards: the leader is the first of two", async () => {
    world.clock.set(at(5));
    expect(await closing(day.as.pan, { others: "came" })).toMatchObject({
      people: 4,
      counted: 0,
      waiting: 4,
    });
    expect(await statusOf(who("zhao"))).toMatchObject({
      waits_for: "second",
      minutes: 240,
      flags: "late_entry",
    });
    const ids = await Promise.all([who("zhao"), who("qian"), who("li"), who("wang")].map(recordIdOf));
    const outcomes = await confirm(day.as.pan, { recordIds: ids });
    expect(outcomes.map((one) => one.why)).toEqual(["second", "second", "second", "second"]);
    await confirm(day.as.chen, { recordIds: ids });
    expect(await minutesOf(world.db, who("qian"))).toBe(240);
  });

  it("somebody marked by mistake was not there: what had counted is taken back", async () => {
    await served(world, day.as.li, { ...presence(who("li")), to: at(4) });
    world.clock.set(at(5));
    await closing(day.as.pan, { rows: [{ personId: who("li"), outcome: "absent" }] });
    expect(await minutesOf(world.db, who("li"))).toBe(0);
  });

  it("paid working time is kept beside and not counted", async () => {
    await come(day.as.li, presence(who("li")));
    world.clock.set(at(5));
    const answer = await closing(day.as.pan, {
      rows: [{ personId: who("li"), outcome: "plan", paid: true }],
    });
    expect(answer).toMatchObject({ counted: 0, aside: 1 });
    expect(await minutesOf(world.db, who("li"))).toBe(0);
  });

  it("a shift at any time of the day has no planned end: who is still in has to be said", async () => {
    await world.db.updateTable("shift").set({ kind: "window" }).where("slot_id", "=", day.slotId).execute();
    await come(day.as.li, presence(who("li")));
    world.clock.set(at(5));
    await expect(closing(day.as.pan)).rejects.toEqual(refusal("TIMES_MISSING", { count: 1 }));
    await closing(day.as.pan, { rows: [{ personId: who("li"), outcome: "times", from: at(0), to: at(1) }] });
    expect(await statusOf(who("li"))).toMatchObject({ status: "pending", waits_for: "second", minutes: 60 });
  });

  it("times of the future, upside down, or of another day are refused, and nothing is closed", async () => {
    await come(day.as.li, presence(who("li")));
    world.clock.set(at(5));
    for (const [from, to] of [
      [0, 6],
      [3, 3],
      [-13, 2],
    ] as const)
      await expect(
        closing(day.as.pan, {
          rows: [{ personId: who("li"), outcome: "times", from: at(from), to: at(to) }],
        }),
      ).rejects.toEqual(refusal("INVALID"));
    expect((await visibleClosing(day.as.pan, { slotId: day.slotId })).shift.status).toBe("running");
    expect((await attendanceOf(world.db, day.slotId, who("li")))?.status).toBe("in");
  });

  it("who was there less than a minute by the clock, and longer as the leader says, is a late entry like any other", async () => {
    const attendanceId = await come(day.as.li, presence(who("li")));
    world.clock.set(at(0.005)); // a scan by mistake, twice in half a minute
    await leave(day.as.li, attendanceId, at(0.005), "scan");
    await follow(world, attendanceId);
    expect(await statusOf(who("li"))).toMatchObject({ status: "voided", minutes: 0 });
    await come(day.as.wang, presence(who("wang")));
    world.clock.set(at(5));
    const answer = await closing(day.as.pan, {
      rows: [{ personId: who("li"), outcome: "times", from: at(0), to: at(3) }],
    });
    expect(answer).toMatchObject({ people: 2, counted: 1, waiting: 1 });
    expect(await statusOf(who("li"))).toEqual({
      status: "pending",
      waits_for: "second",
      minutes: 180,
      flags: "changed late_entry",
    });
    await confirm(day.as.chen, { recordIds: [await recordIdOf(who("li"))] });
    expect(await minutesOf(world.db, who("li"))).toBe(180);
    await drain(world);
    expect(await minutesOf(world.db, who("li"))).toBe(180);
  });

  it("times said of somebody whose hours count already name that person, and close nothing", async () => {
    await served(world, day.as.li, { ...presence(who("li")), to: at(4) });
    world.clock.set(at(5));
    await expect(
      closing(day.as.pan, { rows: [{ personId: who("li"), outcome: "times", from: at(0), to: at(2) }] }),
    ).rejects.toEqual(refusal("INVALID", { fields: { [who("li")]: "counts_already" } }));
    expect((await visibleClosing(day.as.pan, { slotId: day.slotId })).shift.status).toBe("running");
  });

  it("holds everybody's hours in the order of their ids before it settles anybody", async () => {
    // the roll goes by name: the eldest id is to come last in it
    await world.db.updateTable("person").set({ name: "钻" }).where("id", "=", who("li")).execute();
    for (const name of ["wang", "li", "qian", "zhao"] as const)
      await come(day.as.pan, presence(who(name), "call"));
    world.clock.set(at(5));
    const held: string[] = [];
    const db = world.db.withPlugin({
      transformQuery: ({ node }) => {
        const { sql, parameters } =
          node.kind === "InsertQueryNode"
            ? world.db.getExecutor().compileQuery(node, { queryId: "x" } as never)
            : { sql: "", parameters: [] };
        if (sql.includes("`person_hours`")) held.push(String(parameters[0]));
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await close({ ...day.as.pan, db }, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    const first = held.slice(0, 4);
    expect(new Set(first).size).toBe(4);
    expect(first).toEqual([...first].sort());
  });

  it("two leaders close at once: one does; the same form sent twice gets the same answer", async () => {
    await come(day.as.li, presence(who("li")));
    world.clock.set(at(5));
    const answers = await Promise.allSettled([closing(day.as.pan), closing(day.as.chen)]);
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1);
    expect(answers.flatMap((a) => (a.status === "rejected" ? [a.reason.code] : []))).toEqual(["DAY_OVER"]);
    expect(await minutesOf(world.db, who("li"))).toBe(240);
  });

  it("sent twice, as a double tap sends it, it is one closing", async () => {
    await come(day.as.li, presence(who("li")));
    world.clock.set(at(5));
    const key = newKey();
    const [first, second] = await Promise.all([closing(day.as.pan, { key }), closing(day.as.pan, { key })]);
    expect(second).toEqual(first);
    expect(await minutesOf(world.db, who("li"))).toBe(240);
  });

  it("a member, a volunteer and a stranger close nothing", async () => {
    for (const ctx of [day.as.li, day.as.zhao, day.as.passer])
      await expect(closing(ctx)).rejects.toEqual(refusal("FORBIDDEN"));
  });
});

describe("a shift nobody began on the day", () => {
  it("is begun and closed in one: what is written down afterwards takes two; before its start it is not", async () => {
    await emptyTestDb();
    world = await testWorld();
    day = await shiftDay(world);
    await recordingUnit(world, day.people);
    await expect(closing(day.as.pan)).rejects.toEqual(refusal("NOT_BEGUN"));
    world.clock.set(at(6));
    expect(await closing(day.as.pan, { others: "came" })).toMatchObject({ people: 4, waiting: 4 });
  });
});

it("thirty people are closed by one act in one transaction", async () => {
  const now = world.clock.now();
  const need = await openNeed(world, {
    posterId: who("pan"),
    lines: [{ kind: "people", quantity: 30, startsAt: now, endsAt: new Date(now.getTime() + 4 * 3_600_000) }],
  });
  const slotId = need.lines[0]!.slotId;
  const people = await Promise.all(Array.from({ length: 30 }, (_, i) => person(world, `队员${i}`)));
  for (const one of people) await claim(await ctxOf(world, one), slotId, 1);
  day = { ...day, slotId };
  const { begin } = await import("@/server/attendance/commands");
  await begin(day.as.pan, { slotId });
  for (const [i, one] of people.entries()) {
    const attendanceId = await come(await ctxOf(world, one), { personId: one.id, slotId, from: now });
    if (i % 3 > 0) await leave(await ctxOf(world, one), attendanceId, at(4));
  }
  world.clock.set(at(4.2));
  expect(await closing(day.as.pan)).toEqual({ people: 30, counted: 30, minutes: 7200, waiting: 0, aside: 0 });
});
