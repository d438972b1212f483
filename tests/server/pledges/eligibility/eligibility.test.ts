// Which shifts may I take, and why not the others: the same answer on the page and when one says yes.
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { seal } from "@/server/platform/crypto";
import { eligibility } from "@/server/pledges/eligibility/data";
import { decide, isNear, meets, overlaps } from "@/server/pledges/eligibility/rules";
import { DAY_MS, dateOf, dayOf, HOUR_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { openNeed } from "../../../support/needs";
import { newKey } from "../../../support/pledged";
import { type Story, storyWorld } from "../../../support/story";
import { expectSlotsAddUp } from "../../../support/sums";
import { ctxOf, person, type TestWorld } from "../../../support/world";

let world: TestWorld;
let story: Story;

const api = (ctx: Ctx) => createCaller({ ...ctx, asked: new Set() });
const refusedFor = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => null,
    (error) => {
      const refusal = refusalOf(error);
      return refusal?.code === "NOT_ELIGIBLE" ? refusal.facts.reason : (refusal?.code ?? String(error));
    },
  );
const hours = (from: number, length = 4) => {
  const startsAt = new Date(world.clock.now().getTime() + 7 * DAY_MS + from * HOUR_MS);
  return { startsAt, endsAt: new Date(startsAt.getTime() + length * HOUR_MS) };
};
/** A shift from `from` hours after this time in a week, with what else its row says. */
async function shift(from: number, more: object = {}, length = 4): Promise<string> {
  const need = await openNeed(world, {
    posterId: story.pan.id,
    lines: [{ kind: "people", quantity: 5, ...hours(from, length) }],
  });
  const line = need.lines[0] as (typeof need.lines)[number];
  await world.db
    .insertInto("shift")
    .values({
      slot_id: line.slotId,
      need_id: need.id,
      line_id: line.id,
      kind: "fixed",
      status: "planned",
      skills: "[]",
      version: 0,
      created_at: world.clock.now(),
      ...more,
    })
    .execute();
  return line.slotId;
}
const somebody = async (name = "小王") => {
  const who = await person(world, name);
  return { id: who.id, ctx: await ctxOf(world, who) };
};
const born = (personId: string, day: string) =>
  world.db
    .insertInto("person_private")
    .values({ person_id: personId, birth_cipher: seal(world.keys, day), updated_at: world.clock.now() })
    .execute();
const take = (ctx: Ctx, slotId: string) => api(ctx).pledges.make({ slotId, amount: "1", key: newKey() });
const codes = async (personId: string, slotId: string) => {
  const [answer] = await eligibility(world, [slotId], personId);
  return {
    ok: answer?.ok,
    reasons: answer?.reasons.map((r) => r.code),
    warnings: answer?.warnings.map((r) => r.code),
  };
};

beforeAll(async () => {
  ({ world, story } = await storyWorld());
});

describe("two shifts", () => {
  const at = (from: number, to: number) => ({
    startsAt: new Date(from * HOUR_MS),
    endsAt: new Date(to * HOUR_MS),
  });
  it("overlap where one begins before the other ends; one after the other is near within the grace", () => {
    expect(overlaps(at(8, 12), at(11, 13))).toBe(true);
    expect(overlaps(at(8, 12), at(12, 14))).toBe(false);
    expect(isNear(at(8, 12), at(12, 14), 60)).toBe(true);
    expect(isNear(at(8, 12), at(13, 14), 60)).toBe(false);
    expect(isNear(at(13, 14), at(8, 12), 61)).toBe(true);
    expect(isNear(at(8, 12), at(12, 14), 0)).toBe(false);
  });
  it("that may be done any time are never a clash, only near", () => {
    const promise = { slotId: "b", kind: "window", title: "", ...at(9, 20) };
    const asked = { slotId: "a", kind: "fixed", ...at(10, 11) };
    expect(meets(asked, [promise], 60)).toEqual({ clash: null, near: promise });
    expect(meets(asked, [{ ...promise, kind: "fixed" }], 60).clash).not.toBeNull();
  });
});

describe("a shift is refused", () => {
  it("where it overlaps one already promised, and taken again once that was given up", async () => {
    const { id, ctx } = await somebody();
    const first = await shift(0);
    const second = await shift(2);
    const { pledgeId } = await take(ctx, first);
    expect(await codes(id, second)).toEqual({ ok: false, reasons: ["clash"], warnings: [] });
    expect(await refusedFor(take(ctx, second))).toBe("clash");
    await api(ctx).pledges.withdraw({ pledgeId, reason: "busy" });
    expect(await refusedFor(take(ctx, second))).toBeNull();
  });

  it("of two overlapping ones taken at once: one is had, five times over", async () => {
    for (let n = 0; n < 5; n++) {
      const { ctx } = await somebody(`小${n}`);
      const slots = [await shift(100 + n * 10), await shift(102 + n * 10)];
      const both = await Promise.all(slots.map((slot) => refusedFor(take(ctx, slot))));
      expect(both.sort()).toEqual(["clash", null]);
    }
    await expectSlotsAddUp(world.db);
  });

  it("where an organisation has named them for another at that time", async () => {
    const { id, ctx } = await somebody();
    const [first, second] = [await shift(0), await shift(3)];
    const chen = await ctxOf(world, story.chen);
    const made = await api(chen).pledges.make({
      slotId: first,
      amount: "2",
      key: newKey(),
      organisationId: story.team,
    });
    await world.db
      .insertInto("seat")
      .values({
        id: uuid(),
        pledge_id: made.pledgeId,
        slot_id: first,
        person_id: id,
        status: "named",
        named_by: story.chen.id,
        named_at: world.clock.now(),
        live_key: `${first}:${id}`,
      })
      .execute();
    expect(await refusedFor(take(ctx, second))).toBe("clash");
    expect((await codes(id, first)).reasons).toEqual(["already"]);
  });

  it("under its lowest age: not the day before the birthday, but on it", async () => {
    const slot = await shift(0, { min_age: 18 });
    const day = (on: Date) => new Date(on.getTime() + 8 * HOUR_MS).toISOString().slice(5, 10);
    const on = hours(0).startsAt;
    const young = await somebody("小张");
    await born(young.id, `2008-${day(new Date(on.getTime() + DAY_MS))}`);
    expect(await refusedFor(take(young.ctx, slot))).toBe("too_young");
    const grown = await somebody("小孙");
    await born(grown.id, `2008-${day(on)}`);
    expect(await refusedFor(take(grown.ctx, slot))).toBeNull();
    const dangerous = await shift(1, { dangerous: true });
    expect(await refusedFor(take(young.ctx, dangerous))).toBe("too_young");
    const unsaid = await somebody("小赵");
    expect(await codes(unsaid.id, slot)).toEqual({ ok: true, reasons: [], warnings: ["birth_unknown"] });
  });

  it("to a minor without the guardian's word; under ten the guardian comes along; under six nobody", async () => {
    const slot = await shift(0);
    const guard = (personId: string, comes: boolean) =>
      world.db
        .insertInto("guardian_consent")
        .values({
          id: uuid(),
          person_id: personId,
          guardian_name: "家长",
          phone_cipher: seal(world.keys, "13800000000"),
          relation: "parent",
          comes_along: comes,
          how: "paper",
          recorded_by: personId,
          given_at: world.clock.now(),
        })
        .execute();
    const twelve = await somebody("小明");
    await born(twelve.id, "2014-01-01");
    expect(await refusedFor(take(twelve.ctx, slot))).toBe("needs_guardian");
    await guard(twelve.id, false);
    expect(await refusedFor(take(twelve.ctx, slot))).toBeNull();
    const eight = await somebody("小红");
    await born(eight.id, "2018-01-01");
    await guard(eight.id, false);
    expect(await refusedFor(take(eight.ctx, slot))).toBe("guardian_must_come");
    const five = await somebody("小豆");
    await born(five.id, "2021-10-01");
    await guard(five.id, true);
    expect(await refusedFor(take(five.ctx, slot))).toBe("too_young");
  });

  it("without the verified qualification it asks for; skills are only pointed out", async () => {
    const slot = await shift(0, { qualification: "nurse", skills: '["cooking"]' });
    const { id, ctx } = await somebody();
    expect(await codes(id, slot)).toEqual({
      ok: false,
      reasons: ["lacks_qualification"],
      warnings: ["lacks_skill"],
    });
    expect(await refusedFor(take(ctx, slot))).toBe("lacks_qualification");
    const held = {
      id: uuid(),
      person_id: id,
      kind: "nurse",
      issuer: "卫健局",
      created_at: world.clock.now(),
    };
    await world.db
      .insertInto("qualification")
      .values({ ...held, status: "claimed" })
      .execute();
    expect(await refusedFor(take(ctx, slot))).toBe("lacks_qualification");
    await world.db
      .updateTable("qualification")
      .set({ status: "verified" })
      .where("id", "=", held.id)
      .execute();
    expect(await refusedFor(take(ctx, slot))).toBeNull();
  });

  it("by the day it is on: a licence that runs out between two of a list counts for the first alone", async () => {
    const [first, second] = [
      await shift(0, { qualification: "nurse" }),
      await shift(48, { qualification: "nurse" }),
    ];
    const { id } = await somebody();
    const expires = { expires_on: dateOf(dayOf(hours(0).startsAt)), created_at: world.clock.now() };
    await world.db
      .insertInto("qualification")
      .values({ id: uuid(), person_id: id, kind: "nurse", issuer: "卫健局", status: "verified", ...expires })
      .execute();
    const answers = await eligibility(world, [first, second], id);
    expect(answers.map((answer) => [answer.slotId, answer.ok])).toEqual([
      [first, true],
      [second, false],
    ]);
  });
});

describe("what waits", () => {
  it("an offer is not accepted by who has promised to be elsewhere meanwhile", async () => {
    const { id, ctx } = await somebody();
    const [one, other] = [await shift(0), await shift(1)];
    const now = world.clock.now();
    const line = await world.db
      .selectFrom("slot")
      .selectAll()
      .where("id", "=", one)
      .executeTakeFirstOrThrow();
    const offered = await take(ctx, one);
    await world.db
      .updateTable("pledge")
      .set({ status: "offered" })
      .where("id", "=", offered.pledgeId)
      .execute();
    expect(await refusedFor(take(ctx, other))).toBeNull();
    expect(await refusedFor(api(ctx).pledges.accept({ pledgeId: offered.pledgeId }))).toBe("clash");
    expect(line.starts_at && line.starts_at > now && id).toBeTruthy();
  });
});

describe("lists", () => {
  it("each shift of a need says whether I may, and nothing to a visitor; nobody asks for a stranger", async () => {
    const slotId = await shift(0);
    const { needId } = await shiftNeed(slotId);
    const { ctx } = await somebody();
    expect(await api(ctx).eligibility.ofNeed({ needId })).toMatchObject([{ slotId, ok: true }]);
    const visitor = createCaller({ ...ctx, actor: null, asked: new Set() });
    expect(await visitor.eligibility.ofNeed({ needId })).toEqual([]);
    const other = await somebody("老王");
    const ask = api(ctx).eligibility.ofNeed({ needId, forPersonId: other.id });
    expect(await refusedFor(ask)).toBe("NOT_FOUND");
  });

  it("my list is soonest first, with a reason beside what I may not take", async () => {
    const { ctx } = await somebody();
    const slotId = await shift(-20);
    await take(ctx, slotId);
    const { rows } = await api(ctx).eligibility.mine({});
    expect(rows.map((r) => r.startsAt.getTime())).toEqual(
      rows.map((r) => r.startsAt.getTime()).sort((a, b) => a - b),
    );
    expect(rows.find((r) => r.slotId === slotId)).toMatchObject({
      ok: false,
      reasons: [{ code: "already" }],
    });
    const open = await api(ctx).eligibility.mine({ only: "open" });
    expect(open.rows.every((r) => r.ok)).toBe(true);
  });
});

const shiftNeed = async (slotId: string) => ({
  needId: (
    await world.db.selectFrom("slot").select("need_id").where("id", "=", slotId).executeTakeFirstOrThrow()
  ).need_id,
});

it("a full shift is not a reason against it: one queues", () => {
  const asked = {
    slotId: "a",
    kind: "fixed",
    takes: true,
    cutOffAt: null,
    startsAt: null,
    endsAt: null,
    remaining: 0,
    waiting: 0,
    minAge: null,
    dangerous: false,
    qualification: null,
    skills: [],
  };
  const who = {
    bornOn: null,
    guardian: null,
    skills: [],
    qualifiedFor: () => false,
    promises: [],
    liveOn: () => false,
  };
  const answer = decide(asked, who, new Date(0), { graceMinutes: 60 });
  expect(answer).toMatchObject({ ok: true, warnings: [{ code: "full" }] });
});
