// What matching tells whom: whole answers, read by everybody who might ask for them.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { makeNextPlan } from "@/server/matching/plan/making/commands";
import { list } from "@/server/needs/listing/commands";
import { transact } from "@/server/platform/db";
import { systemCtx } from "@/server/trpc/context";
import { createCaller } from "@/server/trpc/root";
import { emptyTestDb } from "@/tests/support/database";
import { type NeedSpec, openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import {
  ctxOf,
  grant,
  person,
  places,
  type TestPerson,
  type TestWorld,
  visitor,
} from "@/tests/support/world";

const SHIFT = { startsAt: new Date("2026-11-21T01:00:00Z"), endsAt: new Date("2026-11-21T04:00:00Z") };
/** What anybody may be told of a person who let themselves be asked. */
const OF_PERSONS = ["same_village", "same_town", "near", "same_county", "has", "free_then"];

let world: TestWorld;
let story: Story;
let helper: TestPerson;
let adviser: TestPerson;
const as = async (who: TestPerson) => createCaller(await ctxOf(world, who));
type Caller = Awaited<ReturnType<typeof as>>;

beforeAll(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  helper = await willing("王大方", places.xipandun, true);
  adviser = await willing("吴守正", places.xisanchong, false);
  await world.db
    .insertInto("village_adviser")
    .values({
      ...{ id: newKey(), region_id: places.xisanchong, kind: "mediator", person_id: adviser.id },
      ...{ live_key: "of-xisanchong", appointed_by: story.pan.id, appointed_at: world.clock.now() },
    })
    .execute();
  await world.db
    .insertInto("helper_village")
    .values({ helper_id: helper.id, village_id: places.xipandun, helped: 3, last_at: world.clock.now() })
    .execute();
});
afterAll(() => emptyTestDb());

/** Somebody with a profile. */
async function willing(name: string, regionId: number, invitable: boolean): Promise<TestPerson> {
  const who = await person(world, name, { regionId });
  await world.db
    .insertInto("person_profile")
    .values({
      ...{ person_id: who.id, skills: "[]", kinds: "[]", invitable, free_parts: 0, reach: "county" },
      updated_at: world.clock.now(),
    })
    .execute();
  return who;
}
async function posted(over: NeedSpec = {}) {
  const made = await openNeed(world, {
    posterId: story.pan.id,
    lines: [{ kind: "people", quantity: 3, ...SHIFT }],
    ...over,
  });
  await transact(world.db, (trx) => list(trx, made.id));
  await rebuild(world.db);
  return made;
}
const asks = (api: Caller, slotId: string, helperId: string) =>
  api.invitations.invite({ slotId, picks: [{ helperKind: "person", helperId }], key: newKey() });

/** Every object in an answer. */
function* within(answer: unknown): Generator<Record<string, unknown>> {
  if (typeof answer !== "object" || answer === null || answer instanceof Date) return;
  if (!Array.isArray(answer)) yield answer as Record<string, unknown>;
  for (const one of Object.values(answer)) yield* within(one);
}

describe("whoever may look", () => {
  it("reads of a person neither name, number, load, history nor score, in no answer at all", async () => {
    const { id, lines } = await posted();
    const pan = await as(story.pan);
    await asks(pan, lines[0]!.slotId, helper.id);
    const other = await posted();
    const zhou = await as(story.zhou);
    const { planId } = await zhou.plan.make({ regionId: places.luozhuang, period: "week" });
    await makeNextPlan(systemCtx(world));
    const district = (api: Caller) => [
      api.plan.view({ planId }),
      api.plan.list({ regionId: places.luozhuang }),
    ];
    const shownId = (await pan.ranking.who({ needId: other.id })).shownId ?? "";
    const each = async (api: Caller, more: Promise<unknown>[]) =>
      Promise.all([
        api.ranking.who({ needId: id }),
        api.ranking.who({ needId: other.id }),
        api.invitations.ofNeed({ needId: id }),
        api.advisers.ofVillage({ regionId: places.xipandun }),
        ...more,
      ]);
    const answers = [
      ...(await each(pan, [pan.ranking.shown({ shownId })])),
      ...(await each(await as(story.gao), [])),
      ...(await each(zhou, [zhou.ranking.shown({ shownId }), ...district(zhou)])),
    ];
    const text = JSON.stringify(answers);
    expect(text).toContain(helper.id); // they are told of
    for (const secret of [helper.name, helper.phone, adviser.name, adviser.phone])
      expect(text).not.toContain(secret);
    let told = 0;
    for (const one of within(answers)) {
      if (one.helperId !== helper.id && one.id !== helper.id) continue;
      told++;
      const reasons = (one.reasons ?? []) as { code: string }[];
      expect(OF_PERSONS).toEqual(expect.arrayContaining(reasons.map(({ code }) => code)));
      expect([one.score ?? null, one.parts ?? null, one.load ?? null, one.phone ?? null]).toEqual(
        Array(4).fill(null),
      );
    }
    expect(told).toBeGreaterThan(8);
  });

  it("finds a village's adviser by name in that village alone; elsewhere they are asked like anybody", async () => {
    const { id, lines } = await posted();
    const pan = await as(story.pan);
    await expect(asks(pan, lines[0]!.slotId, adviser.id)).rejects.toThrow(); // they never said they may be asked
    await world.db
      .updateTable("person_profile")
      .set({ invitable: true })
      .where("person_id", "=", adviser.id)
      .execute();
    await asks(pan, lines[0]!.slotId, adviser.id);
    const { slots } = await pan.invitations.ofNeed({ needId: id });
    expect(slots[0]?.sent.map((one) => one.helperName)).toEqual(["吴**"]);
  });
});

describe("whoever may not", () => {
  it("finds nothing: a volunteer, a leader, another village, another district, a visitor", async () => {
    const { id, lines } = await posted();
    const zhou = await as(story.zhou);
    const { planId } = await zhou.plan.make({ regionId: places.gaodu, period: "week" });
    await makeNextPlan(systemCtx(world));
    const itemId = (await zhou.plan.view({ planId })).slots[0]?.items[0]?.id ?? "";
    const shownId = (await (await as(story.pan)).ranking.who({ needId: id })).shownId ?? "";
    const far = 371302000000;
    const [secretary, elsewhere] = [await person(world, "邻村书记"), await person(world, "邻区主任")];
    await grant(world, secretary, "secretary", { regionId: places.xisanchong });
    await grant(world, elsewhere, "district_admin", { regionId: far });
    const others = [story.li, story.chen, secretary, elsewhere].map(as);
    for (const api of [...(await Promise.all(others)), createCaller(visitor(world))]) {
      const slotId = lines[0]!.slotId;
      const tries: Record<string, () => Promise<unknown>> = {
        who: () => api.ranking.who({ needId: id }),
        shown: () => api.ranking.shown({ shownId }),
        weights: () => api.ranking.weights({ countyId: places.luozhuang }),
        ofNeed: () => api.invitations.ofNeed({ needId: id }),
        invite: () => asks(api, slotId, helper.id),
        startWaves: () => api.invitations.startWaves({ slotId }),
        stopWaves: () => api.invitations.stopWaves({ slotId }),
        plans: () => api.plan.list({ regionId: places.gaodu }),
        plan: () => api.plan.view({ planId }),
        edit: () => api.plan.edit({ itemId, version: 2, amount: "1" }),
        cancel: () => api.plan.cancel({ planId, version: 2 }),
        send: () => api.plan.send({ planId, version: 2, key: newKey() }),
        look: () => api.plan.lookUp({ planId, helperId: story.team }),
        advisers: () => api.advisers.ofVillage({ regionId: places.xipandun }),
      };
      for (const [name, tried] of Object.entries(tries)) {
        const answer = await tried().then(
          () => "told",
          (error: { cause?: unknown }) => JSON.stringify(error.cause),
        );
        expect(answer, name).toMatch(/"code":"(NOT_FOUND|FORBIDDEN|SIGN_IN_FIRST)"/);
        expect(answer, name).not.toMatch(/西潘墩|大米|王|1[0-9]{10}/);
      }
    }
  });

  it("does not learn by 谁能帮 what somebody is still writing: a draft is its author's own", async () => {
    const { id } = await posted({ posterId: story.li.id, status: "draft" });
    await world.db.updateTable("need").set({ poster_role: "resident" }).where("id", "=", id).execute();
    for (const other of [story.pan, story.gao, story.zhou])
      await expect((await as(other)).ranking.who({ needId: id })).rejects.toHaveProperty(
        "cause",
        refusal("NOT_FOUND"),
      );
  });

  it("learns of a confidential matter, being asked, the town alone: no reason says whether it is their own village", async () => {
    const { lines, id } = await posted({
      lane: "confidential",
      lines: [{ kind: "people", quantity: 2, ...SHIFT }],
    });
    await asks(await as(story.pan), lines[0]!.slotId, helper.id);
    const api = await as(helper);
    const before = (await api.invitations.mine({ show: "open" })).filter((one) => one.needId === id);
    expect(before).toMatchObject([{ needTitle: null, place: "高都", risk: null }]);
    expect(before[0]?.why.map(({ code }) => code)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/same_village|same_town|near|helped_before/)]),
    );
    expect(JSON.stringify(before)).not.toMatch(/西潘墩|大米|潘书记/);
    expect(JSON.stringify(await api.ranking.forMe({}))).not.toContain(id);
  });
});
