// A plan from being asked for to being sent: made in a thread, looked at, changed, stopped, overtaken.
import { beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { LOW_WITHIN_HOURS, WEEKLY_CAP, WEEKLY_CAP_LOW, weekOf } from "@/server/matching/invitations/rules";
import { viewPlan } from "@/server/matching/plan/board/data";
import { askForPlan, cancelPlan, editItem, lookUp } from "@/server/matching/plan/commands";
import { makeNextPlan } from "@/server/matching/plan/making/commands";
import { LEASE_MS, TRIES } from "@/server/matching/plan/making/rules";
import { editInput, makeInput } from "@/server/matching/plan/schema";
import { sendPlan } from "@/server/matching/plan/sending/commands";
import { list } from "@/server/needs/listing/commands";
import { seal } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { systemCtx } from "@/server/trpc/context";
import { emptyTestDb } from "@/tests/support/database";
import { type LineSpec, openNeed } from "@/tests/support/needs";
import { eventsOf, newKey } from "@/tests/support/pledged";
import { codeOf } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import { says } from "@/tests/support/suggested";
import { ctxOf, grant, organisation, person, places, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let zhou: Ctx;
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  await world.db.updateTable("organisation").set({ status: "off" }).execute(); // the story's own team stays out
  const chief = await person(world, "周主任");
  await grant(world, chief, "district_admin", { regionId: places.luozhuang });
  zhou = await ctxOf(world, chief);
});

const MORNING = { startsAt: new Date("2026-11-21T01:00:00Z"), endsAt: new Date("2026-11-21T04:00:00Z") };

async function need(lines: LineSpec[]) {
  const made = await openNeed(world, { posterId: story.pan.id, lines });
  await transact(world.db, (trx) => list(trx, made.id));
  return made;
}
async function team(name: string, capacity: number, region: number = places.gaodu): Promise<string> {
  const id = await organisation(world, name, "party_team", region);
  await world.db
    .updateTable("organisation")
    .set({ weekly_capacity: capacity })
    .where("id", "=", id)
    .execute();
  return id;
}
const ask = (ctx: Ctx = zhou, over: object = {}) =>
  askForPlan(ctx, makeInput.parse({ regionId: places.luozhuang, period: "week", ...over }));
const refusedBy = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error: unknown) => error,
  );
const codeIn = async (act: Promise<unknown>) => codeOf(await refusedBy(act));
/** Asked for, and made by the worker. */
async function made(over: object = {}): Promise<string> {
  await rebuild(world.db);
  const { planId } = await ask(zhou, over);
  expect(await makeNextPlan(systemCtx(world))).toBe(1);
  return planId;
}
const planned = async (planId: string) => {
  const view = await viewPlan(zhou, { planId });
  return { view, chosen: view.slots.flatMap(({ items }) => items.filter(({ amount }) => amount > 0)) };
};
const send = (planId: string, version: number, ctx = zhou) =>
  sendPlan(ctx, { planId, version, key: newKey() });

describe("a plan", () => {
  it("fills what is open by who is near and can, in a thread, and asks nobody yet", async () => {
    const loading = await need([{ kind: "people", quantity: 6, ...MORNING }]);
    const [near, far] = [await team("高都队", 4), await team("傅庄队", 8, places.fuzhuang)];
    const planId = await made();
    const { view, chosen } = await planned(planId);
    expect(view).toMatchObject({ status: "made", mayEdit: true, maySend: true });
    expect(view.figures).toMatchObject({ wanted: 6, filled: 6, slots: 1, slotsFull: 1 });
    expect(view.slots[0]).toMatchObject({
      slotId: loading.lines[0]?.slotId,
      planned: 6,
      why: "filled",
      changed: false,
    });
    const amountOf = (id: string) => chosen.find((item) => item.helperId === id)?.amount ?? 0;
    expect(amountOf(near)).toBeGreaterThanOrEqual(2); // a team comes with two at least
    expect(amountOf(near)).toBeLessThanOrEqual(4);
    expect(amountOf(far)).toBeGreaterThanOrEqual(2);
    expect(chosen.find((item) => item.helperId === near)?.reasons[0]).toMatchObject({ code: "same_town" });
    expect(await world.db.selectFrom("invitation").select("id").execute()).toEqual([]);
    expect(await eventsOf(world.db, planId)).toEqual(["plan.asked", "plan.made"]);
    expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it("proposes nobody from outside the village for a gift that must stay inside, so that it can be sent", async () => {
    await need([{ kind: "goods", quantity: 40, unit: "bag", unitSize: 1, direction: "gift", via: null }]);
    const [inside] = [await team("本村队", 4, places.xipandun), await team("傅庄队", 8, places.fuzhuang)];
    const planId = await made();
    expect(
      (await planned(planId)).view.slots.flatMap(({ items }) => items.map((item) => item.helperId)),
    ).toEqual([inside]);
    expect(await send(planId, 2)).toMatchObject({ left: 0 });
  });

  it("says what stays open, and why: nobody can, or all who can are busy", async () => {
    await need([{ kind: "people", quantity: 40, ...MORNING }]);
    await need([{ kind: "expertise", quantity: 1, qualification: "lawyer" }]);
    await team("高都队", 4);
    const { view } = await planned(await made());
    const of = (kind: string) => view.slots.find((slot) => slot.kind === kind);
    expect(of("expertise")).toMatchObject({ planned: 0, why: "nobody", items: [] });
    expect(of("people")).toMatchObject({ why: "busy" });
    expect(of("people")?.planned).toBeGreaterThanOrEqual(4);
    expect(of("people")?.planned).toBeLessThan(40);
    expect(view.figures).toMatchObject({ wanted: 41, slotsEmpty: 1 });
  });

  it("asks no hands twice at one time, counts what is promised already, and leaves out who said no", async () => {
    await need([{ kind: "people", quantity: 4, ...MORNING }]);
    await need([{ kind: "people", quantity: 4, ...MORNING }]);
    const only = await team("高都队", 4);
    const { chosen } = await planned(await made());
    expect(chosen.reduce((sum, item) => sum + item.amount, 0)).toBe(4);
    expect(chosen.every((item) => item.helperId === only)).toBe(true);
  });

  it("asks nobody for more than the week's invitations: three, five where little is filled and little time is left", async () => {
    const at = (startsAt: string) => {
      const from = new Date(`${startsAt}:00:00Z`);
      return { startsAt: from, endsAt: new Date(from.getTime() + 2 * 3_600_000) };
    };
    const two = (...days: string[]) =>
      days.map((day): LineSpec => ({ kind: "people", quantity: 2, ...at(day) }));
    const helper_id = await team("高都队", 100);
    const had = async (sent: number) => {
      const week_on = new Date(`${weekOf(world.clock.now())}T00:00:00Z`);
      await world.db.deleteFrom("invitation_week").execute();
      await world.db.insertInto("invitation_week").values({ helper_id, week_on, sent }).execute();
      const planId = await made();
      const { view, chosen } = await planned(planId);
      const late = view.slots.filter(({ planned: n, startsAt }) => n > 0 && startsAt && startsAt > soon);
      return { planId, asked: chosen.length, usual: late.length };
    };
    const soon = new Date(world.clock.now().getTime() + LOW_WITHIN_HOURS * 3_600_000);
    await need(two("2026-11-22T01", "2026-11-22T06", "2026-11-23T01", "2026-11-23T06"));
    for (const sent of [0, WEEKLY_CAP - 1, WEEKLY_CAP])
      expect(await had(sent)).toMatchObject({ asked: WEEKLY_CAP - sent, usual: WEEKLY_CAP - sent });
    await need(two("2026-11-20T01", "2026-11-20T06", "2026-11-21T01"));
    for (const sent of [WEEKLY_CAP, WEEKLY_CAP_LOW - 1, WEEKLY_CAP_LOW])
      expect(await had(sent)).toMatchObject({ asked: WEEKLY_CAP_LOW - sent, usual: 0 });
    const { planId, asked, usual } = await had(0);
    expect(asked).toBe(WEEKLY_CAP_LOW);
    expect(usual).toBeLessThanOrEqual(WEEKLY_CAP);
    expect(await send(planId, 2)).toEqual({ invited: WEEKLY_CAP_LOW, left: 0 });
  });

  it("is sent as invitations in one act; sent twice with one key it is one sending, with another it is over", async () => {
    const loading = await need([{ kind: "people", quantity: 6, ...MORNING }]);
    await team("高都队", 4);
    const planId = await made();
    const key = newKey();
    const first = await sendPlan(zhou, { planId, version: 2, key });
    expect(first).toEqual({ invited: 1, left: 0 });
    expect(await sendPlan(zhou, { planId, version: 2, key })).toEqual({ invited: 1, left: 0 });
    expect(
      await world.db.selectFrom("invitation").select(["slot_id", "asked", "via", "plan_id"]).execute(),
    ).toEqual([{ slot_id: loading.lines[0]?.slotId, asked: 4, via: "plan", plan_id: planId }]);
    expect(await codeIn(send(planId, 3))).toBe("WRONG_STATE");
    expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it("of a town and of the district at once: what one has asked for the other does not ask for again", async () => {
    const { lines } = await need([{ kind: "people", quantity: 6, ...MORNING }]);
    await team("高都队", 4);
    await team("傅庄队", 4, places.fuzhuang);
    const gao = await ctxOf(world, story.gao);
    const [ofTown, ofDistrict] = [await made({ regionId: places.gaodu }), await made()];
    expect(await send(ofTown, 2, gao)).toEqual({ invited: 2, left: 0 });
    expect((await planned(ofDistrict)).view.slots).toMatchObject([{ waiting: 6, changed: true }]);
    expect(await refusedBy(send(ofDistrict, 2))).toMatchObject({
      code: "INVITE_CHANGED",
      facts: { remaining: 0, slotId: lines[0]?.slotId },
    });
    expect((await planned(await made())).view.slots).toEqual([]); // all of it waits for an answer
    const one = await world.db.selectFrom("invitation").select(["id", "asked"]).executeTakeFirstOrThrow();
    await world.db
      .updateTable("invitation")
      .set({ status: "declined", live_key: null })
      .where("id", "=", one.id)
      .execute();
    await team("册山队", 6, places.fuzhuang);
    expect((await planned(await made())).view.slots).toMatchObject([
      { open: one.asked, waiting: 6 - one.asked, changed: false },
    ]);
  });

  it("two send at once: one wins, and nobody is asked twice", async () => {
    await need([{ kind: "people", quantity: 6, ...MORNING }]);
    await team("高都队", 4);
    const planId = await made();
    const outcomes = await Promise.allSettled([send(planId, 2), send(planId, 2)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await world.db.selectFrom("invitation").select("id").execute()).toHaveLength(1);
  });

  it("is refused whole where less is open by then: nobody is asked, and the plan stands", async () => {
    const both = await need([
      { kind: "people", quantity: 6, ...MORNING },
      { kind: "people", quantity: 3, ...MORNING },
    ]);
    await team("高都队", 9);
    const planId = await made();
    await world.db
      .updateTable("slot")
      .set({ promised: 4, remaining: 2 })
      .where("id", "=", both.lines[0]?.slotId ?? "")
      .execute();
    expect((await planned(planId)).view.slots.map(({ changed }) => changed).sort()).toEqual([false, true]);
    expect(await refusedBy(send(planId, 2))).toMatchObject({
      code: "INVITE_CHANGED",
      facts: { remaining: 2 },
    });
    expect(await world.db.selectFrom("invitation").select("id").execute()).toEqual([]);
    expect((await planned(planId)).view.status).toBe("made");
  });

  it("may be sent but for what has changed: in one act, and the plan keeps what was not sent", async () => {
    const [first, second] = [
      await need([{ kind: "people", quantity: 6, ...MORNING }]),
      await need([{ kind: "people", quantity: 3, ...MORNING }]),
    ];
    await team("高都队", 6);
    await team("傅庄队", 6, places.fuzhuang);
    const planId = await made();
    const before = (await planned(planId)).chosen.length;
    const slotId = first.lines[0]?.slotId ?? "";
    await world.db.updateTable("slot").set({ promised: 4, remaining: 2 }).where("id", "=", slotId).execute();
    const rest = (version: number) => sendPlan(zhou, { planId, version, key: newKey(), rest: "yes" });
    expect(await codeIn(rest(1))).toBe("MOVED_ON");
    const sent = await rest(2);
    expect(sent.invited + sent.left).toBe(before);
    const asked = await world.db.selectFrom("invitation").select("slot_id").execute();
    expect(new Set(asked.map((one) => one.slot_id))).toEqual(new Set([second.lines[0]?.slotId]));
    expect(asked).toHaveLength(sent.invited);
    const { view, chosen } = await planned(planId);
    expect(view.status).toBe("sent");
    expect(chosen.filter((item) => item.invitationId === null)).toHaveLength(sent.left);
    expect(await codeIn(rest(3))).toBe("WRONG_STATE");
    // the slot was moved by hand, so its own sum does not hold here
    expect((await verify(world.db)).checks.filter(({ ok, name }) => !ok && name !== "slots")).toEqual([]);
  });

  it("is refused where nothing of it can be sent any more", async () => {
    const only = await need([{ kind: "people", quantity: 6, ...MORNING }]);
    await team("高都队", 6);
    const planId = await made();
    await world.db
      .updateTable("slot")
      .set({ promised: 6, remaining: 0 })
      .where("id", "=", only.lines[0]?.slotId ?? "")
      .execute();
    const none = sendPlan(zhou, { planId, version: 2, key: newKey(), rest: "yes" });
    expect(await codeIn(none)).toBe("NOTHING_TO_SEND");
    expect((await planned(planId)).view.status).toBe("made");
  });

  it("may be changed within what is open and what may be asked; a changed row is locked, and stays when it is calculated again", async () => {
    await need([{ kind: "people", quantity: 6, ...MORNING }]);
    const [first] = [await team("高都队", 6), await team("傅庄队", 6, places.fuzhuang)];
    const planId = await made();
    const { view } = await planned(planId);
    const row = view.slots[0]?.items.find(({ helperId }) => helperId === first);
    const other = view.slots[0]?.items.find(({ helperId }) => helperId !== first);
    const edit = (itemId: string | undefined, version: number, amount: string) =>
      editItem(zhou, editInput.parse({ itemId, version, amount }));
    expect(await codeIn(edit(row?.id, 2, "7"))).toBe("OVER_HELPER");
    expect(await codeIn(edit(other?.id, 2, "6"))).toBe("OVER_PLANNED");
    await edit(row?.id, 2, "1");
    expect(await codeIn(edit(row?.id, 2, "2"))).toBe("MOVED_ON");
    const again = await made({ follows: planId });
    const { view: next, chosen } = await planned(again);
    expect(chosen.find(({ helperId }) => helperId === first)).toMatchObject({ amount: 1, locked: true });
    expect(next.figures).toMatchObject({ filled: 6 });
    expect((await planned(planId)).view.status).toBe("stale");
  });

  it("is stopped while it is being made, and nothing of it is written", async () => {
    await need([{ kind: "people", quantity: 6, ...MORNING }]);
    await team("高都队", 4);
    await rebuild(world.db);
    const { planId } = await ask();
    expect(await codeIn(ask())).toBe("PLAN_UNDERWAY");
    const making = makeNextPlan(systemCtx(world));
    await cancelPlan(zhou, { planId, version: 1 });
    await making;
    expect((await planned(planId)).view).toMatchObject({ status: "cancelled", slots: [] });
    await ask(); // the place is free again
  });

  it("is made by another worker where its maker died, and has failed where they all died", async () => {
    await rebuild(world.db);
    const { planId } = await ask();
    const dead = new Date(world.clock.now().getTime() + LEASE_MS);
    await world.db
      .updateTable("dispatch_plan")
      .set({ tries: 1, lease_until: dead })
      .where("id", "=", planId)
      .execute();
    expect(await makeNextPlan(systemCtx(world))).toBe(0);
    world.clock.set(new Date(dead.getTime() + 1_000).toISOString());
    expect(await makeNextPlan(systemCtx(world))).toBe(1);
    expect((await planned(planId)).view.status).toBe("made");
    const { planId: second } = await ask();
    await world.db.updateTable("dispatch_plan").set({ tries: TRIES }).where("id", "=", second).execute();
    await makeNextPlan(systemCtx(world));
    expect((await planned(second)).view).toMatchObject({ status: "failed", reason: "died" });
  });

  it("tells the district less of persons than of teams: where they are and what they said, never how much they carry", async () => {
    await need([{ kind: "people", quantity: 1, ...MORNING }]);
    const helper = await person(world, "王热心", { regionId: places.gaodu });
    await says(world, helper.id);
    const planId = await made();
    const { view, chosen } = await planned(planId);
    const item = await world.db
      .selectFrom("dispatch_item")
      .select("why")
      .where("helper_id", "=", helper.id)
      .executeTakeFirstOrThrow();
    expect(item.why).toContain("light_load"); // to themself
    expect(chosen).toMatchObject([{ helperId: helper.id, helperKind: "person", phone: null }]);
    expect(chosen[0]?.name).not.toBe("王热心");
    expect(chosen[0]?.reasons.map(({ code }) => code)).not.toContain("light_load");
    expect(view.carriers).toMatchObject([{ load: null }]);
    expect(await codeIn(lookUp(zhou, { planId, helperId: helper.id }))).toBe("NOT_FOUND");
  });

  it("shows an organisation's number only to whoever opened it, and keeps who did; a secretary sees no plan", async () => {
    await need([{ kind: "people", quantity: 6, ...MORNING }]);
    const id = await team("高都队", 4);
    await world.db
      .updateTable("organisation")
      .set({ phone_cipher: seal(world.keys, "13800000001") })
      .where("id", "=", id)
      .execute();
    const planId = await made();
    expect((await planned(planId)).chosen[0]?.phone).toBe(null);
    await lookUp(zhou, { planId, helperId: id });
    expect((await planned(planId)).chosen[0]?.phone).toBe("13800000001");
    expect(await world.db.selectFrom("dispatch_look").select(["helper_id", "viewer_id"]).execute()).toEqual([
      { helper_id: id, viewer_id: zhou.actor?.personId },
    ]);
    const pan = await ctxOf(world, story.pan);
    expect(await codeIn(viewPlan(pan, { planId }))).toBe("NOT_FOUND");
    expect(await codeIn(ask(pan))).toBe("FORBIDDEN");
  });
});
