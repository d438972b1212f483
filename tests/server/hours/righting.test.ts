import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { answerCheck, flagShift } from "@/server/hours/checks/commands";
import { unitRecord, viewCheck } from "@/server/hours/checks/data";
import { answerInput as checkInput } from "@/server/hours/checks/schema";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { answer } from "@/server/hours/corrections/answering/commands";
import { ask, askWhy } from "@/server/hours/corrections/asking/commands";
import { listOfRecord } from "@/server/hours/corrections/data";
import { answerInput, askInput, askWhyInput } from "@/server/hours/corrections/schema";
import { inbox } from "@/server/hours/inbox/data";
import { listMine, viewRecord } from "@/server/hours/lists/data";
import { drop, putRight, strike } from "@/server/hours/righting/commands";
import { putRightInput, strikeInput } from "@/server/hours/righting/schema";
import { confirm } from "@/server/hours/speaking/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { newKey } from "@/tests/support/pledged";
import { at, day, faults, he, heard, inQuestion, sun, unitId, world, zhou } from "@/tests/support/questioned";
import { refusal } from "@/tests/support/refusals";
import { minutesOf, recordById, served } from "@/tests/support/served";
import { ctxOf, grant, organisation, person } from "@/tests/support/world";

let recordId: string;
const versionOf = async (id = recordId) => (await recordById(world.db, id)).version;
const right = async (by: Ctx, from: number, to: number, version?: number) =>
  putRight(
    by,
    putRightInput.parse({
      recordId,
      version: version ?? (await versionOf()),
      from: at(from),
      to: at(to),
      reason: "核对过签到表",
      key: newKey(),
    }),
  );
const struck = async (by: Ctx, version?: number) =>
  strike(
    by,
    strikeInput.parse({ recordId, version: version ?? (await versionOf()), reason: "同去的人说没有来" }),
  );
const minutes = () => minutesOf(world.db, day.people.li.id);
const presence = (who: "li" | "wang", to = 3) =>
  served(world, day.as[who], { personId: day.people[who].id, slotId: day.slotId, from: at(0), to: at(to) });

inQuestion();
beforeEach(async () => {
  ({ recordId } = await presence("li"));
});

describe("the unit puts right what counts", () => {
  it("less is one person's word: a reversal and a new row, told once with the reason", async () => {
    expect(await right(sun, 0, 2)).toEqual({ outcome: "done" });
    expect(await minutes()).toBe(120);
    expect(await recordById(world.db, recordId)).toMatchObject({
      status: "confirmed",
      reason: "核对过签到表",
    });
    expect(await heard(day.as.li)).toEqual(["hours_counted", "hours_put_right"]);
    expect(await faults()).toEqual([]);
  });

  it("more waits for a second: who proposed it does not agree to it, and until then what stood stands", async () => {
    expect(await right(sun, 0, 4)).toEqual({ outcome: "proposed" });
    expect(await minutes()).toBe(180);
    expect(await viewRecord(day.as.li, { recordId })).toMatchObject({ status: "disputed", proposed: true });
    expect((await listMine(day.as.li, {})).items).toMatchObject([{ recordId, proposed: true }]);
    const [{ id: correctionId } = { id: "" }] = await listOfRecord(he, { recordId });
    const yes = answerInput.parse({ correctionId, outcome: "corrected", answer: "是的" });
    for (const outcome of ["corrected", "upheld"])
      await expect(answer(sun, { ...yes, outcome } as typeof yes)).rejects.toEqual(refusal("NEEDS_SECOND"));
    expect((await inbox(sun, {})).items.filter((item) => item.kind === "answer")).toEqual([]);
    expect((await inbox(he, {})).items).toContainEqual(
      expect.objectContaining({ kind: "answer", about: "unit", id: correctionId }),
    );
    await answer(he, yes);
    expect(await minutes()).toBe(240);
    expect(await heard(day.as.li)).toEqual(["hours_counted", "hours_put_right"]);
    expect(await heard(he)).toEqual(["correction_proposed"]);
    expect(await faults()).toEqual([]);
  });

  it("another time takes two as well; a proposal is dropped by who made it, or declined", async () => {
    await right(sun, 0.5, 3.5);
    const [{ id: correctionId } = { id: "" }] = await listOfRecord(he, { recordId });
    await expect(drop(he, { correctionId })).rejects.toEqual(refusal("FORBIDDEN"));
    await drop(sun, { correctionId });
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    await right(sun, 0, 4);
    const [second] = await listOfRecord(he, { recordId });
    await answer(
      he,
      answerInput.parse({ correctionId: second?.id, outcome: "upheld", answer: "没有那么久" }),
    );
    expect(await minutes()).toBe(180);
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    expect(await heard(sun)).toEqual(["correction_declined"]);
    expect(await heard(day.as.li)).toEqual(["hours_counted"]); // nobody had told them of it
    expect(await faults()).toEqual([]);
  });

  it("is the unit's, its parent's and the district's, never one's own, nor whoever ran the shift's", async () => {
    await expect(right(day.as.wang, 0, 2)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(right(day.as.pan, 0, 2)).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(struck(day.as.pan)).rejects.toEqual(refusal("FORBIDDEN"));
    await grant(world, day.people.li, "leader", { organisationId: unitId });
    const li = await ctxOf(world, day.people.li);
    await expect(right(li, 0, 2)).rejects.toEqual(refusal("OWN_HOURS"));
    await expect(struck(li)).rejects.toEqual(refusal("OWN_HOURS"));
    const parent = await organisation(world, "罗庄区志愿者协会", "unit", day.people.places.luozhuang);
    await world.db.updateTable("organisation").set({ parent_id: parent }).where("id", "=", unitId).execute();
    const above = await person(world, "协会会长");
    await grant(world, above, "leader", { organisationId: parent });
    expect(await right(await ctxOf(world, above), 0, 2.5)).toEqual({ outcome: "done" });
    expect(await right(zhou, 0, 2)).toEqual({ outcome: "done" });
    expect(await minutes()).toBe(120);
  });

  it("two at once on the same page: one wins, one is told it moved on, and the ledger moved once", async () => {
    const version = await versionOf();
    const both = await Promise.allSettled([right(sun, 0, 2, version), struck(he, version)]);
    const lost = both.find((one) => one.status === "rejected");
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect([refusal("MOVED_ON"), refusal("WRONG_STATE")]).toContainEqual(
      (lost as PromiseRejectedResult).reason,
    );
    expect([120, 0]).toContain(await minutes());
    await expect(right(sun, 0, 1, version)).rejects.toEqual(refusal("MOVED_ON"));
    expect(await faults()).toEqual([]);
  });

  describe("of a day that took the district's word", () => {
    beforeEach(async () => {
      world.clock.set(at(14));
      ({ recordId } = await presence("wang", 13));
      await confirm(zhou, { recordIds: [recordId] });
    });
    const wangs = () => minutesOf(world.db, day.people.wang.id);

    it("less is anybody's of the unit, at each limit: who spoke for the whole spoke for the part", async () => {
      for (const minutes of [721, 720, 481, 480]) {
        expect(await right(sun, 0, minutes / 60)).toEqual({ outcome: "done" });
        expect(await wangs()).toBe(minutes);
        expect(await faults()).toEqual([]);
      }
    });

    it("of more, or of the same at another time, only so much is left to the unit's two as the day allows", async () => {
      await right(sun, 0, 8);
      for (const [from, to] of [
        [0, 8 + 1 / 60],
        [1, 9 + 1 / 60],
      ] as const) {
        await right(sun, from, to);
        const { id: correctionId } = (await listOfRecord(he, { recordId })).find(
          (one) => one.status === "asked",
        )!;
        const yes = answerInput.parse({ correctionId, outcome: "corrected", answer: "对" });
        await expect(answer(he, yes)).rejects.toEqual(refusal("NEEDS_DISTRICT", { hours: 8 }));
        await drop(sun, { correctionId });
      }
      await right(sun, 1, 9);
      const { id: correctionId } = (await listOfRecord(he, { recordId })).find(
        (one) => one.status === "asked",
      )!;
      await answer(he, answerInput.parse({ correctionId, outcome: "corrected", answer: "对" }));
      expect(await wangs()).toBe(480);
      expect(await faults()).toEqual([]);
    });

    it("what the volunteer asks to be less, the unit answers", async () => {
      const input = { recordId, from: at(0), to: at(12.5), words: "早走了半小时", key: newKey() };
      const { correctionId } = await ask(day.as.wang, askInput.parse(input));
      await answer(sun, answerInput.parse({ correctionId, outcome: "corrected", answer: "对" }));
      expect(await wangs()).toBe(750);
      expect(await faults()).toEqual([]);
    });
  });

  it("waits where the volunteer asked about it", async () => {
    const input = { recordId, from: at(0), to: at(4), words: "四个小时", key: newKey() };
    await ask(day.as.li, askInput.parse(input));
    await expect(right(sun, 0, 2)).rejects.toEqual(refusal("QUESTION_OPEN"));
    await expect(struck(sun)).rejects.toEqual(refusal("QUESTION_OPEN"));
    expect((await viewRecord(sun, { recordId })).mayPutRight).toBe(false);
  });

  it("struck, it is out of the ledger with its reason, told once, and may be asked about", async () => {
    await struck(sun);
    expect(await minutes()).toBe(0);
    expect(await heard(day.as.li)).toEqual(["hours_counted", "hours_refused"]);
    const shown = await viewRecord(day.as.li, { recordId });
    expect(shown).toMatchObject({ status: "voided", reason: "同去的人说没有来", mayAsk: true });
    await expect(struck(sun)).rejects.toEqual(refusal("WRONG_STATE"));
    expect(await faults()).toEqual([]);
  });
});

it("an answer that strikes tells the volunteer once, not twice", async () => {
  const input = { recordId, from: at(0), to: at(4), words: "四个小时", key: newKey() };
  const { correctionId } = await ask(day.as.li, askInput.parse(input));
  await answer(sun, answerInput.parse({ correctionId, outcome: "struck", answer: "没有来" }));
  expect(await heard(day.as.li)).toEqual(["hours_counted", "hours_refused"]);
});

describe("a spot check that finds hours unsound", () => {
  let checkId: string;
  let wangs: string;

  beforeEach(async () => {
    ({ recordId: wangs } = await presence("wang"));
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await drain(world);
    const { state } = await import("@/server/attendance/statements/commands");
    const grid = await person(world, "网格员小孟");
    await grant(world, grid, "grid", { regionId: day.people.places.xipandun });
    await state(await ctxOf(world, grid), { slotId: day.slotId, headcount: 1, hours: 3 } as never);
    await flagShift(systemCtx(world), { aggregate: "shift", subject_id: day.slotId });
    ({ id: checkId } = await world.db.selectFrom("spot_check").select("id").executeTakeFirstOrThrow());
  });

  const verdict = (by: Ctx, findings: object[], outcome = "unsound") =>
    answerCheck(by, checkInput.parse({ checkId, outcome, note: "打电话问过，只来了一位", findings }));

  it("strikes and shortens in one go: marked, told to the person, to who closed it and to the unit, counted in its record", async () => {
    const done = await verdict(zhou, [
      { recordId, outcome: "struck" },
      { recordId: wangs, outcome: "times", from: at(0), to: at(1) },
    ]);
    expect(done).toEqual({ struck: 1, putRight: 1, minutes: 300 });
    expect(await minutes()).toBe(0);
    expect(await minutesOf(world.db, day.people.wang.id)).toBe(60);
    for (const id of [recordId, wangs])
      expect((await recordById(world.db, id)).flags.split(" ")).toContain("checked");
    expect(await heard(day.as.li)).toEqual(["hours_counted", "hours_refused"]);
    expect(await heard(day.as.wang)).toEqual(["hours_counted", "hours_put_right"]);
    expect(await heard(sun)).toEqual(["check_unsound"]);
    expect(await heard(day.as.pan)).toEqual(["check_unsound"]);
    expect(await unitRecord(sun, { organisationId: unitId })).toEqual({ looked: 1, unsound: 1, mended: 2 });
    expect(await viewCheck(zhou, { checkId })).toMatchObject({
      status: "unsound",
      mended: 2,
      mayAnswer: false,
    });
    expect(await faults()).toEqual([]);
  });

  it("only takes away: longer, earlier or later is not its to say, and then nothing at all has happened", async () => {
    for (const [from, to] of [
      [0, 3.5],
      [-0.5, 2],
      [2, 2],
    ] as const)
      await expect(
        verdict(zhou, [
          { recordId: wangs, outcome: "struck" },
          { recordId, outcome: "times", from: at(from), to: at(to) },
        ]),
      ).rejects.toEqual(refusal("INVALID", { fields: { [recordId]: "only_less" } }));
    expect(await minutesOf(world.db, day.people.wang.id)).toBe(180);
    expect((await viewCheck(zhou, { checkId })).status).toBe("open");
  });

  it("touches no record of another shift, none of the checker's own, and none where all is well", async () => {
    await expect(verdict(zhou, [{ recordId: randomUUID(), outcome: "struck" }])).rejects.toEqual(
      refusal("NOT_FOUND"),
    );
    expect(() =>
      checkInput.parse({
        checkId,
        outcome: "sound",
        note: "好",
        findings: [{ recordId, outcome: "struck" }],
      }),
    ).toThrow();
    await grant(world, day.people.li, "district_admin", { regionId: day.people.places.luozhuang });
    const li = await ctxOf(world, day.people.li);
    await expect(verdict(li, [{ recordId, outcome: "struck" }])).rejects.toEqual(refusal("OWN_HOURS"));
    await expect(verdict(sun, [{ recordId, outcome: "struck" }])).rejects.toEqual(refusal("FORBIDDEN"));
  });

  it("answers what somebody asked about it meanwhile", async () => {
    const input = { recordId, from: at(0), to: at(4), words: "四个小时", key: newKey() };
    const { correctionId } = await ask(day.as.li, askInput.parse(input));
    await verdict(zhou, [{ recordId, outcome: "struck" }]);
    expect(await listOfRecord(day.as.li, { recordId })).toMatchObject([
      { id: correctionId, status: "corrected", answer: "打电话问过，只来了一位" },
    ]);
    expect(await faults()).toEqual([]);
  });

  it("what it struck or shortened, the unit does not put back: the district says so, and a second with it", async () => {
    await verdict(zhou, [
      { recordId, outcome: "struck" },
      { recordId: wangs, outcome: "times", from: at(0), to: at(1) },
    ]);
    const words = "我真的去了";
    const why = await askWhy(
      day.as.li,
      askWhyInput.parse({ recordId, from: at(0), to: at(3), words, key: newKey() }),
    );
    const times = { recordId: wangs, from: at(0), to: at(3), words, key: newKey() };
    const more = await ask(day.as.wang, askInput.parse(times));
    for (const { correctionId } of [why, more]) {
      const yes = answerInput.parse({ correctionId, outcome: "corrected", answer: "他来了" });
      await expect(answer(sun, yes)).rejects.toEqual(refusal("NEEDS_ABOVE"));
    }
    const no = { correctionId: more.correctionId, outcome: "upheld", answer: "照抽查的" };
    await answer(sun, answerInput.parse(no));
    recordId = wangs; // nor unasked: proposed by one and agreed to by the other
    const { outcome } = await right(sun, 0, 3);
    expect(outcome).toBe("proposed");
    const [proposal] = await listOfRecord(he, { recordId });
    const agreed = { correctionId: proposal?.id, outcome: "corrected", answer: "对" };
    await expect(answer(he, answerInput.parse(agreed))).rejects.toEqual(refusal("NEEDS_ABOVE"));
    expect(await minutesOf(world.db, day.people.wang.id)).toBe(60);
    await answer(zhou, answerInput.parse(agreed));
    expect(await minutesOf(world.db, day.people.wang.id)).toBe(180);
    expect(await faults()).toEqual([]);
  });

  it("answered by two at once: one verdict, one reversal", async () => {
    const gao = await ctxOf(world, day.people.gao);
    const both = await Promise.allSettled([
      verdict(gao, [{ recordId, outcome: "struck" }]),
      verdict(zhou, [{ recordId, outcome: "struck" }]),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await minutes()).toBe(0);
    expect(await faults()).toEqual([]);
  });
});
