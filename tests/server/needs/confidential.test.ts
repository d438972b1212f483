// The confidential lane (domain.md §7), who receives a gift, and who speaks for a seller.

import { v7 as uuid } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { createCaller } from "@/server/trpc/root";
import { newKey } from "@/tests/support/pledged";
import { codeOf } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, organisation, person, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
const as = async (who: { id: string }) => createCaller(await ctxOf(world, who));
const inDays = (n: number) => new Date(world.clock.now().getTime() + n * 86_400_000);
const mediator = { kind: "expertise", item: "调解员", quantity: "1人" } as const;
const gift = {
  kind: "goods",
  direction: "gift",
  item: "棉被",
  quantity: "20箱",
  packWeight: "10斤",
} as const;
const draft = (more: object = {}) => ({
  key: newKey(),
  regionId: story.places.xipandun,
  title: "两家的地边要请人说和",
  story: "两家为地边的事说不拢，想请一位调解员来坐一坐。",
  risk: "没有特别的风险。",
  contactName: "潘书记",
  deadlineAt: inDays(10),
  lines: [mediator],
  ...more,
});

test("a confidential need is published and stands on no list, and a stranger with its address finds nothing", async () => {
  const pan = await as(story.pan);
  const { needId } = await pan.needs.saveDraft(draft({ lane: "confidential" }));
  expect(await pan.needs.managed({ needId })).toMatchObject({ lane: "confidential" });
  await pan.needs.submit({ needId });
  const need = await pan.needs.managed({ needId });
  if (need.status !== "open") await pan.needs.publish({ needId });
  expect((await pan.needs.managed({ needId })).status).toBe("open");
  const listed = await world.db
    .selectFrom("listing")
    .select("need_id")
    .where("need_id", "=", needId)
    .execute();
  expect(listed).toEqual([]);
  const strangers = createCaller(visitor(world)).needs.visible({ needId });
  expect(await strangers.then(() => "seen", codeOf)).not.toBe("seen");
});

test("the lane stays as it was where a later save leaves it out, and may be changed while it is a draft", async () => {
  const pan = await as(story.pan);
  const { needId } = await pan.needs.saveDraft(draft({ lane: "confidential" }));
  await pan.needs.saveDraft(draft({ needId }));
  expect((await pan.needs.managed({ needId })).lane).toBe("confidential");
  await pan.needs.saveDraft(draft({ needId, lane: "open" }));
  expect((await pan.needs.managed({ needId })).lane).toBe("open");
});

test("goods are not collected in confidence", async () => {
  const pan = await as(story.pan);
  const refused = pan.needs.saveDraft(draft({ lane: "confidential", lines: [mediator, gift] }));
  await expect(refused).rejects.toThrow();
});

test("a gift names an organisation that may appeal to the public, and the form offers those alone", async () => {
  const pan = await as(story.pan);
  const charity = await organisation(world, "罗庄慈善总会", "social", story.places.luozhuang);
  const plain = await organisation(world, "普通队", "welfare", story.places.luozhuang);
  await world.db
    .insertInto("organisation_title")
    .values({
      id: uuid(),
      organisation_id: charity,
      title: "public_fundraising",
      level: "city",
      grantor: "市民政局",
      from_on: inDays(-10),
      until_on: inDays(10),
    } as never)
    .execute();
  expect(await pan.needs.receivers()).toEqual([{ id: charity, name: "罗庄慈善总会" }]);
  const by = (viaOrganisationId: string) =>
    pan.needs.saveDraft(draft({ lines: [{ ...gift, viaOrganisationId }] }));
  await expect(by(plain)).rejects.toThrow();
  const { needId } = await by(charity);
  expect((await pan.needs.managed({ needId })).lines[0]?.viaOrganisation?.name).toBe("罗庄慈善总会");
});

test("who speaks for the seller is told to whoever writes the need, and to no stranger", async () => {
  const zhou = await as(story.zhou);
  await zhou.settings.set({ countyId: story.places.luozhuang, saleLines: true });
  const seller = await person(world, "合作社理事长");
  const pan = await as(story.pan);
  const sale = {
    sellerName: "西潘墩种植合作社",
    sellerPersonId: seller.id,
    product: "一级粳米",
    producedOn: inDays(-10).toISOString().slice(0, 10),
    packing: "loose",
    invoice: "yes",
    referencePrice: "约2.6元/斤",
  } as const;
  const line = { kind: "goods", direction: "sale", item: "大米", quantity: "1000斤", sale } as const;
  const { needId } = await pan.needs.saveDraft(draft({ lines: [line] }));
  expect((await pan.needs.managed({ needId })).lines[0]?.sale?.sellerPersonId).toBe(seller.id);
});
