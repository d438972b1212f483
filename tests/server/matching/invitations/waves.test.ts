import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { appoint, end as endAdviser } from "@/server/matching/advisers/commands";
import { refreshHelpers } from "@/server/matching/candidates/keeping/commands";
import { accept, decline } from "@/server/matching/invitations/answering/commands";
import { rankedFor } from "@/server/matching/invitations/asking/data";
import { chancesIn } from "@/server/matching/invitations/chances/data";
import { fewest, PRIOR_CHANCE } from "@/server/matching/invitations/chances/rules";
import { slotToAsk } from "@/server/matching/invitations/data";
import { ofNeed } from "@/server/matching/invitations/lists/data";
import { WEEKLY_CAP, weekOf } from "@/server/matching/invitations/rules";
import { acceptInput, declineInput } from "@/server/matching/invitations/schema";
import { runWave, start, stop } from "@/server/matching/invitations/waves/commands";
import { findWave } from "@/server/matching/invitations/waves/data";
import { setWeights } from "@/server/matching/score/commands";
import { BUILT_IN } from "@/server/matching/score/rules";
import { pause, resume } from "@/server/needs/recruiting/commands";
import { seal } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import { cancel } from "@/server/pledges/settlement/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { claim, eventsOf, newKey, rowOf } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { ctxOf, grant, person, places, type TestWorld, testWorld } from "@/tests/support/world";
import { invited, newTeam, type Team } from "./cast";

let world: TestWorld;
let teams: Map<string, Team>;
beforeAll(async () => {
  world = await testWorld();
  await invited(world, {}, 0);
  const all = await Promise.all(Array.from({ length: 24 }, () => newTeam(world)));
  teams = new Map(all.map((team) => [team.id, team]));
  await world.db
    .updateTable("organisation")
    .set({ weekly_capacity: 2 })
    .where("id", "in", [...teams.keys()])
    .execute();
  await drain(world);
}, 60_000);
afterAll(async () => {
  expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
});

/** A new week each time, so that the cap of earlier tests does not count. */
async function need(line: Parameters<typeof invited>[1]) {
  world.clock.advance({ days: 7 });
  return invited(world, line, 0);
}
const sentOn = (slotId: string) =>
  world.db
    .selectFrom("invitation")
    .selectAll()
    .where("slot_id", "=", slotId)
    .orderBy("sent_at")
    .orderBy("id")
    .execute();
const waveOn = async (slotId: string) => (await findWave(world.db, { slotId }))!;
const leaderOf = (helperId: string): Ctx => teams.get(helperId)!.ctx;
const yes = (row: { id: string; helper_id: string }, more: object = {}) =>
  accept(leaderOf(row.helper_id), acceptInput.parse({ invitationId: row.id, key: newKey(), ...more }));
const no = (row: { id: string; helper_id: string }) =>
  decline(leaderOf(row.helper_id), declineInput.parse({ invitationId: row.id, key: newKey() }));

describe("waves", () => {
  it("the first goes out at once: the fewest that are likely to fill it; the next after a pause, to others", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 2 });
    await start(pan, slotId);
    const first = await sentOn(slotId);
    const chance = (await chancesIn(world.db, places.luozhuang, "people", world.clock.now()))("organisation");
    const { count } = fewest(
      2,
      [],
      Array.from({ length: 20 }, () => ({ amount: 2, chance })),
    );
    expect(first).toHaveLength(count);
    expect(
      first.every(
        (row) => row.via === "wave" && row.wave === 1 && row.asked === 2 && row.ranking_id !== null,
      ),
    ).toBe(true);
    expect(first.every((row) => row.why.includes('"same_town"'))).toBe(true);
    const wave = await waveOn(slotId);
    expect(wave).toMatchObject({ status: "running", number: 1, size: count });
    expect(wave.expected).toBeGreaterThanOrEqual(900);
    world.clock.set(new Date(wave.next_at!.getTime() - 1));
    await runWave(systemCtx(world), wave.id);
    expect(await sentOn(slotId)).toHaveLength(count);
    for (const row of first.slice(0, count - 1)) await no(row);
    world.clock.set(wave.next_at!);
    await drain(world);
    const second = (await sentOn(slotId)).filter((row) => row.wave === 2);
    expect(second.length).toBeGreaterThan(0);
    const asked = new Set(first.map((row) => row.helper_id));
    expect(second.some((row) => asked.has(row.helper_id))).toBe(false);
    expect(await eventsOf(world.db, wave.id)).toEqual(["wave.started", "wave.sent", "wave.sent"]);
  });

  it("when everybody has answered, the next does not wait out the pause", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 1 });
    await start(pan, slotId);
    for (const row of await sentOn(slotId)) await no(row);
    await drain(world);
    expect((await waveOn(slotId)).number).toBe(2);
  });

  it("filled: it stops, and whoever has not answered is told that it is enough", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 2 });
    await start(pan, slotId);
    const [first] = await sentOn(slotId);
    await yes(first!);
    await drain(world);
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 2, remaining: 0 });
    expect(await waveOn(slotId)).toMatchObject({ status: "filled", next_at: null });
    const after = await sentOn(slotId);
    expect(after.filter((row) => row.status === "sent")).toEqual([]);
    expect(after.filter((row) => row.status === "withdrawn").every((row) => row.reason === "full")).toBe(
      true,
    );
    world.clock.advance({ days: 3 });
    await drain(world);
    expect(await sentOn(slotId)).toHaveLength(after.length);
  });

  it("the need is cancelled: nobody is asked any more, and the wave is over", async () => {
    const { pan, slotId, need: of } = await need({ kind: "people", quantity: 2 });
    await start(pan, slotId);
    await cancel(pan, { needId: of.id, reason: "weather" });
    await drain(world);
    expect((await waveOn(slotId)).status).toBe("ended");
    expect((await sentOn(slotId)).every((row) => row.status === "withdrawn" && row.reason === "need")).toBe(
      true,
    );
  });

  it("a pause of the need is a pause of asking; after it, it goes on", async () => {
    const { pan, slotId, need: of } = await need({ kind: "people", quantity: 2 });
    await start(pan, slotId);
    const first = await sentOn(slotId);
    await pause(pan, { needId: of.id });
    for (const row of first) await no(row);
    await drain(world);
    expect(await waveOn(slotId)).toMatchObject({ status: "running", number: 1 });
    await resume(pan, { needId: of.id });
    world.clock.set((await waveOn(slotId)).next_at!);
    await drain(world);
    expect((await waveOn(slotId)).number).toBe(2);
  });

  it("stopped by the poster it asks nobody new; who was asked may answer; it can be started again", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 4 });
    await start(pan, slotId);
    const first = await sentOn(slotId);
    await stop(pan, slotId);
    await expect(stop(pan, slotId)).rejects.toEqual(refusal("WRONG_STATE"));
    await yes(first[0]!);
    world.clock.advance({ days: 1 });
    await drain(world);
    expect(await sentOn(slotId)).toHaveLength(first.length);
    await start(pan, slotId);
    expect((await waveOn(slotId)).status).toBe("running");
  });

  it("started twice at once, it sends one wave", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 1 });
    await Promise.all([start(pan, slotId), start(pan, slotId), start(pan, slotId)]);
    expect(new Set((await sentOn(slotId)).map((row) => row.wave))).toEqual(new Set([1]));
  });

  it("nobody is left to ask: it says so to the poster", async () => {
    const { pan, slotId, need: of } = await need({ kind: "vehicle", quantity: 1 }); // no team has one
    await start(pan, slotId);
    expect((await waveOn(slotId)).status).toBe("exhausted");
    await drain(world);
    const told = await world.db
      .selectFrom("notice")
      .select("kind")
      .where("person_id", "=", pan.actor!.personId)
      .where("need_id", "=", of.id)
      .execute();
    expect(told.map((row) => row.kind)).toContain("wave_exhausted");
  });

  it("who had this week's invitations is looked past; where nobody else is left, it goes on next week", async () => {
    const { pan, slotId, need: of } = await need({ kind: "people", quantity: 2 });
    await world.db
      .updateTable("need")
      .set({ deadline_at: new Date(world.clock.now().getTime() + 30 * 86_400_000) })
      .where("id", "=", of.id)
      .execute();
    const week_on = new Date(`${weekOf(world.clock.now())}T00:00:00Z`);
    const had = [...teams.keys()].map((helper_id) => ({ helper_id, week_on, sent: WEEKLY_CAP }));
    await world.db.insertInto("invitation_week").values(had).execute();
    await start(pan, slotId);
    expect(await sentOn(slotId)).toEqual([]);
    const waits = await waveOn(slotId);
    expect(waits.status).toBe("running");
    expect(weekOf(waits.next_at!)).toBe(weekOf(new Date(week_on.getTime() + 8 * 86_400_000)));
    const [one] = teams.keys();
    await world.db
      .deleteFrom("invitation_week")
      .where("helper_id", "=", one!)
      .where("week_on", "=", week_on)
      .execute();
    await stop(pan, slotId);
    await start(pan, slotId);
    expect((await sentOn(slotId)).map((row) => row.helper_id)).toEqual([one]);
  });

  it("of people, only who may take the shift is asked at all", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 1 });
    const [old, young] = [await person(world, "大人"), await person(world, "小孩")];
    for (const one of [old, young]) {
      await world.db
        .updateTable("person")
        .set({ home_region_id: places.xipandun })
        .where("id", "=", one.id)
        .execute();
      await world.db
        .insertInto("person_profile")
        .values({
          person_id: one.id,
          skills: "[]",
          kinds: "[]",
          invitable: true,
          free_parts: 0,
          reach: "county",
          updated_at: world.clock.now(),
        })
        .execute();
    }
    await world.db
      .insertInto("person_private")
      .values({
        person_id: young.id,
        birth_cipher: seal(world.keys, "2016-01-01"),
        updated_at: world.clock.now(),
      } as never)
      .execute();
    await transact(world.db, (trx) => refreshHelpers(trx, "person", [old.id, young.id]));
    const slot = await slotToAsk(world.db, slotId);
    const { rows } = await rankedFor(systemCtx(world), slot, new Set(), 60);
    expect(rows.some((row) => row.helperId === old.id)).toBe(true);
    expect(rows.some((row) => row.helperId === young.id)).toBe(false);
    await world.db
      .updateTable("person_profile")
      .set({ invitable: false })
      .where("person_id", "in", [old.id, young.id])
      .execute();
    await transact(world.db, (trx) => refreshHelpers(trx, "person", [old.id, young.id]));
    void pan;
  });

  it("not of what is confidential, nor of what is full, nor by whoever did not post it", async () => {
    const { pan, slotId, need: of } = await need({ kind: "people", quantity: 1 });
    await world.db.updateTable("need").set({ lane: "confidential" }).where("id", "=", of.id).execute();
    await expect(start(pan, slotId)).rejects.toEqual(refusal("NO_WAVES"));
    await world.db.updateTable("need").set({ lane: "open" }).where("id", "=", of.id).execute();
    await expect(start([...teams.values()][0]!.ctx, slotId)).rejects.toEqual(refusal("NOT_FOUND"));
    await claim(await ctxOf(world, await person(world, "小李")), slotId, 1);
    await expect(start(pan, slotId)).rejects.toEqual(refusal("INVITE_CHANGED", { remaining: 0 }));
  });

  it("goods go round in turns of two, to those with the least so far for what they can take", async () => {
    const { pan, slotId } = await need({ direction: "gift", quantity: 1000 });
    await claim(await ctxOf(world, await person(world, "小李")), slotId, 800); // so that not everybody has to be asked
    const chief = await person(world, "周主任");
    await grant(world, chief, "district_admin", { regionId: places.luozhuang });
    const weights = { ...BUILT_IN, load: 0 }; // so that the ranking itself does not do it
    await setWeights(await ctxOf(world, chief), {
      ...{ countyId: places.luozhuang, version: 0, weights, note: "忙闲不看" },
    });
    // A look finds a few of the teams, scattered: of those it finds the last two have had nothing.
    const { rows } = await rankedFor(systemCtx(world), await slotToAsk(world.db, slotId), new Set(), 60);
    const found = rows.map(({ helperId }) => helperId).filter((id) => teams.has(id));
    const spared = found.slice(-2);
    const load_month = Number(world.clock.now().toISOString().slice(0, 7).replace("-", ""));
    const all = world.db.updateTable("helper").where("helper_id", "in", [...teams.keys()]);
    await all.where("helper_id", "not in", spared).set({ load_month, load_count: 9 }).execute();
    await start(pan, slotId);
    const sent = await sentOn(slotId);
    expect(sent.length % 2).toBe(0);
    expect(sent.every((row) => row.asked === 100 * 500)).toBe(true);
    expect(sent.length).toBeLessThan(found.length);
    expect(sent.map((row) => row.helper_id)).toEqual(expect.arrayContaining(spared));
    await all.set({ load_count: 0 }).execute();
  });
});

describe("what the chances are counted from", () => {
  it("is kinds, not helpers: a team that always says no is asked as before, and as early", async () => {
    const { pan, slotId } = await need({ kind: "people", quantity: 1 });
    await start(pan, slotId);
    const [first] = await sentOn(slotId);
    await no(first!);
    const again = await need({ kind: "people", quantity: 1 });
    const helper = await world.db
      .selectFrom("helper")
      .selectAll()
      .where("helper_id", "=", first!.helper_id)
      .executeTakeFirstOrThrow();
    await start(again.pan, again.slotId);
    expect(
      await world.db
        .selectFrom("helper")
        .selectAll()
        .where("helper_id", "=", first!.helper_id)
        .executeTakeFirstOrThrow(),
    ).toEqual(helper);
    const chance = await chancesIn(world.db, 1, "people", world.clock.now());
    expect(chance("organisation")).toBeCloseTo(PRIOR_CHANCE); // another county knows nothing of it
  });
});

describe("the village's own adviser", () => {
  async function lawyerOf(pan: Ctx) {
    const li = await person(world, `李律师`, { regionId: places.gaodu });
    const { adviserId } = await appoint(pan, {
      regionId: places.xipandun,
      kind: "lawyer",
      phone: li.phone,
      name: "李律师",
    });
    return { li, adviserId };
  }

  it("is asked first and alone, without having said that anybody may ask; then the others", async () => {
    const { pan, slotId, need: of } = await need({ kind: "expertise", item: "看看土地合同", quantity: 1 });
    const { li, adviserId } = await lawyerOf(pan);
    await start(pan, slotId);
    expect(await sentOn(slotId)).toMatchObject([{ helper_id: li.id, via: "adviser", wave: 1 }]);
    expect((await ofNeed(pan, of.id)).slots[0]!.sent[0]).toMatchObject({ helperName: "李律师" });
    const [asked] = await sentOn(slotId);
    await decline(await ctxOf(world, li), declineInput.parse({ invitationId: asked!.id, key: newKey() }));
    await drain(world);
    expect((await sentOn(slotId)).filter((row) => row.wave === 2).every((row) => row.via === "wave")).toBe(
      true,
    );
    const me = createCaller(await ctxOf(world, li));
    expect(await me.advisers.mine()).toMatchObject([
      { id: adviserId, kind: "lawyer", village: expect.stringContaining("西潘墩") },
    ]);
    await me.advisers.end({ adviserId, version: 1 });
    expect(await me.advisers.mine()).toEqual([]);
    const next = await need({ kind: "expertise", item: "看看土地合同", quantity: 1 });
    await start(next.pan, next.slotId);
    expect((await sentOn(next.slotId)).some((row) => row.via === "adviser")).toBe(false);
  });

  it("is asked for what the law reserves once their qualification is verified; until then both sides are told", async () => {
    const reserved = {
      kind: "expertise",
      item: "看看土地合同",
      quantity: 1,
      qualification: "lawyer",
    } as const;
    const { pan, slotId } = await need(reserved);
    const { li, adviserId } = await lawyerOf(pan);
    const [desk, me] = [createCaller(pan), createCaller(await ctxOf(world, li))];
    const said = async () => [
      ...(await desk.advisers.ofVillage({ regionId: places.xipandun })).items,
      ...(await me.advisers.mine()),
    ];
    const ofThis = async () =>
      (await said()).flatMap((one) => (one.id === adviserId ? [one.unverified] : []));
    expect(await ofThis()).toEqual(["lawyer", "lawyer"]);
    await start(pan, slotId);
    expect((await sentOn(slotId)).some((row) => row.helper_id === li.id)).toBe(false);
    const town = await person(world, "街道");
    await grant(world, town, "town_admin", { regionId: places.gaodu });
    const { qualificationId } = await me.records.claim({ kind: "lawyer", issuer: "市司法局" });
    const above = createCaller(await ctxOf(world, town));
    await above.records.verify({ qualificationId, version: 1, seen: "original" });
    expect(await ofThis()).toEqual([null, null]);
    const next = await need(reserved);
    await start(next.pan, next.slotId);
    expect(await sentOn(next.slotId)).toMatchObject([{ helper_id: li.id, via: "adviser" }]);
  });

  it("is written down by the village or those above, with name and number both right; the same person once", async () => {
    const { pan } = await need({});
    const { li, adviserId } = await lawyerOf(pan);
    const again = { regionId: places.xipandun, kind: "lawyer" as const, phone: li.phone, name: "李律师" };
    await expect(appoint(pan, again)).rejects.toEqual(refusal("ALREADY_GRANTED"));
    await expect(appoint(pan, { ...again, name: "王律师" })).rejects.toEqual(refusal("NOBODY_WITH_NUMBER"));
    const other = await person(world, "邻村书记");
    await grant(world, other, "secretary", { regionId: places.xisanchong });
    const stranger = await ctxOf(world, other);
    await expect(appoint(stranger, again)).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(endAdviser(stranger, { adviserId, version: 1 })).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(endAdviser(pan, { adviserId: uuid(), version: 1 })).rejects.toEqual(refusal("NOT_FOUND"));
    await endAdviser(pan, { adviserId, version: 1 });
    await expect(endAdviser(pan, { adviserId, version: 2 })).rejects.toEqual(refusal("MOVED_ON"));
  });
});
