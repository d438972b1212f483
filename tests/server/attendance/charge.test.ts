// Who is in charge of a shift: said by whoever posted, told to whom it concerns, and written where the law asks for it.

import { beforeEach, describe, expect, it } from "vitest";
import { visibleDay } from "@/server/attendance/day/data";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { deskShifts } from "@/server/needs/shifts/desk/data";
import { appoint } from "@/server/pledges/seats/appointing/commands";
import { viewWhoRuns } from "@/server/pledges/seats/appointing/data";
import { appointInput } from "@/server/pledges/seats/appointing/schema";
import { MINUTE_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay, shiftDay } from "@/tests/support/days";
import { eventsOf, newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { ctxOf, organisation, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let day: ShiftDay;
const say = (who: Ctx, to: object) => appoint(who, appointInput.parse({ slotId: day.slotId, ...to }));
const row = () =>
  world.db.selectFrom("shift").selectAll().where("slot_id", "=", day.slotId).executeTakeFirstOrThrow();
const ahead = (minutes: number) => new Date(day.startsAt.getTime() - minutes * MINUTE_MS);

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  day = await shiftDay(world);
});

describe("the person in charge", () => {
  it("is named by whoever posted, out of those who come or lead who comes, and then runs the day", async () => {
    const { people, as } = day;
    await expect(visibleDay(as.wang, { slotId: day.slotId })).rejects.toEqual(refusal("FORBIDDEN"));
    await say(as.pan, { leadId: people.wang.id });
    expect((await visibleDay(as.wang, { slotId: day.slotId })).whole).toBe(true);
    const chosen = await viewWhoRuns(as.pan, { slotId: day.slotId });
    expect(chosen.lead).toEqual({ id: people.wang.id, name: "王姐" });
    expect(chosen.people.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["潘书记", "小李", "王姐", "赵伯", "钱婶", "陈队长"]),
    );
    const [line] = (await deskShifts(as.pan, day.need.id)).lines;
    expect(line?.shifts[0]).toMatchObject({ lead: "王姐", runs: null, namedUntil: null });
    await say(as.pan, { leadId: "" });
    await expect(visibleDay(as.wang, { slotId: day.slotId })).rejects.toEqual(refusal("FORBIDDEN"));
    expect(await eventsOf(world.db, day.slotId)).toEqual(["shift.appointed", "shift.appointed"]);
  });

  it("is nobody whom the shift does not know, nor is an organisation that has nothing to do with it", async () => {
    const stranger = await organisation(world, "别处的队", "social", day.people.places.gaodu);
    const wrong = (field: string) => refusal("INVALID", { fields: { [field]: "unknown" } });
    await expect(say(day.as.pan, { leadId: day.people.passer.id })).rejects.toEqual(wrong("leadId"));
    await expect(say(day.as.pan, { organisationId: stranger })).rejects.toEqual(wrong("organisationId"));
    await expect(say(day.as.pan, {})).rejects.toEqual(
      refusal("INVALID", { fields: { _: "nothing_changed" } }),
    );
    await expect(say(day.as.chen, { leadId: day.people.chen.id })).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(viewWhoRuns(day.as.li, { slotId: day.slotId })).rejects.toEqual(refusal("NOT_FOUND"));
  });

  it("hears of it, and so do the leaders of the organisation it was given to", async () => {
    await say(day.as.pan, { leadId: day.people.wang.id, organisationId: day.people.team });
    await drain(world);
    const told = await world.db
      .selectFrom("notice")
      .select("person_id")
      .where("kind", "=", "shift_appointed")
      .execute();
    expect(told.map((one) => one.person_id).sort()).toEqual([day.people.wang.id, day.people.chen.id].sort());
  });

  it("two say it at once: one is told it moved on; while it runs it may change, and not once it is closed", async () => {
    day = await runningDay(world);
    const { version } = await row();
    const both = await Promise.allSettled([
      say(day.as.pan, { leadId: day.people.wang.id, version }),
      say(day.as.pan, { leadId: day.people.li.id, version }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(both.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []))).toEqual(["MOVED_ON"]);
    world.clock.advance({ hours: 4 });
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await expect(say(day.as.pan, { leadId: day.people.chen.id })).rejects.toEqual(refusal("WRONG_STATE"));
  });
});

describe("until when people are named", () => {
  it("lies between now and the start, to the minute", async () => {
    const at = (namedUntil: Date) => say(day.as.pan, { namedUntil });
    const late = (reason: string) => refusal("INVALID", { fields: { namedUntil: reason } });
    await expect(at(new Date(day.startsAt.getTime() + MINUTE_MS))).rejects.toEqual(late("after_start"));
    await expect(at(world.clock.now())).rejects.toEqual(late("in_the_past"));
    await at(day.startsAt);
    await at(new Date(world.clock.now().getTime() + MINUTE_MS));
  });

  it("gives the places that have no name back at that minute", async () => {
    await say(day.as.pan, { namedUntil: ahead(30) });
    await drain(world);
    const due = await world.db
      .selectFrom("timer")
      .select("at")
      .where("act", "=", "seat.release")
      .where("ref", "=", day.teamPledge)
      .executeTakeFirst();
    expect(due?.at).toEqual(ahead(30));
    world.clock.set(ahead(30));
    await drain(world);
    const { amount } = await world.db
      .selectFrom("pledge")
      .select("amount")
      .where("id", "=", day.teamPledge)
      .executeTakeFirstOrThrow();
    expect(amount).toBe(2);
  });

  it("is not for a stranger to say", async () => {
    const stranger = await ctxOf(world, await person(world, "外人"));
    await expect(say(stranger, { namedUntil: ahead(30) })).rejects.toEqual(refusal("NOT_FOUND"));
  });
});
