import { v7 as uuid } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { withdraw } from "@/server/pledges/changes/commands";
import { pledge } from "@/server/pledges/commands";
import { accept } from "@/server/pledges/deliveries/commands";
import { EVERYWHERE } from "@/server/tally/commands";
import { totalsOf } from "@/server/tally/data";
import { needDeltas, pledgeDeltas } from "@/server/tally/rules";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { openNeed } from "@/tests/support/needs";
import { ctxOf, places, storyPeople, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

const place = {
  province: places.shandong,
  city: places.linyi,
  county: places.luozhuang,
  town: places.gaodu,
  village: places.xipandun,
};
const at = async (regionId: number) => (await totalsOf(world.db, regionId, world.clock.now())).totals;

it("totals follow what happened, in every region above, whatever order events are delivered in", async () => {
  const { pan, li, chen, team } = await storyPeople(world);
  const need = await openNeed(world, {
    posterId: pan.id,
    place,
    lines: [
      { kind: "goods", quantity: 1000 },
      { kind: "people", quantity: 3 },
      { kind: "vehicle", quantity: 2 },
    ],
  });
  const [goods, loaders] = need.lines.map((line) => line.slotId) as [string, string];
  const [panCtx, liCtx, chenCtx] = [
    await ctxOf(world, pan),
    await ctxOf(world, li),
    await ctxOf(world, chen),
  ];
  const make = (ctx: typeof liCtx, slotId: string, amount: string, more = {}) =>
    pledge(ctx, { slotId, amount, ifShort: "ask", key: uuid(), ...more });
  const rice = await make(chenCtx, goods, "400", { organisationId: team });
  await make(chenCtx, loaders, "2", { organisationId: team });
  const mine = await make(liCtx, loaders, "1");
  await accept(panCtx, {
    pledgeId: rice.pledgeId,
    accepted: "300",
    short: "100",
    reason: "short_weight",
    key: uuid(),
  });
  await withdraw(liCtx, { pledgeId: mine.pledgeId, reason: "ill" });
  // Newest first: ids are time-ordered, so turning them round turns the order of delivery round.
  const rows = await world.db.selectFrom("outbox").select("id").orderBy("id").execute();
  const ids = rows.map((row) => row.id);
  for (const id of ids)
    await world.db
      .updateTable("outbox")
      .set({ id: `x${id.slice(1)}` })
      .where("id", "=", id)
      .execute();
  for (const [i, id] of ids.entries())
    await world.db
      .updateTable("outbox")
      .set({ id: ids[ids.length - 1 - i]! })
      .where("id", "=", `x${id.slice(1)}`)
      .execute();
  await drain(world);
  const expected = {
    needs_open: 1,
    needs_completed: 0,
    goods_grams: 150_000,
    vehicles: 0,
    places_filled: 2,
    organisations: 1,
  };
  for (const region of [EVERYWHERE, ...Object.values(place)].filter((id) => id !== places.xipandun))
    expect([region, await at(region)]).toEqual([region, expected]);
  expect(await at(places.xipandun)).toEqual({ ...expected, organisations: 0 }); // the team's home is the town
  expect(await at(places.fuzhuang)).toEqual({
    ...expected,
    needs_open: 0,
    goods_grams: 0,
    places_filled: 0,
    organisations: 0,
  });
});

it("anybody may read them, with the time they are as of: the oldest event that is not counted yet", async () => {
  const then = world.clock.now();
  await openNeed(world, { place });
  world.clock.advance({ minutes: 5 });
  const caller = createCaller(visitor(world));
  expect(await caller.tally.totals({ regionId: places.gaodu })).toMatchObject({ needsOpen: 1, at: then });
  await drain(world);
  expect(await caller.tally.totals({ regionId: places.gaodu })).toMatchObject({
    needsOpen: 2,
    at: world.clock.now(),
  });
});

it("a need counts where it stands: published, paused, resumed, completed, reopened", () => {
  const events = [
    "need.drafted",
    "need.published",
    "need.paused",
    "need.resumed",
    "need.changed",
    "need.settling",
    "need.completed",
    "need.reopened",
  ];
  const totals = { needs_open: [] as number[], needs_completed: [] as number[] };
  const now: Record<string, number> = { needs_open: 0, needs_completed: 0 };
  events.forEach((_, i) => {
    const acts = events.slice(0, i + 1).map((event) => ({ event, data: {} }));
    for (const { name, by } of needDeltas(acts)) now[name] = (now[name] ?? 0) + by;
    totals.needs_open.push(now.needs_open ?? 0);
    totals.needs_completed.push(now.needs_completed ?? 0);
  });
  expect(totals).toEqual({ needs_open: [0, 1, 0, 1, 1, 0, 0, 1], needs_completed: [0, 0, 0, 0, 0, 0, 1, 0] });
});

it("a place is filled when it is taken, not while it is offered", () => {
  const acts = [
    { event: "pledge.waitlisted", data: { amount: 0 } },
    { event: "pledge.offered", data: { amount: 1 } },
    { event: "pledge.called", data: { amount: 1 } },
    { event: "pledge.accepted", data: { amount: 1 } },
    { event: "pledge.withdrawn", data: { amount: 0 } },
  ];
  const people = { kind: "people", weighed: false };
  expect(acts.map((_, i) => pledgeDeltas(acts.slice(0, i + 1), people).map((d) => d.by))).toEqual([
    [],
    [],
    [],
    [1],
    [-1],
  ]);
});
