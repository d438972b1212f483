// 注销 and taking one's own data along: what is forgotten, what the law keeps, what stands in the way.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { verify } from "@/server/history/verify/data";
import { close as closeDay } from "@/server/hours/closing/commands";
import { closeInput as closeDayInput } from "@/server/hours/closing/schema";
import { ask } from "@/server/hours/corrections/asking/commands";
import { askInput } from "@/server/hours/corrections/schema";
import { invite } from "@/server/matching/invitations/commands";
import { inviteInput } from "@/server/matching/invitations/schema";
import { ask as askToJoin } from "@/server/organisations/joining/commands";
import { addOne } from "@/server/organisations/joining/inviting/commands";
import { countMembers } from "@/server/organisations/members/data";
import { setPersonas } from "@/server/people/demo/commands";
import { verifyCodeAndEnter } from "@/server/people/entry/commands";
import { saveAvailability, saveIdentity, saveProfile } from "@/server/people/profiles/commands";
import { registerRelative } from "@/server/people/proxies/commands";
import { transact } from "@/server/platform/db";
import { withdraw } from "@/server/pledges/changes/commands";
import { appoint } from "@/server/pledges/seats/appointing/commands";
import { close, sendCode } from "@/server/records/closing/commands";
import { visibleClosing } from "@/server/records/closing/data";
import { closeInput } from "@/server/records/closing/schema";
import { everythingOfMine, NOT_HERE, readTables } from "@/server/records/mine/data";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay } from "@/tests/support/days";
import { inStep } from "@/tests/support/in-step";
import { openNeed } from "@/tests/support/needs";
import { claim, newKey } from "@/tests/support/pledged";
import { recordingUnit, served } from "@/tests/support/served";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, organisation, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let li: Ctx;
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  li = { ...(await ctxOf(world, story.li)), browser: "li's own" };
});
const code = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error) => error.code,
  );
const closing = async (ctx: Ctx, said?: string) => {
  const { shown } = await sendCode(ctx);
  return close(ctx, closeInput.parse({ code: said ?? shown, understood: "on" }));
};
const all = (table: "person_phone" | "person_private" | "person_profile" | "session" | "notice") =>
  world.db.selectFrom(table).selectAll().where("person_id", "=", story.li.id).execute();
const blockers = async () => (await visibleClosing(li)).blockers.map((one) => one.code);

describe("closing an account", () => {
  test("takes a code to one's own number and a tick; a wrong code closes nothing", async () => {
    const { shown } = await sendCode(li);
    expect(await code(close(li, { code: shown ?? "", understood: false }))).toBe("INVALID");
    const wrong = shown === "000000" ? "000001" : "000000";
    expect(await code(close(li, { code: wrong, understood: true }))).toBe("CODE_WRONG");
    const elsewhere = { ...li, browser: "a stolen session" };
    expect(await code(close(elsewhere, { code: shown ?? "", understood: true }))).toBe("CODE_EXPIRED");
    expect(await all("person_phone")).toHaveLength(1);
  });

  test("name, numbers, profile, sessions and messages are gone; service stays under an id that leads to nobody", async () => {
    await saveIdentity(li, { bornOn: "1990-03-04" });
    await saveProfile(li, { skills: ["loading"], kinds: [], version: 0 });
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "goods" }] });
    const { pledgeId } = await claim(li, need.lines[0]?.slotId ?? "", 5, { note: "我家在村口第三户" });
    await drain(world);
    await withdraw(li, { pledgeId, reason: "busy" });
    await drain(world);
    expect((await closing(li)).cookies).toHaveLength(1);
    for (const table of ["person_phone", "person_private", "person_profile", "session", "notice"] as const)
      expect(await all(table), table).toEqual([]);
    const pledge = await world.db
      .selectFrom("pledge")
      .select(["person_id", "note", "status"])
      .where("id", "=", pledgeId)
      .executeTakeFirstOrThrow();
    expect(pledge).toEqual({ person_id: story.li.id, note: null, status: "withdrawn" });
    const row = await world.db
      .selectFrom("person")
      .selectAll()
      .where("id", "=", story.li.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: "已注销", status: "erased", home_region_id: 0, public_name: false });
    const live = world.db.selectFrom("consent").select("id").where("person_id", "=", story.li.id);
    expect(await live.where("withdrawn_at", "is", null).execute()).toEqual([]);
    expect(await code(ctxOf(world, story.li).then((ctx) => visibleClosing(ctx)))).not.toBe("done");
    await drain(world);
    expect((await verify(world.db)).checks.flatMap((one) => one.faults)).toEqual([]);
  });

  test("whoever comes by the number afterwards is somebody new", async () => {
    await closing(li);
    const stranger = { ...li, actor: null, browser: "another" };
    const { requestCode } = await import("@/server/people/codes/commands");
    const { shown } = await requestCode(stranger, { phone: story.li.phone });
    const entered = await verifyCodeAndEnter(stranger, {
      phone: story.li.phone,
      code: shown ?? "",
      name: "小李",
      privacy: true,
      age14: true,
      sms: false,
      publicName: false,
    });
    expect(entered).toMatchObject({ kind: "entered", isNew: true });
    expect(entered).not.toMatchObject({ personId: story.li.id });
  });

  test("is refused with each reason while others count on one, and goes once they are seen to", async () => {
    expect(await blockers()).toEqual([]);
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "goods" }] });
    const { pledgeId } = await claim(li, need.lines[0]?.slotId ?? "", 5);
    expect(await blockers()).toEqual(["pledges"]);
    await grant(world, story.li, "leader", { organisationId: story.team });
    await grant(world, story.li, "grid", { regionId: story.places.xipandun });
    await openNeed(world, { posterId: story.li.id });
    expect(await blockers()).toEqual(["pledges", "needs", "leads", "office"]);
    expect(await code(closing(li))).toBe("CANNOT_CLOSE");
    await withdraw(li, { pledgeId, reason: "busy" });
    await world.db
      .updateTable("need")
      .set({ status: "completed" })
      .where("poster_id", "=", story.li.id)
      .execute();
    await world.db
      .updateTable("role_grant")
      .set({ ended_at: world.clock.now() })
      .where("person_id", "=", story.li.id)
      .execute();
    expect(await code(closing(li))).toBe("done");
  });

  test("in charge of a shift, a village's adviser, or worn by everybody in a demo: not yet, and never", async () => {
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "people" }] });
    const slotId = need.lines[0]?.slotId ?? "";
    await claim(await ctxOf(world, story.chen), slotId, 1, { organisationId: story.team });
    await grant(world, story.li, "manager", { organisationId: story.team });
    await appoint(await ctxOf(world, story.pan), { slotId, leadId: story.li.id });
    const region_id = story.places.xipandun;
    const adviser = { id: randomUUID(), region_id, kind: "lawyer", person_id: story.li.id };
    const given = { appointed_by: story.pan.id, appointed_at: world.clock.now() };
    await world.db
      .insertInto("village_adviser")
      .values({ ...adviser, ...given })
      .execute();
    expect(await blockers()).toEqual(["charge", "adviser"]);
    const story_ = { secretary: story.pan.id, volunteer: story.li.id, leader: story.chen.id };
    const personas = { ...story_, town_admin: story.gao.id, district_admin: story.zhou.id };
    await transact(world.db, (trx) => setPersonas(trx, world, personas));
    expect(await blockers()).toEqual(["persona", "charge", "adviser"]);
    expect(await code(closing(li))).toBe("CANNOT_CLOSE");
    li.config = { ...li.config, demo: false };
    expect(await blockers()).toEqual(["charge", "adviser"]);
  });

  test("what waits for an answer is taken back, the words forgotten, and nobody goes on asking them", async () => {
    await emptyTestDb();
    world = await testWorld();
    const day = await runningDay(world);
    await recordingUnit(world, day.people);
    li = { ...day.as.li, browser: "li's own" };
    const { id: personId } = day.people.li;
    const to = new Date(day.startsAt.getTime() + 3 * 3_600_000);
    const presence = { personId, slotId: day.slotId, from: day.startsAt, to };
    const { recordId } = await served(world, li, presence);
    world.clock.set(new Date(day.startsAt.getTime() + 5 * 3_600_000));
    await closeDay(day.as.pan, closeDayInput.parse({ slotId: day.slotId, key: newKey() }));
    const times = { recordId, from: day.startsAt, to: world.clock.now(), words: "我家在村口", key: newKey() };
    const { correctionId } = await ask(li, askInput.parse(times));
    await askToJoin(li, { organisationId: day.people.team });
    const other = await organisation(world, "另一支队", "party_team", day.people.places.gaodu);
    const head = await person(world, "另一位队长");
    await grant(world, head, "leader", { organisationId: other });
    const { name, phone } = day.people.li;
    await addOne(await ctxOf(world, head), { organisationId: other, name, phone, role: "member" });
    await saveAvailability(li, { invitable: true, free: [], reach: "any", version: 0 });
    await drain(world);
    const need = await openNeed(world, {
      posterId: day.people.pan.id,
      lines: [{ kind: "people", quantity: 3 }],
    });
    const picks = [{ helperKind: "person", helperId: personId, amount: "1" }];
    await invite(day.as.pan, inviteInput.parse({ slotId: need.lines[0]?.slotId, picks, key: newKey() }));
    await closing(li);
    await drain(world);
    const question = world.db.selectFrom("correction").selectAll().where("id", "=", correctionId);
    expect(await question.executeTakeFirst()).toMatchObject({
      status: "withdrawn",
      words: "",
      live_key: null,
    });
    const of = (table: "join_request" | "invitation", column: "person_id" | "helper_id") =>
      world.db
        .selectFrom(table as "join_request")
        .select("status")
        .where(column as "person_id", "=", personId)
        .orderBy("status")
        .execute();
    expect(await of("join_request", "person_id")).toEqual([{ status: "withdrawn" }]);
    // An invitation is to a number: that somebody with it is gone is nothing for the team to see.
    expect(await countMembers(await ctxOf(world, head), { organisationId: other })).toMatchObject({
      invited: 1,
    });
    expect(await of("invitation", "helper_id")).toEqual([{ status: "withdrawn" }]);
    const helper = world.db.selectFrom("helper").select("helper_id").where("helper_id", "=", personId);
    expect(await helper.execute()).toEqual([]);
    expect((await verify(world.db)).checks.flatMap((one) => one.faults)).toEqual([]);
  });

  test("a member leaves every team with it, and acts for nobody any more", async () => {
    await grant(world, story.li, "member", { organisationId: story.team });
    await registerRelative(li, { name: "李大娘", how: "spoken", age14: true });
    await closing(li);
    const left = await world.db
      .selectFrom("role_grant")
      .select("id")
      .where("person_id", "=", story.li.id)
      .where("ended_at", "is", null)
      .execute();
    const proxies = await world.db.selectFrom("proxy").select("id").where("ended_at", "is", null).execute();
    expect([left, proxies]).toEqual([[], []]);
  });
});

describe("closing while something is pledged in a second tab", () => {
  const live = () =>
    world.db
      .selectFrom("pledge")
      .select("status")
      .where("person_id", "=", story.li.id)
      .where("live_key", "is not", null)
      .execute();

  test("a pledge that is under way is waited for, and stands in the way", async () => {
    const slotId =
      (await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "goods" }] })).lines[0]?.slotId ?? "";
    const answers = await inStep(
      world.db,
      (trx) => trx.selectFrom("slot").select("id").where("id", "=", slotId).forUpdate().execute(),
      () => code(claim(li, slotId, 5)),
      () => code(closing(li)),
    );
    expect(answers).toEqual(["done", "CANNOT_CLOSE"]);
    expect(await live()).toHaveLength(1);
  });

  test("an account that is being closed pledges nothing more, alone or among many", async () => {
    const slotId =
      (await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "goods" }] })).lines[0]?.slotId ?? "";
    const others = await Promise.all(
      ["甲", "乙"].map(async (name) => ctxOf(world, await person(world, name))),
    );
    const answers = await inStep(
      world.db,
      (trx) =>
        trx
          .selectFrom("person_phone")
          .select("id")
          .where("person_id", "=", story.li.id)
          .forUpdate()
          .execute(),
      () => code(closing(li)),
      () => code(claim(li, slotId, 5)),
    );
    expect(answers).toEqual(["done", "TRY_AGAIN"]);
    const batch = await Promise.all([li, ...others].map((ctx) => code(claim(ctx, slotId, 5))));
    expect(batch).toEqual(["TRY_AGAIN", "done", "done"]);
    expect(await live()).toEqual([]);
    await drain(world);
    expect((await verify(world.db)).checks.flatMap((one) => one.faults)).toEqual([]);
  });
});

describe("taking one's own data along", () => {
  test("every table with a person is read, or said to be elsewhere", () => {
    const schema = readFileSync(resolve(import.meta.dirname, "../../../prisma/schema.prisma"), "utf8");
    const withPerson = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(
      ([, table = "", body = ""]) => (/^ {2}person_id /m.test(body) ? [table] : []),
    );
    const known = new Set([...readTables(), ...Object.keys(NOT_HERE)]);
    expect(withPerson.filter((table) => !known.has(table))).toEqual([]);
  });

  test("is all in the clear, and of nobody else", async () => {
    await saveIdentity(li, { bornOn: "1990-03-04" });
    await registerRelative(await ctxOf(world, await person(world, "旁人")), {
      name: "旁人家的",
      how: "spoken",
      age14: true,
    });
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "goods" }] });
    await claim(li, need.lines[0]?.slotId ?? "", 5, { note: "周末送到" });
    await drain(world);
    const mine = await everythingOfMine(li);
    const of = (section: string) => mine.filter((one) => one.section === section);
    expect(of("person")[0]?.fields).toMatchObject({
      name: "小李",
      phone: story.li.phone,
      birth: "1990-03-04",
    });
    expect(of("consent").map((one) => one.fields.purpose)).toContain("privacy");
    expect(of("pledge")[0]?.fields).toMatchObject({ note: "周末送到", status: "confirmed", item: "大米" });
    expect(of("device")).toHaveLength(1);
    expect(JSON.stringify(mine)).not.toContain("旁人");
    expect(JSON.stringify(mine)).not.toMatch(/v1:[0-9a-f]{8}:/); // nothing sealed is left so
  });
});
