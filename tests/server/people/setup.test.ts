import { beforeEach, expect, test } from "vitest";
import { setPersonas, signInAsPersona } from "@/server/people/demo/commands";
import { listPersonas } from "@/server/people/demo/data";
import { demoProcedures } from "@/server/people/demo/router";
import {
  createAdmin,
  isSetupToken,
  issueSetupToken,
  needsSetup,
  SETUP_HOURS,
  setUp,
} from "@/server/people/setup/commands";
import { setupInput } from "@/server/people/setup/schema";
import { transact } from "@/server/platform/db";
import { contextFrom } from "@/server/trpc/request";
import { emptyTestDb } from "@/tests/support/database";
import { seedPlaces, storyPeople, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let real: TestWorld;
const REGION = 371311000000;
beforeEach(async () => {
  await emptyTestDb();
  real = await testWorld({ DEMO: "0", SMS_DRIVER: "http", SMS_HTTP_URL: "http://127.0.0.1:9" });
  await seedPlaces(real);
});

const who = { name: "周主任", phone: "13900001111", regionId: REGION, privacy: true, age14: true };
const token = async () => (await issueSetupToken(real)) ?? "";
const use = (link: string, over: object = {}) =>
  setUp(visitor(real), setupInput.parse({ ...who, ...over, token: link }));

test("the link makes the first administrator, signs the browser in, and works once", async () => {
  const link = await token();
  expect(await isSetupToken(visitor(real), link)).toBe(true);
  const { personId, cookies } = await use(link);
  const cookie = cookies[0]?.split(";")[0] ?? "";
  const ctx = await contextFrom(real, { headers: new Headers({ cookie }), address: "" });
  expect(ctx.actor).toMatchObject({
    personId,
    grants: [{ role: "district_admin", regionId: REGION, regionLevel: 3 }],
  });
  expect(await isSetupToken(visitor(real), link)).toBe(false);
  await expect(use(link)).rejects.toMatchObject({ code: "LINK_EXPIRED" });
  expect(await issueSetupToken(real)).toBeNull();
  // Even where the district is left without anybody again, the old link stays used.
  await real.db.updateTable("person").set({ status: "off" }).where("id", "=", personId).execute();
  await expect(use(link, { phone: "13900003333" })).rejects.toMatchObject({ code: "LINK_EXPIRED" });
});

test("two browsers with one link: one administrator", async () => {
  const link = await token();
  const answers = await Promise.all(
    ["甲", "乙"].map((name) =>
      use(link, { name }).then(
        () => "made",
        (e) => e.code,
      ),
    ),
  );
  expect(answers.sort()).toEqual(["LINK_EXPIRED", "made"]);
});

test("the link lives a day, a newer one ends it, an invented one is nothing", async () => {
  const old = await token();
  const fresh = await token();
  await expect(use(old)).rejects.toMatchObject({ code: "LINK_EXPIRED" });
  await expect(use("A".repeat(43))).rejects.toMatchObject({ code: "LINK_EXPIRED" });
  real.clock.advance({ hours: SETUP_HOURS });
  await expect(use(fresh)).rejects.toMatchObject({ code: "LINK_EXPIRED" });
});

test("a refused form leaves the link usable: unticked notice, a town instead of a district", async () => {
  const link = await token();
  await expect(use(link, { privacy: false })).rejects.toMatchObject({ code: "INVALID" });
  await expect(use(link, { regionId: 371311007000 })).rejects.toMatchObject({ code: "INVALID" });
  await use(link);
});

test("the operator makes an administrator from the command line, once per person and district", async () => {
  const { personId } = await createAdmin(real, who);
  expect(await needsSetup(real)).toBe(false);
  await expect(createAdmin(real, who)).rejects.toMatchObject({ code: "ALREADY_GRANTED" });
  const second = await createAdmin(real, { ...who, name: "李主任", phone: "13900002222" });
  expect(second.personId).not.toBe(personId);
});

test("a demo needs no setup, and its log offers no link", async () => {
  const demo = await testWorld();
  expect(await needsSetup(demo)).toBe(false);
  expect(await issueSetupToken(demo)).toBeNull();
});

async function personas(world: TestWorld) {
  const story = await storyPeople(world);
  const people = {
    secretary: story.pan.id,
    volunteer: story.li.id,
    leader: story.chen.id,
    town_admin: story.gao.id,
    district_admin: story.zhou.id,
  };
  await world.db.updateTable("person").set({ origin: "demo" }).execute();
  await transact(world.db, (trx) => setPersonas(trx, world, people));
  return people;
}

test("in a demo one tap makes the visitor 潘书记", async () => {
  const demo = await testWorld();
  const people = await personas(demo);
  const { personId, cookies } = await signInAsPersona(visitor(demo), { persona: "secretary" });
  expect(personId).toBe(people.secretary);
  const ctx = await contextFrom(demo, {
    headers: new Headers({ cookie: cookies[0]?.split(";")[0] ?? "" }),
    address: "",
  });
  expect((await listPersonas(ctx)).map((p) => [p.name, p.worn])).toEqual([
    ["潘书记", true],
    ["小李", false],
    ["陈队长", false],
    ["高主任", false],
    ["周主任", false],
  ]);
});

test("outside demo mode no persona can be taken, even with a demo's own data", async () => {
  const demo = await testWorld();
  const people = await personas(demo);
  await expect(signInAsPersona(visitor(real), { persona: "secretary" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await listPersonas(visitor(real))).toEqual([]);
  await expect(transact(real.db, (trx) => setPersonas(trx, real, people))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await real.db.selectFrom("session").selectAll().execute()).toEqual([]);
});

test("a real person is never a persona, whatever the settings say", async () => {
  const demo = await testWorld();
  const people = await personas(demo);
  await demo.db.updateTable("person").set({ origin: "self" }).where("id", "=", people.leader).execute();
  await expect(signInAsPersona(visitor(demo), { persona: "leader" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("with DEMO=0 the procedures are not mounted at all", () => {
  expect(Object.keys(demoProcedures("0"))).toEqual([]);
  expect(Object.keys(demoProcedures("false"))).toEqual([]);
  expect(Object.keys(demoProcedures(undefined))).toEqual(["personas", "become"]);
});
