import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { appoint } from "@/server/pledges/seats/appointing/commands";
import { reportsRouter } from "@/server/reports/router";
import { callerFactory } from "@/server/trpc/procedures";
import { layHours, reverseHours } from "../../support/ledger";
import { openNeed, TEST_PLACE } from "../../support/needs";
import { refusal } from "../../support/refusals";
import { ctxOf, organisation, person, storyPeople, type TestWorld, testWorld } from "../../support/world";

const reports = callerFactory(reportsRouter);
const at = (text: string) => new Date(`${text}+08:00`);

describe("a district's report", () => {
  let world: TestWorld;
  let hereSlot: string;
  let story: Awaited<ReturnType<typeof storyPeople>>;
  const entries: Record<string, string> = {};

  beforeAll(async () => {
    world = await testWorld();
    story = await storyPeople(world);
    world.clock.set?.(at("2026-11-05T09:00"));
    const unit = await organisation(world, "罗庄区人民医院", "unit", story.places.luozhuang);
    const here = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "people" }] });
    hereSlot = here.lines[0]!.slotId;
    const there = await openNeed(world, {
      lines: [{ kind: "people" }],
      place: { ...TEST_PLACE, town: story.places.fuzhuang, village: story.places.xisanchong },
    });
    await openNeed(world, { status: "draft" });
    const lay = async (name: string, personId: string, of: typeof here, from: string, minutes: number) => {
      const laid = await layHours(world, {
        personId,
        needId: of.id,
        lineId: of.lines[0]!.id,
        slotId: of.lines[0]!.slotId,
        unitId: unit,
        organisationId: story.team,
        from: at(from),
        minutes,
      });
      entries[name] = laid.entryId;
      return laid;
    };
    const wang = await person(world, "王芳");
    await lay("li here", story.li.id, here, "2026-11-07T08:00", 240);
    await lay("li there", story.li.id, there, "2026-11-08T08:00", 60);
    await lay("wang", wang.id, there, "2026-11-08T08:00", 60);
    await reverseHours(
      world,
      await lay("chen", story.chen.id, here, "2026-11-09T08:00", 120),
      at("2026-11-10T08:00"),
    );
    await world.db
      .insertInto("evaluation")
      .values({
        id: uuid(),
        slot_id: here.lines[0]!.slotId,
        need_id: here.id,
        side: "beneficiary",
        score: 5,
        given_by: story.pan.id,
        live_key: uuid(),
        created_at: at("2026-11-10T08:00"),
      })
      .execute();
    const batch = uuid();
    await world.db
      .insertInto("national_batch")
      .values({
        id: batch,
        unit_id: unit,
        month: "2026-11",
        row_count: 1,
        status: "accepted",
        made_by: story.zhou.id,
        made_at: at("2026-11-12T08:00"),
      })
      .execute();
    await world.db
      .insertInto("national_row")
      .values({ entry_id: entries["li here"] as string, batch_id: batch })
      .execute();
  });

  const report = async (who: { id: string }, regionId: number, period = "2026-11") =>
    reports(await ctxOf(world, who)).ofRegion({ regionId, period: period });

  it("counts a person who served in two towns once in each and once in the district", async () => {
    const { total, places } = await report(story.zhou, story.places.luozhuang);
    expect(total).toMatchObject({ minutes: 360, visits: 3, people: 2, active: 1 });
    const of = new Map(places.map((place) => [place.name, place]));
    expect(of.get("高都")).toMatchObject({ minutes: 240, visits: 1, people: 1, active: 0 });
    expect(of.get("傅庄")).toMatchObject({ minutes: 120, visits: 2, people: 2, active: 0 });
    expect(places.reduce((sum, place) => sum + place.minutes, 0)).toBe(total.minutes);
    expect(places.reduce((sum, place) => sum + place.visits, 0)).toBe(total.visits);
  });

  it("stands in administrative order, whatever the figures", async () => {
    const { places } = await report(story.zhou, story.places.luozhuang);
    expect(places.map((place) => place.regionId)).toEqual([story.places.fuzhuang, story.places.gaodu]);
  });

  it("follows the needs asked for from asking to being evaluated; drafts were not asked for", async () => {
    const { total } = await report(story.zhou, story.places.luozhuang);
    expect(total).toMatchObject({ asked: 2, sent: 2, taken: 0, evaluated: 1 });
  });

  it("says how much was handed to the national system and taken by it", async () => {
    const { total } = await report(story.zhou, story.places.luozhuang);
    expect(total).toMatchObject({ visits: 3, handed: 1, accepted: 1 });
  });

  it("kinds of service add up to the whole", async () => {
    const { kinds, total } = await report(story.zhou, story.places.luozhuang);
    expect(kinds).toEqual([{ kind: "farming", minutes: total.minutes, visits: 3, people: 2 }]);
  });

  it("a town sees its villages; another town's administrator does not", async () => {
    const { places, total } = await report(story.gao, story.places.gaodu);
    expect(total).toMatchObject({ minutes: 240, people: 1 });
    expect(places).toMatchObject([{ name: "西潘墩", minutes: 240 }]);
    await expect(report(story.gao, story.places.fuzhuang)).rejects.toMatchObject({
      cause: refusal("FORBIDDEN"),
    });
    await expect(report(story.pan, story.places.gaodu)).rejects.toMatchObject({
      cause: refusal("FORBIDDEN"),
    });
  });

  it("a month in which nothing happened is all zeros, with every town there", async () => {
    const { total, places } = await report(story.zhou, story.places.luozhuang, "2025-01");
    expect(total).toMatchObject({ minutes: 0, people: 0, asked: 0, handed: 0 });
    expect(places).toHaveLength(2);
  });

  it("a quarter's papers hold each activity with its notice and who was there, as it stands", async () => {
    const pan = await ctxOf(world, story.pan);
    await appoint(pan, { slotId: hereSlot, leadId: story.pan.id });
    const papers = await reports(await ctxOf(world, story.chen)).dossier({
      organisationId: story.team,
      period: "2026Q4",
    });
    expect(papers.total).toEqual({ minutes: 360, visits: 3, people: 2, activities: 2 });
    expect(papers.organisation.recordingUnit).toBe(papers.organisation.name); // it names no other
    expect(papers.activities.map(({ minutes, roster }) => [minutes, roster.map((row) => row.name)])).toEqual([
      [240, ["小李"]],
      [120, ["小李", "王芳"]],
    ]);
    expect(papers.activities[0]).toMatchObject({ title: "西潘墩村的大米卖不出去", item: "搬运工" });
    expect(papers.activities.map(({ lead }) => lead)).toEqual(["潘书记", null]);
    for (const activity of papers.activities)
      expect(activity.roster.reduce((sum, row) => sum + row.minutes, 0)).toBe(activity.minutes);
  });
});
