import { beforeEach, expect, test } from "vitest";
import { requestCode } from "@/server/people/codes/commands";
import { CODE_MINUTES, CODE_TRIES, FINISH_MINUTES } from "@/server/people/codes/rules";
import { requestCodeInput } from "@/server/people/codes/schema";
import { listConsents } from "@/server/people/consents/data";
import { finishEntry, verifyCodeAndEnter } from "@/server/people/entry/commands";
import { enterInput } from "@/server/people/entry/schema";
import { asSession } from "@/server/people/sessions/commands";
import { sessionsRouter } from "@/server/people/sessions/router";
import { LIMITS } from "@/server/platform/limits";
import type { Ctx } from "@/server/trpc/context";
import { callerFactory } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { person, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
});

const NEW = "13900000001";
const newcomer = { name: "赵大娘", privacy: true, age14: true };
const enterAs = (ctx: Ctx, phone: string, code: string, first: object = {}) =>
  verifyCodeAndEnter(ctx, enterInput.parse({ phone, code, ...first }));

/** Asks for a code as this browser; returns what the text message said. */
async function codeFor(ctx: Ctx, phone: string): Promise<string> {
  await requestCode(ctx, { phone });
  return world.sms.sent.at(-1)?.params.code ?? "";
}

test("a newcomer is entered by phone and code, with consents by purpose and one line of history", async () => {
  const ctx = visitor(world);
  const entered = await enterAs(ctx, NEW, await codeFor(ctx, NEW), { ...newcomer, sms: true });
  if (entered.kind !== "entered") throw new Error("not entered");
  expect(entered.isNew).toBe(true);
  const consents = await listConsents(world.db, entered.personId);
  expect(consents.map((c) => c.purpose).sort()).toEqual(["age_14", "privacy", "sms"]);
  const lines = await world.db
    .selectFrom("history")
    .select(["event", "actor_id", "data"])
    .where("subject_id", "=", entered.personId)
    .execute();
  expect(lines).toEqual([{ event: "person.joined", actor_id: entered.personId, data: '{"origin":"self"}' }]);
  const acting = await asSession(ctx, entered.sessionId);
  expect(acting.actor).toMatchObject({ personId: entered.personId, name: "赵大娘", grants: [] });
  const cookie = entered.cookies[0]?.split(";")[0] ?? "";
  const later = await contextFrom(world, { headers: new Headers({ cookie }), address: "" });
  expect(later.actor?.personId).toBe(entered.personId);
});

test("known and unknown numbers get the same answer, the same message and the same rows", async () => {
  const answers = [];
  for (const phone of [story.pan.phone, NEW]) answers.push(await requestCode(visitor(world), { phone }));
  expect(Object.keys(answers[0] ?? {})).toEqual(Object.keys(answers[1] ?? {}));
  expect(answers[0]?.expiresAt).toEqual(answers[1]?.expiresAt);
  expect(world.sms.sent.map((m) => [m.template, m.params.minutes])).toEqual([
    ["code", "5"],
    ["code", "5"],
  ]);
  const wrong = [];
  for (const phone of [story.pan.phone, NEW]) {
    const ctx = visitor(world);
    const code = await codeFor(ctx, phone);
    wrong.push(await enterAs(ctx, phone, other(code)).catch((e) => [e.code, e.facts]));
  }
  expect(wrong[0]).toEqual(wrong[1]);
});

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("the code is shown on screen in a demo without a provider, and nowhere else", async () => {
  expect((await requestCode(visitor(world), { phone: NEW })).shown).toMatch(/^\d{6}$/);
  const real = await testWorld({ DEMO: "0" });
  await expect(requestCode(visitor(real), { phone: NEW })).rejects.toMatchObject({ code: "SMS_FAILED" });
  const sending = await testWorld({ SMS_DRIVER: "http", SMS_HTTP_URL: "http://127.0.0.1:9" });
  expect((await requestCode(visitor(sending), { phone: NEW })).shown).toBeNull();
});

test("neither code nor number stands in the database or the log", async () => {
  const ctx = visitor(world);
  const code = await codeFor(ctx, NEW);
  await enterAs(ctx, NEW, other(code)).catch(() => {});
  await enterAs(ctx, NEW, code, newcomer);
  world.sms.fail = "retry";
  await requestCode(ctx, { phone: NEW }).catch(() => {});
  for (const table of [
    "sign_in_code",
    "person_phone",
    "session",
    "rate_limit",
    "history",
    "outbox",
  ] as const) {
    const text = JSON.stringify(await world.db.selectFrom(table).selectAll().execute());
    expect(text).not.toContain(NEW);
    expect(text).not.toMatch(new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`));
  }
  expect(world.logged.join("")).toContain("not sent");
  expect(world.logged.join("")).not.toMatch(new RegExp(`${NEW}|"${code}"`));
});

test("a code is worth nothing in another browser, for another number, or without a browser", async () => {
  const ctx = visitor(world);
  const code = await codeFor(ctx, NEW);
  await expect(enterAs(visitor(world), NEW, code, newcomer)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
  // A stranger's guesses neither count against the owner's tries nor learn whether they were near.
  for (let i = 0; i < CODE_TRIES; i++)
    await expect(enterAs(visitor(world), NEW, other(code))).rejects.toMatchObject({ code: "CODE_EXPIRED" });
  await expect(enterAs(ctx, "13900000002", code, newcomer)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
  await expect(enterAs({ ...ctx, browser: null }, NEW, code)).rejects.toMatchObject({ code: "COOKIES_OFF" });
  expect(await enterAs(ctx, NEW, code, newcomer)).toMatchObject({ kind: "entered" });
});

test("a code lives five minutes: a second before it works, at five it does not", async () => {
  const ctx = visitor(world);
  const late = await codeFor(ctx, NEW);
  world.clock.advance({ minutes: CODE_MINUTES });
  await expect(enterAs(ctx, NEW, late, newcomer)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
  const early = await codeFor(ctx, NEW);
  world.clock.advance({ minutes: CODE_MINUTES, seconds: -1 });
  expect(await enterAs(ctx, NEW, early, newcomer)).toMatchObject({ kind: "entered" });
});

test("five wrong guesses end a code: the sixth try is refused even when it is right", async () => {
  const ctx = visitor(world);
  const code = await codeFor(ctx, NEW);
  for (let left = CODE_TRIES - 1; left >= 0; left--)
    await expect(enterAs(ctx, NEW, other(code), newcomer)).rejects.toMatchObject({
      code: "CODE_WRONG",
      facts: { left },
    });
  await expect(enterAs(ctx, NEW, code, newcomer)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
});

test("the fifth try still works when it is right", async () => {
  const ctx = visitor(world);
  const code = await codeFor(ctx, NEW);
  for (let i = 0; i < CODE_TRIES - 1; i++) await enterAs(ctx, NEW, other(code)).catch(() => {});
  expect(await enterAs(ctx, NEW, code, newcomer)).toMatchObject({ kind: "entered" });
});

test("twenty wrong guesses at once are no more than five guesses", async () => {
  const ctx = visitor(world);
  const code = await codeFor(ctx, NEW);
  const answers = await Promise.all(
    Array.from({ length: 19 }, () => enterAs(ctx, NEW, other(code)).catch((e) => e.code)),
  );
  expect(answers.filter((answer) => answer === "CODE_WRONG")).toHaveLength(CODE_TRIES);
});

test("a code is used once; a new one makes the one before it worthless", async () => {
  const ctx = visitor(world);
  const first = await codeFor(ctx, NEW);
  world.clock.advance({ seconds: 1 });
  const second = await codeFor(ctx, NEW);
  if (first !== second)
    await expect(enterAs(ctx, NEW, first, newcomer)).rejects.toMatchObject({ code: "CODE_WRONG" });
  await enterAs(ctx, NEW, second, newcomer);
  await expect(enterAs(ctx, NEW, second, newcomer)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
});

test("two verifications of one code at once: one comes in, the other is told the code is used", async () => {
  for (let round = 0; round < 4; round++) {
    const ctx = visitor(world);
    const phone = `1380000010${round}`;
    const code = await codeFor(ctx, phone);
    const answers = await Promise.all(
      [1, 2].map(() =>
        enterAs(ctx, phone, code, newcomer).then(
          (a) => a.kind,
          (e) => e.code,
        ),
      ),
    );
    expect(answers.sort()).toEqual(["CODE_EXPIRED", "entered"]);
  }
  const people = await world.db.selectFrom("person").select("id").where("name", "=", "赵大娘").execute();
  expect(people).toHaveLength(4);
});

test("one known person comes in without being asked anything again", async () => {
  const ctx = visitor(world);
  const entered = await enterAs(ctx, story.pan.phone, await codeFor(ctx, story.pan.phone));
  expect(entered).toMatchObject({ kind: "entered", personId: story.pan.id, isNew: false });
});

test("who comes first time without name or ticks is asked, and the code is not lost by it", async () => {
  const ctx = visitor(world);
  const more = await enterAs(ctx, NEW, await codeFor(ctx, NEW));
  if (more.kind !== "more") throw new Error("should ask");
  expect(more.people).toEqual([]);
  const finish = (first: object) =>
    finishEntry(ctx, {
      token: more.token,
      name: undefined,
      privacy: false,
      age14: false,
      sms: false,
      publicName: false,
      personId: undefined,
      ...first,
    });
  await expect(finish({})).rejects.toMatchObject({
    code: "INVALID",
    facts: { fields: { name: "required", privacy: "required", age14: "required" } },
  });
  expect(await finish({ ...newcomer, publicName: true })).toMatchObject({ kind: "entered", isNew: true });
  await expect(finish(newcomer)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
});

test("the second step works only in the browser that proved the code, and for half an hour", async () => {
  const ctx = visitor(world);
  const more = await enterAs(ctx, NEW, await codeFor(ctx, NEW));
  if (more.kind !== "more") throw new Error("should ask");
  const said = { token: more.token, ...newcomer, sms: false, publicName: false, personId: undefined };
  await expect(finishEntry(visitor(world), said)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
  // One character in its middle: the last ones of a base64 text may say nothing.
  const at = Math.floor(more.token.length / 2);
  const other = more.token[at] === "A" ? "B" : "A";
  const altered = `${more.token.slice(0, at)}${other}${more.token.slice(at + 1)}`;
  await expect(finishEntry(ctx, { ...said, token: altered })).rejects.toMatchObject({
    code: "CODE_EXPIRED",
  });
  world.clock.advance({ minutes: FINISH_MINUTES });
  await expect(finishEntry(ctx, said)).rejects.toMatchObject({ code: "CODE_EXPIRED" });
});

test("where several people share a number, one says who one is, or that one is new", async () => {
  const phone = "13700000001";
  const mother = await person(world, "孙桂兰", { phone });
  const son = await person(world, "孙小海", { phone });
  const ctx = visitor(world);
  const more = await enterAs(ctx, phone, await codeFor(ctx, phone));
  if (more.kind !== "more") throw new Error("should ask");
  expect(more.people).toEqual([
    { id: mother.id, name: "孙*兰", needsConsent: false },
    { id: son.id, name: "孙*海", needsConsent: false },
  ]);
  const rest = { name: undefined, privacy: false, age14: false, sms: false, publicName: false };
  await expect(
    finishEntry(ctx, { token: more.token, personId: story.pan.id, ...rest }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await finishEntry(ctx, { token: more.token, personId: son.id, ...rest })).toMatchObject({
    kind: "entered",
    personId: son.id,
  });
  const daughter = await enterAs(ctx, phone, await codeFor(ctx, phone));
  if (daughter.kind !== "more") throw new Error("should ask");
  const joined = await finishEntry(ctx, {
    token: daughter.token,
    personId: undefined,
    ...rest,
    ...newcomer,
    name: "孙小美",
  });
  expect(joined.isNew).toBe(true);
  expect((await enterAs(ctx, phone, await codeFor(ctx, phone))) as object).toMatchObject({
    kind: "more",
    people: { length: 3 },
  });
});

test("a number a clerk typed in makes nobody that person until its owner says so, and agrees to the notice", async () => {
  const uncle = await person(world, "李大爷", { phone: null });
  const { phoneColumns } = await import("@/server/platform/crypto");
  await world.db
    .insertInto("person_phone")
    .values({
      id: uncle.id,
      person_id: uncle.id,
      ...phoneColumns(world.keys, NEW),
      created_at: world.clock.now(),
    })
    .execute();
  await world.db.updateTable("consent").set({ how: "spoken" }).where("person_id", "=", uncle.id).execute();
  const ctx = visitor(world);
  const more = await enterAs(ctx, NEW, await codeFor(ctx, NEW));
  if (more.kind !== "more") throw new Error("should ask");
  expect(more.people).toEqual([{ id: uncle.id, name: "李*爷", needsConsent: true }]);
  const rest = { name: undefined, sms: false, publicName: false, personId: uncle.id, token: more.token };
  await expect(finishEntry(ctx, { ...rest, privacy: false, age14: true })).rejects.toMatchObject({
    facts: { fields: { privacy: "required" } },
  });
  await finishEntry(ctx, { ...rest, privacy: true, age14: true });
  const again = await enterAs(ctx, NEW, await codeFor(ctx, NEW));
  expect(again).toMatchObject({ kind: "entered", personId: uncle.id });
});

test("a number nobody has proved yet asks who comes, even where the person agreed to the notice before", async () => {
  await world.db
    .updateTable("person_phone")
    .set({ verified_at: null })
    .where("person_id", "=", story.li.id)
    .execute();
  const ctx = visitor(world);
  expect(await enterAs(ctx, story.li.phone, await codeFor(ctx, story.li.phone))).toMatchObject({
    kind: "more",
    people: [{ id: story.li.id, needsConsent: false }],
  });
});

test("a number whose person was switched off opens neither the old record nor a new one", async () => {
  await world.db.updateTable("person").set({ status: "off" }).where("id", "=", story.li.id).execute();
  const ctx = visitor(world);
  const code = await codeFor(ctx, story.li.phone);
  await expect(enterAs(ctx, story.li.phone, code, newcomer)).rejects.toMatchObject({ code: "PERSON_OFF" });
});

test("a number gets five codes an hour: the fifth comes, the sixth is told when to ask again", async () => {
  const browsers = Array.from({ length: 6 }, (_, i) => ({ ...visitor(world), address: `10.0.0.${i}` }));
  for (const ctx of browsers.slice(0, 5)) await requestCode(ctx, { phone: NEW });
  const refusal = await requestCode(browsers[5] as Ctx, { phone: NEW }).catch((e) => e);
  expect(refusal).toMatchObject({ code: "TOO_MANY", facts: { limit: "code_phone" } });
  expect(refusal.facts.seconds).toBeGreaterThan(3500);
  expect(world.sms.sent).toHaveLength(5);
  await requestCode(browsers[5] as Ctx, { phone: "13900000002" });
});

test("an address gets a hundred codes an hour, one more is refused, another address is not", async () => {
  const limit = LIMITS.code_address.points;
  const ctx = { ...visitor(world), address: "203.0.113.7" };
  const phones = Array.from({ length: limit + 1 }, (_, i) => `136${String(i).padStart(8, "0")}`);
  for (const phone of phones.slice(0, limit)) await requestCode(ctx, { phone });
  await expect(requestCode(ctx, { phone: phones[limit] as string })).rejects.toMatchObject({
    code: "TOO_MANY",
    facts: { limit: "code_address" },
  });
  await requestCode({ ...ctx, address: "203.0.113.8" }, { phone: phones[limit] as string });
});

test("when the message cannot be sent, the person is told, and the code that nobody got is worth nothing", async () => {
  world.sms.fail = "never";
  await expect(requestCode(visitor(world), { phone: NEW })).rejects.toMatchObject({ code: "SMS_FAILED" });
});

test("full-width digits, spaces and +86 are understood; anything else is refused with its reason", () => {
  expect(requestCodeInput.parse({ phone: "+86 139-0000-0001" })).toEqual({ phone: NEW });
  expect(enterInput.parse({ phone: NEW, code: "０４２ 137" }).code).toBe("042137");
  for (const phone of ["12345678901", "1390000000", "139000000011", "", "1390000000a"])
    expect(requestCodeInput.safeParse({ phone }).success).toBe(false);
  for (const code of ["12345", "1234567", "abcdef"])
    expect(enterInput.safeParse({ phone: NEW, code }).success).toBe(false);
  expect(requestCodeInput.safeParse({ phone: NEW, admin: true }).success).toBe(false);
});

test("what the procedure answers holds no session id beside the cookie", async () => {
  const ctx = visitor(world);
  const code = await codeFor(ctx, NEW);
  const answer = await callerFactory(sessionsRouter)(ctx).enter({ phone: NEW, code, ...newcomer });
  expect(Object.keys(answer).sort()).toEqual(["cookies", "isNew", "kind", "personId"]);
});
