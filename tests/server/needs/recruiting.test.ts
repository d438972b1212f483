// While a need recruits: paused, sealed, changed, asked about every week.
import { describe, expect, test } from "vitest";
import { publish, takeBack } from "@/server/needs/commands";
import { confirm, confirmDue } from "@/server/needs/confirm/commands";
import { changeLines } from "@/server/needs/lines/commands";
import { PEOPLE_MAX } from "@/server/needs/lines/schema";
import { change, pause, resume, sealAtDeadline } from "@/server/needs/recruiting/commands";
import { moveSlot } from "@/server/needs/slots/commands";
import {
  code,
  dump,
  events,
  foreign,
  inVillage,
  li,
  lines,
  listed,
  opened,
  pan,
  platform,
  refused,
  rice,
  row,
  seen,
  slots,
  timers,
  world,
} from "../../support/village";

inVillage();

describe("while it recruits", () => {
  test("paused it is off the lists and takes nothing; resumed it is as before", async () => {
    const { needId } = await opened();
    await pause(pan, { needId });
    expect([(await slots(needId))[0]!.is_open, await listed(needId)]).toEqual([false, false]);
    expect(Object.keys(await timers(needId))).toEqual(["need.seal_at_deadline"]);
    await resume(pan, { needId });
    expect([(await slots(needId))[0]!.is_open, await listed(needId)]).toEqual([true, true]);
    expect(await row(needId)).toMatchObject({
      status: "open",
      confirm_due_at: new Date("2026-11-25T02:00:00Z"),
    });
  });

  test("sealed by the deadline's timer, once; with a new deadline it can go on", async () => {
    const { needId } = await opened();
    await sealAtDeadline(platform, needId);
    expect((await row(needId)).status).toBe("open");
    world.clock.set("2026-12-09T10:00:00Z");
    await sealAtDeadline(platform, needId);
    expect(await row(needId)).toMatchObject({ status: "sealed" });
    expect(await timers(needId)).toEqual({});
    expect(await code(sealAtDeadline(platform, needId))).toBe("WRONG_STATE");
    expect(await refused(resume(pan, { needId }))).toMatchObject({
      facts: { fields: { deadlineAt: "in_the_past" } },
    });
    await change(pan, { needId, deadlineAt: new Date("2026-12-20T10:00:00Z") });
    expect((await resume(pan, { needId })).status).toBe("open");
    expect((await timers(needId))["need.seal_at_deadline"]).toBe("2026-12-20T10:00:00.000Z");
  });

  test("text and deadline of an open need change with a history row that says which, never what", async () => {
    const { needId } = await opened();
    await change(pan, { needId, title: "周六装车，还要人", deadlineAt: new Date("2026-12-01T10:00:00Z") });
    expect(await row(needId)).toMatchObject({ title: "周六装车，还要人", version: 4 });
    const last = await world.db
      .selectFrom("history")
      .select("data")
      .where("subject_id", "=", needId)
      .orderBy("version", "desc")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(last.data)).toMatchObject({ fields: "title,deadlineAt" });
    expect(last.data).not.toContain("周六");
    const due = await world.db
      .selectFrom("listing")
      .select("due_at")
      .where("need_id", "=", needId)
      .executeTakeFirstOrThrow();
    expect(due.due_at.toISOString()).toBe("2026-12-01T10:00:00.000Z");
    expect((await timers(needId))["need.seal_at_deadline"]).toBe("2026-12-01T10:00:00.000Z");
    expect(await code(change(pan, { needId, story: "请捐款" }))).toBe("MONEY_APPEAL");
    expect(await code(change(foreign, { needId, title: "别人的" }))).toBe("FORBIDDEN");
    expect(await refused(change(pan, { needId }))).toMatchObject({
      facts: { fields: { _: "nothing_changed" } },
    });
  });

  test("a number may be raised, and lowered to what is promised, never below", async () => {
    const { needId } = await opened();
    const [line] = await lines(needId);
    const [slot] = await slots(needId);
    await world.db.transaction().execute((trx) => moveSlot(trx, slot!.id, { promised: 4 }));
    const to = (quantity: string) => changeLines(pan, { needId, lines: [{ lineId: line!.id, quantity }] });
    await to("10人");
    expect((await slots(needId))[0]).toMatchObject({ ceiling: 10, promised: 4, remaining: 6 });
    expect(await refused(to(`${PEOPLE_MAX + 1}人`))).toMatchObject({
      facts: { fields: { "lines.0.quantity": "too_large" } },
    });
    await to("4人");
    expect((await slots(needId))[0]).toMatchObject({ ceiling: 4, promised: 4, remaining: 0 });
    const before = await dump(needId);
    expect(await refused(to("3人"))).toEqual({
      code: "BELOW_PROMISED",
      facts: { fields: { "lines.0.quantity": "below_promised" } },
    });
    expect(await dump(needId)).toEqual(before);
    expect(await code(changeLines(pan, { needId, lines: [{ lineId: needId, quantity: "3人" }] }))).toBe(
      "NOT_FOUND",
    );
  });

  test("a sale is not raised above what was seen", async () => {
    const { needId, line } = await rice();
    await seen(line.id);
    await publish(pan, { needId });
    const to = (quantity: string) => changeLines(pan, { needId, lines: [{ lineId: line.id, quantity }] });
    expect(await code(to("200001斤"))).toBe("NEEDS_CERTIFICATION");
    await to("15万斤");
    expect((await slots(needId))[0]!.ceiling).toBe(75_000_000);
    await seen(line.id, "25万斤");
    await to("25万斤");
    expect((await slots(needId))[0]!.ceiling).toBe(125_000_000);
  });

  test("taken back to draft while nobody pledged; afterwards it can only be cancelled", async () => {
    const { needId } = await opened();
    await takeBack(li, { needId });
    expect(await row(needId)).toMatchObject({ status: "draft", published_at: null });
    expect([await listed(needId), await timers(needId)]).toEqual([false, {}]);

    const second = await opened();
    const [slot] = await slots(second.needId);
    await world.db.transaction().execute((trx) => moveSlot(trx, slot!.id, { promised: 1 }));
    const before = await dump(second.needId);
    expect(await code(takeBack(li, { needId: second.needId }))).toBe("HAS_PLEDGES");
    expect(await dump(second.needId)).toEqual(before);
  });
});

describe("the weekly question", () => {
  const week = { days: 7 };

  test("asked after a week, hidden three days later, back with one tap", async () => {
    const { needId } = await opened();
    await confirmDue(platform, needId);
    expect(await events(needId)).toHaveLength(3); // too early: nothing
    world.clock.advance(week);
    await confirmDue(platform, needId);
    expect((await timers(needId))["need.confirm_due"]).toBe("2026-11-28T02:00:00.000Z");
    expect(await listed(needId)).toBe(true);
    world.clock.advance({ days: 3 });
    await confirmDue(platform, needId);
    await confirmDue(platform, needId); // run twice after a crash
    expect([(await row(needId)).hidden_at, await listed(needId)]).toEqual([world.clock.now(), false]);
    expect((await slots(needId))[0]!.is_open).toBe(true); // whoever has the link still may help
    await confirm(li, { needId, answer: "still" });
    expect([(await row(needId)).hidden_at, await listed(needId)]).toEqual([null, true]);
    expect((await timers(needId))["need.confirm_due"]).toBe("2026-12-05T02:00:00.000Z");
    expect((await events(needId)).slice(3)).toEqual(["need.confirm_asked", "need.hidden", "need.confirmed"]);
  });

  test("够了 ends recruiting, 改数 changes the number; both answer the question", async () => {
    const one = await opened();
    expect((await confirm(pan, { needId: one.needId, answer: "enough" })).status).toBe("sealed");
    const two = await opened();
    world.clock.advance({ days: 10 });
    await confirmDue(platform, two.needId);
    expect(await listed(two.needId)).toBe(false);
    const [line] = await lines(two.needId);
    await confirm(pan, {
      needId: two.needId,
      answer: "changed",
      lines: [{ lineId: line!.id, quantity: "9人" }],
    });
    expect((await slots(two.needId))[0]!.ceiling).toBe(9);
    expect(await row(two.needId)).toMatchObject({
      hidden_at: null,
      confirm_due_at: new Date("2026-12-05T02:00:00Z"),
    });
    expect(await listed(two.needId)).toBe(true);
  });
});
