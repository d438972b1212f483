import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { withdraw } from "@/server/pledges/changes/commands";
import { pledge } from "@/server/pledges/commands";
import { accept } from "@/server/pledges/offers/commands";
import { name } from "@/server/pledges/seats/commands";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { ctxOf, grant, person, storyPeople, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let people: Awaited<ReturnType<typeof storyPeople>>;
const key = () => uuid();

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  people = await storyPeople(world);
});

const told = async (who: { id: string }) =>
  (
    await world.db
      .selectFrom("notice")
      .select("kind")
      .where("person_id", "=", who.id)
      .where("kind", "<>", "grant_given")
      .orderBy("created_at")
      .orderBy("id")
      .execute()
  ).map((row) => row.kind);
const texts = () => world.sms.sent.map((message) => [message.phone, message.template]);
const faults = async () => (await verify(world.db)).checks.flatMap((check) => check.faults);

const loaders = (quantity: number) =>
  openNeed(world, {
    posterId: people.pan.id,
    lines: [{ kind: "people", quantity, startsAt: new Date(world.clock.now().getTime() + 5 * 86_400_000) }],
  });

describe("notices", () => {
  it("who posted hears of a pledge once; who pledged does not hear of their own act", async () => {
    const need = await loaders(2);
    const li = await ctxOf(world, people.li);
    await pledge(li, { slotId: need.lines[0]!.slotId, amount: "1", ifShort: "ask", key: key() });
    await drain(world);
    await drain(world);
    expect(await told(people.pan)).toEqual(["pledge_made"]);
    expect(await told(people.li)).toEqual([]);
    expect(texts()).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it("a leader whose team helps the team's own need hears once that unnamed places were given back", async () => {
    const soon = new Date(world.clock.now().getTime() + 5 * 86_400_000);
    const need = await openNeed(world, {
      posterId: people.chen.id,
      organisationId: people.team,
      lines: [
        { kind: "people", quantity: 3, startsAt: soon, cutOffAt: new Date(soon.getTime() - 43_200_000) },
      ],
    });
    const chen = await ctxOf(world, people.chen);
    const slotId = need.lines[0]!.slotId;
    const made = await pledge(chen, {
      slotId,
      amount: "3",
      ifShort: "ask",
      organisationId: people.team,
      key: key(),
    });
    const named = await person(world, "钱大壮");
    await grant(world, named, "member", { organisationId: people.team });
    await name(chen, { pledgeId: made.pledgeId, personIds: [named.id] });
    await drain(world);
    world.clock.set(new Date(soon.getTime() - 3_600_000));
    await drain(world);
    expect((await told(people.chen)).filter((kind) => kind === "pledge_amended")).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  it("a withdrawn place: the next in the queue has an offer, a text, and a clock that starts when the text went out", async () => {
    const need = await loaders(1);
    const slotId = need.lines[0]!.slotId;
    const li = await ctxOf(world, people.li);
    const wang = await person(world, "王大爷");
    const first = await pledge(li, { slotId, amount: "1", ifShort: "ask", key: key() });
    const second = await pledge(await ctxOf(world, wang), {
      slotId,
      amount: "1",
      ifShort: "wait",
      key: key(),
    });
    expect(second.status).toBe("waitlisted");
    await drain(world);
    await withdraw(li, { pledgeId: first.pledgeId, reason: "ill" });
    await drain(world);
    expect(await told(people.pan)).toEqual(["pledge_made", "pledge_withdrawn"]);
    expect(await told(wang)).toEqual(["pledge_offered"]);
    expect(texts()).toEqual([[wang.phone, "offer"]]);
    expect(world.sms.sent[0]?.params).toEqual({ need: "西潘墩村的大米卖不出去", until: "11月19日10点" });
    const offered = await world.db
      .selectFrom("pledge")
      .select(["status", "offer_notified_at", "offer_expires_at"])
      .where("id", "=", second.pledgeId)
      .executeTakeFirstOrThrow();
    expect(offered.status).toBe("offered");
    expect(offered.offer_notified_at).toEqual(world.clock.now());
    await accept(await ctxOf(world, wang), { pledgeId: second.pledgeId, keepWaiting: false });
    await drain(world);
    expect(await told(people.pan)).toEqual(["pledge_made", "pledge_withdrawn", "pledge_accepted"]);
    expect(await faults()).toEqual([]);
  });
});
