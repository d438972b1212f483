import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { look } from "@/server/pledges/contacts/commands";
import { confirmUnit, denyUnit, open, record, remindUnit } from "@/server/pledges/releases/commands";
import { visibleBoard } from "@/server/pledges/releases/data";
import { runDueTimers } from "@/server/timers/commands";
import { systemCtx } from "@/server/trpc/context";
import { openNeed, TEST_PLACE } from "@/tests/support/needs";
import { eventsOf, newKey, rowOf } from "@/tests/support/pledged";
import { codeOf, refusal } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import { expectSlotsAddUp } from "@/tests/support/sums";
import { ctxOf, grant, organisation, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
afterEach(() => expectSlotsAddUp(world.db));
const JIN = 500;

/** A hall, 200,000 jin, and the clerk of 西潘墩村 with a list of units. */
async function hall(quantity = 200_000) {
  const { pan, places, grants } = story;
  const need = await openNeed(world, {
    posterId: pan.id,
    lines: [{ direction: "sale", quantity, askOver: 1 }],
  });
  const clerk = await person(world, "文书小赵");
  await grant(world, clerk, "clerk", { regionId: places.xipandun }, grants.pan);
  const asClerk = await ctxOf(world, clerk);
  const { releaseId } = await open(asClerk, {
    regionId: places.xipandun,
    title: "大米认购会",
    key: newKey(),
  });
  return { need, slotId: need.lines[0]!.slotId, asClerk, clerk, releaseId };
}
let units = 0;
async function unit(name = `罗庄区第${++units}中学`) {
  const id = await organisation(world, name, "unit", story.places.luozhuang);
  const head = await person(world, "王校长");
  await grant(world, head, "leader", { organisationId: id });
  return { id, head: await ctxOf(world, head) };
}

describe("at a release event", () => {
  test("the clerk writes a unit's word down: reserved at once, unconfirmed until its leader says so", async () => {
    const { asClerk, clerk, releaseId, slotId } = await hall();
    const school = await unit();
    const said = { releaseId, slotId, organisationId: school.id, amount: "1000" };
    const made = await record(asClerk, { ...said, key: newKey() });
    expect(made).toMatchObject({ status: "confirmed", amount: 1000 * JIN });
    expect(await rowOf.pledge(world.db, made.pledgeId)).toMatchObject({
      via: "on_site",
      recorded_by: clerk.id,
      release_id: releaseId,
      unit_confirmed_at: null,
    });
    expect(await visibleBoard(asClerk, releaseId)).toMatchObject({
      unconfirmed: 1,
      claims: [{ amount: 1000 * JIN }],
    });
    await expect(confirmUnit(asClerk, { pledgeId: made.pledgeId })).rejects.toEqual(refusal("FORBIDDEN"));
    await confirmUnit(school.head, { pledgeId: made.pledgeId });
    expect(await visibleBoard(asClerk, releaseId)).toMatchObject({ unconfirmed: 0 });
    await expect(confirmUnit(school.head, { pledgeId: made.pledgeId })).rejects.toEqual(
      refusal("WRONG_STATE"),
    );
    expect(await eventsOf(world.db, made.pledgeId)).toEqual(["pledge.made", "pledge.unit_confirmed"]);
  });

  test("a unit that never said so denies it, and its number is free", async () => {
    const { asClerk, releaseId, slotId } = await hall();
    const school = await unit();
    const made = await record(asClerk, {
      releaseId,
      slotId,
      organisationId: school.id,
      amount: "1000",
      key: newKey(),
    });
    expect(await denyUnit(school.head, { pledgeId: made.pledgeId })).toMatchObject({
      status: "released",
      amount: 0,
    });
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 0, remaining: 200_000 * JIN });
  });

  test("thirty units are written down at once; the same line sent twice is one claim; a sale stops at stock", async () => {
    const { asClerk, releaseId, slotId } = await hall(20_000);
    const all = await Promise.all(Array.from({ length: 30 }, () => unit()));
    const lines = all.map((u) => ({
      releaseId,
      slotId,
      organisationId: u.id,
      amount: "1000",
      key: newKey(),
    }));
    const outcomes = [];
    for (let i = 0; i < lines.length; i += 6)
      outcomes.push(
        ...(await Promise.all(lines.slice(i, i + 6).map((l) => record(asClerk, l).then(() => "ok", codeOf)))),
      );
    expect(outcomes.filter((o) => o === "ok")).toHaveLength(20);
    expect(outcomes.filter((o) => o === "FULL")).toHaveLength(10);
    const first = lines[outcomes.indexOf("ok")]!;
    expect(await record(asClerk, first)).toMatchObject({ status: "confirmed" });
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 20_000 * JIN, remaining: 0 });
  });

  test("what is left is offered where less is left than was said", async () => {
    const { asClerk, releaseId, slotId } = await hall(500);
    const school = await unit();
    const said = { releaseId, slotId, organisationId: school.id, amount: "1000" };
    await expect(record(asClerk, { ...said, key: newKey() })).rejects.toEqual(
      refusal("FULL", { remaining: 500 * JIN }),
    );
    expect(await record(asClerk, { ...said, ifShort: "part", key: newKey() })).toMatchObject({
      amount: 500 * JIN,
    });
  });

  test("is run by the village's or the town's side, for needs of their own area", async () => {
    const { releaseId, slotId, asClerk } = await hall();
    const school = await unit();
    const said = { releaseId, slotId, organisationId: school.id, amount: "10" };
    const asLi = await ctxOf(world, story.li);
    await expect(record(asLi, { ...said, key: newKey() })).rejects.toEqual(refusal("NOT_FOUND"));
    const asGao = await ctxOf(world, story.gao);
    expect((await record(asGao, { ...said, key: newKey() })).status).toBe("confirmed");
    const elsewhere = await openNeed(world, {
      place: { ...TEST_PLACE, town: story.places.fuzhuang, village: story.places.xisanchong },
    });
    const foreign = { ...said, slotId: elsewhere.lines[0]!.slotId, key: newKey() };
    await expect(record(asClerk, foreign)).rejects.toEqual(refusal("FORBIDDEN"));
    const { xisanchong } = story.places;
    await expect(open(asClerk, { regionId: xisanchong, title: "别村的会", key: newKey() })).rejects.toEqual(
      refusal("FORBIDDEN"),
    );
  });

  test("a unit that says nothing is reminded after two days and after a week, then no more", async () => {
    const { asClerk, releaseId, slotId } = await hall();
    const school = await unit();
    const made = await record(asClerk, {
      releaseId,
      slotId,
      organisationId: school.id,
      amount: "10",
      key: newKey(),
    });
    const ctx = systemCtx(world);
    const due = () => runDueTimers(ctx, { "pledge.unit_remind": remindUnit });
    const reminded = async () =>
      (await eventsOf(world.db, made.pledgeId)).filter((e) => e === "pledge.reminded").length;
    world.clock.advance({ days: 2 });
    await due();
    expect(await reminded()).toBe(1);
    world.clock.advance({ days: 5 });
    await due();
    expect(await reminded()).toBe(2);
    world.clock.advance({ days: 30 });
    await due();
    expect(await reminded()).toBe(2);
  });
});

test("a claim that was only written down opens no telephone number; once the unit confirms it does", async () => {
  const { asClerk, releaseId, slotId } = await hall();
  const { id, head } = await unit();
  const { pledgeId } = await record(asClerk, {
    releaseId,
    slotId,
    organisationId: id,
    amount: "100",
    key: newKey(),
  });
  await expect(look(asClerk, { pledgeId })).rejects.toEqual(refusal("CONTACT_NOT_YET"));
  await confirmUnit(head, { pledgeId });
  expect((await look(asClerk, { pledgeId })).phone).not.toBeNull();
});
