import { beforeEach, expect, test } from "vitest";
import { rename, settle } from "@/server/people/commands";
import { agree, withdraw } from "@/server/people/consents/commands";
import { listConsents, whoAgreed } from "@/server/people/consents/data";
import { publicNames, whoAmI } from "@/server/people/data";
import { endRole } from "@/server/people/grants/commands";
import { endProxy, registerPerson, registerRelative } from "@/server/people/proxies/commands";
import { actsFor, listActedFor, listActing } from "@/server/people/proxies/data";
import { RELATIVES_MAX, registerInput, registerRelativeInput } from "@/server/people/proxies/schema";
import { hintName, maskName, maskPhone } from "@/server/people/rules";
import { addRegion, mergeRegion } from "@/server/regions/commands";
import type { Ctx } from "@/server/trpc/context";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let [pan, li, chen]: Ctx[] = [];
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  [pan, li, chen] = await Promise.all([story.pan, story.li, story.chen].map((one) => ctxOf(world, one)));
});

const aunt = { name: "周大娘", how: "spoken", age14: true };
const register = (ctx: Ctx | undefined, over: object) =>
  registerPerson(ctx as Ctx, registerInput.parse({ ...aunt, ...over }));

test("a leader enters somebody without a telephone, by their word: a full person, a member, and the leader may act", async () => {
  const { personId } = await register(chen, { organisationId: story.team });
  expect(await actsFor(world.db, story.chen.id, personId)).toBe(true);
  expect(await actsFor(world.db, story.li.id, personId)).toBe(false);
  expect((await listConsents(world.db, personId)).map((c) => [c.purpose, c.how]).sort()).toEqual([
    ["age_14", "spoken"],
    ["privacy", "spoken"],
    ["proxy", "spoken"],
  ]);
  const member = await ctxOf(world, personId);
  expect(member.actor?.grants).toMatchObject([{ role: "member", organisationId: story.team }]);
  const [joined] = await world.db
    .selectFrom("history")
    .select(["event", "actor_id", "for_id", "grant_id"])
    .where("subject_id", "=", personId)
    .execute();
  expect(joined).toEqual({
    event: "person.joined",
    actor_id: story.chen.id,
    for_id: personId,
    grant_id: story.grants.chen,
  });
});

test("a secretary enters people of the village; nobody enters for a team or village that is not theirs", async () => {
  const { personId } = await register(pan, { regionId: story.places.xipandun });
  expect(await actsFor(world.db, story.pan.id, personId)).toBe(true);
  await expect(register(pan, { regionId: story.places.xisanchong })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(register(li, { regionId: story.places.xipandun })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(register(pan, { organisationId: story.team })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(register(pan, {})).rejects.toMatchObject({ code: "INVALID" });
});

test("consent is on record or nobody is entered: no age word, no 'self'", async () => {
  await expect(register(chen, { organisationId: story.team, age14: false })).rejects.toMatchObject({
    facts: { fields: { age14: "required" } },
  });
  expect(registerInput.safeParse({ ...aunt, how: "self", organisationId: story.team }).success).toBe(false);
});

test("a double tap enters one person", async () => {
  const both = await Promise.all([1, 2].map(() => register(chen, { organisationId: story.team })));
  expect(both[0]).toEqual(both[1]);
});

test("a leader's word lasts while they lead that team, a relative's until it is taken back", async () => {
  const { personId: member } = await register(chen, { organisationId: story.team });
  const { personId: mother } = await registerRelative(
    chen as Ctx,
    registerRelativeInput.parse({ ...aunt, name: "陈母" }),
  );
  await endRole(await ctxOf(world, story.gao), { grantId: story.grants.chen }); // the last leader does not go by himself
  expect(await actsFor(world.db, story.chen.id, member)).toBe(false);
  expect(await actsFor(world.db, story.chen.id, mother)).toBe(true);
  const [proxy] = await listActedFor(world.db, story.chen.id);
  expect(proxy).toMatchObject({ personId: mother, kind: "relative" });
  await expect(endProxy(li as Ctx, { proxyId: proxy?.proxyId ?? "" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const asMother = await ctxOf(world, mother);
  expect(await listActing(world.db, mother)).toMatchObject([{ name: "陈队长" }]);
  await endProxy(asMother, { proxyId: proxy?.proxyId ?? "" });
  expect(await actsFor(world.db, story.chen.id, mother)).toBe(false);
  expect(await whoAgreed(world.db, [mother], "proxy")).toEqual(new Set());
});

test("an office's word is for its own place: who is clerk elsewhere now, or of people who moved away, acts no longer", async () => {
  const { personId } = await register(pan, { regionId: story.places.xipandun });
  expect(await actsFor(world.db, story.pan.id, personId)).toBe(true);
  await endRole(await ctxOf(world, story.gao), { grantId: story.grants.pan });
  await grant(world, story.pan, "grid", { regionId: story.places.xisanchong });
  expect(await actsFor(world.db, story.pan.id, personId)).toBe(false);
  await grant(world, story.pan, "town_admin", { regionId: story.places.gaodu });
  expect(await actsFor(world.db, story.pan.id, personId)).toBe(true);
  await settle(await ctxOf(world, personId), { regionId: story.places.fuzhuang });
  expect(await actsFor(world.db, story.pan.id, personId)).toBe(false);
});

test("an office follows its village into the one it was merged with, twice", async () => {
  const { personId } = await register(pan, { regionId: story.places.xipandun });
  const zhou = await ctxOf(world, story.zhou);
  const [second, third] = [
    await addRegion(zhou, { parentId: story.places.gaodu, level: 5, name: "中潘墩村" }),
    await addRegion(zhou, { parentId: story.places.gaodu, level: 5, name: "大潘墩村" }),
  ];
  await mergeRegion(zhou, { id: story.places.xipandun, intoId: second.id });
  await mergeRegion(zhou, { id: second.id, intoId: third.id });
  expect((await ctxOf(world, story.pan)).actor?.grants).toMatchObject([
    { regionId: third.id, regionLevel: 5 },
  ]);
  expect(await actsFor(world.db, story.pan.id, personId)).toBe(true);
});

test("nobody acts for a person who was switched off", async () => {
  const { personId } = await register(chen, { organisationId: story.team });
  await world.db.updateTable("person").set({ status: "off" }).where("id", "=", personId).execute();
  expect(await actsFor(world.db, story.chen.id, personId)).toBe(false);
});

test("one person enters ten relatives, not eleven", async () => {
  const enter = (i: number) =>
    registerRelative(li as Ctx, registerRelativeInput.parse({ ...aunt, name: `亲属${i}` }));
  for (let i = 0; i < RELATIVES_MAX; i++) await enter(i);
  await expect(enter(RELATIVES_MAX)).rejects.toMatchObject({ code: "TOO_MANY" });
});

test("in public a person is 李** until they agree to be named, and again once they take it back", async () => {
  const named = async () => (await publicNames(world.db, [story.pan.id])).get(story.pan.id);
  expect(await named()).toBe("潘**");
  await agree(pan as Ctx, { purpose: "public_name" });
  await agree(pan as Ctx, { purpose: "public_name" });
  expect(await named()).toBe("潘书记");
  await withdraw(pan as Ctx, { purpose: "public_name" });
  expect(await named()).toBe("潘**");
  const kept = (await listConsents(world.db, story.pan.id)).filter((c) => c.purpose === "public_name");
  expect(kept).toHaveLength(1);
  expect(kept[0]?.withdrawnAt).not.toBeNull();
});

test("who wants no text messages any more is not among those who agreed", async () => {
  await withdraw(li as Ctx, { purpose: "sms" });
  expect(await whoAgreed(world.db, [story.li.id, story.pan.id], "sms")).toEqual(new Set([story.pan.id]));
});

test("I see my own number masked, a visitor sees nobody", async () => {
  const me = await whoAmI(pan as Ctx);
  expect(me).toMatchObject({
    name: "潘书记",
    publicName: false,
    home: { path: expect.stringContaining("西潘墩") },
  });
  expect(me?.maskedPhone).toBe(maskPhone(story.pan.phone));
  expect(JSON.stringify(me)).not.toContain(story.pan.phone);
  expect(await whoAmI(visitor(world))).toBeNull();
});

test("names are masked by letters, not by bytes", () => {
  expect(["李小明", "李明", "李", "欧阳小明", "𠮷田明"].map(maskName)).toEqual([
    "李**",
    "李*",
    "李*",
    "欧**",
    "𠮷**",
  ]);
  expect(["李小明", "李明", "买买提·艾力"].map(hintName)).toEqual(["李*明", "李*", "买*力"]);
  expect(maskPhone("13812345678")).toBe("138****5678");
});

test("a proxy is worth what its grant is worth: not of a team switched off, nor under a secretary who was", async () => {
  const { personId } = await register(chen, { organisationId: story.team });
  const status = (value: "off" | "verified") =>
    world.db.updateTable("organisation").set({ status: value }).where("id", "=", story.team).execute();
  await status("off");
  expect(await actsFor(world.db, story.chen.id, personId)).toBe(false);
  expect(await listActedFor(world.db, story.chen.id)).toEqual([]);
  await status("verified");
  expect(await actsFor(world.db, story.chen.id, personId)).toBe(true);

  const village = { regionId: story.places.xipandun };
  await grant(world, story.li, "clerk", village, story.grants.pan);
  const entered = await register(await ctxOf(world, story.li), village);
  expect(await actsFor(world.db, story.li.id, entered.personId)).toBe(true);
  await world.db.updateTable("person").set({ status: "off" }).where("id", "=", story.pan.id).execute();
  expect(await actsFor(world.db, story.li.id, entered.personId)).toBe(false);
});

test("of changes of one person at once, one is done and the others are told that it moved on", async () => {
  const names = ["小李一", "小李二", "小李三", "小李四"];
  const tried = await Promise.allSettled(names.map((name) => rename(li as Ctx, { name })));
  const lost = tried.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(lost.length).toBeLessThan(names.length);
  expect(new Set(lost)).toEqual(new Set(lost.length > 0 ? ["MOVED_ON"] : []));
});
