import { beforeEach, describe, expect, it } from "vitest";
import type { RefusalCode } from "@/server/errors";
import { correctRecord, strikeRecord } from "@/server/hours/correcting/commands";
import type { Level } from "@/server/hours/rules";
import { confirm, discard } from "@/server/hours/speaking/commands";
import { phoneColumns } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import { HOUR_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay } from "@/tests/support/days";
import { openNeed } from "@/tests/support/needs";
import { eventsOf } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import {
  come,
  follow,
  leave,
  minutesOf,
  recordById,
  recordingUnit,
  recordOf,
  served,
  undone,
} from "@/tests/support/served";
import { ctxOf, grant, organisation, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let day: ShiftDay;
const at = (hours: number, from = day.startsAt) => new Date(from.getTime() + hours * HOUR_MS);
/** Another shift of 潘书记, on the same day: from … to … hours after the first one's start. */
const shiftAt = async (from: number, to: number, more: object = {}) =>
  (
    await openNeed(world, {
      posterId: day.people.pan.id,
      lines: [{ kind: "people", quantity: 9, startsAt: at(from), endsAt: at(to) }],
      ...more,
    })
  ).lines[0]!.slotId;
const office = () => recordingUnit(world, day.people);
const li = () => ({ personId: day.people.li.id, slotId: day.slotId, from: at(0) });

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  day = await runningDay(world); // four hours
});

describe("what counts by itself", () => {
  it("scanned at both ends for the whole shift: the minutes are in the ledger with nobody's word", async () => {
    const unit = await office();
    const { recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "confirmed",
      class: "scanned",
      minutes: 240,
      confirmed_by: null,
      waits_for: null,
      flags: "",
      recording_unit_id: unit,
    });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
    const [entry] = await world.db.selectFrom("hours_entry").selectAll().execute();
    expect(entry).toMatchObject({ minutes: 240, kind: "other", village_id: day.people.places.xipandun });
    expect(await eventsOf(world.db, recordId)).toEqual([
      "hours.opened",
      "hours.finished",
      "hours.took_effect",
    ]);
  });

  it("minutes are whole and rounded down; less than one is nothing at all", async () => {
    await office();
    const to = new Date(at(3).getTime() + 59_999);
    const { recordId } = await served(world, day.as.li, { ...li(), to });
    expect((await recordById(world.db, recordId)).minutes).toBe(180);
    const wang = { ...li(), personId: day.people.wang.id, to: new Date(at(0).getTime() + 59_999) };
    const none = await served(world, day.as.wang, wang);
    expect(await recordById(world.db, none.recordId)).toMatchObject({
      status: "voided",
      flags: "nothing short_presence",
    });
  });

  it("the event delivered again, or twice at once, changes nothing", async () => {
    await office();
    const { attendanceId, recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    await Promise.all([
      follow(world, attendanceId),
      follow(world, attendanceId),
      follow(world, attendanceId),
    ]);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
    expect((await recordById(world.db, recordId)).version).toBe(3);
  });

  it("present for 60 % counts; a minute less waits for the leader", async () => {
    await office();
    const enough = await served(world, day.as.li, { ...li(), to: at(2.4) });
    const short = await served(world, day.as.wang, {
      ...li(),
      personId: day.people.wang.id,
      to: new Date(at(2.4).getTime() - 60_000),
    });
    expect((await recordById(world.db, enough.recordId)).status).toBe("confirmed");
    expect(await recordById(world.db, short.recordId)).toMatchObject({
      status: "pending",
      waits_for: "leader",
      flags: "short_presence",
    });
  });

  it("a check-out taken back takes the minutes back, in the ledger too; the next one counts anew", async () => {
    await office();
    const { attendanceId, recordId } = await served(world, day.as.li, { ...li(), to: at(3) });
    await undone(day.as.pan, attendanceId);
    await follow(world, attendanceId);
    expect((await recordById(world.db, recordId)).status).toBe("open");
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
    await leave(day.as.li, attendanceId, at(4));
    await follow(world, attendanceId);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
    expect(
      (await world.db.selectFrom("hours_entry").select("minutes").orderBy("created_at").execute())
        .map((e) => e.minutes)
        .sort(),
    ).toEqual([-180, 180, 240]);
  });

  it("back and out again before the worker looked: what counts is the last word of the day", async () => {
    await office();
    const { attendanceId } = await served(world, day.as.li, { ...li(), to: at(3) });
    await undone(day.as.pan, attendanceId);
    await leave(day.as.li, attendanceId, at(4));
    await follow(world, attendanceId);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
  });

  it("a presence that was undone leaves no minute behind", async () => {
    await office();
    const { attendanceId, recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    await undone(day.as.pan, attendanceId);
    await undone(day.as.pan, attendanceId);
    await follow(world, attendanceId);
    expect(await recordById(world.db, recordId)).toMatchObject({ status: "voided", entry_id: null });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
  });
});

it("scanned for somebody else is not scanned by them: it waits for the leader", async () => {
  await office();
  const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "scan", to: at(4) });
  expect(await recordById(world.db, recordId)).toMatchObject({
    class: "scanned",
    status: "pending",
    waits_for: "leader",
  });
});

describe("a correction", () => {
  const word = (by: string) => ({ by, level: "leader", grant: null }) as const;
  const correct = (
    recordId: string,
    to: number,
    by: string,
    askedBy: string | null = day.people.li.id,
    level: Level = "leader",
  ) =>
    transact(world.db, (trx) =>
      correctRecord(
        trx,
        day.as.pan,
        recordId,
        { from: at(0), to: at(to), askedBy, said: "hours.corrected", reason: null },
        { ...word(by), level },
      ),
    );
  beforeEach(async () => void (await office()));

  it("is a reversal and a new row that names what it stands in for; nothing is changed or deleted", async () => {
    const { recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    const [before] = await world.db.selectFrom("hours_entry").selectAll().execute();
    await correct(recordId, 3, day.people.pan.id);
    const rows = await world.db.selectFrom("hours_entry").selectAll().execute();
    const reversal = rows.find((row) => row.minutes === -240);
    const standing = rows.find((row) => row.minutes === 180);
    expect(rows.find((row) => row.id === before?.id)).toEqual(before);
    expect(reversal).toMatchObject({ reverses_id: before?.id, record_id: recordId });
    expect(standing).toMatchObject({
      supersedes_id: before?.id,
      confirmed_by: day.people.pan.id,
      class: "late",
    });
    expect(await recordById(world.db, recordId)).toMatchObject({
      entry_id: standing?.id,
      minutes: 180,
      flags: "corrected",
    });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
  });

  it("to nothing, by oneself, by the one who asked, over another interval, or by who has no say is none; and what counted goes on counting", async () => {
    const { recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    const slotId = await shiftAt(5, 7);
    await served(world, day.as.li, { ...li(), slotId, from: at(5), to: at(7) });
    const { pan, li: me } = day.people;
    const whys = [
      await correct(recordId, 0, pan.id),
      await correct(recordId, 3, me.id),
      await correct(recordId, 3, pan.id, pan.id),
      await correct(recordId, 6, pan.id),
      await correct(recordId, 3, pan.id, null, "rule"), // not even less, without a say
    ];
    expect(whys.map((one) => one.why)).toEqual(["nothing", "own", "second", "overlap", "leader"]);
    expect(await minutesOf(world.db, me.id)).toBe(360);
  });

  it("two at once: the second stands in for the first, and nothing is counted twice", async () => {
    const { recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    await Promise.all([correct(recordId, 3, day.people.pan.id), correct(recordId, 2, day.people.pan.id)]);
    const { minutes } = await recordById(world.db, recordId);
    expect([120, 180]).toContain(minutes);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(minutes);
  });

  it("struck out with a reason: no minute is left, and the worker does not bring it back", async () => {
    const { recordId, attendanceId } = await served(world, day.as.li, { ...li(), to: at(4) });
    await transact(world.db, (trx) =>
      strikeRecord(trx, day.as.pan, recordId, { grant: null, reason: "没有来" }),
    );
    await follow(world, attendanceId);
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "voided",
      entry_id: null,
      minutes: 0,
    });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
  });
});

describe("what waits for somebody's word", () => {
  it("roll-call waits for the leader, whose word is kept with their grant", async () => {
    await office();
    const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "pending",
      waits_for: "leader",
      class: "roll_call",
    });
    await confirm(day.as.pan, { recordIds: [recordId] });
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "confirmed",
      confirmed_by: day.people.pan.id,
    });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
  });

  it("nobody confirms their own, whatever they lead", async () => {
    await office();
    const { recordId } = await served(world, day.as.pan, {
      ...li(),
      personId: day.people.pan.id,
      inHow: "call",
      to: at(4),
    });
    await expect(confirm(day.as.pan, { recordIds: [recordId] })).rejects.toEqual(refusal("OWN_HOURS"));
    await confirm(day.as.chen, { recordIds: [recordId] });
    expect(await minutesOf(world.db, day.people.pan.id)).toBe(240);
  });

  it("the volunteer and a stranger confirm nothing; a stranger does not even see it", async () => {
    await office();
    const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
    await expect(confirm(day.as.li, { recordIds: [recordId] })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(confirm(day.as.passer, { recordIds: [recordId] })).rejects.toEqual(refusal("NOT_FOUND"));
  });

  it("two approvers at once: one entry; one is told it moved on", async () => {
    await office();
    const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
    const answers = await Promise.allSettled(
      [day.as.pan, day.as.chen, day.as.pan].map((ctx) => confirm(ctx, { recordIds: [recordId] })),
    );
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1);
    expect(answers.flatMap((a) => (a.status === "rejected" ? [a.reason.code] : []))).toEqual([
      "MOVED_ON",
      "MOVED_ON",
    ]);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
  });

  it("written down afterwards: who wrote it is the first of two, another is the second", async () => {
    await office();
    const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "paper", to: at(4) });
    expect(await recordById(world.db, recordId)).toMatchObject({
      class: "late",
      waits_for: "second",
      entered_by: day.people.pan.id,
      flags: "late_entry",
    });
    await expect(confirm(day.as.pan, { recordIds: [recordId] })).rejects.toEqual(refusal("NEEDS_SECOND"));
    await confirm(day.as.chen, { recordIds: [recordId] });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
  });

  it("one telephone is one hand: who shares the volunteer's number, or the first's, is no second; who has none is still the first", async () => {
    await office();
    const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "paper", to: at(4) });
    const refused = (by: Ctx, code: RefusalCode) =>
      expect(confirm(by, { recordIds: [recordId] })).rejects.toEqual(refusal(code));
    const { chen, pan } = day.people;
    const share = (phone: string) =>
      world.db
        .updateTable("person_phone")
        .set(phoneColumns(world.keys, phone))
        .where("person_id", "=", chen.id)
        .execute();
    await share(pan.phone);
    await refused(day.as.chen, "NEEDS_SECOND");
    await share(day.people.li.phone);
    await refused(day.as.chen, "OWN_HOURS");
    await world.db.deleteFrom("person_phone").where("person_id", "=", pan.id).execute();
    await refused(day.as.pan, "NEEDS_SECOND");
    await share("13905390099");
    await confirm(day.as.chen, { recordIds: [recordId] });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
  });

  it("one's own late entry: the volunteer who leads is neither the first of two nor the second", async () => {
    await office();
    const chen = { ...li(), personId: day.people.chen.id };
    const { recordId } = await served(world, day.as.pan, { ...chen, inHow: "paper", to: at(4) });
    await expect(confirm(day.as.chen, { recordIds: [recordId] })).rejects.toEqual(refusal("OWN_HOURS"));
  });

  it("without anybody responsible for recording it waits, and counts once the district has named one", async () => {
    const { recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    expect(await recordById(world.db, recordId)).toMatchObject({ status: "pending", flags: "no_unit" });
    await expect(confirm(day.as.pan, { recordIds: [recordId] })).rejects.toEqual(
      refusal("NO_RECORDING_UNIT"),
    );
    const unit = await office();
    await confirm(day.as.pan, { recordIds: [recordId] });
    expect((await recordById(world.db, recordId)).recording_unit_id).toBe(unit);
  });

  it("the unit that records is that of the organisation they came with", async () => {
    await office();
    const zhao = { ...li(), personId: day.people.zhao.id };
    const { recordId } = await served(world, day.as.zhao, { ...zhao, to: at(4) });
    expect(await recordById(world.db, recordId)).toMatchObject({
      recording_unit_id: day.people.team,
      organisation_id: day.people.team,
    });
  });

  it("given up with a reason it never counts; what counts already is not given up this way", async () => {
    await office();
    const { recordId, attendanceId } = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
    await discard(day.as.pan, { recordId, reason: "点错了人" });
    await follow(world, attendanceId);
    expect((await recordById(world.db, recordId)).status).toBe("voided");
    await expect(confirm(day.as.pan, { recordIds: [recordId] })).rejects.toEqual(refusal("WRONG_STATE"));
    const other = await served(world, day.as.wang, { ...li(), personId: day.people.wang.id, to: at(4) });
    await expect(discard(day.as.pan, { recordId: other.recordId, reason: "x" })).rejects.toEqual(
      refusal("WRONG_STATE"),
    );
  });
});

describe("a long day", () => {
  /** Of one person: hours from … to … at a shift of its own. */
  const part = async (from: number, to: number) => {
    const slotId = await shiftAt(from, to);
    return served(world, day.as.li, { ...li(), slotId, from: at(from), to: at(to) });
  };
  beforeEach(office);

  it("eight hours take effect; a minute more waits for the organisation above, here the district", async () => {
    const whole = await part(0, 8);
    expect((await recordById(world.db, whole.recordId)).status).toBe("confirmed");
    const more = await part(8, 8 + 1 / 60);
    expect(await recordById(world.db, more.recordId)).toMatchObject({
      status: "pending",
      waits_for: "district",
      flags: "long_day",
    });
    await expect(confirm(day.as.pan, { recordIds: [more.recordId] })).rejects.toEqual(
      refusal("NEEDS_DISTRICT", { hours: 8 }),
    );
    await confirm(await ctxOf(world, day.people.zhou), { recordIds: [more.recordId] });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(481);
  });

  it("between eight and twelve hours the parent's leader says so, above that only the district", async () => {
    const parent = await organisation(world, "区总队", "unit", day.people.places.luozhuang);
    await world.db
      .updateTable("organisation")
      .set({ parent_id: parent })
      .where("id", "=", day.people.team)
      .execute();
    const boss = await person(world, "总队长");
    await grant(world, boss, "leader", { organisationId: parent });
    const bossCtx = await ctxOf(world, boss);
    const served_ = async (from: number, to: number) => {
      const slotId = await shiftAt(from, to, { organisationId: day.people.team });
      return served(world, day.as.li, { ...li(), slotId, from: at(from), to: at(to) });
    };
    const twelve = await served_(0, 12);
    expect((await recordById(world.db, twelve.recordId)).waits_for).toBe("parent");
    await expect(confirm(day.as.chen, { recordIds: [twelve.recordId] })).rejects.toEqual(
      refusal("NEEDS_PARENT", { hours: 12 }),
    );
    await confirm(bossCtx, { recordIds: [twelve.recordId] });
    const more = await served_(12, 13);
    expect((await recordById(world.db, more.recordId)).waits_for).toBe("district");
    await expect(confirm(bossCtx, { recordIds: [more.recordId] })).rejects.toEqual(refusal("NEEDS_DISTRICT"));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(720);
  });

  it("the day is the day it began in Shanghai: past midnight does not make two", async () => {
    world.clock.set("2026-11-18T12:00:00Z");
    const from = new Date("2026-11-18T14:00:00Z"); // 22:00
    const slotId = await shiftAt(0, 1);
    const { recordId } = await served(world, day.as.li, {
      personId: day.people.li.id,
      slotId,
      from,
      to: at(5, from),
    });
    expect((await recordById(world.db, recordId)).day.toISOString()).toBe("2026-11-18T00:00:00.000Z");
  });
});

describe("overlaps", () => {
  beforeEach(async () => void (await office()));

  it("the same hour at another organisation's shift does not count twice, by rule or by word", async () => {
    await served(world, day.as.li, { ...li(), to: at(4) });
    const slotId = await shiftAt(3, 6);
    const { recordId } = await served(world, day.as.li, { ...li(), slotId, from: at(3), to: at(6) });
    expect(await recordById(world.db, recordId)).toMatchObject({ status: "pending", flags: "overlap" });
    await expect(confirm(day.as.pan, { recordIds: [recordId] })).rejects.toEqual(refusal("HOURS_OVERLAP"));
  });

  it("one that begins when the other ends is no overlap", async () => {
    await served(world, day.as.li, { ...li(), to: at(4) });
    const slotId = await shiftAt(4, 6);
    await served(world, day.as.li, { ...li(), slotId, from: at(4), to: at(6) });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(360);
  });

  it("two shifts at the same time confirmed at once: one counts", async () => {
    const slotId = await shiftAt(1, 4);
    const a = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
    const b = await served(world, day.as.pan, { ...li(), slotId, from: at(1), inHow: "call", to: at(4) });
    const answers = await Promise.allSettled(
      [a, b].map(({ recordId }) => confirm(day.as.pan, { recordIds: [recordId] })),
    );
    expect(answers.map((x) => (x.status === "rejected" ? x.reason.code : "ok")).sort()).toEqual([
      "HOURS_OVERLAP",
      "ok",
    ]);
    expect([180, 240]).toContain(await minutesOf(world.db, day.people.li.id));
  });
});

describe("what never counts", () => {
  it("service in paid working time is kept and set aside", async () => {
    await office();
    await world.db.updateTable("shift").set({ paid_time: true }).where("slot_id", "=", day.slotId).execute();
    const { recordId } = await served(world, day.as.li, { ...li(), to: at(4) });
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "uncounted",
      minutes: 240,
      flags: "paid_time",
      entry_id: null,
    });
    await expect(confirm(day.as.pan, { recordIds: [recordId] })).rejects.toEqual(refusal("WRONG_STATE"));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
  });

  it("goods earn nothing, even where somebody's presence were hung on their line", async () => {
    await office();
    const attendanceId = await come(day.as.pan, { ...li(), inHow: "call" });
    await leave(day.as.pan, attendanceId, at(4), "call");
    await world.db.updateTable("need_line").set({ kind: "goods" }).where("id", "=", day.lineId).execute();
    await follow(world, attendanceId);
    const { id } = await recordOf(world.db, attendanceId);
    await expect(confirm(day.as.pan, { recordIds: [id] })).rejects.toEqual(refusal("NOTHING_TO_COUNT"));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
  });
});

it("双报到: one row, with every organisation whose member the volunteer was that day, and counted once", async () => {
  await office();
  const { li: me, places } = day.people;
  const [unit, village, left] = await Promise.all([
    organisation(world, "区医院", "unit", places.luozhuang),
    organisation(world, "高都社区", "village", places.gaodu),
    organisation(world, "以前的队", "social", places.gaodu),
  ]);
  await grant(world, me, "member", { organisationId: unit });
  await grant(world, me, "leader", { organisationId: village });
  await grant(world, me, "member", { organisationId: left });
  await world.db
    .updateTable("role_grant")
    .set({ ended_at: at(-2) })
    .where("organisation_id", "=", left)
    .execute();
  await world.db
    .updateTable("role_grant")
    .set({ started_at: at(-3) })
    .where("person_id", "=", me.id)
    .execute();
  await served(world, day.as.li, { ...li(), to: at(4) });
  const rows = await world.db
    .selectFrom("hours_affiliation")
    .select(["organisation_id", "capacity"])
    .execute();
  expect(new Map(rows.map((r) => [r.organisation_id, r.capacity]))).toEqual(
    new Map([
      [unit, "unit"],
      [village, "community"],
    ]),
  );
  expect(await minutesOf(world.db, me.id)).toBe(240);
});

it("what is due is due ten working days after the service; so is the closing of the shift", async () => {
  await office();
  const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
  expect((await recordById(world.db, recordId)).due_at?.toISOString()).toBe("2026-12-02T15:59:59.999Z");
});

it("the volunteer hears by how much their hours grew, and why some do not count", async () => {
  await office();
  const { recordId } = await served(world, day.as.pan, { ...li(), inHow: "call", to: at(4) });
  await confirm(day.as.pan, { recordIds: [recordId] });
  const other = await served(world, day.as.pan, {
    ...li(),
    personId: day.people.wang.id,
    inHow: "call",
    to: at(4),
  });
  await discard(day.as.pan, { recordId: other.recordId, reason: "点错了人" });
  await drain(world);
  const rows = await world.db
    .selectFrom("notice")
    .select(["person_id", "kind"])
    .where("kind", "like", "hours_%")
    .execute();
  expect(rows.map((row) => [row.person_id, row.kind]).sort()).toEqual(
    [
      [day.people.li.id, "hours_counted"],
      [day.people.wang.id, "hours_refused"],
    ].sort(),
  );
});
