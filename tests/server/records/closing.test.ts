// 注销 and taking one's own data along: what is forgotten, what the law keeps, what stands in the way.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { verify } from "@/server/history/verify/data";
import { verifyCodeAndEnter } from "@/server/people/entry/commands";
import { saveIdentity, saveProfile } from "@/server/people/profiles/commands";
import { registerRelative } from "@/server/people/proxies/commands";
import { withdraw } from "@/server/pledges/changes/commands";
import { close, sendCode } from "@/server/records/closing/commands";
import { visibleClosing } from "@/server/records/closing/data";
import { closeInput } from "@/server/records/closing/schema";
import { everythingOfMine, NOT_HERE, readTables } from "@/server/records/mine/data";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { claim } from "@/tests/support/pledged";
import { ctxOf, grant, person, storyPeople, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Awaited<ReturnType<typeof storyPeople>>;
let li: Ctx;
beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  story = await storyPeople(world);
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
