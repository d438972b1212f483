import { beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { change } from "@/server/organisations/describing/commands";
import { changeInput } from "@/server/organisations/schema";
import { availabilityInput } from "@/server/people/profiles/availability/schema";
import { saveAvailability, saveProfile } from "@/server/people/profiles/commands";
import { mergeRegion } from "@/server/regions/commands";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, places, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
});

const helper = (id: string) =>
  world.db.selectFrom("helper").selectAll().where("helper_id", "=", id).executeTakeFirst();
const codesOf = async (id: string) =>
  (
    await world.db
      .selectFrom("helper_can")
      .select("code")
      .where("helper_id", "=", id)
      .orderBy("code")
      .execute()
  ).map((row) => row.code);
const matching = async () => (await verify(world.db)).checks.find((check) => check.name === "matching");

describe("who can help", () => {
  it("is every verified organisation and, only once they said so themselves, a person", async () => {
    await drain(world);
    expect(await codesOf(story.team)).toEqual(["any"]);
    expect(await helper(story.li.id)).toMatchObject({ active: false });
    expect(await codesOf(story.li.id)).toEqual([]);
    const li = await ctxOf(world, story.li);
    await saveProfile(li, { skills: ["loading"], kinds: ["farming"], version: 0 } as never);
    await drain(world);
    expect(await codesOf(story.li.id)).toEqual([]);
    await saveAvailability(
      li,
      availabilityInput.parse({ invitable: true, free: [], reach: "county", version: 1 }),
    );
    await drain(world);
    expect(await codesOf(story.li.id)).toEqual(["any", "skill:loading", "work:farming"]);
    await saveAvailability(
      li,
      availabilityInput.parse({ invitable: false, free: [], reach: "county", version: 2 }),
    );
    await drain(world);
    expect(await codesOf(story.li.id)).toEqual([]);
    expect(await matching()).toMatchObject({ ok: true });
  });

  it("stands in every area an organisation says it serves, with its equipment and how much of it", async () => {
    const chen = await ctxOf(world, story.chen);
    await change(
      chen,
      changeInput.parse({
        organisationId: story.team,
        weeklyCapacity: 12,
        abilities: {
          areas: [places.fuzhuang],
          works: ["elderly"],
          equipment: [{ code: "truck", amount: 2 }],
        },
      }),
    );
    await drain(world);
    expect(await helper(story.team)).toMatchObject({
      capacity: 12,
      codes: '{"work:elderly":1,"tool:truck":2}',
    });
    const towns = await world.db
      .selectFrom("helper_can")
      .select("town_id")
      .where("helper_id", "=", story.team)
      .where("code", "=", "tool:truck")
      .orderBy("town_id")
      .execute();
    expect(towns.map((row) => row.town_id)).toEqual([places.fuzhuang, places.gaodu]);
  });

  it("knows this month's load and whose turn it is; a pledge given back is no load", async () => {
    const need = await openNeed(world, {
      posterId: story.pan.id,
      lines: [{ kind: "vehicle", quantity: 5 }],
    });
    const chen = createCaller(await ctxOf(world, story.chen));
    await drain(world);
    const before = await helper(story.team);
    const made = await chen.pledges.make({
      slotId: need.lines[0]!.slotId,
      amount: "1",
      organisationId: story.team,
      key: newKey(),
    } as never);
    await drain(world);
    expect(await helper(story.team)).toMatchObject({
      load_month: 202611,
      load_count: 1,
      turn: Math.floor(world.clock.now().getTime() / 1000),
    });
    await chen.pledges.withdraw({ pledgeId: made.pledgeId, reason: "busy", key: newKey() });
    await drain(world);
    expect(await helper(story.team)).toEqual(before);
    expect(await matching()).toMatchObject({ ok: true });
  });

  it("made anew from its sources it is the same, and verify tells where it is not", async () => {
    const li = await ctxOf(world, story.li);
    await saveAvailability(
      li,
      availabilityInput.parse({ invitable: true, free: [], reach: "town", version: 0 }),
    );
    await drain(world);
    const all = async () => ({
      helpers: await world.db.selectFrom("helper").selectAll().orderBy("helper_id").execute(),
      can: await world.db.selectFrom("helper_can").selectAll().orderBy("helper_id").orderBy("code").execute(),
    });
    const kept = await all();
    await world.db.updateTable("helper").set({ capacity: 99 }).where("helper_id", "=", story.team).execute();
    await world.db.deleteFrom("helper_can").where("helper_id", "=", story.li.id).execute();
    expect(await matching()).toMatchObject({ ok: false, faults: [expect.anything(), expect.anything()] });
    await rebuild(world.db);
    expect(await all()).toEqual(kept);
    expect(await matching()).toMatchObject({ ok: true });
  });

  it("a merged village takes along who lives there and what is wanted there", async () => {
    const zhou = await ctxOf(world, story.zhou);
    const third = await createCaller(zhou).regions.add({
      parentId: places.gaodu,
      level: 5,
      name: "东潘墩村",
    });
    await drain(world);
    expect(await helper(story.pan.id)).toMatchObject({ village_id: places.xipandun });
    await mergeRegion(zhou, { id: places.xipandun, intoId: third.id });
    await drain(world);
    expect(await helper(story.pan.id)).toMatchObject({ village_id: third.id, town_id: places.gaodu });
    expect(await matching()).toMatchObject({ ok: true });
  });
});
