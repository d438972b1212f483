import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { accept, decline } from "@/server/matching/invitations/answering/commands";
import { expire, withdraw } from "@/server/matching/invitations/commands";
import { listMine } from "@/server/matching/invitations/lists/data";
import { ANSWER_HOURS } from "@/server/matching/invitations/rules";
import { acceptInput, declineInput } from "@/server/matching/invitations/schema";
import { pause } from "@/server/needs/recruiting/commands";
import { switchOff } from "@/server/organisations/commands";
import { cancel } from "@/server/pledges/settlement/commands";
import { systemCtx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { claim, eventsOf, newKey, rowOf } from "@/tests/support/pledged";
import { codeOf, refusal } from "@/tests/support/refusals";
import { faultyNumbers } from "@/tests/support/sums";
import { ctxOf, grant, person, places, type TestWorld, testWorld } from "@/tests/support/world";
import { ask, invitationOf, invited } from "./cast";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
beforeEach(() => {
  world.clock.set("2026-11-18T02:00:00.000Z");
});
afterAll(async () => {
  expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
  expect(await faultyNumbers(world.db)).toEqual([]);
});

const yes = (ctx: Parameters<typeof accept>[0], invitationId: string, more: object = {}) =>
  accept(ctx, acceptInput.parse({ invitationId, key: newKey(), ...more }));
const no = (ctx: Parameters<typeof decline>[0], invitationId: string, more: object = {}) =>
  decline(ctx, declineInput.parse({ invitationId, key: newKey(), ...more }));
const pledgesOn = (slotId: string) =>
  world.db
    .selectFrom("pledge")
    .select(["id", "organisation_id", "amount"])
    .where("slot_id", "=", slotId)
    .execute();

const loaders = { kind: "people", quantity: 4 } as const;
const rice = { direction: "gift", quantity: 1000 } as const;

describe("yes", () => {
  it("becomes the team's pledge of what was asked, in one tap", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 3);
    const answer = await yes(team.ctx, id);
    expect(answer).toMatchObject({ status: "confirmed", amount: 3 });
    expect(await rowOf.pledge(world.db, answer.pledgeId)).toMatchObject({
      organisation_id: team.id,
      amount: 3,
    });
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 3, remaining: 1 });
    expect(await invitationOf(world, id)).toMatchObject({
      status: "accepted",
      pledge_id: answer.pledgeId,
      live_key: null,
    });
    expect(await eventsOf(world.db, id)).toEqual(["invitation.sent", "invitation.accepted"]);
  });

  it("a double tap is one pledge and one answer", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 2);
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => yes(team.ctx, id, { key })));
    expect(new Set(answers.map((a) => a.pledgeId)).size).toBe(1);
    expect(await pledgesOn(slotId)).toHaveLength(1);
    expect(await yes(team.ctx, id, { key })).toEqual(answers[0]);
  });

  it("two leaders of one team at once: one wins, one is told it is done, there is one pledge", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const second = await person(world, "副队长");
    await grant(world, second, "manager", { organisationId: team.id });
    const [id = ""] = await ask(world, pan, slotId, [team], 2);
    const tried = await Promise.allSettled([yes(team.ctx, id), yes(await ctxOf(world, second), id)]);
    expect(tried.filter((t) => t.status === "fulfilled")).toHaveLength(1);
    const lost = tried.find((t) => t.status === "rejected") as PromiseRejectedResult;
    expect(["MOVED_ON", "INVITATION_OVER"]).toContain(codeOf(lost.reason));
    expect(await pledgesOn(slotId)).toHaveLength(1);
  });

  it("the last seat: of two teams asked one has it, the other is told that it is full, and stands in no queue", async () => {
    const { pan, slotId, teams } = await invited(world, { kind: "people", quantity: 1 }, 2);
    const ids = await ask(world, pan, slotId, teams, 1);
    const tried = await Promise.allSettled(ids.map((id, i) => yes(teams[i]!.ctx, id)));
    expect(tried.filter((t) => t.status === "fulfilled")).toHaveLength(1);
    const at = tried.findIndex((t) => t.status === "rejected");
    expect(codeOf((tried[at] as PromiseRejectedResult).reason)).toBe("INVITATION_FULL");
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 1, waiting: 0 });
    expect(await invitationOf(world, ids[at]!)).toMatchObject({ status: "sent", pledge_id: null });
  });

  it("less is left than was asked: it says how much, and takes that on their word alone", async () => {
    const { pan, slotId, team } = await invited(world, rice);
    const [id = ""] = await ask(world, pan, slotId, [team], 600);
    const li = await ctxOf(world, await person(world, "小李"));
    await claim(li, slotId, 700);
    await expect(yes(team.ctx, id)).rejects.toEqual(
      refusal("INVITE_CHANGED", { remaining: 300 * 500, unit: "jin", unitSize: 500 }),
    );
    expect(await invitationOf(world, id)).toMatchObject({ status: "sent" });
    expect(await yes(team.ctx, id, { part: true })).toMatchObject({ status: "confirmed", amount: 300 * 500 });
  });

  it("a part is enough: a team says how much it can", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 4);
    expect(await yes(team.ctx, id, { amount: "1" })).toMatchObject({ amount: 1 });
  });

  it("has all the guards of pledging: a need that is paused takes nobody", async () => {
    const { pan, slotId, team, need } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 1);
    await pause(pan, { needId: need.id });
    await expect(yes(team.ctx, id)).rejects.toEqual(refusal("NOT_OPEN", { status: "paused" }));
    expect(await invitationOf(world, id)).toMatchObject({ status: "sent", version: 1 });
  });

  it("comes from who leads the team that was asked; to others the invitation is not there, nor to its members", async () => {
    const { pan, slotId, teams } = await invited(world, loaders, 2);
    const member = await person(world, "队员");
    await grant(world, member, "member", { organisationId: teams[0]!.id });
    const [id = ""] = await ask(world, pan, slotId, [teams[0]!], 1);
    await expect(yes(teams[1]!.ctx, id)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(yes(await ctxOf(world, member), id)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(yes(pan, id)).rejects.toEqual(refusal("FORBIDDEN"));
  });
});

describe("a conflict of interest", () => {
  const asks = async (line: object, lane = "open") => {
    const made = await invited(world, { kind: "expertise", quantity: 1, ...line });
    await world.db.updateTable("need").set({ lane }).where("id", "=", made.need.id).execute();
    const [id] = await ask(world, made.pan, made.slotId, [made.team]);
    return { ...made, id: id as string };
  };

  it("is asked about before the yes to a mediation, a lawyer's matter or whatever is confidential; it stands in history", async () => {
    for (const [line, lane] of [
      [{ item: "调解宅基地纠纷" }, "open"],
      [{ item: "看看合同" }, "open"],
      [{ kind: "people", item: "陪着去一趟" }, "confidential"],
    ] as const) {
      const { team, slotId, id } = await asks(line, lane);
      expect((await listMine(team.ctx, { organisationId: team.id, show: [] }))[0]).toMatchObject({
        asksConflict: true,
      });
      await expect(yes(team.ctx, id)).rejects.toEqual(refusal("CONFLICT_UNSAID"));
      expect(await pledgesOn(slotId)).toEqual([]);
      await yes(team.ctx, id, { noConflict: true });
      const said = await world.db
        .selectFrom("history")
        .select("data")
        .where("subject_id", "=", id)
        .where("event", "=", "invitation.accepted")
        .executeTakeFirstOrThrow();
      expect(JSON.parse(said.data as string)).toMatchObject({ noConflict: true });
    }
  });

  it("is not asked about where there are no parties; who has one may say no for it", async () => {
    const plain = await asks({ item: "教大家修剪果树" });
    await yes(plain.team.ctx, plain.id);
    const { team, id } = await asks({ item: "调解宅基地纠纷" });
    await no(team.ctx, id, { reason: "conflict" });
    expect(await invitationOf(world, id)).toMatchObject({ status: "declined", reason: "conflict" });
  });
});

describe("no, and silence", () => {
  it("one tap, with a reason or without, and nothing follows from it", async () => {
    const { pan, slotId, teams } = await invited(world, loaders, 2);
    const ids = await ask(world, pan, slotId, teams, 1);
    await no(teams[0]!.ctx, ids[0]!);
    await no(teams[1]!.ctx, ids[1]!, { reason: "too_far" });
    expect((await invitationOf(world, ids[0]!)).reason).toBeNull();
    expect((await invitationOf(world, ids[1]!)).reason).toBe("too_far");
    expect(await rowOf.slot(world.db, slotId)).toMatchObject({ promised: 0, remaining: 4 });
  });

  it("nobody who said no is asked for the same again", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 1);
    await no(team.ctx, id);
    await expect(ask(world, pan, slotId, [team], 1)).rejects.toEqual(
      refusal("ALREADY_INVITED", { status: "declined" }),
    );
  });

  it("silence ends at its time by the timer, a millisecond before it does not; then yes is too late and says so", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 1);
    const { expires_at } = await invitationOf(world, id);
    expect(expires_at.getTime() - world.clock.now().getTime()).toBe(ANSWER_HOURS * 3_600_000);
    world.clock.set(new Date(expires_at.getTime() - 1));
    await expire(systemCtx(world), id);
    expect(await invitationOf(world, id)).toMatchObject({ status: "sent" });
    world.clock.set(expires_at);
    await expect(yes(team.ctx, id)).rejects.toEqual(refusal("INVITATION_OVER", { status: "expired" }));
    await drain(world);
    expect(await invitationOf(world, id)).toMatchObject({ status: "expired" });
    await expire(systemCtx(world), id);
    expect(await eventsOf(world.db, id)).toEqual(["invitation.sent", "invitation.expired"]);
    expect(await listMine(team.ctx, { show: ["open"] })).toEqual([]);
    expect((await listMine(team.ctx, { show: ["over"] })).map((one) => one.id)).toEqual([id]);
  });

  it("yes and the end of its time at once: one of them happens", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 1);
    const { expires_at } = await invitationOf(world, id);
    const late = { ...systemCtx(world), clock: { now: () => expires_at } };
    const [accepted] = await Promise.allSettled([yes(team.ctx, id), expire(late, id)]);
    const { status } = await invitationOf(world, id);
    expect(status).toBe(accepted!.status === "fulfilled" ? "accepted" : "expired");
    expect(await pledgesOn(slotId)).toHaveLength(accepted!.status === "fulfilled" ? 1 : 0);
  });
});

describe("taken back", () => {
  it("by the poster, and then yes says that it is not wanted any more", async () => {
    const { pan, slotId, team } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 1);
    await withdraw(pan, { invitationId: id, version: 1 });
    await expect(yes(team.ctx, id)).rejects.toEqual(refusal("INVITATION_OVER", { status: "withdrawn" }));
    await expect(withdraw(pan, { invitationId: id })).rejects.toEqual(refusal("INVITATION_OVER"));
  });

  it("yes and taking back at once: one of them happens, and there is a pledge only where it was yes", async () => {
    for (let round = 0; round < 4; round++) {
      const { pan, slotId, team } = await invited(world, loaders);
      const [id = ""] = await ask(world, pan, slotId, [team], 1);
      const tried = await Promise.allSettled([yes(team.ctx, id), withdraw(pan, { invitationId: id })]);
      expect(tried.filter((t) => t.status === "fulfilled")).toHaveLength(1);
      const { status } = await invitationOf(world, id);
      expect(await pledgesOn(slotId)).toHaveLength(status === "accepted" ? 1 : 0);
    }
  });

  it("the need is cancelled: whoever was asked is not asked any more, and hears of it", async () => {
    const { pan, slotId, team, need } = await invited(world, loaders);
    const [id = ""] = await ask(world, pan, slotId, [team], 1);
    await drain(world);
    await cancel(pan, { needId: need.id, reason: "no_longer_needed" });
    await drain(world);
    expect(await invitationOf(world, id)).toMatchObject({ status: "withdrawn", reason: "need" });
    const kinds = await world.db
      .selectFrom("notice")
      .select("kind")
      .where("person_id", "=", team.ctx.actor!.personId)
      .where("need_id", "=", need.id)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    expect(kinds.map((row) => row.kind)).toEqual(["invitation_sent", "invitation_withdrawn"]);
  });

  it("others have filled it: the open ones end, with thanks", async () => {
    const { pan, slotId, teams } = await invited(world, { kind: "people", quantity: 1 }, 2);
    const ids = await ask(world, pan, slotId, teams, 1);
    await yes(teams[0]!.ctx, ids[0]!);
    await drain(world);
    expect(await invitationOf(world, ids[1]!)).toMatchObject({ status: "withdrawn", reason: "full" });
  });

  it("a team or a person is switched off: nobody would answer, so they are not asked any more", async () => {
    const { pan, slotId, team } = await invited(world, { kind: "people", quantity: 4 });
    const [id] = await ask(world, pan, slotId, [team]);
    const district = await person(world, "区里");
    await grant(world, district, "district_admin", { regionId: places.luozhuang });
    await switchOff(await ctxOf(world, district), { organisationId: team.id });
    await drain(world);
    expect(await invitationOf(world, id!)).toMatchObject({ status: "withdrawn", reason: "gone" });
  });
});
