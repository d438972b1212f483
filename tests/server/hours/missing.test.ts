// What nobody wrote down: asked, answered, and never a way round two people.
import { describe, expect, it } from "vitest";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { answer, decide } from "@/server/hours/corrections/answering/commands";
import { appeal, withdraw } from "@/server/hours/corrections/asking/commands";
import { listOfRecord, viewCorrection } from "@/server/hours/corrections/data";
import { askable } from "@/server/hours/corrections/missing/data";
import { confirm, discard } from "@/server/hours/speaking/commands";
import { LIMITS } from "@/server/platform/limits";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { openNeed } from "@/tests/support/needs";
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
  missing,
  said,
  sun,
  toAnswer,
  WORDS,
  world,
  zhou,
} from "@/tests/support/questioned";
import { refusal } from "@/tests/support/refusals";
import { come, leave, minutesOf, served } from "@/tests/support/served";

inQuestion();

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

async function elsewhere() {
  const need = await openNeed(world, { posterId: day.people.pan.id, lines: [{ kind: "people" }] });
  return { slotId: need.lines[0]?.slotId as string };
}
