import { beforeAll, describe, expect, it } from "vitest";
import { LIMITS, spend } from "@/server/platform/limits";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { openNeed } from "@/tests/support/needs";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
const as = async (who: { id: string }) => createCaller(await ctxOf(world, who));

describe("finding an account to switch", () => {
  it("is by the whole number, and shows also who is switched off already, so that they can come back", async () => {
    const zhou = await as(story.zhou);
    const zhao = await person(world, "赵小田", { regionId: story.places.gaodu });
    expect(await zhou.people.findByPhone({ phone: zhao.phone })).toMatchObject([
      { personId: zhao.id, name: "赵小田", status: "active", home: expect.stringContaining("高都") },
    ]);
    await zhou.people.switchOff({ personId: zhao.id });
    expect(await zhou.people.findByPhone({ phone: zhao.phone })).toMatchObject([{ status: "off" }]);
    await zhou.people.switchOn({ personId: zhao.id });
    expect(await zhou.people.findByPhone({ phone: "19900000000" })).toEqual([]);
  });

  it("shows nobody of another district, and nothing to a secretary", async () => {
    const li = await person(world, "李小明", { regionId: story.places.gaodu });
    const away = await person(world, "外区主任");
    await grant(world, away, "district_admin", { regionId: story.places.shandong });
    await world.db
      .updateTable("role_grant")
      .set({ region_id: 371302000000 })
      .where("person_id", "=", away.id)
      .execute();
    expect(await (await as(away)).people.findByPhone({ phone: li.phone })).toEqual([]);
    const refused = (await as(story.pan)).people.findByPhone({ phone: li.phone });
    expect(
      await refused.then(
        () => "ok",
        (error) => refusalOf(error)?.code,
      ),
    ).toBe("FORBIDDEN");
  });

  it("shows who never said where they live to the district they have to do with, and to no other", async () => {
    const [bare, member, asker] = [
      await person(world, "无处住"),
      await person(world, "队里人"),
      await person(world, "求助人"),
    ];
    await grant(world, member, "member", { organisationId: story.team });
    await openNeed(world, { posterId: asker.id });
    const found = async (one: { phone: string }) =>
      (await (await as(story.zhou)).people.findByPhone({ phone: one.phone })).length;
    expect([await found(bare), await found(member), await found(asker)]).toEqual([0, 1, 1]);
    const away = await person(world, "更远的外区主任");
    await grant(world, away, "district_admin", { regionId: 371302000000 });
    for (const one of [bare, member, asker])
      await expect((await as(away)).people.switchOff({ personId: one.id })).rejects.toThrow("FORBIDDEN");
    await expect((await as(story.zhou)).people.switchOff({ personId: bare.id })).rejects.toThrow("FORBIDDEN");
    await (await as(story.zhou)).people.switchOff({ personId: member.id });
  });

  it("is sixty numbers an hour, and not one more: a list of numbers is not turned into names", async () => {
    const gao = await person(world, "另一位区主任");
    await grant(world, gao, "district_admin", { regionId: story.places.luozhuang });
    for (let i = 1; i < LIMITS.find_person.points; i++) await spend(world, "find_person", gao.id);
    const api = await as(gao);
    expect(await api.people.findByPhone({ phone: "19900000000" })).toEqual([]);
    const error = await api.people.findByPhone({ phone: "19900000000" }).catch((e) => e);
    expect(refusalOf(error)?.code).toBe("TOO_MANY");
  });
});
