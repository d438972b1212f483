import { beforeEach, expect, test } from "vitest";
import { switchOff, switchOn } from "@/server/people/commands";
import { endRole, giveRole } from "@/server/people/grants/commands";
import { hatsOf, listHolders, visibleHolders } from "@/server/people/grants/data";
import { giveRoleInput } from "@/server/people/grants/schema";
import type { Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, organisation, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let [pan, li, chen, gao, zhou]: Ctx[] = [];
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  [pan, li, chen, gao, zhou] = await Promise.all(
    [story.pan, story.li, story.chen, story.gao, story.zhou].map((one) => ctxOf(world, one)),
  );
});

const give = (ctx: Ctx | undefined, input: object) => giveRole(ctx as Ctx, giveRoleInput.parse(input));
const clerk = () => ({ role: "clerk", regionId: story.places.xipandun, personId: story.li.id });

test("who may give which role where", async () => {
  const village = { regionId: story.places.xipandun };
  const otherVillage = { regionId: story.places.xisanchong };
  const town = { regionId: story.places.gaodu };
  const county = { regionId: story.places.luozhuang };
  const team = { organisationId: story.team };
  const foreign = {
    organisationId: await organisation(world, "傅庄队", "party_team", story.places.fuzhuang),
  };
  // A team's own leaders invite who is not in it yet (tests/server/organisations/imports).
  const may: [Ctx | undefined, Role, object, boolean | "INVITE_INSTEAD"][] = [
    [pan, "grid", village, true],
    [pan, "secretary", village, false],
    [pan, "grid", otherVillage, false],
    [li, "grid", village, false],
    [chen, "member", team, "INVITE_INSTEAD"],
    [chen, "manager", team, "INVITE_INSTEAD"],
    [chen, "member", foreign, false],
    [chen, "secretary", village, false],
    [gao, "secretary", village, true],
    [gao, "secretary", otherVillage, false],
    [gao, "leader", team, true],
    [gao, "leader", foreign, false],
    [gao, "town_admin", town, false],
    [gao, "district_admin", county, false],
    [zhou, "town_admin", town, true],
    [zhou, "secretary", otherVillage, true],
    [zhou, "leader", foreign, true],
    [zhou, "district_admin", county, true],
    [zhou, "clerk", village, false], // only the secretary's own grant can be lent
  ];
  for (const [ctx, role, scope, allowed] of may) {
    const to = await person(world, "新人");
    const answer = await give(ctx, { role, personId: to.id, ...scope }).then(
      () => true,
      (e) => e.code,
    );
    expect([ctx?.actor?.name, role, answer]).toEqual([ctx?.actor?.name, role, allowed || "FORBIDDEN"]);
  }
});

test("a role is given over the level it is of: no secretary of a town, no district inside a village", async () => {
  const wrong: [Role, number][] = [
    ["secretary", story.places.gaodu],
    ["town_admin", story.places.luozhuang],
    ["district_admin", story.places.gaodu],
    ["district_admin", story.places.shandong],
    ["grid", story.places.luozhuang],
  ];
  for (const [role, regionId] of wrong)
    await expect(give(zhou, { role, regionId, personId: story.li.id })).rejects.toMatchObject({
      facts: { fields: { regionId: "wrong_level" } },
    });
  await expect(
    give(zhou, { role: "leader", regionId: story.places.gaodu, personId: story.li.id }),
  ).rejects.toMatchObject({ code: "INVALID" });
});

test("a secretary's clerk acts under the secretary's own grant, and no longer than it lasts", async () => {
  const { grantId } = await give(pan, clerk());
  const before = await ctxOf(world, story.li);
  expect(before.actor?.grants).toMatchObject([{ role: "clerk", delegatedFrom: story.grants.pan }]);
  await endRole(gao as Ctx, { grantId: story.grants.pan });
  expect((await ctxOf(world, story.li)).actor?.grants).toEqual([]);
  const lines = await world.db
    .selectFrom("history")
    .select(["subject_id", "version", "event", "actor_id"])
    .where("aggregate", "=", "grant")
    .where("event", "=", "grant.ended")
    .execute();
  expect(new Set(lines.map((line) => line.subject_id))).toEqual(new Set([grantId, story.grants.pan]));
  expect(lines.every((line) => line.version === 2 && line.actor_id === story.gao.id)).toBe(true);
});

test("the secretary takes a delegation back, the clerk may lay it down, a stranger may not end it", async () => {
  const first = await give(pan, clerk());
  await expect(endRole(chen as Ctx, first)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await endRole(pan as Ctx, { grantId: first.grantId });
  const second = await give(pan, clerk());
  await endRole(await ctxOf(world, story.li), { grantId: second.grantId });
  await expect(endRole(pan as Ctx, { grantId: second.grantId })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
});

test("a clerk cannot lend on what was lent", async () => {
  await give(pan, clerk());
  const asClerk = await ctxOf(world, story.li);
  const friend = await person(world, "小王");
  await expect(give(asClerk, { ...clerk(), personId: friend.id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("the same role twice is refused, and of two given at once one stays", async () => {
  const answers = await Promise.all(
    [1, 2].map(() =>
      give(pan, clerk()).then(
        () => "given",
        (e) => e.code,
      ),
    ),
  );
  expect(answers.sort()).toEqual(["ALREADY_GRANTED", "given"]);
});

test("a role may go to a name and number nobody knows yet: the person is entered, and can be ended with", async () => {
  const input = { role: "secretary", regionId: story.places.xipandun, name: "王书记", phone: "13811112222" };
  const first = await give(gao, input);
  const again = await give(gao, {
    role: "grid",
    regionId: story.places.xipandun,
    name: "王书记",
    phone: "13811112222",
  });
  expect(again.personId).toBe(first.personId);
  const row = await world.db
    .selectFrom("person_phone")
    .selectAll()
    .where("person_id", "=", first.personId)
    .executeTakeFirstOrThrow();
  expect(row.verified_at).toBeNull();
  await expect(
    give(gao, { role: "secretary", regionId: story.places.xipandun, name: "无号码" }),
  ).rejects.toMatchObject({ facts: { fields: { phone: "required" } } });
});

test("a role that signs in needs a number; a member of a team needs none", async () => {
  const aunt = await person(world, "没手机的大娘", { phone: null });
  await expect(
    give(gao, { role: "secretary", regionId: story.places.xipandun, personId: aunt.id }),
  ).rejects.toMatchObject({ code: "NEEDS_A_PHONE" });
  await give(gao, { role: "member", organisationId: story.team, personId: aunt.id });
});

test("those who run a place or team see who holds what there, others do not", async () => {
  expect(await visibleHolders(chen as Ctx, { organisationId: story.team })).toMatchObject([
    { name: "陈队长", role: "leader" },
  ]);
  await expect(visibleHolders(li as Ctx, { organisationId: story.team })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await listHolders(world.db, { regionId: story.places.xipandun })).toMatchObject([
    { name: "潘书记", role: "secretary", delegated: false },
  ]);
});

test("hats are my live roles by the names of their places", async () => {
  await give(gao, { role: "manager", organisationId: story.team, personId: story.pan.id });
  const ctx = await ctxOf(world, story.pan);
  expect(
    (await hatsOf(world.db, ctx.actor as NonNullable<typeof ctx.actor>)).map((h) => [h.role, h.scope]),
  ).toEqual([
    ["secretary", "西潘墩"],
    ["manager", "高都街道党支部领办志愿服务一队"],
  ]);
});

test("the district switches a person off at once, sessions and all, and on again with the roles they had", async () => {
  for (const ctx of [li, pan, gao])
    await expect(switchOff(ctx as Ctx, { personId: story.chen.id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  await switchOff(zhou as Ctx, { personId: story.chen.id });
  const live = await world.db
    .selectFrom("session")
    .select("id_hash")
    .where("person_id", "=", story.chen.id)
    .where("ended_at", "is", null)
    .execute();
  expect(live).toEqual([]);
  await expect(ctxOf(world, story.chen)).rejects.toThrow("nobody");
  await expect(switchOff(zhou as Ctx, { personId: story.chen.id })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
  await switchOn(zhou as Ctx, { personId: story.chen.id });
  expect((await ctxOf(world, story.chen)).actor?.grants).toHaveLength(1);
  await expect(switchOff(zhou as Ctx, { personId: story.zhou.id })).rejects.toMatchObject({
    code: "NOT_YOURSELF",
  });
});
