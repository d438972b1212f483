import { beforeEach, expect, test } from "vitest";
import { apply, switchOff, turnDown, verify } from "@/server/organisations/commands";
import {
  listOrganisations,
  myOrganisations,
  searchOrganisations,
  visibleOrganisation,
} from "@/server/organisations/data";
import { change } from "@/server/organisations/describing/commands";
import { organisationsRouter } from "@/server/organisations/router";
import { applyInput, listInput, searchInput } from "@/server/organisations/schema";
import { addTitle, removeTitle } from "@/server/organisations/titles/commands";
import { LIMITS } from "@/server/platform/limits";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { callerFactory } from "@/server/trpc/procedures";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, organisation, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let [li, chen, gao, zhou]: Ctx[] = [];
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  [li, chen, gao, zhou] = await Promise.all(
    [story.li, story.chen, story.gao, story.zhou].map((one) => ctxOf(world, one)),
  );
});

const enter = (ctx: Ctx | undefined, name: string, over: object = {}) =>
  apply(ctx as Ctx, applyInput.parse({ name, kind: "unit", regionId: story.places.gaodu, ...over }));
const acts = (ctx: Ctx, organisationId: string) =>
  may(ctx, "pledge.make", { personId: null, organisationId, actsFor: false }) !== false;

test("who enters an organisation leads it, from the moment the town has verified it", async () => {
  const { organisationId, verified } = await enter(li, "罗庄区人民医院", { phone: "13800009999" });
  expect(verified).toBe(false);
  expect(acts(await ctxOf(world, story.li), organisationId)).toBe(false);
  await verify(gao as Ctx, { organisationId });
  expect(acts(await ctxOf(world, story.li), organisationId)).toBe(true);
  const lines = await world.db
    .selectFrom("history")
    .select(["version", "event", "actor_id"])
    .where("subject_id", "=", organisationId)
    .orderBy("version")
    .execute();
  expect(lines).toEqual([
    { version: 1, event: "organisation.applied", actor_id: story.li.id },
    { version: 2, event: "organisation.verified", actor_id: story.gao.id },
  ]);
});

test("only those above the place verify: a leader cannot, another town cannot", async () => {
  const { organisationId } = await enter(li, "傅庄粮油公司", { regionId: story.places.fuzhuang });
  for (const ctx of [li, chen, gao])
    await expect(verify(ctx as Ctx, { organisationId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(verify(visitor(world), { organisationId })).rejects.toMatchObject({ code: "SIGN_IN_FIRST" });
  await verify(zhou as Ctx, { organisationId });
});

test("the town writes an organisation down as verified at once, and does not lead it", async () => {
  const { organisationId, verified } = await enter(gao, "高都中学");
  expect(verified).toBe(true);
  expect(acts(await ctxOf(world, story.gao), organisationId)).toBe(false);
});

test("a clerk who writes a unit down at a release event does not become its leader", async () => {
  const { organisationId } = await enter(li, "某单位", { asLeader: false });
  await verify(gao as Ctx, { organisationId });
  expect(acts(await ctxOf(world, story.li), organisationId)).toBe(false);
});

test("two officials verify at once: one does, the other is told it moved on, history has one line", async () => {
  const { organisationId } = await enter(li, "一家单位");
  const answers = await Promise.all(
    [gao, zhou].map((ctx) =>
      verify(ctx as Ctx, { organisationId }).then(
        () => "done",
        (e) => e.code,
      ),
    ),
  );
  expect(answers.filter((a) => a === "done")).toHaveLength(1);
  expect(["MOVED_ON", "WRONG_STATE"]).toContain(answers.find((a) => a !== "done"));
  const lines = await world.db
    .selectFrom("history")
    .select("version")
    .where("subject_id", "=", organisationId)
    .where("event", "=", "organisation.verified")
    .execute();
  expect(lines).toHaveLength(1);
});

test("what was turned down may be verified later; what was not pending cannot be turned down", async () => {
  const { organisationId } = await enter(li, "一家单位");
  await turnDown(gao as Ctx, { organisationId, reason: "查无此单位" });
  expect(acts(await ctxOf(world, story.li), organisationId)).toBe(false);
  await verify(gao as Ctx, { organisationId });
  await expect(turnDown(gao as Ctx, { organisationId, reason: "查无此单位" })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
});

test("an organisation that is switched off acts no more at the next request", async () => {
  expect(acts(chen as Ctx, story.team)).toBe(true);
  await switchOff(zhou as Ctx, { organisationId: story.team });
  expect(acts(await ctxOf(world, story.chen), story.team)).toBe(false);
});

test("a name is taken once in a county, and free in another", async () => {
  await enter(li, "临沂市慈善义工队");
  await expect(enter(chen, "临沂市慈善义工队")).rejects.toMatchObject({ code: "NAME_TAKEN" });
  await world.db
    .updateTable("organisation")
    .set({ county_id: 371312000000 })
    .where("name", "=", "临沂市慈善义工队")
    .execute();
  await enter(chen, "临沂市慈善义工队");
});

test("a person enters five organisations a day, not six", async () => {
  for (let i = 0; i < LIMITS.organisation_apply.points; i++) await enter(li, `单位${i}`);
  await expect(enter(li, "第六家")).rejects.toMatchObject({ code: "TOO_MANY" });
});

test("an organisation is found by part of its name and by pinyin initials, in its county only", async () => {
  await enter(gao, "罗庄区人民医院");
  await enter(gao, "罗庄区人民医院家属委员会");
  const { organisationId } = await enter(li, "人民小学");
  const ask = (q: string, over: object = {}) =>
    searchOrganisations(visitor(world), searchInput.parse({ q, countyId: story.places.luozhuang, ...over }));
  expect((await ask("人民医院")).map((row) => row.name)).toEqual([
    "罗庄区人民医院",
    "罗庄区人民医院家属委员会",
  ]);
  expect((await ask("lzqrm"))[0]).toMatchObject({ name: "罗庄区人民医院", town: "高都", verified: true });
  expect(await ask("人民小学")).toEqual([]);
  expect(await ask("人民小学", { pending: true })).toEqual([]); // a visitor reads no name that nobody has looked at
  const found = searchInput.parse({ q: "人民小学", countyId: story.places.luozhuang, pending: true });
  expect(await searchOrganisations(gao as Ctx, found)).toMatchObject([
    { id: organisationId, verified: false },
  ]);
  expect(await ask("人民医院", { countyId: 371312000000 })).toEqual([]);
  expect(await ask("人民医院", { kinds: ["social"] })).toEqual([]);
  expect(await ask("%")).toEqual([]);
});

test("one that nobody has verified is seen by its own people and those above, and by no stranger", async () => {
  const { organisationId } = await enter(li, "待核实单位");
  expect((await visibleOrganisation(li as Ctx, organisationId)).status).toBe("pending");
  expect((await visibleOrganisation(gao as Ctx, organisationId)).path).toContain("高都");
  await expect(visibleOrganisation(chen as Ctx, organisationId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(visibleOrganisation(visitor(world), organisationId)).rejects.toMatchObject({
    code: "SIGN_IN_FIRST",
  });
});

test("those who verify see what waits in their place, oldest first, page by page", async () => {
  for (const name of ["甲单位", "乙单位"]) await enter(li, name, { contactName: "王主任" });
  await enter(li, "傅庄单位", { regionId: story.places.fuzhuang });
  const first = await listOrganisations(gao as Ctx, listInput.parse({ regionId: story.places.gaodu }));
  expect(first.map((row) => [row.name, row.contactName, row.appliedBy])).toEqual([
    ["甲单位", "王主任", "小李"],
    ["乙单位", "王主任", "小李"],
  ]);
  const rest = await listOrganisations(
    gao as Ctx,
    listInput.parse({ regionId: story.places.gaodu, after: first[0]?.id }),
  );
  expect(rest.map((row) => row.name)).toEqual(["乙单位"]);
  await expect(
    listOrganisations(gao as Ctx, listInput.parse({ regionId: story.places.luozhuang })),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("mine are those I have a role in, each once, with what I may do there now", async () => {
  const { organisationId } = await enter(chen, "陈队长的新队", { kind: "welfare" });
  const mine = await myOrganisations(await ctxOf(world, story.chen));
  expect(mine.map((row) => [row.id, row.role, row.actsNow])).toEqual([
    [story.team, "leader", true],
    [organisationId, "leader", false],
  ]);
});

test("文明单位 is a title for a term: it shows within it, and not before or after", async () => {
  const { organisationId } = await enter(gao, "高都中学");
  const term = {
    organisationId,
    title: "civilised_unit",
    level: "province",
    grantor: "山东省文明委",
  } as const;
  await expect(
    addTitle(gao as Ctx, { ...term, fromOn: "2026-12-31", untilOn: "2026-01-01" }),
  ).rejects.toMatchObject({ code: "INVALID" });
  const { id } = await addTitle(gao as Ctx, { ...term, fromOn: "2026-01-01", untilOn: "2026-12-31" });
  const civilised = async () =>
    (
      await searchOrganisations(
        visitor(world),
        searchInput.parse({ q: "高都中学", countyId: story.places.luozhuang }),
      )
    )[0]?.civilised;
  expect(await civilised()).toBe(true);
  world.clock.set("2027-02-01T00:00:00Z");
  expect(await civilised()).toBe(false);
  world.clock.set("2026-06-01T00:00:00Z");
  await expect(removeTitle(chen as Ctx, { titleId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await removeTitle(gao as Ctx, { titleId: id });
  expect(await civilised()).toBe(false);
});

test("a leader changes contact and recording unit; a verified name is changed by who verified it", async () => {
  const unit = await organisation(world, "罗庄区志愿者协会", "social", story.places.luozhuang);
  await change(chen as Ctx, { organisationId: story.team, recordingUnitId: unit, contactName: "陈建国" });
  expect((await visibleOrganisation(visitor(world), story.team)).recordingUnit?.name).toBe(
    "罗庄区志愿者协会",
  );
  await expect(change(chen as Ctx, { organisationId: story.team, name: "别的名字" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await change(gao as Ctx, { organisationId: story.team, name: "高都一队" });
  await expect(
    change(chen as Ctx, { organisationId: story.team, recordingUnitId: story.team }),
  ).rejects.toMatchObject({ code: "INVALID" });
  await expect(change(li as Ctx, { organisationId: story.team, contactName: "小李" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("no answer holds an organisation's telephone, and the database holds it sealed", async () => {
  const { organisationId } = await enter(li, "有电话的单位", { phone: "13800009999" });
  const caller = callerFactory(organisationsRouter)(zhou as Ctx);
  const answers = [
    await caller.one({ organisationId }),
    await caller.list({ regionId: story.places.luozhuang }),
    await caller.search({ q: "有电话", countyId: story.places.luozhuang, pending: true }),
    await world.db.selectFrom("organisation").selectAll().execute(),
    await world.db.selectFrom("history").selectAll().execute(),
  ];
  expect(JSON.stringify(answers)).not.toContain("13800009999");
});
