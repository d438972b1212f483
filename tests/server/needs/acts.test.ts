// From a request to publishing, or what nobody answers, on the real database.

import { describe, expect, test } from "vitest";
import { giveBack, publish, reject, submit } from "@/server/needs/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import { escalate } from "@/server/needs/overdue/commands";
import { pause } from "@/server/needs/recruiting/commands";
import { WAITING_MAX } from "@/server/needs/rules";
import { HOUR_MS } from "@/server/time";
import { TEST_NOW } from "../../support/clock";
import { draft, helpDraft, loadersLine } from "../../support/drafts";
import { claim } from "../../support/pledged";
import {
  code,
  drafted,
  dump,
  events,
  foreign,
  foreignTown,
  gao,
  grid,
  inVillage,
  li,
  listed,
  opened,
  pan,
  pan2,
  platform,
  refused,
  row,
  slots,
  submitted,
  timers,
  world,
  zhou,
} from "../../support/village";
import { ctxOf, person, places } from "../../support/world";

inVillage();

describe("before the public", () => {
  test("a secretary's own post needs no second pair of eyes", async () => {
    const { needId } = await drafted(pan);
    expect(await submit(pan, { needId })).toEqual({ needId, status: "open", version: 2 });
    expect(await events(needId)).toEqual(["need.drafted", "need.published"]);
    expect((await slots(needId)).every((s) => s.is_open)).toBe(true);
    expect(await listed(needId)).toBe(true);
    expect(await timers(needId)).toEqual({
      "need.confirm_due": "2026-11-25T02:00:00.000Z",
      "need.seal_at_deadline": "2026-12-09T10:00:00.000Z",
    });
  });

  test("hands asked for tonight can be promised tonight, also where the draft lay over its cut-off", async () => {
    const startsAt = new Date(world.clock.now().getTime() + 10 * HOUR_MS);
    const endsAt = new Date(startsAt.getTime() + HOUR_MS);
    const { needId } = await saveDraft(pan, draft([loadersLine({ startsAt, endsAt })]));
    const half = (from: Date) => new Date((from.getTime() + startsAt.getTime()) / 2);
    expect((await slots(needId))[0]!.cut_off_at).toEqual(half(world.clock.now()));
    world.clock.advance({ hours: 6 });
    await submit(pan, { needId });
    const [slot] = await slots(needId);
    expect(slot!.cut_off_at).toEqual(half(world.clock.now()));
    await claim(li, slot!.id, 1);
    expect(await slots(needId)).toMatchObject([{ promised: 1 }]);
  });

  test.each([
    ["a resident's", () => li],
    ["a grid worker's", () => grid],
    ["another village's secretary's", () => foreign],
  ])("%s request waits for the secretary, with an answer clock", async (_who, ctx) => {
    const { needId, status } = await submitted(ctx());
    expect(status).toBe("submitted");
    expect(await timers(needId)).toEqual({ "need.overdue": "2026-11-19T02:00:00.000Z" });
    expect((await publish(pan, { needId })).status).toBe("open");
    expect((await row(needId)).verified_by).toBe(pan.actor!.personId);
    expect((await timers(needId))["need.overdue"]).toBeUndefined();
  });

  test("the clerk may publish for the secretary; the district may too; nobody else", async () => {
    const { needId } = await submitted();
    for (const other of [li, grid, foreign, gao, foreignTown]) {
      expect(["FORBIDDEN", "NOT_FOUND"]).toContain(await code(publish(other, { needId })));
      expect((await row(needId)).status).toBe("submitted");
    }
    for (const may of [pan2, zhou])
      expect((await publish(may, { needId: (await submitted()).needId })).status).toBe("open");
  });

  test("soft wording must be changed or acknowledged; the acknowledgement is on record, the words are not", async () => {
    const { needId } = await saveDraft(li, helpDraft({ story: "给独居老人搬煤" }));
    const before = await dump(needId);
    expect(await refused(submit(li, { needId }))).toMatchObject({
      code: "WORDING_TO_CHECK",
      facts: { kinds: "alone", fields: { story: "alone" } },
    });
    expect(await dump(needId)).toEqual(before);
    await submit(li, { needId, acknowledged: ["alone"] });
    const [, sent] = await world.db
      .selectFrom("history")
      .select("data")
      .where("subject_id", "=", needId)
      .orderBy("version")
      .execute();
    expect(JSON.parse(sent!.data)).toMatchObject({ acknowledged: 1 });
  });

  test("a shift that has begun meanwhile, or danger without insurance, cannot be published", async () => {
    const { needId } = await submitted();
    world.clock.set("2026-11-21T00:00:00Z");
    expect(await refused(publish(pan, { needId }))).toMatchObject({
      facts: { fields: { "lines.0.startsAt": "in_the_past" } },
    });
    world.clock.set(TEST_NOW);
    const risky = await saveDraft(pan, draft([loadersLine({ dangerous: true })]));
    expect(await refused(submit(pan, { needId: risky.needId }))).toMatchObject({
      facts: { fields: { "lines.0.insured": "insurance_needed" } },
    });
    const insured = await saveDraft(pan, draft([loadersLine({ dangerous: true, insured: true })]));
    expect((await submit(pan, { needId: insured.needId })).status).toBe("open");
  });

  test("returned with a question, completed, sent again: a new clock; refused with a referral: the end", async () => {
    const { needId } = await submitted();
    await giveBack(pan, { needId, question: "要几个人？" });
    expect(await row(needId)).toMatchObject({
      status: "returned",
      question: "要几个人？",
      answer_due_at: null,
    });
    expect(await timers(needId)).toEqual({});
    await saveDraft(li, helpDraft({ needId }));
    expect((await row(needId)).status).toBe("returned");
    world.clock.advance({ hours: 5 });
    await submit(li, { needId });
    expect(await timers(needId)).toEqual({ "need.overdue": "2026-11-19T07:00:00.000Z" });
    expect(await refused(reject(pan, { needId, reason: "other" }))).toEqual({
      code: "INVALID",
      facts: { fields: { note: "required" } },
    });
    await reject(pan, { needId, reason: "hotline_12345" });
    expect(await row(needId)).toMatchObject({ status: "rejected", end_reason: "hotline_12345" });
    expect(await code(publish(pan, { needId }))).toBe("WRONG_STATE");
    expect(await events(needId)).toEqual([
      "need.drafted",
      "need.submitted",
      "need.returned",
      "need.saved",
      "need.submitted",
      "need.rejected",
    ]);
  });

  test("two secretaries publish at once: one wins, one is told it moved on, history has one line", async () => {
    for (let round = 0; round < 5; round++) {
      const { needId } = await submitted();
      const both = await Promise.allSettled([publish(pan, { needId }), publish(pan2, { needId })]);
      expect(both.filter((b) => b.status === "fulfilled")).toHaveLength(1);
      const lost = both.find((b) => b.status === "rejected") as PromiseRejectedResult;
      expect(["MOVED_ON", "WRONG_STATE"]).toContain(lost.reason.code);
      expect((await events(needId)).filter((e) => e === "need.published")).toHaveLength(1);
      const boxes = await world.db
        .selectFrom("outbox")
        .select("id")
        .where("subject_id", "=", needId)
        .where("event", "=", "need.published")
        .execute();
      expect(boxes).toHaveLength(1);
      expect((await row(needId)).version).toBe(3);
    }
  });

  test("an act on an older version than the page showed is told MOVED_ON and leaves nothing", async () => {
    const { needId } = await opened();
    const before = await dump(needId);
    expect(await code(pause(pan, { needId, version: 2 }))).toBe("MOVED_ON");
    expect(await dump(needId)).toEqual(before);
  });
});

test("one resident has a handful of requests waiting at a time, an office as many as it likes", async () => {
  const busy = await ctxOf(world, await person(world, "急性子"));
  for (let i = 0; i < WAITING_MAX; i++) await submitted(busy);
  expect(await refused(submitted(busy))).toEqual({ code: "TOO_MANY_WAITING", facts: { max: WAITING_MAX } });
});

describe("what nobody answers", () => {
  test("goes up to the town when the clock has run out, once; then the town may answer", async () => {
    const { needId } = await submitted();
    await escalate(platform, needId);
    expect((await row(needId)).escalated_at).toBeNull(); // too early
    world.clock.advance({ hours: 24 });
    await escalate(platform, needId);
    await escalate(platform, needId);
    expect((await row(needId)).escalated_at).toEqual(world.clock.now());
    expect((await events(needId)).filter((e) => e === "need.escalated")).toHaveLength(1);
    expect(["FORBIDDEN", "NOT_FOUND"]).toContain(await code(publish(foreignTown, { needId })));
    expect((await publish(gao, { needId })).status).toBe("open");
    expect(await code(escalate(platform, needId))).toBe("WRONG_STATE");
  });

  test("a town's own post for the whole town is published by the town", async () => {
    const { needId } = await saveDraft(gao, helpDraft({ regionId: places.gaodu }));
    expect((await submit(gao, { needId })).status).toBe("open");
  });
});
