import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { reportsRouter } from "@/server/reports/router";
import { Adder, type Entry, earlier, later, periodAt, readPeriod } from "@/server/reports/rules";
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

const at = (text: string) => new Date(`${text}+08:00`);

describe("periods", () => {
  it("a month, a quarter and a year begin and end on days of the calendar", () => {
    expect(readPeriod("2026-02")).toMatchObject({
      kind: "month",
      from: new Date("2026-02-01"),
      until: new Date("2026-03-01"),
    });
    expect(readPeriod("2026Q4")).toMatchObject({
      from: new Date("2026-10-01"),
      until: new Date("2027-01-01"),
    });
    expect(readPeriod("2026")).toMatchObject({ from: new Date("2026-01-01"), until: new Date("2027-01-01") });
  });

  it.each(["2026-13", "2026-00", "2026Q5", "26", "1999-12", "2026-1", "2026-11-01", ""])(
    "%j is none",
    (key) => {
      expect(readPeriod(key)).toBeNull();
    },
  );

  it("an instant lies in the month it has in Shanghai, not in Greenwich", () => {
    expect(periodAt("month", new Date("2026-10-31T15:59:59Z")).key).toBe("2026-10");
    expect(periodAt("month", new Date("2026-10-31T16:00:00Z")).key).toBe("2026-11");
    expect(periodAt("quarter", at("2027-01-01T00:00"), 1).key).toBe("2026Q4");
    expect(periodAt("year", at("2027-01-01T00:00")).key).toBe("2027");
  });

  it("the one before the one after is itself", () => {
    for (const key of ["2026-01", "2026-12", "2026Q1", "2026Q4", "2026"]) {
      const period = readPeriod(key)!;
      expect(earlier(later(period)).key).toBe(key);
      expect(later(period).from).toEqual(period.until);
    }
  });
});

describe("sums", () => {
  const row = fc.record({
    person_id: fc.constantFrom("a", "b", "c", "d"),
    slot_id: fc.constantFrom("s1", "s2", "s3"),
    village_id: fc.constantFrom(0, 11, 12),
    kind: fc.constantFrom("farming", "elderly"),
    day: fc.constantFrom("2026-01-31", "2026-02-01", "2026-12-31").map((day) => new Date(day)),
    minutes: fc.integer({ min: 1, max: 720 }),
    undone: fc.boolean(),
  });

  it("agree at every level whatever stands in the ledger, undone rows and all", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const entries = rows.flatMap(({ undone, ...one }): Entry[] => {
          const entry = { ...one, need_id: `n${one.slot_id}`, town_id: 1 };
          return undone ? [entry, { ...entry, minutes: -entry.minutes }] : [entry];
        });
        const adder = new Adder();
        for (const entry of entries) adder.add(entry);
        const { total, members, activities, kinds, villages, months } = adder.summary();
        const live = rows.filter((one) => !one.undone);
        expect(total.minutes).toBe(live.reduce((sum, one) => sum + one.minutes, 0));
        expect(total.visits).toBe(live.length);
        expect(total.people).toBe(new Set(live.map((one) => one.person_id)).size);
        expect(total.people).toBe(members.length);
        for (const lines of [members, activities, kinds, villages, months]) {
          expect(lines.reduce((sum, line) => sum + line.minutes, 0)).toBe(total.minutes);
          expect(lines.reduce((sum, line) => sum + line.visits, 0)).toBe(total.visits);
        }
      }),
    );
  });
});

describe("an organisation's report", () => {
  let world: TestWorld;
  let team: string;
  let unit: string;
  let story: Awaited<ReturnType<typeof storyPeople>>;

  beforeAll(async () => {
    world = await testWorld();
    story = await storyPeople(world);
    team = story.team;
    unit = await organisation(world, "罗庄区人民医院", "unit", story.places.luozhuang);
    await grant(world, story.li, "member", { organisationId: team });
    const need = await openNeed(world, { lines: [{ kind: "people" }, { kind: "people" }] });
    const quiet = await openNeed(world, { lines: [{ kind: "people" }], lane: "confidential" });
    const hours = (
      personId: string,
      from: string,
      minutes: number,
      more: { line?: number; need?: typeof need; kind?: string; organisationId?: string | null } = {},
    ) => {
      const of = more.need ?? need;
      const line = of.lines[more.line ?? 0]!;
      return layHours(world, {
        personId,
        needId: of.id,
        lineId: line.id,
        slotId: line.slotId,
        unitId: unit,
        organisationId: more.organisationId === undefined ? team : more.organisationId,
        from: at(from),
        minutes,
        kind: more.kind ?? "farming",
        affiliations: [team],
      });
    };
    const wang = await person(world, "王芳");
    await hours(story.li.id, "2026-11-07T08:00", 240);
    await hours(wang.id, "2026-11-07T08:00", 200);
    const wrong = await hours(story.chen.id, "2026-11-07T08:00", 600);
    await reverseHours(world, wrong, at("2026-11-09T10:00"), 180);
    const never = await hours(story.chen.id, "2026-11-14T08:00", 60, { line: 1 });
    await reverseHours(world, never, at("2026-11-15T10:00"));
    await hours(story.li.id, "2026-11-30T23:30", 90, { need: quiet, kind: "legal" });
    await hours(story.li.id, "2026-12-01T00:00", 30, { line: 1 }); // the next month, in Shanghai
    await hours(story.pan.id, "2026-11-20T08:00", 45, { line: 1, organisationId: null });
  });

  const report = async (who: { id: string }, period = "2026-11", scope?: "came" | "recorded" | "members") =>
    callerFactory(reportsRouter)(await ctxOf(world, who)).ofOrganisation({
      organisationId: team,
      period: period,
      ...(scope ? { scope } : {}),
    });

  it("counts each person once and each minute that stands once, to the minute", async () => {
    const november = await report(story.chen);
    expect(november.total).toEqual({ minutes: 240 + 200 + 180 + 90, visits: 4, people: 3, activities: 2 });
    expect(november.members.map(({ name, minutes }) => [name, minutes])).toEqual([
      ["陈队长", 180],
      ["王芳", 200],
      ["小李", 330],
    ]);
    expect(november.kinds.map(({ kind, minutes }) => [kind, minutes])).toEqual([
      ["farming", 620],
      ["legal", 90],
    ]);
    expect(november.villages).toMatchObject([{ name: "西潘墩", town: "高都", minutes: 710, people: 3 }]);
  });

  it("says nothing of a confidential need but its town", async () => {
    const { activities } = await report(story.chen);
    expect(activities.map(({ title, place }) => [title, place])).toEqual([
      ["西潘墩村的大米卖不出去", "西潘墩"],
      [null, "高都"],
    ]);
  });

  it("a year is the sum of its months", async () => {
    const year = await report(story.chen, "2026");
    expect(year.months.map(({ month, minutes }) => [month, minutes])).toEqual([
      ["2026-11", 710],
      ["2026-12", 30],
    ]);
    expect(year.total).toMatchObject({ minutes: 740, people: 3 });
  });

  it("those who came with others are in the members' report, not in that of who came with us", async () => {
    expect((await report(story.chen, "2026-11", "members")).total.minutes).toBe(755);
  });

  it("is seen by those who run it and those above, by nobody else", async () => {
    for (const who of [story.chen, story.gao, story.zhou])
      expect((await report(who)).total.minutes).toBe(710);
    for (const who of [story.li, story.pan])
      await expect(report(who)).rejects.toMatchObject({ cause: refusal("NOT_FOUND") });
  });
});
