import { beforeAll, expect, test } from "vitest";
import { findDraft, keepDraft } from "@/server/drafts/commands";
import { LIMITS, spend } from "@/server/platform/limits";
import { ctxOf, person, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

const body = { values: { title: ["求助"] }, refusal: null };
const keeps = async (ctx: ReturnType<typeof visitor>) => {
  await keepDraft(ctx, { form: "post:new", body });
  return (await findDraft(ctx, "post:new")) !== null;
};

test("an address that claims to be ever new browsers keeps so many drafts an hour, and not one more", async () => {
  const from = (address: string) => ({ ...visitor(world), address });
  for (let i = 1; i < LIMITS.draft_address.points; i++) await spend(world, "draft_address", "10.0.0.1");
  expect(await keeps(from("10.0.0.1"))).toBe(true);
  expect(await keeps(from("10.0.0.1"))).toBe(false);
  expect(await keeps(from("10.0.0.2"))).toBe(true);
  const li = await ctxOf(world, await person(world, "小李"));
  expect(await keeps({ ...li, address: "10.0.0.1" })).toBe(true); // whoever is signed in has their own twenty
});

test("what one browser typed another does not read", async () => {
  const [mine, other] = [visitor(world), visitor(world)];
  await keepDraft(mine, { form: "post:new", body });
  expect(await findDraft(mine, "post:new")).toEqual(body);
  expect(await findDraft(other, "post:new")).toBeNull();
});
