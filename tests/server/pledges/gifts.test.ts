// A gift that nobody qualified receives is collected within the village or the unit (domain.md §5, charity law).
import { beforeAll, expect, test } from "vitest";
import { giversOf } from "@/server/pledges/making/gifts/data";
import { openNeed } from "@/tests/support/needs";
import { claim } from "@/tests/support/pledged";
import { codeOf } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, organisation, person, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
const gift = async (more: object = {}, line: object = {}) =>
  (
    await openNeed(world, {
      posterId: story.pan.id,
      lines: [{ direction: "gift", via: null, ...line }],
      ...more,
    })
  ).lines[0]?.slotId ?? "";
const given = async (world: TestWorld, who: { id: string } | null, needId: string) =>
  (await giversOf(who === null ? visitor(world) : await ctxOf(world, who), needId)).sort();
const tries = async (who: { id: string }, slotId: string, more: object = {}) =>
  claim(await ctxOf(world, who), slotId, 1, more).then(() => "done", codeOf);

test("who lives in the village gives, who lives elsewhere or nowhere does not", async () => {
  const slotId = await gift();
  const [here, there, nowhere] = [
    await person(world, "本村人", { regionId: story.places.xipandun }),
    await person(world, "外村人", { regionId: story.places.xisanchong }),
    await person(world, "不知道哪里的人"),
  ];
  expect(await tries(here, slotId)).toBe("done");
  expect([await tries(there, slotId), await tries(nowhere, slotId)]).toEqual(["GIFT_INSIDE", "GIFT_INSIDE"]);
});

test("an organisation of the village gives in its name, one from elsewhere does not", async () => {
  const slotId = await gift();
  const own = await organisation(world, "西潘墩合作社", "enterprise", story.places.xipandun);
  const away = await organisation(world, "外镇公司", "enterprise", story.places.fuzhuang);
  for (const organisationId of [own, away]) await grant(world, story.chen, "leader", { organisationId });
  expect(await tries(story.chen, slotId, { organisationId: own })).toBe("done");
  expect(await tries(story.chen, slotId, { organisationId: away })).toBe("GIFT_INSIDE");
});

test("of a unit's gift, who is in the unit gives, wherever they live", async () => {
  const unit = await organisation(world, "供电所", "unit", story.places.luozhuang);
  const slotId = await gift({ organisationId: unit });
  const inside = await person(world, "所里人", { regionId: story.places.xisanchong });
  await grant(world, inside, "member", { organisationId: unit });
  expect(await tries(inside, slotId)).toBe("done");
  const outside = await person(world, "所外人", { regionId: story.places.xisanchong });
  expect(await tries(outside, slotId)).toBe("GIFT_INSIDE");
});

test("where an organisation with 公开募捐资格 receives it, and of sales and loans, everybody takes part", async () => {
  const away = await person(world, "外村人", { regionId: story.places.xisanchong });
  expect(await tries(away, await gift({}, { via: undefined }))).toBe("done");
  for (const direction of ["sale", "loan"])
    expect(await tries(away, await gift({}, { direction }))).toBe("done");
});

test("who may give is known before they try: themself, each organisation they speak for, and nobody of those outside", async () => {
  const { id: needId } = await openNeed(world, {
    posterId: story.pan.id,
    lines: [{ direction: "gift", via: null }],
  });
  const own = await organisation(world, "西潘墩米厂", "enterprise", story.places.xipandun);
  const away = await organisation(world, "外镇米厂", "enterprise", story.places.fuzhuang);
  const [here, leads, there] = [
    await person(world, "本村人", { regionId: story.places.xipandun }),
    await person(world, "外村队长", { regionId: story.places.xisanchong }),
    await person(world, "外村人", { regionId: story.places.xisanchong }),
  ];
  for (const organisationId of [own, away]) await grant(world, leads, "leader", { organisationId });
  expect(await given(world, here, needId)).toEqual([here.id]);
  expect(await given(world, there, needId)).toEqual([]);
  expect(await given(world, null, needId)).toEqual([]);
  // Whoever leads an organisation of the village belongs there too.
  expect(await given(world, leads, needId)).toEqual([leads.id, own].sort());
});
