// Joining, leaving, and what one may be in a team.
import { beforeEach, describe, expect, test } from "vitest";
import { verify as verifyAll } from "@/server/history/verify/data";
import { listInbox } from "@/server/notices/data";
import { apply, giveBack, turnDown, verify } from "@/server/organisations/commands";
import { visibleOrganisation } from "@/server/organisations/data";
import { answer, change } from "@/server/organisations/describing/commands";
import { approve, ask, enterByLink, refuseRequest, withdraw } from "@/server/organisations/joining/commands";
import { invitation, listLinks, listRequests, myRequests } from "@/server/organisations/joining/data";
import { endLink, makeLink } from "@/server/organisations/joining/links/commands";
import { makeLinkInput } from "@/server/organisations/joining/schema";
import { leave, remove, setRole } from "@/server/organisations/members/commands";
import { countMembers, isMember, listFormer, listMembers } from "@/server/organisations/members/data";
import { applyInput } from "@/server/organisations/schema";
import { endRole } from "@/server/people/grants/commands";
import { registerPerson } from "@/server/people/proxies/commands";
import { actsFor } from "@/server/people/proxies/data";
import { registerInput } from "@/server/people/proxies/schema";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, organisation, person, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let [li, chen, gao, zhou]: Ctx[] = [];
let team = "";
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  [li, chen, gao, zhou] = await Promise.all(
    [story.li, story.chen, story.gao, story.zhou].map((one) => ctxOf(world, one)),
  );
  team = story.team;
});
const code = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error) => error.code,
  );
const someone = async (name: string) => ctxOf(world, await person(world, name));
const idOf = (ctx: Ctx | undefined) => ctx?.actor?.personId ?? "";

describe("asking to join", () => {
  test("who asks waits, the leader lets them in, and history tells both", async () => {
    expect(await ask(li as Ctx, { organisationId: team, note: "会开车" })).toMatchObject({ status: "asked" });
    expect(await ask(li as Ctx, { organisationId: team })).toMatchObject({ status: "asked" });
    const [request, ...rest] = await listRequests(chen as Ctx, { organisationId: team });
    expect(rest).toEqual([]);
    expect(request).toMatchObject({ name: "小李", note: "会开车", byLink: false });
    await approve(chen as Ctx, { requestId: request?.id ?? "" });
    expect(await isMember(world.db, team, story.li.id)).toBe(true);
    expect(await countMembers(chen as Ctx, { organisationId: team })).toEqual({
      members: 2,
      waiting: 0,
      invited: 0,
    });
    await drain(world);
    expect((await listInbox(world.db, story.chen.id, null)).items).toContainEqual(
      expect.objectContaining({ kind: "join_asked", organisation: "高都街道党支部领办志愿服务一队" }),
    );
    expect((await listInbox(world.db, story.li.id, null)).items.map((n) => n.kind)).toEqual(["grant_given"]);
    expect((await verifyAll(world.db)).checks.flatMap((c) => c.faults)).toEqual([]);
  });

  test("two leaders answer at once: one wins, the other is told it moved on", async () => {
    const second = await person(world, "副队长");
    await grant(world, second, "manager", { organisationId: team });
    await ask(li as Ctx, { organisationId: team });
    const [request] = await listRequests(chen as Ctx, { organisationId: team });
    const requestId = request?.id ?? "";
    const answers = await Promise.all([
      code(approve(chen as Ctx, { requestId })),
      code(refuseRequest(await ctxOf(world, second), { requestId })),
    ]);
    expect(answers.filter((a) => a === "done")).toHaveLength(1);
    expect(["MOVED_ON", "WRONG_STATE"]).toContain(answers.find((a) => a !== "done"));
  });

  test("the reason of a refusal is for the one who asked, and for no history", async () => {
    await ask(li as Ctx, { organisationId: team });
    const [request] = await listRequests(chen as Ctx, { organisationId: team });
    await refuseRequest(chen as Ctx, { requestId: request?.id ?? "", reason: "人满了，下月再来" });
    expect(await myRequests(li as Ctx)).toMatchObject([{ status: "refused", reason: "人满了，下月再来" }]);
    expect(JSON.stringify(await world.db.selectFrom("history").selectAll().execute())).not.toContain(
      "人满了",
    );
    expect(await ask(li as Ctx, { organisationId: team })).toMatchObject({ status: "asked" });
  });

  test("a request is taken back by who made it and nobody else, and answered no more", async () => {
    await ask(li as Ctx, { organisationId: team });
    const requestId = (await myRequests(li as Ctx))[0]?.id ?? "";
    expect(await code(withdraw(await someone("路人"), { requestId }))).toBe("NOT_FOUND");
    expect(await code(approve(await someone("路人"), { requestId }))).toBe("NOT_FOUND");
    await withdraw(li as Ctx, { requestId });
    expect(await code(approve(chen as Ctx, { requestId }))).toBe("WRONG_STATE");
  });

  test("nobody asks into an organisation that is not verified; a visitor signs in first", async () => {
    const pending = await organisation(world, "新队", "welfare", story.places.gaodu, "pending");
    expect(await code(ask(li as Ctx, { organisationId: pending }))).toBe("NOT_FOUND");
    expect(await code(ask(visitor(world), { organisationId: team }))).toBe("SIGN_IN_FIRST");
  });
});

describe("invitations", () => {
  const make = (over: object = {}) =>
    makeLink(chen as Ctx, makeLinkInput.parse({ organisationId: team, days: 7, ...over }));

  test("a link that admits makes a member at once; one that does not makes a request", async () => {
    const open = await make({ admits: true });
    expect(await invitation(visitor(world), open)).toMatchObject({
      standing: "none",
      state: "live",
      admits: true,
    });
    expect(await enterByLink(li as Ctx, { token: open.token })).toMatchObject({ status: "joined" });
    expect(await invitation(li as Ctx, open)).toMatchObject({ standing: "member" });
    const asks = await make();
    const zhang = await someone("小张");
    expect(await enterByLink(zhang, { token: asks.token })).toMatchObject({ status: "asked" });
    expect(await listRequests(chen as Ctx, { organisationId: team })).toMatchObject([
      { name: "小张", byLink: true },
    ]);
    expect(await enterByLink(zhang, { token: open.token })).toMatchObject({ status: "joined" });
    expect(await listRequests(chen as Ctx, { organisationId: team })).toEqual([]);
    await drain(world);
    expect((await verifyAll(world.db)).checks.flatMap((c) => c.faults)).toEqual([]);
  });

  test("its last place goes to one of two who come at once", async () => {
    const { token } = await make({ admits: true, usesMax: 1 });
    const answers = await Promise.all(
      ["甲", "乙"].map(async (name) => code(enterByLink(await someone(name), { token }))),
    );
    expect(answers.sort()).toEqual(["JOIN_LINK_OVER", "done"]);
    expect((await countMembers(chen as Ctx, { organisationId: team })).members).toBe(2);
  });

  test("it ends with its day, to the second, and when its leader ends it", async () => {
    const { token, linkId } = await make({ days: 1 });
    world.clock.set(new Date(world.clock.now().getTime() + 86_400_000 - 1000).toISOString());
    expect((await invitation(li as Ctx, { token })).state).toBe("live");
    world.clock.set(new Date(world.clock.now().getTime() + 1000).toISOString());
    expect((await invitation(li as Ctx, { token })).state).toBe("expired");
    expect(await code(enterByLink(li as Ctx, { token }))).toBe("JOIN_LINK_OVER");
    const other = await make();
    await endLink(chen as Ctx, { linkId: other.linkId });
    expect(await code(enterByLink(li as Ctx, { token: other.token }))).toBe("JOIN_LINK_OVER");
    expect(await code(endLink(chen as Ctx, { linkId }))).toBe("done");
  });

  test("the database holds no token, and its leader sees it again", async () => {
    const { token } = await make();
    expect((await listLinks(chen as Ctx, { organisationId: team })).map((one) => one.token)).toEqual([token]);
    expect(JSON.stringify(await world.db.selectFrom("join_link").selectAll().execute())).not.toContain(token);
    expect(await code(listLinks(li as Ctx, { organisationId: team }))).toBe("NOT_FOUND");
  });

  test("ten work at a time, not eleven", async () => {
    for (let i = 0; i < 10; i++) await make();
    expect(await code(make())).toBe("TOO_MANY");
  });
});

describe("leaving and changing roles", () => {
  test("a member leaves, stays in the record as a former one, and may come again", async () => {
    await ask(li as Ctx, { organisationId: team });
    await approve(chen as Ctx, { requestId: (await myRequests(li as Ctx))[0]?.id ?? "" });
    await leave(li as Ctx, { organisationId: team });
    expect(await isMember(world.db, team, story.li.id)).toBe(false);
    expect((await listFormer(chen as Ctx, { organisationId: team })).items.map((one) => one.name)).toEqual([
      "小李",
    ]);
    await ask(li as Ctx, { organisationId: team });
    await approve(chen as Ctx, { requestId: (await myRequests(li as Ctx))[0]?.id ?? "" });
    expect((await listFormer(chen as Ctx, { organisationId: team })).items).toEqual([]);
  });

  test.each(["leave", "remove", "endRole"])(
    "however membership ends (%s), the leader's word for the member ends with it, and the consent says since when",
    async (how) => {
      const { personId } = await registerPerson(
        chen as Ctx,
        registerInput.parse({ name: "周大娘", how: "paper", age14: true, organisationId: team }),
      );
      const grants = await world.db
        .selectFrom("role_grant")
        .select("id")
        .where("person_id", "=", personId)
        .execute();
      if (how === "leave") await leave(await ctxOf(world, personId), { organisationId: team });
      if (how === "remove") await remove(chen as Ctx, { organisationId: team, personId, reason: "asked" });
      if (how === "endRole") await endRole(chen as Ctx, { grantId: grants[0]?.id ?? "" });
      expect(await actsFor(world.db, story.chen.id, personId)).toBe(false);
      const consent = await world.db
        .selectFrom("consent")
        .select("withdrawn_at")
        .where("person_id", "=", personId)
        .where("purpose", "=", "proxy")
        .executeTakeFirstOrThrow();
      expect(consent.withdrawn_at).toEqual(world.clock.now());
    },
  );

  test("who becomes a manager has not left: the leader goes on acting for them", async () => {
    const { personId } = await registerPerson(
      chen as Ctx,
      registerInput.parse({
        name: "周大娘",
        phone: "13900000077",
        how: "paper",
        age14: true,
        organisationId: team,
      }),
    );
    await setRole(chen as Ctx, { organisationId: team, personId, role: "manager" });
    expect(await actsFor(world.db, story.chen.id, personId)).toBe(true);
  });

  test("the last leader does not go, neither here nor by giving the role back, nor of two at once both", async () => {
    expect(await code(leave(chen as Ctx, { organisationId: team }))).toBe("LAST_LEADER");
    expect(await code(endRole(chen as Ctx, { grantId: story.grants.chen }))).toBe("LAST_LEADER");
    await grant(world, story.li, "leader", { organisationId: team });
    const two = await Promise.all([chen, li].map((ctx) => code(leave(ctx as Ctx, { organisationId: team }))));
    expect(two.sort()).toEqual(["LAST_LEADER", "done"]);
  });

  test("the town may end it all the same, and name the next", async () => {
    const role = { organisationId: team, personId: story.li.id };
    await remove(gao as Ctx, { organisationId: team, personId: story.chen.id, reason: "asked" });
    await grant(world, story.li, "member", { organisationId: team });
    await setRole(gao as Ctx, { ...role, role: "leader" });
    const { items } = await listMembers(await ctxOf(world, story.li), { organisationId: team });
    expect(items).toMatchObject([{ name: "小李", role: "leader", isMe: true }]);
  });

  test("a manager lets members in and takes them out, and makes no manager", async () => {
    const deputy = await person(world, "副队长");
    await grant(world, deputy, "manager", { organisationId: team });
    await grant(world, story.li, "member", { organisationId: team });
    const ctx = await ctxOf(world, deputy);
    const about = { organisationId: team, personId: story.li.id };
    expect(await code(setRole(ctx, { ...about, role: "manager" }))).toBe("FORBIDDEN");
    expect(await code(remove(ctx, { organisationId: team, personId: story.chen.id, reason: "moved" }))).toBe(
      "FORBIDDEN",
    );
    await remove(ctx, { ...about, reason: "moved" });
    expect(await code(remove(ctx, { ...about, reason: "moved" }))).toBe("NOT_FOUND");
  });

  test("who has no telephone is a member and no manager", async () => {
    const old = await person(world, "老孙", { phone: null });
    await grant(world, old, "member", { organisationId: team });
    const about = { organisationId: team, personId: old.id };
    expect(await code(setRole(chen as Ctx, { ...about, role: "manager" }))).toBe("NEEDS_A_PHONE");
  });

  test("the leader's word for somebody ends when they leave, and the consent is kept as withdrawn", async () => {
    const { personId } = await registerPerson(
      chen as Ctx,
      registerInput.parse({ name: "孙大爷", how: "paper", age14: "on", organisationId: team }),
    );
    expect(await actsFor(world.db, idOf(chen), personId)).toBe(true);
    await remove(chen as Ctx, { organisationId: team, personId, reason: "asked" });
    expect(await actsFor(world.db, idOf(chen), personId)).toBe(false);
    const consents = await world.db
      .selectFrom("consent")
      .select(["purpose", "withdrawn_at"])
      .where("person_id", "=", personId)
      .where("purpose", "=", "proxy")
      .execute();
    expect(consents).toHaveLength(1);
    expect(consents[0]?.withdrawn_at).not.toBeNull();
    await drain(world);
    expect((await verifyAll(world.db)).checks.flatMap((c) => c.faults)).toEqual([]);
  });

  test("members are listed leaders first, page by page, and found by a part of the name; no answer holds a number", async () => {
    for (let i = 0; i < 55; i++)
      await grant(world, await person(world, `队员${i}`), "member", { organisationId: team });
    const first = await listMembers(chen as Ctx, { organisationId: team });
    expect(first.items[0]).toMatchObject({ name: "陈队长", role: "leader" });
    expect(first.items).toHaveLength(50);
    const rest = await listMembers(chen as Ctx, { organisationId: team, after: first.next ?? "" });
    expect(rest.items).toHaveLength(6);
    expect(rest.next).toBeNull();
    expect(new Set([...first.items, ...rest.items].map((one) => one.personId)).size).toBe(56);
    expect((await listMembers(chen as Ctx, { organisationId: team, q: "员54" })).items).toHaveLength(1);
    expect((await listMembers(chen as Ctx, { organisationId: team, q: "%" })).items).toEqual([]);
    expect(await code(listMembers(li as Ctx, { organisationId: team }))).toBe("NOT_FOUND");
    expect((await listMembers(gao as Ctx, { organisationId: team })).items).toHaveLength(50);
    expect(JSON.stringify(first)).not.toMatch(/(?<![0-9a-f])1\d{10}(?![0-9a-f])/); // but ids may hold such digits
  });
});

describe("the district asks back", () => {
  const enter = async () =>
    (
      await apply(
        li as Ctx,
        applyInput.parse({
          name: "高都义工队",
          kind: "welfare",
          regionId: story.places.gaodu,
          weeklyCapacity: "12",
          abilities: {
            areas: [story.places.xipandun, story.places.xipandun],
            works: ["elderly", "farming"],
            equipment: [{ code: "truck", amount: "2" }],
          },
        }),
      )
    ).organisationId;

  test("an application says what the team can do, and its own people and the public read it", async () => {
    const organisationId = await enter();
    await verify(gao as Ctx, { organisationId });
    const seen = await visibleOrganisation(visitor(world), organisationId);
    expect(seen.abilities).toMatchObject({
      areas: [{ id: story.places.xipandun }],
      works: ["farming", "elderly"],
      equipment: [{ code: "truck", amount: 2 }],
    });
    expect(seen).toMatchObject({ weeklyCapacity: 12, myRole: null, mayChange: false, contactName: null });
  });

  test("it is sent back with a question, answered, and waits again; strangers read no question", async () => {
    const organisationId = await enter();
    await giveBack(gao as Ctx, { organisationId, question: "队里有多少人？" });
    expect(await visibleOrganisation(li as Ctx, organisationId)).toMatchObject({
      status: "returned",
      question: "队里有多少人？",
      mayChange: true,
    });
    expect(await code(answer(chen as Ctx, { organisationId, about: "30 人" }))).toBe("FORBIDDEN");
    await answer(li as Ctx, { organisationId, about: "30 人，多数是退休教师" });
    expect((await visibleOrganisation(gao as Ctx, organisationId)).about).toContain("30 人");
    expect(await code(answer(li as Ctx, { organisationId, about: "再说一次" }))).toBe("WRONG_STATE");
    await verify(zhou as Ctx, { organisationId });
    expect((await visibleOrganisation(gao as Ctx, organisationId)).question).toBeNull();
    expect(JSON.stringify(await world.db.selectFrom("history").selectAll().execute())).not.toMatch(
      /多少人|退休/,
    );
  });

  test("it is refused with a reason its applicant reads, and verified later all the same", async () => {
    const organisationId = await enter();
    await turnDown(gao as Ctx, { organisationId, reason: "没有找到这支队伍" });
    expect((await visibleOrganisation(li as Ctx, organisationId)).reason).toBe("没有找到这支队伍");
    await verify(gao as Ctx, { organisationId });
    expect((await visibleOrganisation(li as Ctx, organisationId)).reason).toBeNull();
  });

  test("nobody stands above themself, by however many steps; what is 'none' is taken away", async () => {
    const above = await organisation(world, "上级", "unit", story.places.luozhuang);
    const top = await organisation(world, "再上级", "unit", story.places.luozhuang);
    await change(chen as Ctx, { organisationId: team, parentId: above });
    await change(zhou as Ctx, { organisationId: above, parentId: top });
    expect(await code(change(zhou as Ctx, { organisationId: top, parentId: team }))).toBe("INVALID");
    await change(chen as Ctx, { organisationId: team, parentId: "none" });
    expect((await visibleOrganisation(visitor(world), team)).parent).toBeNull();
  });
});
