import { beforeEach, expect, test } from "vitest";
import {
  endSession,
  forgetSessions,
  openSession,
  signOut,
  signOutEverywhere,
  wearHat,
} from "@/server/people/sessions/commands";
import { listSessions } from "@/server/people/sessions/data";
import { IDLE_DAYS, LONGEST_DAYS, SESSION_KEPT_DAYS } from "@/server/people/sessions/rules";
import { BROWSER_COOKIE, sessionCookie, sessionCookieName } from "@/server/platform/auth";
import { hashOf, loadKeys, newMasterKey } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { contextFrom } from "@/server/trpc/request";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { grant, organisation, type TestWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
});

/** Signs in a person; returns what the browser would send from now on. */
async function signIn(person: { id: string }) {
  const sessionId = await transact(world.db, (trx) => openSession(trx, visitor(world), person.id));
  const cookie = (await sessionCookie(world.keys, sessionId, false)).split(";")[0] as string;
  return {
    sessionId,
    cookie,
    ask: (): Promise<Ctx> => contextFrom(world, { headers: new Headers({ cookie }), address: "127.0.0.1" }),
  };
}

test("a request is who its session row says, with their live grants", async () => {
  const { actor } = await (await signIn(story.pan)).ask();
  expect(actor).toMatchObject({
    personId: story.pan.id,
    name: "潘书记",
    hat: null,
    grants: [{ role: "secretary", regionId: story.places.xipandun, regionLevel: 5 }],
  });
});

test("the cookie holds no name of the person, and only its hash is in the database", async () => {
  const browser = await signIn(story.pan);
  expect(browser.cookie).not.toContain(browser.sessionId);
  const rows = await world.db.selectFrom("session").select("id_hash").execute();
  expect(rows.map((row) => row.id_hash)).not.toContain(browser.sessionId);
});

test("a cookie made with another key, or altered, is nobody", async () => {
  const { sessionId, cookie } = await signIn(story.pan);
  const forged = (await sessionCookie(loadKeys(newMasterKey()), sessionId, false)).split(";")[0] as string;
  for (const wrong of [forged, `${cookie.slice(0, -3)}AAA`, `${sessionCookieName(false)}=${sessionId}`]) {
    const ctx = await contextFrom(world, { headers: new Headers({ cookie: wrong }), address: "" });
    expect(ctx.actor).toBeNull();
  }
});

test("after the master key was changed, with the old one still held, nobody has to sign in again", async () => {
  const browser = await signIn(story.pan);
  world.keys = loadKeys(`${newMasterKey()},${"5e".repeat(32)}`);
  expect((await browser.ask()).actor?.personId).toBe(story.pan.id);
});

test("over TLS the cookie is bound to this very host", async () => {
  const cookie = await sessionCookie(world.keys, "x", true);
  expect(cookie).toMatch(/^__Host-hrb\.session=.+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
  expect(cookie).not.toContain("Domain");
});

test("a person who is switched off is nobody at the very next request", async () => {
  const browser = await signIn(story.pan);
  await world.db.updateTable("person").set({ status: "off" }).where("id", "=", story.pan.id).execute();
  expect((await browser.ask()).actor).toBeNull();
});

test("a grant that ended, and one in an organisation nobody verified, is worth nothing at the next request", async () => {
  const browser = await signIn(story.chen);
  const pending = await organisation(world, "新队", "party_team", story.places.gaodu, "pending");
  await grant(world, story.chen, "leader", { organisationId: pending });
  expect((await browser.ask()).actor?.grants.map((g) => g.organisationId)).toEqual([story.team]);
  await world.db
    .updateTable("role_grant")
    .set({ ended_at: world.clock.now() })
    .where("id", "=", story.grants.chen)
    .execute();
  expect((await browser.ask()).actor?.grants).toEqual([]);
});

test("a clerk's delegation is worth nothing once the secretary's grant ended or the secretary was switched off", async () => {
  await grant(world, story.li, "clerk", { regionId: story.places.xipandun }, story.grants.pan);
  const browser = await signIn(story.li);
  expect((await browser.ask()).actor?.grants).toHaveLength(1);
  await world.db.updateTable("person").set({ status: "off" }).where("id", "=", story.pan.id).execute();
  expect((await browser.ask()).actor?.grants).toHaveLength(0);
  await world.db.updateTable("person").set({ status: "active" }).where("id", "=", story.pan.id).execute();
  await world.db
    .updateTable("role_grant")
    .set({ ended_at: world.clock.now() })
    .where("id", "=", story.grants.pan)
    .execute();
  expect((await browser.ask()).actor?.grants).toHaveLength(0);
});

test("a grant over a village that was merged counts for its successor", async () => {
  await world.db
    .updateTable("region")
    .set({ status: "merged", merged_into: story.places.xisanchong })
    .where("id", "=", story.places.xipandun)
    .execute();
  const ctx = await (await signIn(story.pan)).ask();
  expect(ctx.actor?.grants[0]).toMatchObject({ regionId: story.places.xisanchong, regionLevel: 5 });
});

test("signing out ends this session; signing out everywhere ends all, or all others", async () => {
  const [phone, tablet, office] = [await signIn(story.pan), await signIn(story.pan), await signIn(story.pan)];
  await signOut(await phone.ask());
  expect((await phone.ask()).actor).toBeNull();
  const kept = await signOutEverywhere(await tablet.ask(), true);
  expect(kept.cookies).toEqual([]);
  expect((await office.ask()).actor).toBeNull();
  const gone = await signOutEverywhere(await tablet.ask(), false);
  expect(gone.cookies[0]).toContain("Max-Age=0");
  expect((await tablet.ask()).actor).toBeNull();
});

test("one device can be ended from another; a stranger's device cannot be found", async () => {
  const [phone, tablet, other] = [await signIn(story.pan), await signIn(story.pan), await signIn(story.li)];
  const [tabletHash, otherHash] = [
    (await tablet.ask()).actor?.sessionId ?? "",
    (await other.ask()).actor?.sessionId ?? "",
  ];
  await endSession(await phone.ask(), tabletHash);
  expect((await tablet.ask()).actor).toBeNull();
  await expect(endSession(await phone.ask(), otherHash)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await other.ask()).actor).not.toBeNull();
  expect(await listSessions(world.db, story.pan.id, world.clock.now())).toHaveLength(1);
});

test("a session lives thirty days from its last use, and never longer than the longest", async () => {
  const browser = await signIn(story.pan);
  world.clock.advance({ days: IDLE_DAYS, seconds: -1 });
  expect((await browser.ask()).actor).not.toBeNull(); // used: the thirty days begin again
  world.clock.advance({ days: IDLE_DAYS });
  expect((await browser.ask()).actor).toBeNull();

  const busy = await signIn(story.pan);
  let days = 0;
  while ((await busy.ask()).actor !== null) {
    world.clock.advance({ days: 5 });
    days += 5;
  }
  expect(days).toBe(LONGEST_DAYS);
});

test("a hat is one of my own live grants; wearing it prefers it and takes nothing away", async () => {
  const second = await grant(world, story.pan, "manager", { organisationId: story.team });
  const browser = await signIn(story.pan);
  await wearHat(await browser.ask(), second);
  const ctx = await browser.ask();
  expect(ctx.actor?.hat?.id).toBe(second);
  const village = {
    ...(await world.db
      .selectFrom("region")
      .selectAll()
      .where("id", "=", story.places.xipandun)
      .executeTakeFirstOrThrow()),
  };
  expect(may(ctx, "desk.see", { place: village })).toMatchObject({ id: story.grants.pan });
  await expect(wearHat(ctx, story.grants.zhou)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await wearHat(ctx, null);
  expect((await browser.ask()).actor?.hat).toBeNull();
});

test("what a browser calls itself is shortened, and a cookie that is not ours names no browser", async () => {
  const headers = new Headers({
    "user-agent": "Mozilla/5.0 (Linux; Android 12; SECRET-MODEL-77) Chrome/96 MicroMessenger/8.0",
    cookie: `${BROWSER_COOKIE}=short; ${BROWSER_COOKIE}=x`,
  });
  const ctx = await contextFrom(world, { headers, address: "" });
  expect(ctx).toMatchObject({ device: "Android WeChat", browser: null, actor: null });
});

test("what ended, or ran out, is kept for its days and no longer; what lives is kept", async () => {
  const now = world.clock.now().getTime();
  const [kept, gone] = [now - SESSION_KEPT_DAYS * 86_400_000, now - SESSION_KEPT_DAYS * 86_400_000 - 1];
  const rows = {
    ended: { ended_at: kept },
    ran: { expires_at: kept },
    old: { ended_at: gone },
    oldRan: { expires_at: gone },
  };
  await signIn(story.pan);
  for (const times of Object.values(rows)) {
    const { sessionId } = await signIn(story.li);
    const set = Object.fromEntries(Object.entries(times).map(([column, at]) => [column, new Date(at)]));
    await world.db
      .updateTable("session")
      .set(set)
      .where("id_hash", "=", hashOf(world.keys, "session", sessionId))
      .execute();
  }
  await forgetSessions(visitor(world));
  const left = await world.db.selectFrom("session").select(["person_id", "ended_at", "expires_at"]).execute();
  expect(left.map((row) => Number(row.ended_at ?? row.expires_at)).filter((at) => at < now)).toEqual([
    kept,
    kept,
  ]);
  expect(left.filter((row) => row.person_id === story.pan.id)).toHaveLength(1);
});
