// Training and honours: written down by those who know, struck out by the same side.
import { beforeAll, beforeEach, expect, test } from "vitest";
import { end as endHonour, give } from "@/server/organisations/honours/commands";
import { listHonours } from "@/server/organisations/honours/data";
import { endTraining, recordTraining } from "@/server/organisations/training/commands";
import { listTraining, visibleTraining } from "@/server/organisations/training/data";
import { recordInput } from "@/server/organisations/training/schema";
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
const course = (personIds: string[]) => ({
  organisationId: story.team,
  personIds,
  title: "急救知识培训",
  heldOn: "2026-11-01",
  hours: 90,
});

test("hours are typed as people say them and kept in whole minutes", () => {
  const parse = (hours: unknown) => recordInput.shape.hours.safeParse(hours);
  expect(parse("1.5").data).toBe(90);
  expect(parse("0.01").data).toBe(1);
  expect(parse("100").data).toBe(6000);
  for (const wrong of ["0", "100.1", "-1", "二", ""]) expect(parse(wrong).success).toBe(false);
});

test("a hall of members is recorded at once, a resend records nobody twice", async () => {
  const chen = await ctxOf(world, story.chen);
  const second = await person(world, "赵大姐");
  await grant(world, second, "member", { organisationId: story.team });
  expect(await recordTraining(chen, course([wang.id, second.id]))).toEqual({ recorded: 2 });
  expect(await recordTraining(chen, course([wang.id, second.id]))).toEqual({ recorded: 0 });
  expect(await listTraining(world.db, wang.id)).toMatchObject([{ title: "急救知识培训", minutes: 90 }]);
  const listed = await visibleTraining(chen, { organisationId: story.team });
  expect(listed.map((row) => row.name)).toEqual(expect.arrayContaining(["王大爷", "赵大姐"]));
});

test("one who is no member: nobody is recorded; a day of tomorrow is refused; a member cannot record", async () => {
  const chen = await ctxOf(world, story.chen);
  const stranger = await person(world, "路人");
  await expect(recordTraining(chen, course([wang.id, stranger.id]))).rejects.toMatchObject({
    code: "NOT_A_MEMBER",
  });
  expect(await listTraining(world.db, wang.id)).toEqual([]);
  await expect(recordTraining(chen, { ...course([wang.id]), heldOn: "2099-01-01" })).rejects.toMatchObject({
    facts: { fields: { heldOn: "in_the_future" } },
  });
  await expect(recordTraining(await ctxOf(world, wang), course([wang.id]))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("two halls at once: the same member has the course once", async () => {
  const chen = await ctxOf(world, story.chen);
  const done = await Promise.all([1, 2, 3].map(() => recordTraining({ ...chen }, course([wang.id]))));
  expect(done.map((d) => d.recorded).sort()).toEqual([0, 0, 1]);
});

test("struck out by its organisation, once: the second is told it moved on", async () => {
  const chen = await ctxOf(world, story.chen);
  await recordTraining(chen, course([wang.id]));
  const [row] = await listTraining(world.db, wang.id);
  const step = { trainingId: row?.id as string, version: 1 };
  await expect(endTraining(await ctxOf(world, wang), step)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const outcomes = await Promise.allSettled([endTraining(chen, step), endTraining({ ...chen }, step)]);
  expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
  expect(await listTraining(world.db, wang.id)).toEqual([]);
});

test("罗庄好人 is the district's to give; a team honours in its own name, and cannot pass for the district", async () => {
  const [zhou, chen] = [await ctxOf(world, story.zhou), await ctxOf(world, story.chen)];
  const honour = { personId: wang.id, title: "罗庄好人", grantedOn: "2026-05-04" };
  await expect(give(zhou, honour)).rejects.toMatchObject({ facts: { fields: { grantor: "required" } } });
  await give(zhou, { ...honour, grantor: "罗庄区文明办" });
  await expect(give(chen, { ...honour, grantor: "罗庄区文明办" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await give(chen, { ...honour, title: "季度之星", grantor: "罗庄区文明办", organisationId: story.team });
  const rows = await listHonours(world.db, wang.id);
  expect(rows.map((row) => [row.title, row.grantor]).sort()).toEqual([
    ["季度之星", "高都街道党支部领办志愿服务一队"],
    ["罗庄好人", "罗庄区文明办"],
  ]);
});

test("given twice it is one; nobody honours themself; struck out by the side that gave it", async () => {
  const [zhou, chen] = [await ctxOf(world, story.zhou), await ctxOf(world, story.chen)];
  const honour = { personId: wang.id, title: "好邻居", grantor: "区文明办", grantedOn: "2026-05-04" };
  const both = await Promise.all([give(zhou, honour), give({ ...zhou }, honour)]);
  expect(both[0]).toEqual(both[1]);
  await expect(give(zhou, { ...honour, personId: story.zhou.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(
    give(chen, { ...honour, personId: story.chen.id, organisationId: story.team }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  const step = { honourId: both[0].honourId, version: 1 };
  await expect(endHonour(chen, step)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await endHonour(zhou, step);
  expect(await listHonours(world.db, wang.id)).toEqual([]);
});
