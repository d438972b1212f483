import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { sendAt } from "@/server/notices/rules";
import { smsParams, untilWord } from "@/server/notices/sms/rules";
import { MAX_TRIES } from "@/server/platform/backoff";
import { SmsFailure } from "@/server/platform/sms";
import { withdraw } from "@/server/pledges/changes/commands";
import { pledge } from "@/server/pledges/commands";
import { DAY_MS } from "@/server/time";
import { systemCtx } from "@/server/trpc/context";
import { drain, WORK } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { ctxOf, person, storyPeople, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let people: Awaited<ReturnType<typeof storyPeople>>;

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  people = await storyPeople(world);
});

const send = () => WORK.sms(systemCtx(world));
const rows = () => world.db.selectFrom("sms").selectAll().orderBy("created_at").orderBy("id").execute();
const kindsOf = async (who: { id: string }) =>
  (await world.db.selectFrom("notice").select("kind").where("person_id", "=", who.id).execute()).map(
    (row) => row.kind,
  );

/** 小李's place on the only shift comes free, and goes to `next`. */
async function offerTo(next: { id: string }, startsInDays = 5, more = {}) {
  const startsAt = new Date(world.clock.now().getTime() + startsInDays * DAY_MS);
  const need = await openNeed(world, {
    posterId: people.pan.id,
    lines: [{ kind: "people", quantity: 1, startsAt }],
  });
  const slotId = need.lines[0]!.slotId;
  const li = await ctxOf(world, people.li);
  const first = await pledge(li, { slotId, amount: "1", ifShort: "wait", key: uuid() });
  const made = await pledge(await ctxOf(world, next), {
    slotId,
    amount: "1",
    ifShort: "wait",
    key: uuid(),
    ...more,
  });
  await withdraw(li, { pledgeId: first.pledgeId, reason: "ill" });
  return { pledgeId: made.pledgeId };
}
const pledgeRow = (id: string) =>
  world.db
    .selectFrom("pledge")
    .select(["status", "offer_notified_at", "offer_expires_at"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

describe("sending", () => {
  it("a peer that is away: the text waits longer each time, nothing else waits, and the offer's clock stands still", async () => {
    const { pledgeId } = await offerTo(await person(world, "王大爷"));
    world.sms.fail = "retry";
    await drain(world);
    expect(await rows()).toMatchObject([{ status: "queued", tries: 1, last_error: "test" }]);
    expect((await pledgeRow(pledgeId)).offer_notified_at).toBeNull();
    expect(await kindsOf(people.pan)).toContain("pledge_withdrawn");
    world.clock.advance({ seconds: 2 });
    expect(await send()).toBe(0); // not yet
    world.sms.fail = null;
    world.clock.advance({ minutes: 1 });
    await drain(world);
    expect(await rows()).toMatchObject([
      { status: "delivered", tries: 2, provider_ref: "test-1", last_error: null },
    ]);
    expect((await pledgeRow(pledgeId)).offer_notified_at).toEqual(world.clock.now());
    expect(world.sms.sent).toHaveLength(1);
  });

  it("an offer whose text fails for good is told to whoever posted: telephone them", async () => {
    const wang = await person(world, "王大爷");
    const { pledgeId } = await offerTo(wang);
    world.sms.fail = "never";
    await drain(world);
    expect(await rows()).toMatchObject([{ status: "failed" }]);
    expect(await kindsOf(people.pan)).toContain("offer_unreached");
    expect((await pledgeRow(pledgeId)).status).toBe("offered");
  });

  it("is given up after many tries", async () => {
    await offerTo(await person(world, "王大爷"));
    world.sms.fail = "retry";
    await drain(world);
    for (let i = 0; i < MAX_TRIES + 3; i++) {
      world.clock.advance({ minutes: 11 });
      await send();
    }
    expect(await rows()).toMatchObject([{ status: "failed", tries: MAX_TRIES }]);
  });

  it("a worker killed after handing over and before marking: handed over again, with the same key", async () => {
    await offerTo(await person(world, "王大爷"));
    await drain(world);
    await world.db.updateTable("sms").set({ status: "sending", next_at: world.clock.now() }).execute();
    world.clock.advance({ minutes: 2 });
    await drain(world);
    expect(world.sms.sent).toHaveLength(2);
    expect(world.sms.sent[0]?.key).toBe(world.sms.sent[1]?.key);
  });

  it("a worker killed after marking and before the clock: the clock starts, and nothing is sent again", async () => {
    const { pledgeId } = await offerTo(await person(world, "王大爷"));
    await drain(world);
    await world.db
      .updateTable("pledge")
      .set({ offer_notified_at: null })
      .where("id", "=", pledgeId)
      .execute();
    await world.db.updateTable("sms").set({ status: "sent", next_at: world.clock.now() }).execute();
    await drain(world);
    expect(world.sms.sent).toHaveLength(1);
    expect((await pledgeRow(pledgeId)).offer_notified_at).not.toBeNull();
    expect(await rows()).toMatchObject([{ status: "delivered" }]);
  });

  it("two workers at once hand a text over once", async () => {
    const held: (() => void)[] = [];
    await offerTo(await person(world, "王大爷"));
    const quiet = { ...WORK, sms: async () => 0 };
    await drain(world, quiet);
    const slow = world.sms.send;
    world.sms.send = async (message) => {
      await new Promise<void>((resolve) => {
        held.push(resolve);
      });
      return slow(message);
    };
    const both = [send(), send(), send()];
    await expect.poll(() => held.length, { timeout: 8_000 }).toBe(1);
    for (const go of held) go();
    await Promise.all(both);
    expect(world.sms.sent).toHaveLength(1);
  });

  it("an offer that was taken back before its text went out sends nothing", async () => {
    const wang = await person(world, "王大爷");
    const { pledgeId } = await offerTo(wang);
    await drain(world, { ...WORK, sms: async () => 0 });
    await withdraw(await ctxOf(world, wang), { pledgeId, reason: "busy" });
    await drain(world);
    expect(world.sms.sent).toEqual([]);
    expect(await rows()).toMatchObject([{ status: "failed", last_error: "moved_on" }]);
    expect(await kindsOf(people.pan)).not.toContain("offer_unreached");
  });

  it("a failure that lies about itself stores a code, never a number or a text", async () => {
    await offerTo(await person(world, "王大爷", { phone: "13812345678" }));
    world.sms.send = async () => {
      throw new SmsFailure("E1", true);
    };
    await drain(world);
    const stored = JSON.stringify(await rows());
    expect(stored).not.toContain("13812345678");
    expect(world.logged.join("\n")).not.toContain("13812345678");
  });
});

describe("whom a text goes to", () => {
  it("somebody without a telephone: whoever acts for them", async () => {
    const wang = await person(world, "王大爷", { phone: null });
    await world.db
      .insertInto("proxy")
      .values({
        id: uuid(),
        person_id: wang.id,
        actor_id: people.chen.id,
        kind: "leader",
        organisation_id: people.team,
        consent_id: uuid(),
        started_at: world.clock.now(),
      })
      .execute();
    await offerTo(wang);
    await drain(world);
    expect(world.sms.sent.map((message) => message.phone)).toEqual([people.chen.phone]);
    expect(await kindsOf(wang)).toEqual(["pledge_offered"]);
    expect(await kindsOf(people.chen)).toContain("pledge_offered");
  });

  it("and nobody who no longer acts for them: a leader who leads no more is not told", async () => {
    const wang = await person(world, "王大爷", { phone: null });
    const proxy = { person_id: wang.id, consent_id: uuid(), started_at: world.clock.now() };
    await world.db
      .insertInto("proxy")
      .values({
        ...proxy,
        id: uuid(),
        actor_id: people.pan.id,
        kind: "leader",
        organisation_id: people.team,
      })
      .execute();
    await offerTo(wang);
    await drain(world);
    expect(world.sms.sent).toEqual([]);
    expect(await kindsOf(people.pan)).not.toContain("pledge_offered");
  });

  it("nobody at all: whoever posted hears that somebody must telephone", async () => {
    await offerTo(await person(world, "王大爷", { phone: null }));
    await drain(world);
    expect(world.sms.sent).toEqual([]);
    expect(await kindsOf(people.pan)).toContain("offer_unreached");
  });

  it("an organisation: its leader", async () => {
    await offerTo(people.chen, 5, { organisationId: people.team });
    await drain(world);
    expect(world.sms.sent.map((message) => message.phone)).toEqual([people.chen.phone]);
  });

  it("nobody who took their agreement back", async () => {
    const wang = await person(world, "王大爷");
    await world.db
      .updateTable("consent")
      .set({ withdrawn_at: world.clock.now() })
      .where("person_id", "=", wang.id)
      .where("purpose", "=", "sms")
      .execute();
    await offerTo(wang);
    await drain(world);
    expect(world.sms.sent).toEqual([]);
    expect(await kindsOf(wang)).toEqual(["pledge_offered"]);
  });
});

describe("quiet hours", () => {
  const china = (text: string) => new Date(`${text}+08:00`);

  it.each([
    ["2026-11-18T20:59:00", "2026-11-18T20:59:00"],
    ["2026-11-18T21:00:00", "2026-11-19T08:00:00"],
    ["2026-11-19T03:00:00", "2026-11-19T08:00:00"],
    ["2026-11-19T07:59:59", "2026-11-19T08:00:00"],
    ["2026-11-19T08:00:00", "2026-11-19T08:00:00"],
    ["2026-12-31T23:00:00", "2027-01-01T08:00:00"],
    ["2028-02-28T22:00:00", "2028-02-29T08:00:00"],
  ])("a text of %s goes out at %s", (now, out) => {
    expect(sendAt(china(now), false)).toEqual(china(out));
    expect(sendAt(china(now), true)).toEqual(china(now));
  });

  it("at night an offer waits for the morning, and its clock with it; for a shift within a day it does not", async () => {
    world.clock.set("2026-11-18T22:30:00+08:00");
    const { pledgeId } = await offerTo(await person(world, "王大爷"));
    await drain(world);
    expect(world.sms.sent).toEqual([]);
    world.clock.set("2026-11-19T08:00:00+08:00");
    await drain(world);
    expect((await pledgeRow(pledgeId)).offer_notified_at).toEqual(world.clock.now());
    world.clock.set("2026-11-19T23:00:00+08:00");
    await offerTo(await person(world, "赵大妈"), 0.6);
    await drain(world);
    expect(world.sms.sent).toHaveLength(2);
  });
});

describe("the text", () => {
  it("fills every place, names no confidential need, and cuts a long title", () => {
    const facts = {
      title: null,
      until: new Date("2026-11-19T02:05:00Z"),
      event: "need.changed",
      reason: null,
    };
    expect(smsParams("offer", facts)).toEqual({ need: "一件求助", until: "11月19日10点5分" });
    const long = smsParams("removed", { ...facts, title: "很".repeat(60), reason: "mistake" });
    expect([...(long.need ?? "")]).toHaveLength(20);
    expect(long.reason).toBe("登记有误");
    expect(untilWord(new Date("2026-12-31T16:00:00Z"))).toBe("1月1日0点");
  });
});
