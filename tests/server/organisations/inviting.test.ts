// Invited by name and number: the number's owner says yes or no, and nobody learns whose it is before.
import { beforeEach, describe, expect, test } from "vitest";
import { verify } from "@/server/history/verify/data";
import { listInbox } from "@/server/notices/data";
import { check, run } from "@/server/organisations/imports/commands";
import { sheetToCorrect, showImport } from "@/server/organisations/imports/data";
import { approve, ask, enterByLink } from "@/server/organisations/joining/commands";
import { listRequests, myRequests } from "@/server/organisations/joining/data";
import {
  addOne,
  answerInvitation,
  lapseInvitations,
  takeInvitationBack,
} from "@/server/organisations/joining/inviting/commands";
import { listInvited, myInvitations } from "@/server/organisations/joining/inviting/data";
import { endLink, makeLink } from "@/server/organisations/joining/links/commands";
import { countMembers, isMember, listMembers } from "@/server/organisations/members/data";
import type { MemberRole } from "@/server/organisations/members/schema";
import { requestCode } from "@/server/people/codes/commands";
import { verifyCodeAndEnter } from "@/server/people/entry/commands";
import { giveRole } from "@/server/people/grants/commands";
import { giveRoleInput } from "@/server/people/grants/schema";
import type { Ctx } from "@/server/trpc/context";
import { systemCtx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { workbook } from "@/tests/support/sheets";
import {
  ctxOf,
  grant,
  organisation,
  person,
  storyPeople,
  type TestWorld,
  testWorld,
  visitor,
} from "@/tests/support/world";

let world: TestWorld;
let story: Awaited<ReturnType<typeof storyPeople>>;
let chen: Ctx;
let team = "";
beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  story = await storyPeople(world);
  chen = await ctxOf(world, story.chen);
  team = story.team;
});

const code = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error) => error.code,
  );
const invite = (name: string, phone: string, role: MemberRole = "member", organisationId = team) =>
  addOne(chen, { organisationId, role, name, phone });
const firstOf = async (ctx: Ctx) => (await myInvitations(ctx))[0]?.id ?? "";
const statuses = async () =>
  (await world.db.selectFrom("join_request").select("status").orderBy("id").execute()).map(
    (row) => row.status,
  );
const later = (days: number) =>
  world.clock.set(new Date(world.clock.now().getTime() + days * 86_400_000).toISOString());
const sound = async () => {
  await drain(world);
  expect((await verify(world.db)).checks.flatMap((one) => one.faults)).toEqual([]);
};

/** Whoever comes with that number for the first time. */
async function comesNew(phone: string, name: string): Promise<Ctx> {
  const ctx = visitor(world);
  const { shown } = await requestCode(ctx, { phone });
  const ticks = { privacy: true, age14: true, sms: false, publicName: false };
  const entered = await verifyCodeAndEnter(ctx, { phone, code: shown ?? "", name, ...ticks });
  if (entered.kind !== "entered") throw new Error("somebody has this number");
  return ctxOf(world, entered.personId);
}

describe("what the leader sees", () => {
  const PHONE = "13900000001";
  const BEHIND: Record<string, () => Promise<void>> = {
    "nobody has it": async () => {},
    "somebody of that name": async () => {
      await person(world, "小张", { phone: PHONE });
    },
    "somebody of another name": async () => {
      await person(world, "大张", { phone: PHONE });
    },
    "somebody switched off": async () => {
      const off = await person(world, "小张", { phone: PHONE });
      await world.db.updateTable("person").set({ status: "off" }).where("id", "=", off.id).execute();
    },
    "somebody who has a role elsewhere, and shares it": async () => {
      const one = await person(world, "小张", { phone: PHONE });
      await person(world, "小张", { phone: PHONE });
      await grant(world, one, "grid", { regionId: story.places.xipandun });
    },
  };

  /** Everything a leader may read of the team, without ids and times. */
  async function seen(behind: string) {
    await emptyTestDb();
    world = await testWorld();
    story = await storyPeople(world);
    chen = await ctxOf(world, story.chen);
    team = story.team;
    await (BEHIND[behind] as () => Promise<void>)();
    const organisationId = team;
    const bytes = await workbook(["姓名", "手机号"], [["小张", PHONE]]);
    const { importId } = await check(chen, { organisationId, bytes });
    const before = [await showImport(chen, { importId }), await sheetToCorrect(chen, { importId })];
    const answers = [
      await run(chen, { importId, consent: true }),
      await invite("小张", PHONE), // by hand, the same one again
      await invite("小张", PHONE, "manager"),
    ];
    await drain(world);
    const after = await Promise.all([
      showImport(chen, { importId }),
      countMembers(chen, { organisationId }),
      listMembers(chen, { organisationId }),
      listInvited(chen, { organisationId }),
      listRequests(chen, { organisationId }),
      listInbox(world.db, story.chen.id, null),
      world.db
        .selectFrom("history")
        .select(["aggregate", "event", "for_id", "data"])
        .orderBy("event")
        .execute(),
    ]);
    const own = after.at(-1) as { aggregate: string }[];
    const told = [...after.slice(0, -1), own.filter((row) => /^(join|member)_/.test(row.aggregate))];
    return JSON.stringify([before, answers, told]).replaceAll(
      /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g,
      "",
    );
  }

  let ofNobody: Promise<string> | undefined;

  test.each(Object.keys(BEHIND))(
    "is the same whether a number has an account or not: %s",
    async (behind) => {
      ofNobody ??= seen("nobody has it");
      const without = await ofNobody;
      expect(await seen(behind)).toEqual(without);
    },
    20_000,
  );

  test("is the name as it was written, whatever its owner is called; the list is for those who run the team", async () => {
    await person(world, "张三丰", { phone: PHONE });
    await invite("张叁丰", PHONE);
    expect((await listInvited(chen, { organisationId: team })).items).toMatchObject([{ name: "张叁丰" }]);
    expect(await code(listInvited(await ctxOf(world, story.li), { organisationId: team }))).toBe("NOT_FOUND");
    const rows = JSON.stringify(await world.db.selectFrom("join_request").selectAll().execute());
    expect(rows).not.toMatch(/张叁丰|13900000001/);
    const history = JSON.stringify(await world.db.selectFrom("history").selectAll().execute());
    expect(history).not.toMatch(/张叁丰|13900000001/);
  });

  test("nobody is made a member by name, number or id instead", async () => {
    const known = await person(world, "小张", { phone: PHONE });
    const grantIt = (more: object) =>
      code(giveRole(chen, giveRoleInput.parse({ role: "member", organisationId: team, ...more })));
    expect(await grantIt({ personId: known.id })).toBe("INVITE_INSTEAD");
    expect(await grantIt({ name: "小张", phone: PHONE })).toBe("INVITE_INSTEAD");
    expect(await grantIt({ name: "没人", phone: "13900000008" })).toBe("INVITE_INSTEAD");
  });
});

describe("answering", () => {
  test("who has an account is told, says yes, and is in it as what they were asked to be", async () => {
    const li = await ctxOf(world, story.li);
    await invite("小李", story.li.phone, "manager");
    await drain(world);
    expect((await listInbox(world.db, story.li.id, null)).items.map((one) => one.kind)).toEqual([
      "join_invited",
    ]);
    expect(await myInvitations(li)).toMatchObject([{ role: "manager", called: "小李" }]);
    await answerInvitation(li, { requestId: await firstOf(li), yes: true });
    const { items } = await listMembers(chen, { organisationId: team });
    expect(items.map((one) => `${one.name} ${one.role}`)).toEqual(["陈队长 leader", "小李 manager"]);
    await drain(world);
    const kinds = (await listInbox(world.db, story.chen.id, null)).items.map((one) => one.kind);
    expect(kinds).toContain("join_accepted");
    expect(await code(invite("小李", story.li.phone))).toBe("ALREADY_GRANTED");
    await sound();
  });

  test("who comes for the first time with that number finds it waiting", async () => {
    await invite("新来的", "13900000009");
    const newcomer = await comesNew("13900000009", "新来的人");
    expect(await myInvitations(newcomer)).toMatchObject([{ called: "新来的" }]);
    await answerInvitation(newcomer, { requestId: await firstOf(newcomer), yes: true });
    expect((await countMembers(chen, { organisationId: team })).members).toBe(2);
    await sound();
  });

  test("a number that others typed in opens nothing: only who proved it may answer", async () => {
    const typed = await person(world, "小张", { phone: "13900000001" });
    await world.db
      .updateTable("person_phone")
      .set({ verified_at: null })
      .where("person_id", "=", typed.id)
      .execute();
    await invite("小张", "13900000001");
    const ctx = await ctxOf(world, typed);
    expect(await myInvitations(ctx)).toEqual([]);
    const [row] = await world.db.selectFrom("join_request").select("id").execute();
    const requestId = row?.id ?? "";
    expect(await code(answerInvitation(ctx, { requestId, yes: true }))).toBe("NOT_FOUND");
    expect(await code(answerInvitation(chen, { requestId, yes: true }))).toBe("NOT_FOUND");
    expect(await code(answerInvitation(visitor(world), { requestId, yes: true }))).toBe("SIGN_IN_FIRST");
  });

  test("yes is said once, of two who share the telephone by one", async () => {
    const [wife, man] = [
      await person(world, "甲一", { phone: "13900000001" }),
      await person(world, "乙二", { phone: "13900000001" }),
    ];
    const both = [await ctxOf(world, wife), await ctxOf(world, man)];
    await invite("甲一", "13900000001");
    const requestId = await firstOf(both[0] as Ctx);
    const answers = await Promise.all(
      both.map((ctx) => code(answerInvitation(ctx, { requestId, yes: true }))),
    );
    expect(answers.filter((one) => one === "done")).toHaveLength(1);
    expect(["MOVED_ON", "WRONG_STATE"]).toContain(answers.find((one) => one !== "done"));
    expect((await countMembers(chen, { organisationId: team })).members).toBe(2);
    await sound();
  });

  test("no costs nothing, leaves no name and no number, and is not shown as somebody", async () => {
    const li = await ctxOf(world, story.li);
    await invite("小李", story.li.phone);
    await answerInvitation(li, { requestId: await firstOf(li), yes: false });
    expect(await isMember(world.db, team, story.li.id)).toBe(false);
    expect(await myRequests(li)).toMatchObject([{ status: "declined" }]);
    const row = await world.db.selectFrom("join_request").selectAll().executeTakeFirstOrThrow();
    expect([row.name_cipher, row.phone_hash]).toEqual([null, null]);
    await invite("小李", story.li.phone); // asked again, later
    expect(await statuses()).toEqual(["declined", "invited"]);
    await sound();
  });

  test("after a month it is over, swept or not, and forgotten", async () => {
    const li = await ctxOf(world, story.li);
    await invite("小李", story.li.phone);
    const requestId = await firstOf(li);
    later(30);
    expect(await myInvitations(li)).toEqual([]);
    expect((await countMembers(chen, { organisationId: team })).invited).toBe(0);
    expect(await code(answerInvitation(li, { requestId, yes: true }))).toBe("JOIN_LINK_OVER");
    await lapseInvitations(systemCtx(world));
    expect(await statuses()).toEqual(["lapsed"]);
    expect(await code(answerInvitation(li, { requestId, yes: true }))).toBe("JOIN_LINK_OVER");
    const row = await world.db.selectFrom("join_request").selectAll().executeTakeFirstOrThrow();
    expect([row.name_cipher, row.phone_hash]).toEqual([null, null]);
    await sound();
  });

  test("asking to come where one is invited is a yes; a yes answers what one had asked", async () => {
    const [li, other] = [await ctxOf(world, story.li), await person(world, "乙二", { phone: "13900000002" })];
    await invite("小李", story.li.phone);
    expect(await ask(li, { organisationId: team })).toMatchObject({ status: "joined" });
    const asker = await ctxOf(world, other);
    await ask(asker, { organisationId: team });
    await invite("乙二", "13900000002");
    await answerInvitation(asker, { requestId: await firstOf(asker), yes: true });
    expect(await listRequests(chen, { organisationId: team })).toEqual([]);
    await sound();
  });

  test("let in by the leader meanwhile, one says yes to nothing new, and stays what one is", async () => {
    const li = await ctxOf(world, story.li);
    await ask(li, { organisationId: team });
    await invite("小李", story.li.phone, "manager");
    await approve(chen, { requestId: (await listRequests(chen, { organisationId: team }))[0]?.id ?? "" });
    await answerInvitation(li, { requestId: await firstOf(li), yes: true });
    expect((await listMembers(chen, { organisationId: team })).items).toMatchObject([{}, { role: "member" }]);
    expect((await countMembers(chen, { organisationId: team })).invited).toBe(0);
    await sound();
  });

  test("two teams invite one number, each for itself; two taps at once invite once", async () => {
    const second = await organisation(world, "另一支队", "party_team", story.places.gaodu);
    await grant(world, story.chen, "leader", { organisationId: second });
    chen = await ctxOf(world, story.chen);
    await Promise.all([invite("小李", story.li.phone), invite("小李", story.li.phone)]);
    await invite("小李", story.li.phone, "member", second);
    expect(await myInvitations(await ctxOf(world, story.li))).toHaveLength(2);
    await sound();
  });

  test.each(["off", "returned", "refused"])(
    "nobody joins a team that is %s by then; the invitation waits until it is verified again",
    async (status) => {
      const li = await ctxOf(world, story.li);
      const { token } = await makeLink(chen, { organisationId: team, days: 7, usesMax: 5, admits: true });
      await invite("小李", story.li.phone);
      const requestId = await firstOf(li);
      const turn = (to: string) =>
        world.db.updateTable("organisation").set({ status: to }).where("id", "=", team).execute();
      await turn(status);
      expect(await myInvitations(li)).toEqual([]);
      expect(await code(answerInvitation(li, { requestId, yes: true }))).toBe("TEAM_NOT_ACTIVE");
      expect(await code(enterByLink(li, { token }))).toBe("TEAM_NOT_ACTIVE");
      expect(await isMember(world.db, team, story.li.id)).toBe(false);
      await turn("verified");
      await answerInvitation(li, { requestId, yes: true });
      expect(await isMember(world.db, team, story.li.id)).toBe(true);
    },
  );
});

describe("taking an invitation back", () => {
  const inbox = async (personId: string) => {
    await drain(world);
    return (await listInbox(world.db, personId, null)).items.map((one) => one.kind);
  };
  const listed = async () => (await listInvited(chen, { organisationId: team })).items;
  const requestId = async () => (await listed())[0]?.id ?? "";

  test("it is gone in one act, for both sides, and whoever was told of it is told so", async () => {
    const li = await ctxOf(world, story.li);
    await invite("小李", story.li.phone);
    const id = await requestId();
    expect(await inbox(story.li.id)).toEqual(["join_invited"]);
    await takeInvitationBack(chen, { requestId: id });
    expect((await inbox(story.li.id)).sort()).toEqual(["join_invited", "join_taken_back"]);
    expect([await listed(), await myInvitations(li)]).toEqual([[], []]);
    expect(await code(answerInvitation(li, { requestId: id, yes: true }))).toBe("JOIN_LINK_OVER");
    const row = await world.db.selectFrom("join_request").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: "withdrawn", name_cipher: null, phone_hash: null, person_id: null });
    await sound();
  });

  test("a number nobody has is taken back as silently as it was invited", async () => {
    await invite("没人", "13900000009");
    await takeInvitationBack(chen, { requestId: await requestId() });
    await drain(world);
    const told = world.db.selectFrom("notice").select("kind").where("kind", "like", "join%");
    expect(await told.execute()).toEqual([]);
    const newcomer = await comesNew("13900000009", "没人");
    expect(await myInvitations(newcomer)).toEqual([]);
    await sound();
  });

  test("taken back before anybody was told: nobody hears of either", async () => {
    await invite("小李", story.li.phone);
    await takeInvitationBack(chen, { requestId: await requestId() });
    expect(await inbox(story.li.id)).toEqual([]);
  });

  test("taken back and answered at once: one of them is had, the other is told it moved on", async () => {
    const li = await ctxOf(world, story.li);
    await invite("小李", story.li.phone);
    const id = await requestId();
    const [back, yes] = await Promise.all([
      code(takeInvitationBack(chen, { requestId: id })),
      code(answerInvitation(li, { requestId: id, yes: true })),
    ]);
    expect([back, yes].filter((one) => one === "done")).toHaveLength(1);
    expect(["MOVED_ON", "WRONG_STATE", "JOIN_LINK_OVER"]).toContain(back === "done" ? yes : back);
    expect(await isMember(world.db, team, story.li.id)).toBe(yes === "done");
    await sound();
  });

  test("what is answered is not taken back, nor what somebody asked; a manager takes back members only", async () => {
    const li = await ctxOf(world, story.li);
    await invite("小李", story.li.phone);
    const id = await requestId();
    await answerInvitation(li, { requestId: id, yes: true });
    expect(await code(takeInvitationBack(chen, { requestId: id }))).toBe("WRONG_STATE");
    const asker = await ctxOf(world, await person(world, "乙二"));
    await ask(asker, { organisationId: team });
    const asked = (await listRequests(chen, { organisationId: team }))[0]?.id ?? "";
    expect(await code(takeInvitationBack(chen, { requestId: asked }))).toBe("WRONG_STATE");
    const deputy = await person(world, "副队长");
    await grant(world, deputy, "manager", { organisationId: team });
    await invite("丙三", "13900000008", "manager");
    const requestIdOfManager = await requestId();
    expect(
      await code(takeInvitationBack(await ctxOf(world, deputy), { requestId: requestIdOfManager })),
    ).toBe("NOT_FOUND");
    expect(await code(takeInvitationBack(asker, { requestId: requestIdOfManager }))).toBe("NOT_FOUND");
  });

  test("a link is taken back in one act too: who comes at that moment is in, or is told it is over", async () => {
    const { linkId, token } = await makeLink(chen, {
      organisationId: team,
      days: 7,
      usesMax: 5,
      admits: true,
    });
    const li = await ctxOf(world, story.li);
    const [, came] = await Promise.all([endLink(chen, { linkId }), code(enterByLink(li, { token }))]);
    expect(["done", "JOIN_LINK_OVER"]).toContain(came);
    expect(await isMember(world.db, team, story.li.id)).toBe(came === "done");
    const second = await ctxOf(world, await person(world, "乙二"));
    expect(await code(enterByLink(second, { token }))).toBe("JOIN_LINK_OVER");
  });
});
