// A leader's device without a network: what it tells afterwards happens once, in its order, at the time it happened.

import fc from "fast-check";
import { v4 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { callIn } from "@/server/attendance/commands";
import { attendanceOf, attendancesOf } from "@/server/attendance/data";
import { applyEvents } from "@/server/attendance/offline/commands";
import {
  type DayEvent,
  EVENT_KEPT_MS,
  EVENT_MAX_AGE_MS,
  eventsInput,
} from "@/server/attendance/offline/schema";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { viewToldLate } from "@/server/hours/late/data";
import { enterPaper } from "@/server/hours/paper/commands";
import { visiblePaper } from "@/server/hours/paper/data";
import { MINUTE_MS } from "@/server/time";
import { runningDay, type ShiftDay, scan } from "../../support/days";
import { newKey, rowOf } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import { grant, person, type TestWorld, testWorld } from "../../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

const event = (
  seq: number,
  kind: DayEvent["kind"],
  personId: string,
  minutesAgo = 0,
  more: object = {},
): DayEvent => ({
  id: uuid(),
  seq,
  kind,
  personId,
  ago: minutesAgo * MINUTE_MS,
  ...more,
});
const send = (day: ShiftDay, device: string, events: DayEvent[], who = day.as.chen) =>
  applyEvents(who, eventsInput.parse({ slotId: day.slotId, device, events }));
const outcomes = (answers: { outcome: string }[]) => answers.map(({ outcome }) => outcome);

describe("the queue of a device", () => {
  it("is applied in its own order, at the time each happened", async () => {
    const day = await runningDay(world);
    world.clock.advance({ hours: 5 });
    const [li, wang] = [day.people.li.id, day.people.wang.id];
    const events = [
      event(3, "out", li, 60),
      event(1, "in", li, 299),
      event(2, "in", wang, 290),
      event(4, "undo", wang, 30, { was: "in" }),
    ];
    expect(outcomes(await send(day, uuid(), events))).toEqual(["done", "done", "done", "done"]);
    const row = (await attendanceOf(world.db, day.slotId, li))!;
    expect(row.class).toBe("roll_call");
    expect((row.out_at!.getTime() - row.in_at.getTime()) / MINUTE_MS).toBe(239);
    expect(await attendanceOf(world.db, day.slotId, wang)).toBeNull();
  });

  it("delivered twice, also at once, and also in parts, makes one record each", async () => {
    const day = await runningDay(world);
    await scan(world, day.as.passer, day.slotId);
    world.clock.advance({ hours: 1 });
    const device = uuid();
    const events = [
      event(1, "in", day.people.li.id, 50),
      event(2, "walk_in", day.people.passer.id, 40),
      event(3, "out", day.people.li.id, 10),
    ];
    const [first, second] = await Promise.all([send(day, device, events), send(day, device, events)]);
    expect(outcomes(first)).toEqual(["done", "done", "done"]);
    expect(second).toEqual(first);
    expect(await send(day, device, events.slice(1))).toEqual(first.slice(1));
    expect(await attendancesOf(world.db, day.slotId)).toHaveLength(2);
    expect((await rowOf.slot(world.db, day.slotId)).walk_ins).toBe(1);
    const kept = await world.db
      .selectFrom("day_event")
      .select(["seq", "outcome", "attendance_id"])
      .where("slot_id", "=", day.slotId)
      .orderBy("seq")
      .execute();
    expect(kept.map((row) => row.outcome)).toEqual(["done", "done", "done"]);
    expect(kept.every((row) => row.attendance_id !== null)).toBe(true);
  });

  it("one that is refused does not hold up the rest, and is refused the same the next time", async () => {
    const day = await runningDay(world);
    await scan(world, day.as.li, day.slotId);
    const device = uuid();
    const events = [
      event(1, "in", day.people.li.id), // has scanned meanwhile
      event(2, "out", day.people.qian.id), // never came
      event(3, "in", day.people.zhao.id),
    ];
    expect(outcomes(await send(day, device, events))).toEqual(["ALREADY_IN", "NOT_IN", "done"]);
    await send(day, uuid(), [event(1, "in", day.people.qian.id)]);
    expect(outcomes(await send(day, device, events))).toEqual(["ALREADY_IN", "NOT_IN", "done"]);
    expect((await attendanceOf(world.db, day.slotId, day.people.qian.id))?.status).toBe("in");
  });

  it("what a device did earlier is not told after what it did later", async () => {
    const day = await runningDay(world);
    const device = uuid();
    await send(day, device, [event(5, "in", day.people.li.id)]);
    expect(outcomes(await send(day, device, [event(4, "in", day.people.wang.id)]))).toEqual(["MOVED_ON"]);
    expect(await attendancesOf(world.db, day.slotId)).toHaveLength(1);
  });

  it("a clock that is wrong puts nobody there before the shift began", async () => {
    const day = await runningDay(world);
    world.clock.advance({ minutes: 10 });
    await send(day, uuid(), [event(1, "in", day.people.li.id, 600)]);
    expect((await attendanceOf(world.db, day.slotId, day.people.li.id))?.in_at).toEqual(day.startsAt);
    const tooOld = event(2, "in", day.people.wang.id);
    expect(eventsInput.safeParse({ slotId: day.slotId, device: uuid(), events: [tooOld] }).success).toBe(
      true,
    );
    const sent = (ago: number) =>
      send(day, uuid(), [{ ...event(1, "in", day.people.wang.id), ago }]).then(outcomes);
    expect(await sent(EVENT_MAX_AGE_MS + 1)).toEqual(["DAY_OVER"]); // no roll-call any more; kept
    expect(await sent(EVENT_MAX_AGE_MS)).toEqual(["done"]);
    const events = [{ ...tooOld, ago: EVENT_KEPT_MS + 1 }];
    expect(eventsInput.safeParse({ slotId: day.slotId, device: uuid(), events }).success).toBe(false);
  });

  it("is taken from who runs the shift only, and not once it is closed", async () => {
    const day = await runningDay(world);
    const events = [event(1, "in", day.people.wang.id)];
    await expect(send(day, uuid(), events, day.as.li)).rejects.toEqual(refusal("FORBIDDEN"));
    await world.db.updateTable("shift").set({ status: "closed" }).where("slot_id", "=", day.slotId).execute();
    expect(outcomes(await send(day, uuid(), events))).toEqual(["DAY_OVER"]);
    expect(await attendancesOf(world.db, day.slotId)).toEqual([]);
  });

  it("told when the shift is closed, it waits as one thing to enter, which two people make count", async () => {
    const day = await runningDay(world);
    const member = await person(world, "队员周");
    await grant(world, member, "member", { organisationId: day.people.team });
    const { li, wang, zhao, passer } = day.people;
    await callIn(day.as.pan, { slotId: day.slotId, personId: li.id });
    world.clock.advance({ hours: 5 });
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    const events = [
      event(1, "in", wang.id, 300),
      event(2, "in", zhao.id, 299),
      event(3, "walk_in", member.id, 280),
      event(4, "walk_in", passer.id, 270), // nobody who could have been called: an id and no name
      event(5, "undo", zhao.id, 250, { was: "in" }),
      event(6, "out", wang.id, 120),
      event(7, "out", li.id, 60), // closing gave the planned end
    ];
    const answers = await send(day, uuid(), events);
    expect(new Set(outcomes(answers))).toEqual(new Set(["DAY_OVER"]));
    const late = () => viewToldLate(day.as.chen, { slotId: day.slotId });
    await expect(viewToldLate(day.as.li, { slotId: day.slotId })).rejects.toEqual(refusal("FORBIDDEN"));
    const minutesIn = (at: Date | null) => at && (at.getTime() - day.startsAt.getTime()) / MINUTE_MS;
    expect(
      (await late()).map((row) => [row.name, minutesIn(row.from), minutesIn(row.to), row.leftKnown]),
    ).toEqual([
      ["王姐", 0, 180, true],
      ["队员周", 20, 240, false],
    ]);
    const paper = await visiblePaper(day.as.chen, { slotId: day.slotId, late: true });
    expect(paper).toMatchObject({
      faults: 0,
      lines: [
        { name: "王姐", minutes: 180 },
        { name: "队员周", minutes: 220 },
      ],
    });
    await enterPaper(day.as.chen, { slotId: day.slotId, text: paper.text, key: newKey() });
    expect(await late()).toEqual([]);
    expect(await attendanceOf(world.db, day.slotId, member.id)).toMatchObject({
      walk_in: true,
      organisation_id: day.people.team,
      class: "late",
    });
    const pending = await world.db
      .selectFrom("service_record")
      .select(["status", "waits_for", "minutes"])
      .where("slot_id", "=", day.slotId)
      .where("person_id", "in", [wang.id, member.id])
      .orderBy("minutes")
      .execute();
    expect(pending).toEqual([
      { status: "pending", waits_for: "second", minutes: 180 },
      { status: "pending", waits_for: "second", minutes: 220 },
    ]);
    expect((await visiblePaper(day.as.chen, { slotId: day.slotId, late: true })).text).toBe("");
  });

  it("however it is cut into deliveries, and however often each is repeated, the roll is the same", async () => {
    const day = await runningDay(world);
    const people = [day.people.li.id, day.people.wang.id, day.people.zhao.id];
    const step = fc.record({ who: fc.nat(2), kind: fc.constantFrom("in", "out", "undo" as const) });
    const anyQueue = fc.array(step, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(anyQueue, fc.array(fc.nat(7), { maxLength: 4 }), async (steps, cuts) => {
        await world.db.deleteFrom("attendance").where("slot_id", "=", day.slotId).execute();
        const queue = steps.map(({ who, kind }, i) =>
          event(i + 1, kind as DayEvent["kind"], people[who]!, 0, kind === "undo" ? { was: "in" } : {}),
        );
        const device = uuid();
        // A delivery may break off anywhere; the device then sends everything it has had no answer to.
        for (const cut of cuts) await send(day, device, queue.slice(0, cut + 1));
        const answers = await send(day, device, queue);
        expect(answers.map(({ id }) => id)).toEqual(queue.map(({ id }) => id));
        expect(await send(day, device, queue)).toEqual(answers);
        const model = new Map<string, string>();
        for (const { kind, personId } of queue) {
          const now = model.get(personId);
          if (kind === "in" && now === undefined) model.set(personId, "in");
          if (kind === "out" && now === "in") model.set(personId, "out");
          if (kind === "undo" && now === "in") model.delete(personId);
        }
        const rows = await attendancesOf(world.db, day.slotId);
        expect(new Map(rows.map((row) => [row.person_id, row.status]))).toEqual(model);
      }),
      { numRuns: 12 },
    );
  });
});
