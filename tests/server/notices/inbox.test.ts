import { v7 as uuid } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { noticeLink, noticeSentence } from "@/app/_copy/notices";
import { NOTICE_KINDS, NOTICE_RULES } from "@/server/notices/rules";
import type { NoticeItem } from "@/server/notices/schema";
import { withdraw } from "@/server/pledges/changes/commands";
import { pledge } from "@/server/pledges/commands";
import { close, send } from "@/server/pledges/deliveries/commands";
import { cancel } from "@/server/pledges/settlement/commands";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { openNeed } from "@/tests/support/needs";
import { ctxOf, person, storyPeople, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let people: Awaited<ReturnType<typeof storyPeople>>;
beforeAll(async () => {
  world = await testWorld();
  people = await storyPeople(world);
  await drain(world);
});

const as = async (who: { id: string }) => createCaller(await ctxOf(world, who));
const make = async (who: { id: string }, slotId: string, amount: string, more = {}) =>
  pledge(await ctxOf(world, who), { slotId, amount, ifShort: "wait", key: uuid(), ...more });
const days = (n: number) => new Date(world.clock.now().getTime() + n * 86_400_000);

it("an inbox pages newest first, counts what is unread, and marks one's own alone", async () => {
  const need = await openNeed(world, { posterId: people.pan.id, lines: [{ quantity: 100_000 }] });
  for (let i = 0; i < 25; i++) {
    world.clock.advance({ seconds: 1 });
    await make(await person(world, `志愿者${i}`), need.lines[0]!.slotId, String(i + 1));
  }
  await drain(world);
  const pan = await as(people.pan);
  const first = await pan.notices.inbox({});
  expect(first.items).toHaveLength(20);
  expect(noticeSentence(first.items[0]!)).toBe("有人认领了「西潘墩村的大米卖不出去」：大米 25斤。");
  expect(noticeLink(first.items[0]!)).toBe(`/desk/needs/${need.id}/pledges/${first.items[0]!.pledgeId}`);
  const second = await pan.notices.inbox({ cursor: first.next! });
  expect(second.next).toBeNull();
  const all = [...first.items, ...second.items];
  expect(new Set(all.map((item) => item.id)).size).toBe(all.length);
  expect(all.filter((item) => item.kind === "pledge_made")).toHaveLength(25);
  const { unread } = await pan.notices.unread();
  expect(unread).toBe(all.length);
  const li = await as(people.li);
  await li.notices.markRead({ ids: [first.items[0]!.id] });
  expect((await pan.notices.unread()).unread).toBe(unread);
  expect(await pan.notices.markRead({ ids: [first.items[0]!.id] })).toEqual({ unread: unread - 1 });
  expect(await pan.notices.markAllRead()).toEqual({ unread: 0 });
  await expect(createCaller(visitor(world)).notices.inbox({})).rejects.toThrow();
});

it("who reads of an offer has been told of it: its clock starts", async () => {
  const need = await openNeed(world, {
    posterId: people.pan.id,
    lines: [{ kind: "people", quantity: 1, startsAt: days(9) }],
  });
  const slotId = need.lines[0]!.slotId;
  const held = await make(people.li, slotId, "1");
  const wang = await person(world, "王大爷", { phone: null });
  const offered = await make(wang, slotId, "1");
  await withdraw(await ctxOf(world, people.li), { pledgeId: held.pledgeId, reason: "busy" });
  await drain(world);
  const notified = async () =>
    (
      await world.db
        .selectFrom("pledge")
        .select("offer_notified_at")
        .where("id", "=", offered.pledgeId)
        .executeTakeFirstOrThrow()
    ).offer_notified_at;
  expect(await notified()).toBeNull();
  const caller = await as(wang);
  const { items } = await caller.notices.inbox({});
  expect(items.map((item) => [item.kind, noticeLink(item)])).toEqual([
    ["pledge_offered", `/me/pledges/${offered.pledgeId}`],
  ]);
  await caller.notices.markAllRead();
  expect(await notified()).toEqual(world.clock.now());
});

it("a delivery is told to the other side, with its numbers", async () => {
  const need = await openNeed(world, { posterId: people.pan.id, lines: [{ quantity: 500 }] });
  const chen = await ctxOf(world, people.chen);
  const made = await pledge(chen, {
    slotId: need.lines[0]!.slotId,
    amount: "200",
    ifShort: "ask",
    organisationId: people.team,
    key: uuid(),
  });
  const sent = await send(chen, { pledgeId: made.pledgeId, amount: "200", key: uuid() });
  await close(await ctxOf(world, people.pan), {
    deliveryId: sent.deliveryId,
    accepted: "180",
    refused: "15",
    short: "5",
    reason: "poor_quality",
  });
  await drain(world);
  const { items } = await (await as(people.chen)).notices.inbox({});
  const closed = items.find((item) => item.kind === "delivery_closed");
  expect(closed && noticeSentence(closed)).toBe(
    "「西潘墩村的大米卖不出去」的大米验收了：实收 180斤，拒收 15斤，短少 5斤。",
  );
  expect(items.map((item) => item.kind)).not.toContain("delivery_sent");
  const pan = await (await as(people.pan)).notices.inbox({});
  const arriving = pan.items.find((item) => item.kind === "delivery_sent");
  expect(arriving && noticeSentence(arriving)).toBe("大米 200斤已经在路上：「西潘墩村的大米卖不出去」。");
});

it("a cancelled need tells everybody who pledged once, in the inbox and by text, and nobody who had left", async () => {
  const need = await openNeed(world, { posterId: people.pan.id, lines: [{ quantity: 500 }] });
  const slotId = need.lines[0]!.slotId;
  const [zhao, qian] = [await person(world, "赵大妈"), await person(world, "钱大叔")];
  await make(zhao, slotId, "100");
  const left = await make(qian, slotId, "100");
  await make(people.chen, slotId, "50", { organisationId: people.team });
  await withdraw(await ctxOf(world, qian), { pledgeId: left.pledgeId, reason: "busy" });
  await drain(world);
  world.sms.sent.length = 0;
  await cancel(await ctxOf(world, people.pan), { needId: need.id, reason: "weather" });
  await drain(world);
  const kinds = async (who: { id: string }) =>
    (await (await as(who)).notices.inbox({})).items
      .filter((item) => item.needId === need.id)
      .map((item) => item.kind);
  expect(await kinds(zhao)).toEqual(["need_cancelled"]);
  expect(await kinds(qian)).toEqual([]);
  expect((await kinds(people.chen)).filter((kind) => kind.startsWith("need_"))).toEqual(["need_cancelled"]);
  const { items } = await (await as(zhao)).notices.inbox({});
  expect(noticeSentence(items[0]!)).toBe(
    "「西潘墩村的大米卖不出去」取消了，不用再准备，原因：天气原因。谢谢您。",
  );
  expect(world.sms.sent.map((message) => [message.template, message.phone]).toSorted()).toEqual(
    [
      ["cancelled", zhao.phone],
      ["cancelled", people.chen.phone],
    ].toSorted(),
  );
});

it("a confidential need is never named, neither in the inbox nor in a text", async () => {
  const need = await openNeed(world, {
    posterId: people.pan.id,
    lane: "confidential",
    lines: [{ quantity: 10 }],
  });
  await make(people.li, need.lines[0]!.slotId, "5");
  await drain(world);
  const { items } = await (await as(people.pan)).notices.inbox({});
  expect(items[0]).toMatchObject({ kind: "pledge_requested", needTitle: null });
  expect(noticeSentence(items[0]!)).toContain("一件不公开的求助");
  expect(world.sms.sent.at(-1)?.params.need).toBe("一件求助");
});

it("the timeline: all of it for whoever runs the need, only what is public for everybody else, and no names there", async () => {
  const need = await openNeed(world, { posterId: people.pan.id, lines: [{ quantity: 500 }] });
  const made = await make(people.li, need.lines[0]!.slotId, "100");
  await withdraw(await ctxOf(world, people.li), { pledgeId: made.pledgeId, reason: "ill" });
  const full = await (await as(people.pan)).history.ofNeed({ needId: need.id });
  expect(full.full).toBe(true);
  expect(full.items.map((item) => [item.event, item.actor?.name])).toEqual([
    ["pledge.withdrawn", "小*"],
    ["pledge.made", "小*"],
    ["need.published", "潘**"],
  ]);
  const open = await createCaller(visitor(world)).history.ofNeed({ needId: need.id });
  expect(open.full).toBe(false);
  expect(open.items.map((item) => [item.event, item.actor, item.data])).toEqual([
    ["pledge.made", null, { amount: 50_000 }],
    ["need.published", null, {}],
  ]);
  const hidden = await openNeed(world, { posterId: people.pan.id, lane: "confidential" });
  await expect(createCaller(visitor(world)).history.ofNeed({ needId: hidden.id })).rejects.toThrow(
    "NOT_FOUND",
  );
});

it("every kind has a whole sentence, and every rule a kind", () => {
  const item: NoticeItem = {
    id: uuid(),
    kind: "need_published",
    at: new Date(),
    readAt: null,
    needId: uuid(),
    needTitle: "助老送餐",
    pledgeId: uuid(),
    isHelper: true,
    isPoster: false,
    organisation: "一队",
    forName: null,
    line: { kind: "goods", direction: "gift", item: "大米", unit: "jin", unitSize: 500 },
    data: { amount: 500, wanted: 500, accepted: 500, sent: 500, received: 500, returned: 500, promised: 500 },
  };
  for (const kind of NOTICE_KINDS)
    for (const bare of [false, true]) {
      const said = noticeSentence({
        ...item,
        kind,
        ...(bare ? { organisation: null, line: null, data: {}, isHelper: false } : {}),
      });
      expect([kind, said]).toEqual([kind, expect.stringMatching(/^[^a-z]{6,}[。！]$/)]);
    }
  const ruled = new Set(
    Object.values(NOTICE_RULES).flatMap((rules) => rules.map((rule) => rule.kind as string)),
  );
  expect(NOTICE_KINDS.filter((kind) => !ruled.has(kind))).toEqual(["offer_unreached"]);
});
