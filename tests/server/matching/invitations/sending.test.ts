import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { invite, inviteMany, type Sending } from "@/server/matching/invitations/commands";
import { ofNeed } from "@/server/matching/invitations/lists/data";
import { WEEKLY_CAP, weekOf } from "@/server/matching/invitations/rules";
import { inviteInput } from "@/server/matching/invitations/schema";
import { transact } from "@/server/platform/db";
import { drain } from "@/server/worker";
import { claim, newKey } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { ctxOf, grant, organisation, person, places, type TestWorld, testWorld } from "@/tests/support/world";
import { ask, invited, newTeam } from "./cast";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
beforeEach(() => {
  world.clock.set("2026-11-18T02:00:00.000Z");
});
afterAll(async () => {
  expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
});

const loaders = { kind: "people", quantity: 10 } as const;
const rice = { direction: "gift", quantity: 1000 } as const;
const sending = (slotId: string, helperId: string, amount: number, more: Partial<Sending> = {}): Sending => ({
  slotId,
  helperKind: "organisation",
  helperId,
  amount,
  via: "plan",
  why: [],
  grant: null,
  ...more,
});
const countOn = async (slotId: string) =>
  (await world.db.selectFrom("invitation").select("id").where("slot_id", "=", slotId).execute()).length;

describe("who may ask", () => {
  it("the poster, their clerk and those above; to others the need's invitations are not there", async () => {
    const { pan, slotId, need, teams } = await invited(world, loaders, 3);
    const clerk = await person(world, "文书");
    await grant(world, clerk, "clerk", { regionId: places.xipandun }, pan.actor!.grants[0]!.id);
    const town = await person(world, "街道");
    await grant(world, town, "town_admin", { regionId: places.gaodu });
    const other = await person(world, "邻村书记");
    await grant(world, other, "secretary", { regionId: places.xisanchong });
    await ask(world, await ctxOf(world, clerk), slotId, [teams[0]!]);
    await ask(world, await ctxOf(world, town), slotId, [teams[1]!]);
    await expect(ask(world, await ctxOf(world, other), slotId, [teams[2]!])).rejects.toEqual(
      refusal("NOT_FOUND"),
    );
    await expect(ofNeed(await ctxOf(world, other), need.id)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(ofNeed(teams[0]!.ctx, need.id)).rejects.toEqual(refusal("NOT_FOUND"));
    expect((await ofNeed(pan, need.id)).slots[0]!.sent).toHaveLength(2);
  });

  it("the same form sent twice asks nobody twice", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const input = inviteInput.parse({
      slotId,
      picks: [{ helperKind: "organisation", helperId: team.id }],
      key: newKey(),
    });
    expect(await Promise.all([invite(pan, input), invite(pan, input)])).toEqual([
      { invited: 1 },
      { invited: 1 },
    ]);
    expect(await countOn(slotId)).toBe(1);
  });
});

describe("who may be asked", () => {
  it("a verified organisation; one that is not refuses all, and nobody is asked", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const pending = await organisation(
      world,
      `待核实${newKey().slice(0, 6)}`,
      "unit",
      places.gaodu,
      "pending",
    );
    await expect(ask(world, pan, slotId, [team, { id: pending }])).rejects.toEqual(
      refusal("NOT_INVITABLE", { reason: "unwilling", helperId: pending }),
    );
    expect(await countOn(slotId)).toBe(0);
  });

  it("a person only who said that they may be; they stand masked before the poster", async () => {
    const { pan, slotId, need } = await invited(world, loaders);
    const li = await person(world, "李小明", { regionId: places.gaodu });
    const input = () =>
      inviteInput.parse({ slotId, picks: [{ helperKind: "person", helperId: li.id }], key: newKey() });
    await expect(invite(pan, input())).rejects.toEqual(refusal("NOT_INVITABLE", { reason: "unwilling" }));
    await world.db
      .insertInto("person_profile")
      .values({ person_id: li.id, skills: "[]", kinds: "[]", invitable: true, updated_at: world.clock.now() })
      .execute();
    await invite(pan, input());
    expect((await ofNeed(pan, need.id)).slots[0]!.sent[0]).toMatchObject({ helperName: "李**", asked: 1 });
  });

  it("not the poster's own team, not who has pledged, not who waits to answer, not twice in one form", async () => {
    const { pan, slotId, team, need } = await invited(world, loaders);
    const own = await newTeam(world);
    await world.db.updateTable("need").set({ organisation_id: own.id }).where("id", "=", need.id).execute();
    await expect(ask(world, pan, slotId, [own])).rejects.toEqual(refusal("NOT_INVITABLE", { reason: "own" }));
    await expect(ask(world, pan, slotId, [team, team])).rejects.toEqual(refusal("ALREADY_INVITED"));
    await ask(world, pan, slotId, [team]);
    await expect(ask(world, pan, slotId, [team])).rejects.toEqual(
      refusal("ALREADY_INVITED", { status: "sent" }),
    );
    const busy = await newTeam(world);
    await claim(busy.ctx, slotId, 1, { organisationId: busy.id });
    await expect(ask(world, pan, slotId, [busy])).rejects.toEqual(refusal("ALREADY_PLEDGED"));
  });

  it("a helper gets so many a week from all needs together, and the next week again", async () => {
    const team = await newTeam(world);
    const slots = await Promise.all(Array.from({ length: WEEKLY_CAP + 1 }, () => invited(world, loaders)));
    for (const { pan, slotId } of slots.slice(0, WEEKLY_CAP)) await ask(world, pan, slotId, [team]);
    const last = slots[WEEKLY_CAP]!;
    await expect(ask(world, last.pan, last.slotId, [team])).rejects.toEqual(
      refusal("INVITED_ENOUGH", { cap: WEEKLY_CAP }),
    );
    world.clock.set("2026-11-22T15:59:59.999Z"); // Sunday in China
    await expect(ask(world, last.pan, last.slotId, [team])).rejects.toEqual(refusal("INVITED_ENOUGH"));
    world.clock.advance({ ms: 1 });
    await ask(world, last.pan, last.slotId, [team]);
  });

  it("a batch fits wherever it can: what may draw on the larger cap is counted last", async () => {
    const soon = { ...loaders, startsAt: new Date("2026-11-20T01:00:00Z") };
    const [low, usual, more] = [
      await invited(world, soon),
      await invited(world, loaders),
      await invited(world, loaders),
    ];
    const { team } = low;
    const week_on = new Date(`${weekOf(world.clock.now())}T00:00:00Z`);
    const had = { helper_id: team.id, week_on, sent: WEEKLY_CAP - 1 };
    await world.db.insertInto("invitation_week").values(had).execute();
    const send = (...slots: string[]) =>
      transact(world.db, (trx) =>
        inviteMany(
          trx,
          low.pan,
          slots.map((slotId) => sending(slotId, team.id, 1)),
        ),
      );
    await expect(send(low.slotId, usual.slotId, more.slotId)).rejects.toEqual(refusal("INVITED_ENOUGH"));
    expect(await send(low.slotId, usual.slotId)).toHaveLength(2);
  });

  it("ten needs ask one team at once: the cap holds", async () => {
    const team = await newTeam(world);
    const slots = await Promise.all(Array.from({ length: 10 }, () => invited(world, loaders, 0)));
    const tried = await Promise.allSettled(slots.map(({ pan, slotId }) => ask(world, pan, slotId, [team])));
    expect(tried.filter((t) => t.status === "fulfilled")).toHaveLength(WEEKLY_CAP);
  });
});

describe("a plan sends in one transaction", () => {
  it("all of it, or nothing where the rows together ask for more than is left", async () => {
    const { pan, slotId, teams } = await invited(world, rice, 3);
    const [a, b, c] = teams.map((t) => t.id) as [string, string, string];
    const send = (rows: Sending[]) => transact(world.db, (trx) => inviteMany(trx, pan, rows));
    await expect(send([sending(slotId, a, 300_000), sending(slotId, b, 200_500)])).rejects.toEqual(
      refusal("INVITE_CHANGED", { slotId, helperId: b, remaining: 500_000 }),
    );
    expect(await countOn(slotId)).toBe(0);
    expect(
      await send([sending(slotId, a, 300_000, { planId: newKey() }), sending(slotId, b, 200_000)]),
    ).toHaveLength(2);
    await expect(send([sending(slotId, c, 500_001)])).rejects.toEqual(refusal("INVITE_CHANGED"));
  });

  it("what was claimed meanwhile refuses it, and what ended meanwhile", async () => {
    const { pan, slotId, team } = await invited(world, rice);
    await claim(await ctxOf(world, await person(world, "小李")), slotId, 900);
    const send = (amount: number) =>
      transact(world.db, (trx) => inviteMany(trx, pan, [sending(slotId, team.id, amount)]));
    await expect(send(100_000)).rejects.toEqual(refusal("INVITE_CHANGED", { remaining: 50_000 }));
    world.clock.advance({ days: 91 });
    await expect(send(50_000)).rejects.toEqual(refusal("NOT_OPEN"));
  });
});

describe("who hears of it", () => {
  it("the team's leader, in the inbox and by text message with the day by which to answer; at night it waits for the morning", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    await drain(world);
    world.clock.set("2026-11-18T14:00:00.000Z"); // 22 o'clock
    world.sms.sent.length = 0;
    await ask(world, pan, slotId, [team], 2);
    await drain(world);
    expect(world.sms.sent.filter((m) => m.template === "invited")).toEqual([]);
    world.clock.set("2026-11-19T00:00:00.000Z");
    await drain(world);
    const sent = world.sms.sent.filter((m) => m.template === "invited");
    expect(sent).toHaveLength(1);
    expect(sent[0]!.params).toMatchObject({ until: "11月21日9点" });
  });
});
