// A people line has shifts: they are added, changed and called off one by one or in series, and the line's numbers follow.

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { beginShift, closeShift, ensureShift } from "@/server/needs/shifts/commands";
import { shiftOf } from "@/server/needs/shifts/data";
import { transact } from "@/server/platform/db";
import { DAY_MS, HOUR_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { systemCtx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { type OpenNeed, openNeed } from "../../../support/needs";
import { eventsOf, newKey, rowOf } from "../../../support/pledged";
import { type Story, storyWorld } from "../../../support/story";
import { expectSlotsAddUp } from "../../../support/sums";
import { ctxOf, person, type TestWorld } from "../../../support/world";

let world: TestWorld;
let pan: { id: string };
let story: Story;
let asPan: Ctx;
let need: OpenNeed;
let lineId: string;
let slotId: string;

/** The refusal's code; null where it was done; a fault as it is. */
const refused = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error) => refusalOf(error)?.code ?? String(error),
  );
const api = (ctx: Ctx) => createCaller({ ...ctx, asked: new Set() });
const line = () =>
  world.db.selectFrom("need_line").selectAll().where("id", "=", lineId).executeTakeFirstOrThrow();
/** Saturday week, eight in the morning in China. */
const at = (days: number, hour = 8) => {
  const day = new Date(world.clock.now().getTime() + days * DAY_MS + 8 * HOUR_MS).toISOString().slice(0, 10);
  return new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 8) * HOUR_MS);
};
const span = (days: number, from = 8, hours = 4) => ({
  startsAt: at(days, from),
  endsAt: new Date(at(days, from).getTime() + hours * HOUR_MS),
});
const add = (days: number, more: object = {}, ctx: Ctx = asPan) =>
  api(ctx).shifts.add({ key: newKey(), needId: need.id, lineId, ...span(days), seats: 6, ...more });
const take = async (slot: string, name = "小王") => {
  const who = await person(world, name);
  const ctx = await ctxOf(world, who);
  return { ctx, who, ...(await api(ctx).pledges.make({ slotId: slot, amount: "1", key: newKey() })) };
};

beforeAll(async () => {
  ({ world, story } = await storyWorld());
  pan = story.pan;
  asPan = await ctxOf(world, pan);
});
beforeEach(async () => {
  need = await openNeed(world, {
    posterId: pan.id,
    lines: [{ kind: "people", quantity: 10, buffer: 2, ...span(7), cutOffAt: at(6, 20) }],
  });
  const first = need.lines[0] as OpenNeed["lines"][number];
  lineId = first.id;
  slotId = first.slotId;
});

describe("a shift without a row", () => {
  it("reads as planned with its line's terms, and gets its row once, however many ask at once", async () => {
    expect(await shiftOf(world.db, slotId)).toMatchObject({ status: "planned", version: 0, seats: 12 });
    const ensure = () => transact(world.db, (trx) => ensureShift(trx, world, slotId));
    const rows = await Promise.all([ensure(), ensure(), ensure()]);
    expect(new Set(rows.map((row) => row.slot_id)).size).toBe(1);
    const kept = await world.db.selectFrom("shift").selectAll().where("slot_id", "=", slotId).execute();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ status: "planned", version: 0 });
  });

  it("there is none of a line of goods", async () => {
    const goods = await openNeed(world, { posterId: pan.id });
    const slot = goods.lines[0]?.slotId as string;
    expect(await shiftOf(world.db, slot)).toBeNull();
    expect(await refused(transact(world.db, (trx) => ensureShift(trx, world, slot)))).toBe("NOT_FOUND");
  });
});

describe("adding", () => {
  it("one more shift: the line asks for the sum of the seats, and its one buffer is part of them", async () => {
    const { slotId: second } = await add(14);
    expect(await line()).toMatchObject({ quantity: 18, buffer: 0 });
    expect(await rowOf.slot(world.db, second)).toMatchObject({ ceiling: 6, remaining: 6, is_open: true });
    expect(await eventsOf(world.db, second)).toEqual(["shift.added"]);
    await expectSlotsAddUp(world.db);
  });

  it("the same key sent twice adds it once", async () => {
    const key = newKey();
    const [a, b] = [await add(14, { key }), await add(14, { key })];
    expect(a.slotId).toBe(b.slotId);
    expect(await line()).toMatchObject({ quantity: 18 });
  });

  it("times that cannot be are named: past, an end before the start, more than 24 hours", async () => {
    const facts = async (more: object) => {
      const error = await add(14, more).catch((e) => e);
      return refusalOf(error)?.facts.fields ?? null;
    };
    expect(await facts({ startsAt: at(-1), endsAt: at(-1, 10) })).toEqual({ startsAt: "in_the_past" });
    expect(await facts({ endsAt: at(14, 7) })).toEqual({ endsAt: "ends_before_start" });
    expect(await facts(span(14, 8, 25))).toEqual({ endsAt: "too_long_shift" });
    expect(await facts(span(14, 8, 24))).toBeNull();
  });

  it("is the poster's side alone, and not once the need has ended", async () => {
    const stranger = await ctxOf(world, await person(world, "路人"));
    expect(await refused(add(14, {}, stranger))).toBe("FORBIDDEN");
    await api(asPan).settlement.cancel({ needId: need.id, reason: "other" });
    expect(await refused(add(14))).toBe("WRONG_STATE");
  });

  it("two at once on the same page: one wins, one is told it moved on", async () => {
    const version = (await rowOf.need(world.db, need.id)).version;
    const both = await Promise.all([refused(add(14, { version })), refused(add(15, { version }))]);
    expect(both.filter((code) => code === "MOVED_ON")).toHaveLength(1);
    expect(await line()).toMatchObject({ quantity: 18 });
  });

  it("a line of several shifts is changed shift by shift: its number alone cannot be, nor can it be a draft again", async () => {
    await add(14);
    const change = api(asPan).needs.changeLines({ needId: need.id, lines: [{ lineId, quantity: "30" }] });
    expect(await refused(change)).toBe("INVALID");
    expect(await refused(api(asPan).needs.takeBack({ needId: need.id }))).toBe("HAS_SHIFTS");
  });
});

describe("changing", () => {
  const whole = { seats: 12, timing: "fixed" as const };

  it("more seats: the waiting are served; and everybody who signed up can be told what changed", async () => {
    const { slotId: small } = await add(14, { seats: 1 });
    await take(small);
    const waits = await take(small, "小赵");
    expect(waits.status).toBe("waitlisted");
    await api(asPan).shifts.change({ slotId: small, version: 1, ...span(14), seats: 2 });
    await drain(world);
    expect(await rowOf.pledge(world.db, waits.pledgeId)).toMatchObject({ status: "offered" });
    expect(await line()).toMatchObject({ quantity: 14 });
    await expectSlotsAddUp(world.db);
  });

  it("seats go down to what is promised and not one further", async () => {
    await take(slotId);
    await take(slotId, "小赵");
    expect(await refused(api(asPan).shifts.change({ slotId, ...span(7), seats: 1 }))).toBe("BELOW_PROMISED");
    await api(asPan).shifts.change({ slotId, ...span(7), seats: 2 });
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ ceiling: 2, remaining: 0, promised: 2 });
    expect(await line()).toMatchObject({ quantity: 0 + 2 - 2, buffer: 2 });
    await expectSlotsAddUp(world.db);
  });

  it("another day moves the cut-off; another version is told it moved on; nothing new is nothing", async () => {
    const { version } = await api(asPan).shifts.change({ slotId, version: 0, ...span(9), ...whole });
    expect((await rowOf.slot(world.db, slotId)).cut_off_at).toEqual(new Date(at(9).getTime() - 12 * HOUR_MS));
    expect(await refused(api(asPan).shifts.change({ slotId, version: 0, ...span(8), ...whole }))).toBe(
      "MOVED_ON",
    );
    expect(await refused(api(asPan).shifts.change({ slotId, version, ...span(9), ...whole }))).toBe(
      "INVALID",
    );
  });

  it("two at once: one wins, one is told it moved on, history has one line", async () => {
    const change = (days: number) =>
      refused(api(asPan).shifts.change({ slotId, version: 0, ...span(days), ...whole }));
    const both = await Promise.all([change(8), change(9)]);
    expect(both.filter((code) => code === "MOVED_ON")).toHaveLength(1);
    expect(await eventsOf(world.db, slotId)).toEqual(["shift.changed"]);
  });

  it("a telephone number is not written into the place where everybody reads it", async () => {
    const change = api(asPan).shifts.change({ slotId, ...span(7), ...whole, place: "打 13800138000 问路" });
    expect(await refused(change)).toBe("WORDING_MUST_GO");
  });
});

describe("calling off", () => {
  it("everybody who signed up or waits is released, the seats leave the line, and the slot takes nobody", async () => {
    const { slotId: second } = await add(14, { seats: 1 });
    const mine = await take(second);
    const waits = await take(second, "小赵");
    await api(asPan).settlement.cancelShift({ slotId: second, version: 1, reason: "weather", note: "大雨" });
    expect(await rowOf.pledge(world.db, mine.pledgeId)).toMatchObject({
      status: "released",
      end_reason: "shift_cancelled",
    });
    expect(await rowOf.pledge(world.db, waits.pledgeId)).toMatchObject({ status: "released" });
    expect(await rowOf.slot(world.db, second)).toMatchObject({ ceiling: 0, waiting: 0, is_open: false });
    expect(await line()).toMatchObject({ quantity: 12, buffer: 0 });
    expect(await shiftOf(world.db, second)).toMatchObject({ status: "cancelled", endReason: "weather" });
    await expectSlotsAddUp(world.db);
  });

  it("a shift taken and called off at the same moment: nobody is left on a shift that is off", async () => {
    for (let n = 0; n < 5; n++) {
      const { slotId: second } = await add(14 + n);
      const who = await ctxOf(world, await person(world, `小${n}`));
      await Promise.all([
        refused(api(who).pledges.make({ slotId: second, amount: "1", key: newKey() })),
        refused(api(asPan).settlement.cancelShift({ slotId: second, reason: "weather" })),
      ]);
      const off = (await shiftOf(world.db, second))?.status === "cancelled";
      const live = await world.db
        .selectFrom("pledge")
        .select("id")
        .where("slot_id", "=", second)
        .where("live_key", "is not", null)
        .execute();
      expect(off && live.length > 0).toBe(false);
    }
    await expectSlotsAddUp(world.db);
  });

  it("not once it has begun; and with the need everything is called off that nobody came to", async () => {
    const { slotId: second } = await add(14);
    await transact(world.db, (trx) => beginShift(trx, asPan, slotId, { grant: null }));
    expect(await refused(api(asPan).settlement.cancelShift({ slotId, reason: "weather" }))).toBe(
      "WRONG_STATE",
    );
    await api(asPan).settlement.cancel({ needId: need.id, reason: "other" });
    expect(await shiftOf(world.db, second)).toMatchObject({ status: "cancelled", endReason: "need_ended" });
    expect(await shiftOf(world.db, slotId)).toMatchObject({ status: "cancelled", endReason: "need_ended" });
  });
});

describe("the day", () => {
  it("begins once and closes once; two at once: one wins", async () => {
    const begin = () => refused(transact(world.db, (trx) => beginShift(trx, asPan, slotId, { grant: null })));
    const both = await Promise.all([begin(), begin()]);
    expect(both.filter((code) => code === null)).toHaveLength(1);
    const closed = await transact(world.db, (trx) => closeShift(trx, asPan, slotId, { grant: null }));
    expect(closed).toMatchObject({ status: "closed", version: 2, closed_by: pan.id });
    expect(await eventsOf(world.db, slotId)).toEqual(["shift.began", "shift.closed"]);
    expect(await refused(transact(world.db, (trx) => closeShift(trx, asPan, slotId, { grant: null })))).toBe(
      "WRONG_STATE",
    );
  });

  it("a dangerous shift does not begin before insurance is on record", async () => {
    const { slotId: roof } = await add(14, { dangerous: true });
    const begin = () => transact(world.db, (trx) => beginShift(trx, asPan, roof, { grant: null }));
    expect(await refused(begin())).toBe("NOT_INSURED");
    await api(asPan).shifts.change({ slotId: roof, ...span(14), seats: 6, dangerous: true, insured: true });
    expect(await begin()).toMatchObject({ status: "running" });
  });

  it("what verify looks at holds after all of this", async () => {
    await drain(world);
    const verdict = await verify(world.db);
    expect(verdict.checks.filter((c) => !c.ok && ["slots", "versions", "lives"].includes(c.name))).toEqual(
      [],
    );
    expect(systemCtx(world).system).toBe(true);
  });
});

describe("series", () => {
  const day = (days: number) => new Date(at(days).getTime() + 8 * HOUR_MS).toISOString().slice(0, 10);
  const pattern = { every: "week" as const, startTime: "08:00", endTime: "12:00", seats: 5 };
  const begin = async (weeks: number) => {
    const said = { ...pattern, firstOn: day(10), lastOn: day(10 + 7 * (weeks - 1)) };
    const on = { needId: need.id, lineId };
    const plan = await api(asPan).shifts.previewSeries({ ...on, ...said });
    const made = await api(asPan).shifts.addSeries({ key: newKey(), ...on, ...said });
    return { said, plan, made };
  };

  it("every week: as many shifts as its preview showed, and the line asks for all of them", async () => {
    const { plan, made } = await begin(4);
    expect(plan.rows.map((row) => row.fate)).toEqual(["add", "add", "add", "add"]);
    expect(made).toMatchObject({ added: 4, changed: 0, calledOff: 0 });
    expect(await line()).toMatchObject({ quantity: 32, buffer: 0 });
  });

  it("changing it shows first what it does: changed, added, called off; and takes nothing away that has people", async () => {
    const { said, made } = await begin(4);
    const shifts = (await api(asPan).shifts.desk({ needId: need.id })).lines[0]?.shifts ?? [];
    const ours = shifts.filter((s) => s.seriesId === made.seriesId);
    const fourth = ours[3]?.slotId as string;
    const taken = await take(fourth);
    const to = { ...said, lastOn: day(10 + 7), startTime: "09:00" };
    const plan = await api(asPan).shifts.previewSeriesChange({ seriesId: made.seriesId, ...to });
    expect(plan.rows.map((row) => row.fate)).toEqual(["change", "change", "call_off", "stays_people"]);
    const done = await api(asPan).shifts.changeSeries({
      key: newKey(),
      seriesId: made.seriesId,
      plan: plan.plan,
      ...to,
    });
    expect(done).toMatchObject({ added: 0, changed: 2, calledOff: 1 });
    expect(await rowOf.pledge(world.db, taken.pledgeId)).toMatchObject({ status: "confirmed" });
    expect(await shiftOf(world.db, fourth)).toMatchObject({ status: "planned" });
    expect(await line()).toMatchObject({ quantity: 12 + 15, buffer: 0 });
    await expectSlotsAddUp(world.db);
  });

  it("somebody signs up between preview and yes: told it moved on, nothing is done", async () => {
    const { said, made } = await begin(3);
    const to = { ...said, lastOn: day(10 + 7) };
    const plan = await api(asPan).shifts.previewSeriesChange({ seriesId: made.seriesId, ...to });
    const third = plan.rows[2]?.slotId as string;
    await take(third);
    const change = api(asPan).shifts.changeSeries({
      key: newKey(),
      seriesId: made.seriesId,
      plan: plan.plan,
      ...to,
    });
    expect(await refused(change)).toBe("MOVED_ON");
    expect(await shiftOf(world.db, third)).toMatchObject({ status: "planned" });
  });

  it("a shift whose time was changed by itself stays as it is", async () => {
    const { said, made } = await begin(2);
    const [first] =
      (await api(asPan).shifts.desk({ needId: need.id })).lines[0]?.shifts.filter(
        (s) => s.seriesId === made.seriesId,
      ) ?? [];
    await api(asPan).shifts.change({ slotId: first?.slotId as string, ...span(10, 14), seats: 5 });
    const plan = await api(asPan).shifts.previewSeriesChange({ seriesId: made.seriesId, ...said, seats: 8 });
    expect(plan.rows.map((row) => row.fate)).toEqual(["stays_by_hand", "change"]);
  });
});

describe("templates", () => {
  it("an organisation's leader keeps a shift as a pattern; nobody else sees it", async () => {
    const chen = await ctxOf(world, story.chen);
    const teams = await openNeed(world, {
      posterId: story.chen.id,
      lines: [{ kind: "people", quantity: 5, ...span(5) }],
    });
    const slot = teams.lines[0]?.slotId as string;
    const { templateId } = await api(chen).shifts.saveTemplate({
      key: newKey(),
      slotId: slot,
      organisationId: story.team,
      name: "周六搬运",
    });
    expect(await api(chen).shifts.templates()).toMatchObject([
      { templateId, name: "周六搬运", body: { seats: 5, startMinute: 480, minutes: 240 } },
    ]);
    expect(await api(asPan).shifts.templates()).toEqual([]);
    expect(await refused(api(asPan).shifts.endTemplate({ templateId }))).toBe("NOT_FOUND");
    await api(chen).shifts.endTemplate({ templateId });
    expect(await api(chen).shifts.templates()).toEqual([]);
  });
});
