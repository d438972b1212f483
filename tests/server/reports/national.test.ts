import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { peopleRouter } from "@/server/people/router";
import { phoneColumns, seal } from "@/server/platform/crypto";
import { appoint } from "@/server/pledges/seats/appointing/commands";
import { recordsRouter } from "@/server/records/router";
import { nationalRouter } from "@/server/reports/national/router";
import { DAY_MS, dayOf } from "@/server/time";
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
const records = callerFactory(recordsRouter);
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

  describe("somebody without a telephone signs on paper", () => {
    const keptAt = "村委会档案柜2026年第3册";
    const signed = { signedOn: "2026-11-10", keptAt };
    let old: { id: string };
    let told: ReturnType<typeof records>;
    beforeEach(async () => {
      const pan = await ctxOf(world, story.pan); // 村支书 enters an old neighbour of the village, and acts for them from then on
      const people = callerFactory(peopleRouter)(pan);
      const { personId } = await people.register({
        name: `王奶奶${++n}`,
        regionId: story.places.xipandun,
        how: "spoken",
        age14: true,
      });
      old = { id: personId };
      told = records(pan);
      await serve(old);
    });

    it("who acts for them writes down when and where the sheet lies; with their number the hours go, and no longer once it is taken back", async () => {
      await told.recordSigned({ personId: old.id, ...signed });
      expect(await told.signed({ personId: old.id })).toMatchObject({
        hasPhone: false,
        hasNumber: false,
        agreed: { ...signed, recordedBy: "潘书记" },
      });
      expect((await (await api()).ofUnit({ unitId: unit })).months).toMatchObject([
        { ready: 0, heldPeople: 1 },
      ]);
      await told.saveIdentity({ personId: old.id, idNumber: "371311194003074522" });
      const { batchId } = await (await api()).make({ unitId: unit, ...MONTH });
      expect((await (await api()).open({ batchId })).rows).toMatchObject([
        { number: "371311194003074522", phone: "", home: "高都西潘墩" },
      ]);
      await told.takeBackSigned({ personId: old.id });
      await told.takeBackSigned({ personId: old.id }); // a second tap changes nothing
      expect((await (await api()).open({ batchId })).rows).toMatchObject([{ name: "", number: "" }]);
      await serve(old, 30, "2026-11-09T08:00");
      await expect((await api()).make({ unitId: unit, ...MONTH })).rejects.toMatchObject({
        cause: refusal("NOTHING_TO_HAND_OVER"),
      });
      const events = await eventsOf(world.db, old.id);
      expect(events.filter((event) => /agreed|withdrew/.test(event))).toEqual([
        "person.agreed",
        "person.withdrew",
      ]);
      const rows = await world.db
        .selectFrom("consent")
        .selectAll()
        .where("purpose", "=", "national")
        .where("person_id", "=", old.id)
        .execute();
      expect(rows).toMatchObject([{ how: "paper", recorded_by: story.pan.id, kept_at: keptAt }]);
      expect(
        JSON.stringify(
          await world.db.selectFrom("history").select("data").where("subject_id", "=", old.id).execute(),
        ),
      ).not.toContain(keptAt);
    });

    it("is nobody else's to write down, and nobody's for who can say it themself; signed today at the latest, a year and a day ago at the earliest", async () => {
      const stranger = records(await ctxOf(world, story.chen));
      for (const act of [
        () => stranger.recordSigned({ personId: old.id, ...signed }),
        () => stranger.takeBackSigned({ personId: old.id }),
        () => stranger.signed({ personId: old.id }),
      ])
        await expect(act()).rejects.toMatchObject({ cause: refusal("NOT_FOUND") });
      const day = (back: number) => dayOf(new Date(world.clock.now().getTime() - back * DAY_MS));
      const on = (back: number) => told.recordSigned({ personId: old.id, signedOn: day(back), keptAt });
      await expect(on(-1)).rejects.toMatchObject({
        cause: { facts: { fields: { signedOn: "in_the_future" } } },
      });
      await expect(on(367)).rejects.toMatchObject({ cause: { facts: { fields: { signedOn: "too_old" } } } });
      for (const back of [0, 366]) {
        await on(back);
        await told.takeBackSigned({ personId: old.id });
      }
      await expect(told.recordSigned({ personId: story.pan.id, ...signed })).rejects.toMatchObject({
        cause: refusal("SAYS_IT_THEMSELF"),
      });
      await world.db
        .insertInto("person_phone")
        .values({
          id: uuid(),
          person_id: old.id,
          ...phoneColumns(world.keys, "13905390001"),
          verified_at: world.clock.now(),
          created_at: world.clock.now(),
        })
        .execute();
      await expect(on(0)).rejects.toMatchObject({ cause: refusal("SAYS_IT_THEMSELF") });
    });

    it("who gets a telephone later takes back on their own page what was signed", async () => {
      await told.recordSigned({ personId: old.id, ...signed });
      const own = callerFactory(peopleRouter)(await ctxOf(world, old));
      await own.withdraw({ purpose: "national" });
      expect((await told.signed({ personId: old.id })).agreed).toBeNull();
    });
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
