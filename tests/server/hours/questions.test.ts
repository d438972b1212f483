import { beforeEach, describe, expect, it } from "vitest";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { answer, decide } from "@/server/hours/corrections/answering/commands";
import { appeal, ask, askMissing, askWhy, withdraw } from "@/server/hours/corrections/asking/commands";
import { listOfRecord, viewCorrection } from "@/server/hours/corrections/data";
import { askable } from "@/server/hours/corrections/missing/data";
import {
  answerInput,
  askInput,
  askMissingInput,
  askWhyInput,
  type Outcome,
} from "@/server/hours/corrections/schema";
import { inbox } from "@/server/hours/inbox/data";
import { putRight, strike } from "@/server/hours/righting/commands";
import { putRightInput } from "@/server/hours/righting/schema";
import { confirm, discard } from "@/server/hours/speaking/commands";
import { LIMITS } from "@/server/platform/limits";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay } from "@/tests/support/days";
import { newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import {
  come,
  faultsOf,
  follow,
  leave,
  minutesOf,
  recordById,
  recordingUnit,
  served,
  toldOfHours,
  undone,
} from "@/tests/support/served";
import { ctxOf, grant, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let day: ShiftDay;
let unitId: string;
let sun: Ctx; // leads the recording unit
let he: Ctx; // its manager
let zhou: Ctx; // of the district
const at = (hours: number) => new Date(day.startsAt.getTime() + hours * 3_600_000);
const WORDS = "我去了，同去的人可以作证";

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  day = await runningDay(world);
  unitId = await recordingUnit(world, day.people);
  sun = await unitMember("孙站长", "leader");
  he = await unitMember("何干事", "manager");
  zhou = await ctxOf(world, day.people.zhou);
  world.clock.set(at(5)); // an hour after its end
});

async function unitMember(name: string, role: "leader" | "manager"): Promise<Ctx> {
  const one = await person(world, name);
  await grant(world, one, role, { organisationId: unitId });
  return ctxOf(world, one);
}
const missing = (by: Ctx, from = 0, to = 3, slotId = day.slotId) =>
  askMissing(by, askMissingInput.parse({ slotId, from: at(from), to: at(to), words: WORDS, key: newKey() }));
const why = (by: Ctx, recordId: string, more: object = {}) =>
  askWhy(by, askWhyInput.parse({ recordId, words: WORDS, key: newKey(), ...more }));
const said = (outcome: Outcome, correctionId: string, more: object = {}) =>
  answerInput.parse({ correctionId, outcome, answer: "查过签到表", ...more });
const liRecord = () =>
  world.db.selectFrom("service_record").selectAll().where("person_id", "=", day.people.li.id).execute();
const faults = () => faultsOf(world);
const heard = (by: Ctx) => toldOfHours(world, by.actor?.personId ?? "");
const called = async () =>
  (
    await served(world, day.as.pan, {
      personId: day.people.li.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
      inHow: "call",
    })
  ).recordId;
const toAnswer = async (by: Ctx) => (await inbox(by, {})).items.filter((item) => item.kind === "answer");

describe("去了，没有记上", () => {
  it("a yes enters it late, by the answerer; it counts once another has said so, and nobody else's word is less", async () => {
    const { correctionId } = await missing(day.as.li);
    expect(await liRecord()).toEqual([]);
    await answer(sun, said("corrected", correctionId));
    const [row] = await liRecord();
    expect(row).toMatchObject({
      status: "pending",
      class: "late",
      entered_by: sun.actor?.personId,
      waits_for: "second",
      minutes: 180,
    });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
    const recordIds = [row?.id as string];
    await expect(confirm(sun, { recordIds })).rejects.toEqual(refusal("NEEDS_SECOND"));
    await expect(confirm(day.as.li, { recordIds })).rejects.toEqual(refusal("FORBIDDEN"));
    await confirm(he, { recordIds });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    expect(await heard(day.as.li)).toEqual(["correction_answered", "hours_counted"]);
    expect(await listOfRecord(day.as.li, { recordId: recordIds[0] as string })).toMatchObject([
      { id: correctionId, about: "missing", status: "corrected" },
    ]);
    expect(await faults()).toEqual([]);
  });

  it("a late entry obeys what every entry obeys: an overlap, the length of a day", async () => {
    const { correctionId } = await missing(day.as.li);
    const { slotId } = await elsewhere();
    await served(world, day.as.li, { personId: day.people.li.id, slotId, from: at(1), to: at(2) });
    await answer(sun, said("corrected", correctionId));
    const row = (await liRecord()).find((one) => one.slot_id === day.slotId);
    await expect(confirm(he, { recordIds: [row?.id as string] })).rejects.toEqual(refusal("HOURS_OVERLAP"));
    const long = await missing(day.as.wang, -8, 1);
    await answer(sun, said("corrected", long.correctionId));
    const wang = await world.db
      .selectFrom("service_record")
      .selectAll()
      .where("person_id", "=", day.people.wang.id)
      .executeTakeFirstOrThrow();
    expect(wang).toMatchObject({ waits_for: "district", minutes: 540 });
    await expect(confirm(he, { recordIds: [wang.id] })).rejects.toEqual(
      refusal("NEEDS_DISTRICT", { hours: 9 }),
    );
  });

  it("into a shift that was closed: who was marked absent has come, and a person of the team's places with them", async () => {
    await close(
      day.as.pan,
      closeInput.parse({ slotId: day.slotId, others: "absent", rows: [], key: newKey() }),
    );
    await drain(world);
    const pledges = () =>
      world.db
        .selectFrom("pledge")
        .select(["status", "accepted"])
        .where("slot_id", "=", day.slotId)
        .where((eb) => eb.or([eb("person_id", "=", day.people.li.id), eb("id", "=", day.teamPledge)]))
        .orderBy("organisation_id")
        .execute();
    expect((await pledges()).map((row) => row.status)).toEqual(["absent", "absent"]);
    for (const who of [day.as.li, day.as.zhao]) {
      const { correctionId } = await missing(who);
      await answer(zhou, said("corrected", correctionId));
    }
    expect(await pledges()).toEqual([
      { status: "attended", accepted: 1 },
      { status: "attended", accepted: 1 },
    ]);
    expect(await faults()).toEqual([]);
  });

  it("a no writes nothing, and is told", async () => {
    const { correctionId } = await missing(day.as.li);
    await answer(sun, said("upheld", correctionId));
    expect(await liRecord()).toEqual([]);
    expect(await heard(day.as.li)).toEqual(["correction_upheld"]);
  });

  it("is asked of what is over, was not called off, is theirs to know of, and has no record", async () => {
    world.clock.set(at(3.9));
    await expect(missing(day.as.li)).rejects.toEqual(refusal("NOT_OVER"));
    world.clock.set(at(5));
    await expect(missing(day.as.li, 0, 5.1)).rejects.toEqual(refusal("INVALID"));
    await expect(missing(day.as.li, -13, 1)).rejects.toEqual(refusal("INVALID"));
    await missing(day.as.li);
    await expect(missing(day.as.li)).rejects.toEqual(refusal("QUESTION_OPEN"));
    await served(world, day.as.wang, {
      personId: day.people.wang.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
    });
    await expect(missing(day.as.wang)).rejects.toEqual(refusal("RECORD_THERE"));
    // Somebody who had not signed up finds it by the activity; not where it is confidential.
    await world.db.updateTable("need").set({ lane: "confidential" }).where("id", "=", day.need.id).execute();
    await expect(missing(day.as.passer)).rejects.toEqual(refusal("NOT_FOUND"));
    expect((await askable(day.as.passer, { needId: day.need.id })).shifts).toEqual([]);
    await world.db.updateTable("need").set({ lane: "public" }).where("id", "=", day.need.id).execute();
    await missing(day.as.passer);
    await world.db
      .updateTable("shift")
      .set({ status: "cancelled" })
      .where("slot_id", "=", day.slotId)
      .execute();
    await expect(missing(day.as.zhao)).rejects.toEqual(refusal("DAY_OVER"));
  });

  it("nobody says hours of days after it: twelve hours beyond its end, not a minute more", async () => {
    world.clock.advance({ days: 40 });
    for (const [from, to] of [
      [0, 16 + 1 / 60],
      [30 * 24, 30 * 24 + 3],
    ] as const)
      await expect(missing(day.as.li, from, to)).rejects.toEqual(
        refusal("INVALID", { fields: { to: "not_of_this_shift" } }),
      );
    await missing(day.as.li, 0, 16);
  });

  it("is asked for a year and a day, no longer", async () => {
    world.clock.set(new Date(at(4).getTime() + 366 * 86_400_000));
    const { correctionId } = await missing(day.as.li);
    await withdraw(day.as.li, { correctionId });
    world.clock.set(new Date(at(4).getTime() + 366 * 86_400_000 + 1));
    await expect(missing(day.as.li)).rejects.toEqual(refusal("ASKED_TOO_LATE", { days: 366 }));
    expect((await askable(day.as.li, {})).shifts).toEqual([]);
  });

  it("the shifts one signed up for stand there to choose from, until a record or a question is there", async () => {
    const mine = async (by: Ctx) => (await askable(by, {})).shifts.map((one) => one.slotId);
    expect(await mine(day.as.li)).toEqual([day.slotId]);
    expect(await mine(day.as.zhao)).toEqual([day.slotId]); // named by his team
    expect(await mine(day.as.passer)).toEqual([]);
    expect((await askable(day.as.passer, { needId: day.need.id })).shifts).toHaveLength(1);
    await missing(day.as.li);
    expect(await mine(day.as.li)).toEqual([]);
    expect((await askable(day.as.li, {})).asked).toMatchObject([{ about: "missing", mayWithdraw: true }]);
    await expect(askable(day.as.wang, { personId: day.people.li.id })).rejects.toEqual(refusal("FORBIDDEN"));
  });

  describe("recorded meanwhile by somebody else", () => {
    const record = async () => (await liRecord())[0]!;

    it("a yes names the record that is there and enters nothing; the record goes its own way", async () => {
      const { correctionId } = await missing(day.as.li);
      const recordId = await called();
      expect(await viewCorrection(sun, { correctionId })).toMatchObject({
        outcomes: ["corrected", "upheld"],
        record: { recordId, status: "pending" },
      });
      await answer(sun, said("corrected", correctionId));
      expect(await liRecord()).toMatchObject([{ id: recordId, status: "pending", class: "roll_call" }]);
      expect(await listOfRecord(day.as.li, { recordId })).toMatchObject([
        { id: correctionId, about: "missing", status: "corrected" },
      ]);
      await confirm(sun, { recordIds: [recordId] }); // no late entry: nobody wrote it down afterwards
      expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
      expect(await faults()).toEqual([]);
    });

    it("also where the worker has not looked at the presence yet, and where it counts already", async () => {
      const { correctionId } = await missing(day.as.li);
      await leave(
        day.as.li,
        await come(day.as.li, { personId: day.people.li.id, slotId: day.slotId, from: at(0) }),
        at(3),
      );
      await answer(sun, said("corrected", correctionId));
      expect(await viewCorrection(day.as.li, { correctionId })).toMatchObject({
        status: "corrected",
        record: { recordId: (await record()).id },
      });
      await drain(world);
      expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
      expect(await heard(day.as.li)).toEqual(["correction_answered", "hours_counted"]);
      expect(await faults()).toEqual([]);
    });

    it("times said for an entry that is no longer to be made are not dropped in silence", async () => {
      const { correctionId } = await missing(day.as.li);
      await called();
      const times = { from: at(0), to: at(2) };
      await expect(answer(sun, said("corrected", correctionId, times))).rejects.toEqual(refusal("MOVED_ON"));
      expect((await viewCorrection(sun, { correctionId })).status).toBe("asked");
    });

    it("and struck: a yes restores it for a second's word, after a spot check the district's alone", async () => {
      const { correctionId } = await missing(day.as.li);
      const recordId = await called();
      await discard(day.as.pan, { recordId, reason: "没看见人" });
      await world.db
        .updateTable("service_record")
        .set({ flags: "checked" })
        .where("id", "=", recordId)
        .execute();
      await expect(answer(sun, said("corrected", correctionId))).rejects.toEqual(refusal("NEEDS_ABOVE"));
      await world.db.updateTable("service_record").set({ flags: "" }).where("id", "=", recordId).execute();
      await answer(sun, said("corrected", correctionId, { from: at(0), to: at(2) }));
      expect(await record()).toMatchObject({ status: "pending", minutes: 120, waits_for: "second" });
      await expect(confirm(sun, { recordIds: [recordId] })).rejects.toEqual(refusal("NEEDS_SECOND"));
      await confirm(he, { recordIds: [recordId] });
      expect(await minutesOf(world.db, day.people.li.id)).toBe(120);
      expect(await faults()).toEqual([]);
    });

    it("a no ends it too, and the district's yes over that no names the record", async () => {
      const { correctionId } = await missing(day.as.li);
      const recordId = await called();
      await answer(sun, said("upheld", correctionId));
      await appeal(day.as.li, { correctionId, words: WORDS });
      await decide(zhou, said("corrected", correctionId));
      expect(await viewCorrection(day.as.li, { correctionId })).toMatchObject({
        status: "corrected",
        record: { recordId, status: "pending" },
      });
      expect(await liRecord()).toHaveLength(1);
      expect(await faults()).toEqual([]);
    });
  });

  it("answered by two at once: one presence, one record", async () => {
    const { correctionId } = await missing(day.as.li);
    const both = await Promise.allSettled([
      answer(sun, said("corrected", correctionId)),
      answer(he, said("corrected", correctionId)),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await liRecord()).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  it("who leads the unit does not answer their own, nor strike what is not there", async () => {
    const own = await missing(sun);
    await expect(answer(sun, said("corrected", own.correctionId))).rejects.toEqual(refusal("OWN_HOURS"));
    await expect(answer(he, said("struck", own.correctionId))).rejects.toEqual(refusal("INVALID"));
    expect(await toAnswer(sun)).toEqual([]);
    expect(await toAnswer(he)).toHaveLength(1);
  });

  it("one person asks so often a day, and then waits", async () => {
    for (let n = 0; n < LIMITS.hours_ask.points; n++) {
      const { correctionId } = await missing(day.as.li);
      await withdraw(day.as.li, { correctionId });
    }
    await expect(missing(day.as.li)).rejects.toEqual(refusal("TOO_MANY"));
    await missing(day.as.wang);
  });
});

describe("一直没有确认", () => {
  it("is answered by the word that was missing", async () => {
    const recordId = await called();
    const { correctionId } = await why(day.as.li, recordId);
    expect(await toAnswer(sun)).toMatchObject([{ id: correctionId, about: "pending", daysLeft: 10 }]);
    await answer(sun, said("corrected", correctionId));
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "confirmed",
      confirmed_by: sun.actor?.personId,
    });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    expect(await faults()).toEqual([]);
  });

  it("is no way round the two people a late entry takes", async () => {
    const recordId = await called();
    await world.db
      .updateTable("service_record")
      .set({ entered_by: sun.actor?.personId ?? null })
      .where("id", "=", recordId)
      .execute();
    const { correctionId } = await why(day.as.li, recordId);
    await expect(answer(sun, said("corrected", correctionId))).rejects.toEqual(refusal("NEEDS_SECOND"));
    expect((await viewCorrection(day.as.li, { correctionId })).status).toBe("asked");
    await answer(he, said("corrected", correctionId));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
  });

  it("confirmed meanwhile, the answer only says so; not to count, it is voided with the reason; explained, it goes on waiting", async () => {
    const recordId = await called();
    const first = await why(day.as.li, recordId);
    await answer(sun, said("upheld", first.correctionId));
    expect((await recordById(world.db, recordId)).status).toBe("pending");
    const second = await why(day.as.li, recordId);
    await confirm(day.as.pan, { recordIds: [recordId] });
    await answer(sun, said("corrected", second.correctionId));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    const other = (
      await served(world, day.as.pan, {
        personId: day.people.wang.id,
        slotId: day.slotId,
        from: at(0),
        to: at(3),
        inHow: "call",
      })
    ).recordId;
    const third = await why(day.as.wang, other);
    await answer(sun, said("struck", third.correctionId));
    expect(await recordById(world.db, other)).toMatchObject({ status: "voided", reason: "查过签到表" });
    expect(await faults()).toEqual([]);
  });
});

describe("为什么作废", () => {
  it("is answered in words, or by a late entry that waits for a second", async () => {
    const recordId = await called();
    await discard(day.as.pan, { recordId, reason: "没看见人" });
    const first = await why(day.as.li, recordId);
    await answer(sun, said("upheld", first.correctionId));
    expect((await recordById(world.db, recordId)).status).toBe("voided");
    const second = await why(day.as.li, recordId, { from: at(0.5), to: at(3) });
    await answer(sun, said("corrected", second.correctionId));
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "pending",
      class: "late",
      entered_by: sun.actor?.personId,
      minutes: 150,
      waits_for: "second",
      reason: null,
    });
    await expect(confirm(sun, { recordIds: [recordId] })).rejects.toEqual(refusal("NEEDS_SECOND"));
    await confirm(he, { recordIds: [recordId] });
    await drain(world); // what the attendance says no longer moves it
    expect(await minutesOf(world.db, day.people.li.id)).toBe(150);
    expect(await faults()).toEqual([]);
  });

  it("of a presence that was undone itself there is a new one", async () => {
    const { attendanceId, recordId } = await served(world, day.as.pan, {
      personId: day.people.li.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
      inHow: "call",
    });
    await undone(day.as.pan, attendanceId);
    await undone(day.as.pan, attendanceId);
    await follow(world, attendanceId);
    expect((await recordById(world.db, recordId)).status).toBe("voided");
    const { correctionId } = await why(day.as.li, recordId, { from: at(0), to: at(2) });
    await answer(sun, said("corrected", correctionId));
    const rows = await liRecord();
    expect(rows.map((row) => row.status).sort()).toEqual(["pending", "voided"]);
    expect(await faults()).toEqual([]);
  });

  it("is nobody else's to ask, of a record that counts another question, and both times or none", async () => {
    const recordId = await called();
    await discard(day.as.pan, { recordId, reason: "没看见人" });
    await expect(why(day.as.wang, recordId)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(why(day.as.li, recordId, { from: at(1) })).rejects.toEqual(
      refusal("INVALID", { fields: { to: "required" } }),
    );
    const counted = (
      await served(world, day.as.wang, {
        personId: day.people.wang.id,
        slotId: day.slotId,
        from: at(0),
        to: at(3),
      })
    ).recordId;
    await expect(why(day.as.wang, counted)).rejects.toEqual(refusal("WRONG_STATE"));
  });
});

describe("where the unit has nobody else to answer", () => {
  const alone = async () => {
    await world.db
      .updateTable("role_grant")
      .set({ ended_at: world.clock.now() })
      .where("person_id", "=", he.actor?.personId ?? "")
      .execute();
    await served(world, sun, {
      personId: sun.actor?.personId ?? "",
      slotId: day.slotId,
      from: at(0),
      to: at(3),
    });
    return (await world.db.selectFrom("service_record").select("id").executeTakeFirstOrThrow()).id;
  };

  it("its only leader's own question, or proposal, is told to the district", async () => {
    const recordId = await alone();
    const input = { recordId, from: at(0), to: at(4), words: WORDS, key: newKey() };
    await ask(sun, askInput.parse(input));
    expect(await heard(zhou)).toEqual(["correction_asked"]);
    const wangs = await served(world, day.as.wang, {
      personId: day.people.wang.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
    });
    const { version } = await recordById(world.db, wangs.recordId);
    const more = { recordId: wangs.recordId, version, from: at(0), to: at(4), reason: "签到表上是四小时" };
    await putRight(sun, putRightInput.parse({ ...more, key: newKey() }));
    expect(await heard(zhou)).toEqual(["correction_asked", "correction_proposed"]);
  });
});

describe("what a question is about goes away under it", () => {
  const scanned = () =>
    served(world, day.as.li, { personId: day.people.li.id, slotId: day.slotId, from: at(0), to: at(3) });
  const asked = (recordId: string) =>
    ask(day.as.li, askInput.parse({ recordId, from: at(0), to: at(4), words: WORDS, key: newKey() }));

  it("a presence that is undone ends the question about its times, and another may be asked", async () => {
    const { attendanceId, recordId } = await scanned();
    const { correctionId } = await asked(recordId);
    await undone(day.as.pan, attendanceId);
    await undone(day.as.pan, attendanceId);
    await follow(world, attendanceId);
    expect(await viewCorrection(day.as.li, { correctionId })).toMatchObject({
      status: "lapsed",
      mayWithdraw: false,
    });
    expect(await toAnswer(sun)).toEqual([]);
    await why(day.as.li, recordId);
    expect(await heard(day.as.li)).toContain("correction_lapsed");
    expect(await faults()).toEqual([]);
  });

  it("so does a check-out that is undone; the next one counts, and is asked about anew", async () => {
    const { attendanceId, recordId } = await scanned();
    await asked(recordId);
    await undone(day.as.pan, attendanceId);
    await follow(world, attendanceId);
    await leave(day.as.li, attendanceId, at(3.5));
    await follow(world, attendanceId);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(210);
    const again = await asked(recordId);
    await withdraw(day.as.li, again);
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    expect(await faults()).toEqual([]);
  });

  it("the unit's own proposal ends the same way", async () => {
    const { attendanceId, recordId } = await scanned();
    const { version } = await recordById(world.db, recordId);
    const more = { recordId, version, from: at(0), to: at(4), reason: "签到表上是四小时", key: newKey() };
    await putRight(sun, putRightInput.parse(more));
    await undone(day.as.pan, attendanceId);
    await undone(day.as.pan, attendanceId);
    await follow(world, attendanceId);
    expect(await toAnswer(he)).toEqual([]);
    expect(await heard(sun)).toContain("correction_lapsed");
    expect(await heard(day.as.li)).not.toContain("correction_lapsed"); // who asked nothing is told nothing of it
    expect(await faults()).toEqual([]);
  });

  it("what waited and was not to count meanwhile is only explained: no other answer is offered, or taken", async () => {
    const recordId = await called();
    const { correctionId } = await why(day.as.li, recordId);
    await discard(day.as.pan, { recordId, reason: "没看见人" });
    expect((await viewCorrection(sun, { correctionId })).outcomes).toEqual(["upheld"]);
    await expect(answer(sun, said("corrected", correctionId))).rejects.toEqual(refusal("MOVED_ON"));
    await answer(sun, said("upheld", correctionId));
    await why(day.as.li, recordId);
    expect(await faults()).toEqual([]);
  });
});

describe("over the unit's no", () => {
  const refused = async () => {
    const { correctionId } = await missing(day.as.li);
    await answer(sun, said("upheld", correctionId));
    return correctionId;
  };

  it("the district looks once, within ten working days of its own, and its answer is done", async () => {
    const correctionId = await refused();
    expect(await toAnswer(zhou)).toEqual([]);
    await appeal(day.as.li, { correctionId, words: "村里的人都看见我了" });
    expect(await toAnswer(zhou)).toMatchObject([{ id: correctionId, appealed: true, daysLeft: 10 }]);
    expect(await toAnswer(sun)).toEqual([]);
    expect(await heard(zhou)).toContain("correction_appealed");
    await expect(answer(sun, said("corrected", correctionId))).rejects.toEqual(refusal("WRONG_STATE"));
    await expect(decide(sun, said("corrected", correctionId))).rejects.toEqual(refusal("FORBIDDEN"));
    await decide(zhou, said("corrected", correctionId));
    const [row] = await liRecord();
    expect(row).toMatchObject({ entered_by: day.people.zhou.id, waits_for: "second" });
    await confirm(sun, { recordIds: [row?.id as string] });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    expect(await faults()).toEqual([]);
  });

  it("its no is the last, and so is a no of its own to begin with", async () => {
    const correctionId = await refused();
    await expect(appeal(day.as.wang, { correctionId, words: WORDS })).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(decide(zhou, said("upheld", correctionId))).rejects.toEqual(refusal("WRONG_STATE"));
    await appeal(day.as.li, { correctionId, words: WORDS });
    await decide(zhou, said("upheld", correctionId));
    expect(await viewCorrection(day.as.li, { correctionId })).toMatchObject({
      status: "dismissed",
      mayAppeal: false,
    });
    await expect(appeal(day.as.li, { correctionId, words: WORDS })).rejects.toEqual(refusal("WRONG_STATE"));
    const own = await missing(day.as.wang);
    await answer(zhou, said("upheld", own.correctionId));
    await expect(appeal(day.as.wang, { correctionId: own.correctionId, words: WORDS })).rejects.toEqual(
      refusal("WRONG_STATE"),
    );
    expect(await heard(day.as.wang)).toEqual(["correction_dismissed"]);
  });

  it("is not decided by who gave the answer, whichever hat they wear", async () => {
    const both = await person(world, "又是站长又是区里");
    await grant(world, both, "leader", { organisationId: unitId });
    await grant(world, both, "district_admin", { regionId: day.people.places.luozhuang });
    const ctx = await ctxOf(world, both);
    const { correctionId } = await missing(day.as.li);
    await answer(ctx, said("upheld", correctionId));
    await appeal(day.as.li, { correctionId, words: WORDS });
    await expect(decide(ctx, said("upheld", correctionId))).rejects.toEqual(refusal("OWN_ANSWER"));
    await world.db
      .updateTable("role_grant")
      .set({ ended_at: world.clock.now() })
      .where("person_id", "=", both.id)
      .where("role", "=", "leader")
      .execute();
    await expect(answer(await ctxOf(world, both), said("upheld", correctionId))).rejects.toEqual(
      refusal("WRONG_STATE"),
    );
    expect(await toAnswer(ctx)).toEqual([]);
  });

  it("two administrators decide at once: one wins", async () => {
    const other = await person(world, "区里另一位");
    await grant(world, other, "district_admin", { regionId: day.people.places.luozhuang });
    const second = await ctxOf(world, other);
    const correctionId = await refused();
    await appeal(day.as.li, { correctionId, words: WORDS });
    const both = await Promise.allSettled([
      decide(zhou, said("corrected", correctionId)),
      decide(second, said("upheld", correctionId)),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  it("about times that count the record is in dispute again, and struck between it can no longer be", async () => {
    const { recordId } = await served(world, day.as.li, {
      personId: day.people.li.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
    });
    const input = { recordId, from: at(0), to: at(4), words: WORDS, key: newKey() };
    const { correctionId } = await ask(day.as.li, askInput.parse(input));
    await answer(sun, said("upheld", correctionId));
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    await appeal(day.as.li, { correctionId, words: WORDS });
    const row = await recordById(world.db, recordId);
    expect(row.status).toBe("disputed");
    await expect(strike(sun, { recordId, version: row.version, reason: "没有来" })).rejects.toEqual(
      refusal("QUESTION_OPEN"),
    );
    await withdraw(day.as.li, { correctionId });
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    const now = await recordById(world.db, recordId);
    await strike(sun, { recordId, version: now.version, reason: "没有来" });
    expect(await heard(day.as.li)).toEqual(["correction_upheld", "hours_counted", "hours_refused"]);
    expect(await faults()).toEqual([]);
  });
});

/** Another shift of the same day that 小李 comes to. */
async function elsewhere() {
  const { openNeed } = await import("@/tests/support/needs");
  const need = await openNeed(world, { posterId: day.people.pan.id, lines: [{ kind: "people" }] });
  return { slotId: need.lines[0]?.slotId as string };
}
