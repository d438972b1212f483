import { beforeAll, describe, expect, it } from "vitest";
import { pageByPage } from "@/server/platform/sheets/write";
import { listsRouter } from "@/server/reports/lists/router";
import { PAGE_ROWS } from "@/server/reports/lists/schema";
import { callerFactory } from "@/server/trpc/procedures";
import { layHours, reverseHours } from "../../support/ledger";
import { openNeed } from "../../support/needs";
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

const lists = callerFactory(listsRouter);
const at = (text: string) => new Date(`${text}+08:00`);
const MORE = 150; // beyond one page

describe("lists to take away", () => {
  let world: TestWorld;
  let story: Awaited<ReturnType<typeof storyPeople>>;
  let secret: string;

  beforeAll(async () => {
    world = await testWorld();
    story = await storyPeople(world);
    const unit = await organisation(world, "罗庄区人民医院", "unit", story.places.luozhuang);
    await grant(world, story.li, "member", { organisationId: story.team });
    const need = await openNeed(world, { lines: [{ kind: "people" }] });
    const quiet = await openNeed(world, { lines: [{ kind: "people" }], lane: "confidential" });
    secret = quiet.id;
    const lay = (personId: string, from: string, minutes: number, of = need) =>
      layHours(world, {
        personId,
        needId: of.id,
        lineId: of.lines[0]!.id,
        slotId: of.lines[0]!.slotId,
        unitId: unit,
        organisationId: story.team,
        from: at(from),
        minutes,
        affiliations: [story.team],
      });
    const wrong = await lay(story.li.id, "2026-11-07T08:00", 600);
    await reverseHours(world, wrong, at("2026-11-09T10:00"), 240);
    await lay(story.chen.id, "2026-11-30T23:30", 90, quiet);
    await lay(story.pan.id, "2026-12-01T00:00", 30);
    // One busy day of more than a page, so that a page ends in the middle of it.
    const wang = await person(world, "王芳");
    const laid = await lay(wang.id, "2026-10-10T08:00", 60);
    const row = await world.db
      .selectFrom("hours_entry")
      .selectAll()
      .where("id", "=", laid.entryId)
      .executeTakeFirstOrThrow();
    await world.db
      .insertInto("hours_entry")
      .values(
        Array.from({ length: PAGE_ROWS + MORE - 1 }, (_, n) => ({
          ...row,
          id: `018f0000-0000-7000-8000-${String(n).padStart(12, "0")}`,
        })),
      )
      .execute();
  });

  const hours = async (period: string, scope: "came" | "recorded" | "members" = "came") => {
    const api = lists(await ctxOf(world, story.chen));
    const rows: Awaited<ReturnType<typeof api.hours>>["rows"] = [];
    for await (const row of pageByPage((after: string | undefined) =>
      api.hours({ organisationId: story.team, period: period, scope, after }),
    ))
      rows.push(row);
    return rows;
  };

  it("hours: every row of the ledger once, what was undone and what stands in for it too", async () => {
    const rows = await hours("2026-11");
    expect(rows.map(({ name, minutes, undoes }) => [name, minutes, undoes])).toEqual([
      ["小李", 600, false],
      ["小李", -600, true],
      ["小李", 240, false],
      ["陈队长", 90, false],
    ]);
  });

  it.each(["came", "members"] as const)(
    "a day of more rows than a page is whole, each row once (%s)",
    async (scope) => {
      // The rows laid beside the first share its record, so its affiliation finds them too.
      const rows = await hours("2026-10", scope);
      expect(rows).toHaveLength(PAGE_ROWS + MORE);
      expect(new Set(rows.map((row) => row.entryId)).size).toBe(PAGE_ROWS + MORE);
    },
  );

  it("a confidential need leaves without its title, its village, its item", async () => {
    const row = (await hours("2026-11")).find(({ name }) => name === "陈队长");
    expect(row).toMatchObject({ title: null, town: "高都", village: "" });
    const { rows } = await lists(await ctxOf(world, story.gao)).needs({ regionId: story.places.gaodu });
    expect(rows).toContainEqual(
      expect.objectContaining({ title: null, town: "高都", village: "", item: "" }),
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("members: who is and who was in it, with all their hours", async () => {
    await world.db
      .updateTable("role_grant")
      .set({ ended_at: at("2026-11-20T10:00") })
      .where("person_id", "=", story.li.id)
      .execute();
    const { rows } = await lists(await ctxOf(world, story.chen)).members({ organisationId: story.team });
    expect(rows).toMatchObject([
      { name: "陈队长", role: "leader", home: "高都", until: null, minutes: 90 },
      { name: "小李", role: "member", until: at("2026-11-20T10:00"), minutes: 240 },
    ]);
  });

  it("hours of a town hold only what happened there; a village is not asked about", async () => {
    const api = lists(await ctxOf(world, story.zhou));
    const of = async (regionId: number) =>
      (await api.hoursOfRegion({ regionId, period: "2026-11" })).rows.length;
    expect(await of(story.places.gaodu)).toBe(4);
    expect(await of(story.places.fuzhuang)).toBe(0);
    expect(await of(story.places.luozhuang)).toBe(4);
    await expect(of(story.places.xipandun)).rejects.toMatchObject({ cause: refusal("INVALID") });
  });

  it("a cursor that was made up is refused", async () => {
    const api = lists(await ctxOf(world, story.chen));
    const asked = { organisationId: story.team, after: "' OR 1=1 --" };
    await expect(api.members(asked)).rejects.toMatchObject({ cause: refusal("INVALID") });
    await expect(api.hours({ ...asked, period: "2026-11" })).rejects.toMatchObject({
      cause: refusal("INVALID"),
    });
  });

  it("a member, a stranger, another town's administrator take nothing away", async () => {
    const [li, gao] = [lists(await ctxOf(world, story.li)), lists(await ctxOf(world, story.gao))];
    const asked = { organisationId: story.team };
    for (const call of [
      () => li.members(asked),
      () => li.pledges(asked),
      () => li.hours({ ...asked, period: "2026" }),
    ])
      await expect(call()).rejects.toMatchObject({ cause: refusal("NOT_FOUND") });
    await expect(gao.needs({ regionId: story.places.fuzhuang })).rejects.toMatchObject({
      cause: refusal("FORBIDDEN"),
    });
  });

  it("my own hours are mine", async () => {
    const { rows } = await lists(await ctxOf(world, story.pan)).myHours({});
    expect(rows.map(({ name, minutes }) => [name, minutes])).toEqual([["潘书记", 30]]);
  });
});
