import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { accept } from "@/server/pledges/deliveries/commands";
import { createCaller } from "@/server/trpc/root";
import { openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, organisation, person, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
const as = async (who: { id: string } | null) => createCaller(who ? await ctxOf(world, who) : visitor(world));
const codeOf = (error: unknown): unknown => {
  const cause = (error as { cause?: unknown }).cause;
  return isRefusal(cause) ? cause.code : error;
};
const code = (promise: Promise<unknown>) => promise.then(() => "ok", codeOf);
const loaders = async (quantity = 1) => {
  const need = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "people", quantity }] });
  return { need, slotId: need.lines[0]!.slotId };
};

describe("what runs", () => {
  it("is told to its own side alone: how full each place is, who asks for a yes, what is on its way", async () => {
    const goods = await openNeed(world, {
      posterId: story.pan.id,
      lines: [{ direction: "gift" }, { kind: "people", quantity: 2 }],
    });
    const { need: other } = await loaders();
    const [goodsSlot, peopleSlot] = goods.lines.map((line) => line.slotId);
    const giver = await as(await person(world, "送米的"));
    const { pledgeId } = await giver.pledges.make({ slotId: goodsSlot!, amount: "10", key: newKey() });
    await giver.deliveries.send({ pledgeId, amount: "4", key: newKey() });
    const asker = await person(world, "想来的");
    const { pledgeId: asked } = await (await as(asker)).pledges.make({
      slotId: peopleSlot!,
      amount: "1",
      key: newKey(),
    });
    await world.db.updateTable("pledge").set({ status: "requested" }).where("id", "=", asked).execute();
    const needIds = [other.id, goods.id];
    const told = await (await as(story.pan)).pledges.running({ needIds });
    expect(told.map((one) => one.needId)).toEqual(needIds);
    expect(told[1]).toMatchObject({ status: "open", requests: 1, moving: 1 });
    expect(told[1]?.lines.map((line) => [line.slotId, line.quantity])).toEqual(
      goods.lines.map((line) => [line.slotId, expect.any(Number)]),
    );
    for (const line of told[1]?.lines ?? [])
      expect(Object.values(line.parts).reduce((a, b) => a + b)).toBe(line.quantity);
    expect(await giver.pledges.running({ needIds })).toEqual([]);
  });
});

describe("lists", () => {
  it("mine shows what I promised with what I can do about it, and my place in the queue", async () => {
    const { slotId } = await loaders();
    const [first, second, third] = [
      await person(world, "甲一"),
      await person(world, "乙二"),
      await person(world, "丙三"),
    ];
    for (const who of [first, second, third]) {
      world.clock.advance({ seconds: 1 });
      await (await as(who)).pledges.make({ slotId, amount: "1", key: newKey() });
    }
    const of = async (who: { id: string }) => (await (await as(who)).pledges.mine({})).items;
    expect(await of(first)).toMatchObject([
      { status: "confirmed", position: null, acts: ["amend", "withdraw"] },
    ]);
    expect(await of(third)).toMatchObject([{ status: "waitlisted", position: 2, waits: true }]);
    expect((await (await as(first)).pledges.mine({ show: "ended" })).items).toEqual([]);
  });

  it("what is settled stays with what runs while its need asks for my word, and moves on once I gave it", async () => {
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ direction: "gift" }] });
    const giver = await person(world, "给米的");
    const api = await as(giver);
    const { pledgeId } = await api.pledges.make({
      slotId: need.lines[0]!.slotId,
      amount: "10",
      key: newKey(),
    });
    const poster = await as(story.pan);
    await poster.deliveries.accept({ pledgeId, accepted: "10", key: newKey() });
    expect((await api.pledges.mine({})).items).toEqual([]);
    await poster.settlement.settle({ needId: need.id });
    expect((await api.pledges.mine({})).items).toMatchObject([
      { id: pledgeId, status: "settled", answer: null },
    ]);
    expect((await api.pledges.mine({ show: "ended" })).items).toEqual([]);
    await api.settlement.answer({ pledgeId, answer: "done" });
    expect((await api.pledges.mine({})).items).toEqual([]);
    expect((await api.pledges.mine({ show: "ended" })).items).toMatchObject([{ id: pledgeId }]);
  });

  it("mine shows theirs too for whom I act, until I act for them no longer", async () => {
    const { slotId } = await loaders(3);
    const daughter = await person(world, "李小红", { regionId: story.places.gaodu });
    const api = await as(daughter);
    const granny = await api.people.registerRelative({ name: "李奶奶", how: "spoken", age14: "on" as never });
    await api.pledges.make({ slotId, amount: "1", key: newKey(), forPersonId: granny.personId });
    expect((await api.pledges.mine({})).items).toMatchObject([
      { personId: granny.personId, helperName: "李奶奶", acts: ["amend", "withdraw"] },
    ]);
    const [proxy] = await api.people.actedFor();
    await api.people.endProxy({ proxyId: proxy!.proxyId });
    expect((await api.pledges.mine({})).items).toEqual([]);
  });

  it("the poster sees names and acts; a stranger sees nothing, not even that it exists", async () => {
    const { need, slotId } = await loaders(5);
    const li = await person(world, "李小明");
    const { pledgeId } = await (await as(li)).pledges.make({ slotId, amount: "1", key: newKey() });
    const seen = await (await as(story.pan)).pledges.ofNeed({ needId: need.id });
    expect(seen.items).toMatchObject([{ helperName: "李小明", acts: ["remove"] }]);
    const stranger = await as(await person(world, "路人"));
    expect(await code(stranger.pledges.ofNeed({ needId: need.id }))).toBe("FORBIDDEN");
    expect(await code(stranger.pledges.one({ pledgeId }))).toBe("NOT_FOUND");
    expect(await code((await as(null)).pledges.mine({}))).toBe("SIGN_IN_FIRST");
    expect((await (await as(story.zhou)).pledges.one({ pledgeId })).acts).toEqual([]);
  });

  it("what waits for the poster's word or hand is listed by itself: requests, and goods on the way", async () => {
    const need = await openNeed(world, {
      posterId: story.pan.id,
      lines: [{ quantity: 1000, shareLimit: 50 }],
    });
    const slotId = need.lines[0]!.slotId;
    const of = async (name: string, amount: string) => {
      const api = await as(await person(world, name));
      return { api, ...(await api.pledges.make({ slotId, amount, key: newKey() })) };
    };
    await of("甲一", "10");
    const asks = await of("乙二", "60");
    const sends = await of("丙三", "20");
    await sends.api.deliveries.send({ pledgeId: sends.pledgeId, amount: "20", key: newKey() });
    const pan = await as(story.pan);
    const listed = async () =>
      (await pan.pledges.ofNeed({ needId: need.id, show: "asking" })).items.map((p) => p.id).sort();
    expect(asks.status).toBe("requested");
    expect(await listed()).toEqual([asks.pledgeId, sends.pledgeId].sort());
    await pan.pledges.approve({ pledgeId: asks.pledgeId });
    expect(await listed()).toEqual([sends.pledgeId]);
  });

  it("everybody sees who has helped: organisations by name, persons masked unless they agreed", async () => {
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ quantity: 1000 }] });
    const slotId = need.lines[0]!.slotId;
    const [shy, proud] = [await person(world, "李小明"), await person(world, "王大爷")];
    await world.db.updateTable("person").set({ public_name: true }).where("id", "=", proud.id).execute();
    for (const who of [shy, proud])
      await (await as(who)).pledges.make({ slotId, amount: "10", key: newKey() });
    world.clock.advance({ seconds: 1 });
    const chen = await as(story.chen);
    const made = await chen.pledges.make({
      slotId,
      amount: "100",
      key: newKey(),
      organisationId: story.team,
    });
    await accept(await ctxOf(world, story.pan), {
      pledgeId: made.pledgeId,
      accepted: "40",
      key: newKey(),
    } as never);
    const { items } = await (await as(null)).pledges.helpers({ needId: need.id });
    expect(items.map((i) => i.name).sort()).toEqual(
      ["李**", "王大爷", "高都街道党支部领办志愿服务一队"].sort(),
    );
    const team = items.find((i) => i.organisationId === story.team);
    expect(team).toMatchObject({ amount: 50_000, accepted: 20_000, lastDeliveryAt: world.clock.now() });
  });

  it("a confidential need shows nobody who helped", async () => {
    const need = await openNeed(world, { lane: "confidential", posterId: story.pan.id });
    const li = await person(world, "李小明");
    const made = await (await as(li)).pledges.make({
      slotId: need.lines[0]!.slotId,
      amount: "1",
      key: newKey(),
    });
    expect(made.status).toBe("requested");
    await (await as(story.pan)).pledges.approve({ pledgeId: made.pledgeId });
    const shown = await (await as(null)).pledges.helpers({ needId: need.id }).catch(codeOf);
    expect(shown === "NOT_FOUND" || (shown as { items: unknown[] }).items.length === 0).toBe(true);
  });

  it("an organisation's pledges are its members' to see, page by page without a gap", async () => {
    const team = await organisation(world, `分页队${uuid().slice(-6)}`, "party_team", story.places.gaodu);
    const leader = await person(world, "队长");
    const member = await person(world, "队员");
    await grant(world, leader, "leader", { organisationId: team });
    await grant(world, member, "member", { organisationId: team });
    const caller = await as(leader);
    const made: string[] = [];
    for (let i = 0; i < 23; i++) {
      const { slotId } = await loaders(3);
      if (i % 3 === 0) world.clock.advance({ ms: 1 });
      made.push(
        (await caller.pledges.make({ slotId, amount: "2", key: newKey(), organisationId: team })).pledgeId,
      );
    }
    const reader = await as(member);
    const one = await reader.pledges.ofOrganisation({ organisationId: team });
    const two = await reader.pledges.ofOrganisation({ organisationId: team, cursor: one.next! });
    expect([one.items.length, two.items.length, two.next]).toEqual([20, 3, null]);
    expect([...one.items, ...two.items].map((i) => i.id).sort()).toEqual(made.sort());
    expect(one.items[0]!.acts).toEqual([]);
    expect(
      await code((await as(await person(world, "外人"))).pledges.ofOrganisation({ organisationId: team })),
    ).toBe("FORBIDDEN");
  });
});
