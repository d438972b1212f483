// In a demo everybody wears the same five people: what the next visitor needs of them cannot be taken away.
import { beforeEach, expect, test } from "vitest";
import { switchOff as switchTeamOff, verify } from "@/server/organisations/commands";
import { leave, remove, setRole } from "@/server/organisations/members/commands";
import { rename, switchOff } from "@/server/people/commands";
import { setPersonas, signInAsPersona } from "@/server/people/demo/commands";
import { PERSONAS } from "@/server/people/demo/schema";
import { endRole, giveRole } from "@/server/people/grants/commands";
import { giveRoleInput } from "@/server/people/grants/schema";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { emptyTestDb } from "@/tests/support/database";
import {
  ctxOf,
  grant,
  organisation,
  person,
  storyPeople,
  type TestWorld,
  testWorld,
  visitor,
} from "@/tests/support/world";

let world: TestWorld;
let story: Awaited<ReturnType<typeof storyPeople>>;
let [zhou, chen]: Ctx[] = [];
beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  story = await storyPeople(world);
  await grant(world, story.li, "member", { organisationId: story.team });
  const people = { secretary: story.pan.id, volunteer: story.li.id, leader: story.chen.id };
  const all = { ...people, town_admin: story.gao.id, district_admin: story.zhou.id };
  await world.db.updateTable("person").set({ origin: "demo" }).execute();
  await transact(world.db, (trx) => setPersonas(trx, world, all));
  world.clock.set(new Date(world.clock.now().getTime() + 60_000).toISOString());
  [zhou, chen] = [await ctxOf(world, story.zhou), await ctxOf(world, story.chen)];
});
const code = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error) => error.code,
  );
const roleOf = (personId: string) =>
  world.db
    .selectFrom("role_grant")
    .select("id")
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();

test("none of them is switched off or renamed, and everybody else is", async () => {
  const others = [story.pan, story.li, story.chen, story.gao];
  for (const { id: personId } of others) {
    expect(await code(switchOff(zhou as Ctx, { personId }))).toBe("PERSONA_STAYS");
    expect(await code(rename(await ctxOf(world, personId), { name: "别的名字" }))).toBe("PERSONA_STAYS");
  }
  for (const persona of PERSONAS)
    expect(await code(signInAsPersona(visitor(world), { persona }))).toBe("done");
  const other = await person(world, "另一位", { regionId: story.places.xipandun });
  expect(await code(switchOff(zhou as Ctx, { personId: other.id }))).toBe("done");
});

test("no role the demo gave them ends: not given back, not taken, not changed, not left, not with the team", async () => {
  for (const one of [story.pan, story.chen, story.gao, story.zhou]) {
    const { id: grantId } = await roleOf(one.id);
    expect(await code(endRole(zhou as Ctx, { grantId }))).toBe("PERSONA_STAYS");
    expect(await code(endRole(await ctxOf(world, one), { grantId }))).toMatch(/PERSONA_STAYS|LAST_LEADER/);
  }
  const inTeam = { organisationId: story.team };
  const li = { ...inTeam, personId: story.li.id };
  expect(await code(leave(await ctxOf(world, story.li), inTeam))).toBe("PERSONA_STAYS");
  expect(await code(remove(chen as Ctx, { ...li, reason: "asked" }))).toBe("PERSONA_STAYS");
  expect(await code(setRole(chen as Ctx, { ...li, role: "manager" }))).toBe("PERSONA_STAYS");
  expect(await code(switchTeamOff(zhou as Ctx, inTeam))).toBe("PERSONA_STAYS");
});

test("what visitors gave them since ends as anybody's does", async () => {
  const village = { role: "secretary", regionId: story.places.xipandun };
  const given = await giveRole(zhou as Ctx, giveRoleInput.parse({ ...village, personId: story.chen.id }));
  expect(await code(endRole(zhou as Ctx, { grantId: given.grantId }))).toBe("done");
  const team = await organisation(world, "客人申请的队", "welfare", story.places.gaodu, "pending");
  await grant(world, story.chen, "leader", { organisationId: team });
  await verify(zhou as Ctx, { organisationId: team });
  expect(await code(switchTeamOff(zhou as Ctx, { organisationId: team }))).toBe("done");
});

test("outside a demo nobody is spared, even with a demo's own data", async () => {
  const config = { ...world.config, demo: false };
  const real = { ...(zhou as Ctx), config };
  expect(await code(endRole(real, { grantId: (await roleOf(story.pan.id)).id }))).toBe("done");
  expect(await code(switchTeamOff(real, { organisationId: story.team }))).toBe("done");
  expect(await code(switchOff(real, { personId: story.chen.id }))).toBe("done");
});
