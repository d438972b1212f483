import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { peopleRouter } from "@/server/people/router";
import { seal } from "@/server/platform/crypto";
import { appoint } from "@/server/pledges/seats/appointing/commands";
import { nationalRouter } from "@/server/reports/national/router";
import { callerFactory } from "@/server/trpc/procedures";
import { type LaidHours, layHours, reverseHours } from "../../support/ledger";
import { openNeed } from "../../support/needs";
import { eventsOf } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import {
  ctxOf,
  grant,
  organisation,
  person,
  storyPeople,
  type TestWorld,
  testWorld,
} from "../../support/world";

const national = callerFactory(nationalRouter);
const at = (text: string) => new Date(`${text}+08:00`);
const NUMBER = "371311199003074539";
const MONTH = { month: "2026-11" };

describe("what is handed to the national system", () => {
  let world: TestWorld;
  let story: Awaited<ReturnType<typeof storyPeople>>;
  let need: Awaited<ReturnType<typeof openNeed>>;

  beforeAll(async () => {
    world = await testWorld();
    story = await storyPeople(world);
    need = await openNeed(world, {
      posterId: story.pan.id,
      lines: Array.from({ length: 31 }, () => ({ kind: "people" as const })),
    });
  });

  let unit: string;
  let head: { id: string };
  let n = 0;
  const api = async (who = head) => national(await ctxOf(world, who));
  beforeEach(async () => {
    unit = await organisation(world, `罗庄区第${++n}医院`, "unit", story.places.luozhuang);
    head = await person(world, `医院${n}负责人`);
    await grant(world, head, "leader", { organisationId: unit });
  });

  async function volunteer(name: string, says: { agrees?: boolean; number?: boolean } = {}) {
    const who = await person(world, name, { regionId: story.places.xipandun });
    if (says.agrees !== false)
      await world.db
        .insertInto("consent")
        .values({
          id: uuid(),
          person_id: who.id,
          purpose: "national",
          document: "2026-11",
          how: "self",
          recorded_by: who.id,
          given_at: world.clock.now(),
        })
        .execute();
    if (says.number !== false)
      await world.db
        .insertInto("person_private")
        .values({
          person_id: who.id,
          id_number_cipher: seal(world.keys, NUMBER),
          updated_at: world.clock.now(),
        })
        .execute();
    return who;
  }
  const serve = (who: { id: string }, minutes = 120, from = "2026-11-07T08:00"): Promise<LaidHours> => {
    const line = need.lines[Number(from.slice(8, 10)) - 1]!;
    return layHours(world, {
      personId: who.id,
      needId: need.id,
      lineId: line.id,
      slotId: line.slotId,
      unitId: unit,
      organisationId: story.team,
      from: at(from),
      minutes,
    });
  };

  it("goes where the person agreed and has a number; the others wait and are counted", async () => {
    await serve(await volunteer("王芳"));
    await serve(await volunteer("李强", { agrees: false }));
    const zhao = await volunteer("赵敏", { number: false });
    await serve(zhao);
    await serve(zhao, 30, "2026-11-08T08:00");
    const lead = { slotId: need.lines[6]!.slotId, leadId: story.pan.id };
    await appoint(await ctxOf(world, story.pan), lead);
    const before = await (await api()).ofUnit({ unitId: unit });
    expect(before.months).toEqual([{ month: "2026-11", ready: 1, held: 3, heldPeople: 2 }]);
    const { batchId, rows } = await (await api()).make({ unitId: unit, ...MONTH });
    expect(rows).toBe(1);
    const file = await (await api()).open({ batchId });
    expect(file.rows).toMatchObject([
      {
        act: "add",
        name: "王芳",
        number: NUMBER,
        sex: "male",
        born: "1990-03-07",
        home: "高都西潘墩",
        minutes: 120,
        content: "搬运工",
        lead: "潘书记",
      },
    ]);
  });

  it("each row goes once: the second file has only what came since", async () => {
    const wang = await volunteer("王芳");
    await serve(wang);
    const asked = { unitId: unit, ...MONTH };
    await (await api()).make(asked);
    await expect((await api()).make(asked)).rejects.toMatchObject({ cause: refusal("NOTHING_TO_HAND_OVER") });
    await serve(wang, 45, "2026-11-09T08:00");
    expect((await (await api()).make(asked)).rows).toBe(1);
  });

  it("two make the file of a month at once: one has it, the other is told", async () => {
    const wang = await volunteer("王芳");
    for (const day of ["07", "08", "09"]) await serve(wang, 60, `2026-11-${day}T08:00`);
    const asked = { unitId: unit, ...MONTH };
    const [one, two] = [await api(), await api()];
    const answers = await Promise.allSettled([one.make(asked), two.make(asked)]);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    const lost = answers.find((answer) => answer.status === "rejected") as PromiseRejectedResult;
    expect(["MOVED_ON", "NOTHING_TO_HAND_OVER"]).toContain(lost.reason.cause.code);
    const { batches } = await one.ofUnit({ unitId: unit });
    expect(batches.map(({ rows, status }) => [rows, status])).toEqual([[3, "exported"]]);
  });

  it("what was undone before it went never goes; what was undone after is followed by its undoing", async () => {
    const wang = await volunteer("王芳");
    await reverseHours(world, await serve(wang, 600), at("2026-11-08T08:00"));
    const wrong = await serve(wang, 240, "2026-11-09T08:00");
    const first = await (await api()).make({ unitId: unit, ...MONTH });
    expect(first.rows).toBe(1);
    await reverseHours(world, wrong, at("2026-11-10T08:00"), 180);
    await world.db
      .updateTable("consent")
      .set({ withdrawn_at: world.clock.now() })
      .where("person_id", "=", wang.id)
      .where("purpose", "=", "national")
      .execute();
    const second = await (await api()).make({ unitId: unit, ...MONTH });
    const file = await (await api()).open({ batchId: second.batchId });
    expect(file.rows).toMatchObject([
      { act: "undo", undoes: wrong.entryId, minutes: -240, number: "", phone: "", born: "" },
    ]);
  });

  it("agreed to and taken back on one's own page: the next batch has the rows, the file opened afterwards nothing of theirs", async () => {
    const wang = await volunteer("王芳", { agrees: false });
    await serve(wang);
    await expect((await api()).make({ unitId: unit, ...MONTH })).rejects.toMatchObject({
      cause: refusal("NOTHING_TO_HAND_OVER"),
    });
    const own = callerFactory(peopleRouter)(await ctxOf(world, wang));
    await own.agree({ purpose: "national" });
    const { batchId, rows } = await (await api()).make({ unitId: unit, ...MONTH });
    expect(rows).toBe(1);
    expect((await (await api()).open({ batchId })).rows).toMatchObject([{ name: "王芳", number: NUMBER }]);
    await own.withdraw({ purpose: "national" });
    const after = await (await api()).open({ batchId });
    expect(after.rows).toMatchObject([{ name: "", number: "", phone: "", born: "", sex: "", home: "" }]);
    expect(JSON.stringify(after.rows)).not.toContain(NUMBER);
    const [last] = await own.consents();
    expect(last).toMatchObject({ purpose: "national", how: "self", withdrawnAt: world.clock.now() });
  });

  it("a batch given back frees its rows; one that was taken cannot be given back", async () => {
    await serve(await volunteer("王芳"));
    const first = await (await api()).make({ unitId: unit, ...MONTH });
    await (await api()).giveBack({ batchId: first.batchId, note: "第3行身份证号有误" });
    await expect((await api()).open({ batchId: first.batchId })).rejects.toMatchObject({
      cause: refusal("WRONG_STATE"),
    });
    const again = await (await api()).make({ unitId: unit, ...MONTH });
    expect(again.rows).toBe(1);
    await (await api()).accept({ batchId: again.batchId });
    await expect((await api()).giveBack({ batchId: again.batchId })).rejects.toMatchObject({
      cause: refusal("WRONG_STATE"),
    });
  });

  it("accepted and given back at once: one of them, and the history has it once", async () => {
    await serve(await volunteer("王芳"));
    const { batchId } = await (await api()).make({ unitId: unit, ...MONTH });
    const [one, two] = [await api(), await api()];
    const answers = await Promise.allSettled([one.accept({ batchId }), two.giveBack({ batchId })]);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(await eventsOf(world.db, batchId)).toHaveLength(2);
  });

  it("every opening of a file is on record before a number leaves; the history holds none", async () => {
    await serve(await volunteer("王芳"));
    const { batchId } = await (await api()).make({ unitId: unit, ...MONTH });
    await (await api()).open({ batchId });
    await (await api()).open({ batchId });
    expect(await eventsOf(world.db, batchId)).toEqual([
      "national_batch.made",
      "national_batch.opened",
      "national_batch.opened",
    ]);
    const told = await world.db
      .selectFrom("history")
      .select("data")
      .where("subject_id", "=", batchId)
      .execute();
    expect(JSON.stringify(told)).not.toContain(NUMBER);
    expect(world.logged.join()).not.toContain(NUMBER);
  });

  it("those above see figures, never the file", async () => {
    await serve(await volunteer("王芳"));
    const { batchId } = await (await api()).make({ unitId: unit, ...MONTH });
    for (const who of [story.zhou, story.chen, story.li]) {
      await expect((await api(who)).open({ batchId })).rejects.toMatchObject({ cause: refusal("NOT_FOUND") });
      await expect((await api(who)).ofUnit({ unitId: unit })).rejects.toMatchObject({
        cause: refusal("NOT_FOUND"),
      });
    }
  });
});
