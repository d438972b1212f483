import { beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { answer } from "@/server/hours/corrections/answering/commands";
import { ask, withdraw } from "@/server/hours/corrections/asking/commands";
import { viewCorrection } from "@/server/hours/corrections/data";
import { answerInput, askInput } from "@/server/hours/corrections/schema";
import { inbox } from "@/server/hours/inbox/data";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay } from "@/tests/support/days";
import { newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { minutesOf, recordById, recordingUnit, served } from "@/tests/support/served";
import { ctxOf, grant, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let day: ShiftDay;
let recordId: string;
let unitId: string;
let unitLeader: Ctx;
const at = (hours: number) => new Date(day.startsAt.getTime() + hours * 3_600_000);
const asked = (by: Ctx, from: number, to: number) =>
  ask(by, askInput.parse({ recordId, from: at(from), to: at(to), words: "我八点就到了", key: newKey() }));
const answered = (by: Ctx, correctionId: string, more: object) =>
  answer(by, answerInput.parse({ correctionId, answer: "查过签到表", ...more }));
const entries = () =>
  world.db
    .selectFrom("hours_entry")
    .select(["id", "minutes", "reverses_id", "supersedes_id"])
    .where("record_id", "=", recordId)
    .orderBy("id")
    .execute();
const faults = async () => (await verify(world.db)).checks.flatMap((check) => check.faults);

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  day = await runningDay(world);
  unitId = await recordingUnit(world, day.people);
  const leader = await person(world, "孙站长");
  await grant(world, leader, "leader", { organisationId: unitId });
  unitLeader = await ctxOf(world, leader);
  ({ recordId } = await served(world, day.as.li, {
    personId: day.people.li.id,
    slotId: day.slotId,
    from: at(0),
    to: at(3),
  }));
  world.clock.set(at(5));
});

describe("a question about one's record", () => {
  it("is answered by other times: a reversal and a new row, linked; until then what counts stays", async () => {
    const { correctionId } = await asked(day.as.li, 0, 4);
    expect((await recordById(world.db, recordId)).status).toBe("disputed");
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    await answered(unitLeader, correctionId, { outcome: "corrected" });
    const rows = await entries();
    expect(rows.map((row) => row.minutes)).toEqual([180, -180, 240]);
    expect(rows[1]?.reverses_id).toBe(rows[0]?.id);
    expect(rows[2]?.supersedes_id).toBe(rows[0]?.id);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
    await drain(world);
    expect(await faults()).toEqual([]);
  });

  it("may be answered by other times than were asked for", async () => {
    const { correctionId } = await asked(day.as.li, 0, 4);
    await answered(unitLeader, correctionId, { outcome: "corrected", from: at(0), to: at(3.5) });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(210);
  });

  it("upheld: the ledger did not move; struck: nothing counts, and the rows are all there", async () => {
    const first = await asked(day.as.li, 0, 4);
    await answered(unitLeader, first.correctionId, { outcome: "upheld" });
    expect((await entries()).map((row) => row.minutes)).toEqual([180]);
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    const second = await asked(day.as.li, 0, 4);
    await answered(unitLeader, second.correctionId, { outcome: "struck" });
    expect((await entries()).map((row) => row.minutes)).toEqual([180, -180]);
    expect(await minutesOf(world.db, day.people.li.id)).toBe(0);
    await drain(world);
    expect(await faults()).toEqual([]);
  });

  it("is asked once at a time, of what counts, about this shift", async () => {
    await asked(day.as.li, 0, 4);
    await expect(asked(day.as.li, 0, 4)).rejects.toEqual(refusal("WRONG_STATE"));
    const { correctionId } = await world.db
      .selectFrom("correction")
      .select("id as correctionId")
      .executeTakeFirstOrThrow();
    await withdraw(day.as.li, { correctionId });
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    await expect(asked(day.as.li, 0, 5.1)).rejects.toEqual(refusal("INVALID"));
    await expect(asked(day.as.li, 3, 3)).rejects.toEqual(refusal("INVALID"));
    await expect(asked(day.as.li, 0, 3)).rejects.toEqual(
      refusal("INVALID", { fields: { to: "nothing_changed" } }),
    );
  });

  it("is nobody else's to ask, nobody's own to answer, and only the recording unit's", async () => {
    await expect(asked(day.as.wang, 0, 4)).rejects.toEqual(refusal("NOT_FOUND"));
    const { correctionId } = await asked(day.as.li, 0, 4);
    await expect(answered(day.as.li, correctionId, { outcome: "corrected" })).rejects.toEqual(
      refusal("FORBIDDEN"),
    );
    const unit = (await recordById(world.db, recordId)).recording_unit_id!;
    await grant(world, day.people.li, "leader", { organisationId: unit });
    const li = await ctxOf(world, day.people.li);
    for (const outcome of ["corrected", "upheld", "struck"])
      await expect(answered(li, correctionId, { outcome })).rejects.toEqual(refusal("OWN_HOURS"));
    expect((await viewCorrection(li, { correctionId })).mayAnswer).toBe(false);
    await expect(answered(day.as.wang, correctionId, { outcome: "upheld" })).rejects.toEqual(
      refusal("NOT_FOUND"),
    );
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
  });

  it("asked by a relative who runs the unit: they are the first of two, and the second of nothing, not even of a part", async () => {
    const he = await person(world, "何干事");
    await grant(world, he, "manager", { organisationId: unitId });
    await world.db
      .insertInto("proxy")
      .values({
        id: crypto.randomUUID(),
        person_id: day.people.li.id,
        actor_id: he.id,
        kind: "relative",
        consent_id: crypto.randomUUID(),
        started_at: world.clock.now(),
      })
      .execute();
    const manager = await ctxOf(world, he);
    const { correctionId } = await asked(manager, 0, 4);
    for (const to of [4, 3.5])
      await expect(
        answered(manager, correctionId, { outcome: "corrected", from: at(0), to: at(to) }),
      ).rejects.toEqual(refusal("NEEDS_SECOND"));
    // More than was asked for is the answerer's own to say, and takes somebody else.
    await expect(
      answered(unitLeader, correctionId, { outcome: "corrected", from: at(0), to: at(4.5) }),
    ).rejects.toEqual(refusal("NEEDS_SECOND"));
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    await answered(unitLeader, correctionId, { outcome: "corrected" });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(240);
    await drain(world);
    expect(await faults()).toEqual([]);
  });

  it("answered by two at once: one wins, and there is one new row", async () => {
    const { correctionId } = await asked(day.as.li, 0, 4);
    const zhou = await ctxOf(world, day.people.zhou);
    const both = await Promise.allSettled([
      answered(unitLeader, correctionId, { outcome: "corrected" }),
      answered(zhou, correctionId, { outcome: "corrected" }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await entries()).map((row) => row.minutes)).toEqual([180, -180, 240]);
  });

  it("lies in the unit's inbox for ten working days, and in no inbox of who asked", async () => {
    await asked(day.as.li, 0, 4);
    const { items } = await inbox(unitLeader, {});
    expect(items.map(({ kind, daysLeft }) => ({ kind, daysLeft }))).toContainEqual({
      kind: "answer",
      daysLeft: 10,
    });
    expect((await inbox(day.as.li, {})).items).toEqual([]);
  });

  it("is told to the unit's leader, and its answer to the volunteer", async () => {
    const heard = async (by: Ctx) => {
      await drain(world);
      const rows = await world.db
        .selectFrom("notice")
        .select(["kind", "data"])
        .where("person_id", "=", by.actor?.personId ?? "")
        .where("kind", "like", "correction_%")
        .orderBy("created_at")
        .execute();
      return rows.map((row) => [row.kind, JSON.parse(row.data).correctionId]);
    };
    const first = await asked(day.as.li, 0, 4);
    expect(await heard(unitLeader)).toEqual([["correction_asked", first.correctionId]]);
    expect(await heard(day.as.li)).toEqual([]);
    await answered(unitLeader, first.correctionId, { outcome: "upheld" });
    expect(await heard(day.as.li)).toEqual([["correction_upheld", first.correctionId]]);
  });
});
