// The five classes together, evaluations, and questions about what others wrote.

import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { give } from "@/server/organisations/honours/commands";
import { claim } from "@/server/organisations/qualifications/commands";
import { recordTraining } from "@/server/organisations/training/commands";
import { listTraining } from "@/server/organisations/training/data";
import { answer, ask, withdraw } from "@/server/records/asks/commands";
import { listQueue } from "@/server/records/asks/data";
import { visibleVolunteer } from "@/server/records/data";
import { giveEvaluations } from "@/server/records/evaluations/commands";
import { visibleEvaluations } from "@/server/records/evaluations/data";
import { setSettings } from "@/server/settings/commands";
import { HOUR_MS } from "@/server/time";
import { openNeed } from "../../support/needs";
import { type Story, storyWorld } from "../../support/story";
import { ctxOf, grant, person, type TestPerson, type TestWorld } from "../../support/world";

let world: TestWorld;
let story: Story;
let wang: TestPerson;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
beforeEach(async () => {
  wang = await person(world, "王大爷", { regionId: story.places.gaodu });
  await grant(world, wang, "member", { organisationId: story.team });
});

/** A shift of 潘书记's need that 陈队长's team runs; over unless told, with these people there. */
async function shift(came: { id: string }[], over = true) {
  const now = world.clock.now().getTime();
  const need = await openNeed(world, {
    posterId: story.pan.id,
    lines: [
      {
        kind: "people",
        startsAt: new Date(over ? now - 5 * HOUR_MS : now - HOUR_MS),
        endsAt: new Date(over ? now - HOUR_MS : now + HOUR_MS),
      },
    ],
  });
  const [line] = need.lines;
  const slotId = line?.slotId as string;
  const lineId = line?.id as string;
  await world.db
    .insertInto("shift")
    .values({
      slot_id: slotId,
      need_id: need.id,
      line_id: lineId,
      kind: "fixed",
      status: "running",
      skills: "[]",
      organisation_id: story.team,
      created_at: world.clock.now(),
    })
    .onDuplicateKeyUpdate({ organisation_id: story.team })
    .execute();
  for (const one of came)
    await world.db
      .insertInto("attendance")
      .values({
        id: uuid(),
        slot_id: slotId,
        line_id: lineId,
        need_id: need.id,
        person_id: one.id,
        status: "out",
        class: "scanned",
        in_at: new Date(now - 5 * HOUR_MS),
        in_how: "scan",
        in_by: one.id,
        live_key: `${slotId}:${one.id}`,
        created_at: world.clock.now(),
      })
      .execute();
  return slotId;
}

test("both sides evaluate a service that is over: of all, and of one; the volunteer reads both", async () => {
  const slotId = await shift([wang]);
  const [pan, chen] = [await ctxOf(world, story.pan), await ctxOf(world, story.chen)];
  await giveEvaluations(pan, { slotId, side: "beneficiary", given: [{ score: 5, words: "来得早，干得好" }] });
  await giveEvaluations(chen, {
    slotId,
    side: "organiser",
    given: [{ score: 4 }, { personId: wang.id, score: 5, words: "带了新人" }],
  });
  const seen = await visibleVolunteer(await ctxOf(world, wang), {});
  expect(seen.evaluations.map((e) => [e.side, e.ofAll, e.score]).sort()).toEqual([
    ["beneficiary", true, 5],
    ["organiser", false, 5],
    ["organiser", true, 4],
  ]);
});

test("said anew it replaces what was said, with a second line of history; the same said again changes nothing", async () => {
  const slotId = await shift([wang]);
  const chen = await ctxOf(world, story.chen);
  const say = (score: number) =>
    giveEvaluations({ ...chen }, { slotId, side: "organiser", given: [{ personId: wang.id, score }] });
  await say(3);
  expect(await say(3)).toEqual({ given: 0 });
  await Promise.all([say(4), say(4)]);
  const rows = await world.db.selectFrom("evaluation").selectAll().where("slot_id", "=", slotId).execute();
  expect(rows).toMatchObject([{ score: 4, version: 2 }]);
});

test("each side speaks for itself: the poster is no organiser, the leader no beneficiary, a stranger neither", async () => {
  const slotId = await shift([wang]);
  const given = [{ score: 5 }];
  const [pan, chen] = [await ctxOf(world, story.pan), await ctxOf(world, story.chen)];
  await expect(giveEvaluations(pan, { slotId, side: "organiser", given })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(giveEvaluations(chen, { slotId, side: "beneficiary", given })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(visibleEvaluations(await ctxOf(world, wang), slotId)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("where no team runs it, whoever posted is its organiser too", async () => {
  const slotId = await shift([wang]);
  await world.db.updateTable("shift").set({ organisation_id: null }).where("slot_id", "=", slotId).execute();
  const pan = await ctxOf(world, story.pan);
  expect((await visibleEvaluations(pan, slotId)).sides).toEqual(["organiser", "beneficiary"]);
  await giveEvaluations(pan, { slotId, side: "organiser", given: [{ score: 5 }] });
});

test("nobody is evaluated before it is over, without having come, or by themself", async () => {
  const chen = await ctxOf(world, story.chen);
  const side = "organiser" as const;
  const running = await shift([wang], false);
  await expect(giveEvaluations(chen, { slotId: running, side, given: [{ score: 5 }] })).rejects.toMatchObject(
    {
      code: "NOT_OVER",
    },
  );
  const slotId = await shift([wang, story.chen]);
  await expect(
    giveEvaluations(chen, { slotId, side, given: [{ score: 5 }, { personId: story.li.id, score: 5 }] }),
  ).rejects.toMatchObject({ code: "NOT_THERE" });
  expect(
    await world.db.selectFrom("evaluation").select("id").where("slot_id", "=", slotId).execute(),
  ).toEqual([]);
  await expect(
    giveEvaluations(chen, { slotId, side, given: [{ personId: story.chen.id, score: 5 }] }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a leader sees the record of a member without papers' numbers; another team's leader sees nothing", async () => {
  const own = await ctxOf(world, wang);
  await claim(own, { kind: "nurse", issuer: "临沂市卫健委", number: "N-77" });
  const seen = await visibleVolunteer(await ctxOf(world, story.chen), {
    personId: wang.id,
    organisationId: story.team,
  });
  expect(seen.qualifications).toMatchObject([{ kind: "nurse", number: null, photos: [] }]);
  expect((await visibleVolunteer(own, {})).qualifications).toMatchObject([{ number: "N-77" }]);
  await expect(
    visibleVolunteer(await ctxOf(world, story.li), { personId: wang.id, organisationId: story.team }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(
    visibleVolunteer(await ctxOf(world, story.chen), { personId: story.li.id, organisationId: story.team }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("stars follow the confirmed minutes and the district's thresholds", async () => {
  await world.db
    .insertInto("person_hours")
    .values({ person_id: wang.id, minutes: 6000, entries: 40 })
    .execute();
  const own = await ctxOf(world, wang);
  expect((await visibleVolunteer(own, {})).service).toEqual({
    minutes: 6000,
    entries: 40,
    stars: 1,
    toNext: 12_000,
  });
  const zhou = await ctxOf(world, story.zhou);
  await setSettings(zhou, { countyId: story.places.luozhuang, starHours: [50, 100, 200] });
  expect((await visibleVolunteer(own, {})).service).toMatchObject({ stars: 2, toNext: 6000 });
});

async function trained() {
  const chen = await ctxOf(world, story.chen);
  await recordTraining(chen, {
    organisationId: story.team,
    personIds: [wang.id],
    title: "垃圾分类培训",
    heldOn: "2026-10-10",
    hours: 60,
  });
  const [row] = await listTraining(world.db, wang.id);
  return { chen, own: await ctxOf(world, wang), trainingId: row?.id as string };
}

test("a volunteer asks about a training; its organisation strikes it out and answers, in ten working days", async () => {
  const { chen, own, trainingId } = await trained();
  const said = { about: "training", subjectId: trainingId, words: "那天我请假了，没去" } as const;
  const { askId } = await ask(own, said);
  expect(await ask(own, said)).toEqual({ askId }); // a double tap
  const [waiting] = (await listQueue(chen, { organisationId: story.team })).filter((row) => row.id === askId);
  expect(waiting).toMatchObject({ name: "王大爷", what: "垃圾分类培训" });
  const days = ((waiting?.dueAt.getTime() ?? 0) - world.clock.now().getTime()) / (24 * HOUR_MS);
  expect(days).toBeGreaterThan(13);
  await answer(chen, { askId, version: 1, outcome: "corrected", answer: "已删去" });
  expect(await listTraining(world.db, wang.id)).toEqual([]);
  expect((await visibleVolunteer(own, {})).asks).toMatchObject([{ status: "corrected", answer: "已删去" }]);
});

test("upheld, it stays and the reason is told; answered once: the second is refused", async () => {
  const { chen, own, trainingId } = await trained();
  const { askId } = await ask(own, { about: "training", subjectId: trainingId, words: "时间不对" });
  const outcomes = await Promise.allSettled(
    (["upheld", "corrected"] as const).map((outcome) =>
      answer({ ...chen }, { askId, version: 1, outcome, answer: "签到表上有名字" }),
    ),
  );
  expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
  const lost = outcomes.find((o) => o.status === "rejected") as PromiseRejectedResult;
  expect(["MOVED_ON", "WRONG_STATE"]).toContain(lost.reason.code);
});

test("nobody answers their own question, nor for another team; taken back it waits no more", async () => {
  const { own, trainingId } = await trained();
  const { askId } = await ask(own, { about: "training", subjectId: trainingId, words: "时间不对" });
  const step = { askId, version: 1, outcome: "upheld", answer: "没错" } as const;
  for (const who of [wang, story.li, story.zhou])
    await expect(answer(await ctxOf(world, who), step)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await withdraw(own, { askId, version: 1 });
  await expect(answer(await ctxOf(world, story.chen), step)).rejects.toMatchObject({ code: "WRONG_STATE" });
});

test("the district's honour and an evaluation are answered above, not by who said them", async () => {
  const zhou = await ctxOf(world, story.zhou);
  const own = await ctxOf(world, wang);
  const { honourId } = await give(zhou, {
    personId: wang.id,
    title: "好邻居",
    grantor: "区文明办",
    grantedOn: "2026-05-04",
  });
  const slotId = await shift([wang]);
  const chen = await ctxOf(world, story.chen);
  await giveEvaluations(chen, {
    slotId,
    side: "organiser",
    given: [{ personId: wang.id, score: 1, words: "迟到" }],
  });
  const evaluation = (await visibleVolunteer(own, {})).evaluations[0];
  const about = (subject: { about: "honour" | "evaluation"; subjectId: string }) =>
    ask(own, { ...subject, words: "请核实" });
  await about({ about: "honour", subjectId: honourId });
  const { askId } = await about({ about: "evaluation", subjectId: evaluation?.id as string });
  const gao = await ctxOf(world, story.gao);
  expect(await listQueue(gao, { regionId: story.places.gaodu })).toHaveLength(2);
  await expect(
    answer(chen, { askId, version: 1, outcome: "upheld", answer: "就是迟到" }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  await answer(gao, { askId, version: 1, outcome: "corrected", answer: "当天公交停运，已删去" });
  expect((await visibleVolunteer(own, {})).evaluations).toEqual([]);
  // The side may evaluate anew: what was struck out is not in the way.
  await giveEvaluations(chen, { slotId, side: "organiser", given: [{ personId: wang.id, score: 4 }] });
});

test("what was said at a confidential need is the volunteer's to read; their leader reads the score alone", async () => {
  const slotId = await shift([wang]);
  const given = [{ personId: wang.id, score: 4, words: "陪着调解了一下午" }];
  await giveEvaluations(await ctxOf(world, story.chen), { slotId, side: "organiser", given });
  const { need_id } = await world.db
    .selectFrom("slot")
    .select("need_id")
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  await world.db.updateTable("need").set({ lane: "confidential" }).where("id", "=", need_id).execute();
  const seen = async (who: TestPerson) =>
    (await visibleVolunteer(await ctxOf(world, who), { personId: wang.id, organisationId: story.team }))
      .evaluations;
  expect(await seen(wang)).toMatchObject([
    { title: expect.any(String), words: "陪着调解了一下午", score: 4 },
  ]);
  expect(await seen(story.chen)).toMatchObject([{ title: null, words: null, score: 4 }]);
});

test("what is another's cannot be asked about", async () => {
  const { trainingId } = await trained();
  await expect(
    ask(await ctxOf(world, story.li), { about: "training", subjectId: trainingId, words: "x" }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});
