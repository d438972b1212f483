// Questions about hours that are there: unconfirmed, voided, and gone from under the question.
import { describe, expect, it } from "vitest";
import { answer } from "@/server/hours/corrections/answering/commands";
import { ask, withdraw } from "@/server/hours/corrections/asking/commands";
import { viewCorrection } from "@/server/hours/corrections/data";
import { askInput } from "@/server/hours/corrections/schema";
import { putRight } from "@/server/hours/righting/commands";
import { putRightInput } from "@/server/hours/righting/schema";
import { confirm, discard } from "@/server/hours/speaking/commands";
import { drain } from "@/server/worker";
import { newKey } from "@/tests/support/pledged";
import {
  at,
  called,
  day,
  faults,
  he,
  heard,
  inQuestion,
  liRecord,
  said,
  sun,
  toAnswer,
  WORDS,
  why,
  world,
  zhou,
} from "@/tests/support/questioned";
import { refusal } from "@/tests/support/refusals";
import { follow, leave, minutesOf, recordById, served, undone } from "@/tests/support/served";

inQuestion();

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
