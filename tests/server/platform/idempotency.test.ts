import { v7 as uuid } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { isRefusal, refuse } from "@/server/errors";
import type { Db, Trx } from "@/server/platform/db";
import { findAnswer, forgetKeys, hashOfBody, KEY_KEPT_DAYS, once } from "@/server/platform/idempotency";
import { ctxOf } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";

let db: Db;
const clock = testClock();
beforeAll(async () => {
  db = await testDb();
});
const newKey = () => uuid().replaceAll("-", "");
const li = () => ctxOf({ db, clock }, uuid());
/** Leaves a mark, and answers with an id of its own. */
const act = (mark: string) => async (trx: Trx) => {
  const id = uuid();
  await trx
    .insertInto("region_alias")
    .values({ id, region_id: 1, name: mark, initials: "", kind: "alias", created_at: clock.now() })
    .execute();
  return { id };
};
const marks = async (mark: string) =>
  (await db.selectFrom("region_alias").select("id").where("name", "=", mark).execute()).length;

it("the same key sent 50 times at once is one effect and 50 equal answers", async () => {
  const [ctx, key] = [li(), newKey()];
  const sends = Array.from({ length: 50 }, () => once(ctx, key, { a: 1 }, act(key.slice(0, 20))));
  const answers = await Promise.all(sends);
  expect(new Set(answers.map((a) => a.id)).size).toBe(1);
  expect(await marks(key.slice(0, 20))).toBe(1);
});

it("the same key with another body is refused; another person's same key is their own", async () => {
  const [ctx, key] = [li(), newKey()];
  const first = await once(ctx, key, { a: 1 }, act("b"));
  const error = await once(ctx, key, { a: 2 }, act("b")).catch((e) => e);
  expect(isRefusal(error) && error.code).toBe("SAME_KEY_OTHER_BODY");
  expect((await once(li(), key, { a: 1 }, act("b"))).id).not.toBe(first.id);
});

it("an act that is refused leaves neither its effect nor its key: it may be sent again", async () => {
  const [ctx, key] = [li(), newKey()];
  const failing = async (trx: Trx) => {
    await act("c")(trx);
    return refuse("MOVED_ON");
  };
  await expect(once(ctx, key, {}, failing)).rejects.toThrow("MOVED_ON");
  expect([await marks("c"), await findAnswer(db, ctx.actor!.personId, key)]).toEqual([0, undefined]);
  expect((await once(ctx, key, {}, act("c"))).id).toBeDefined();
});

it("a body is the same whatever the order of its fields, and another where a value or a field differs", () => {
  expect(hashOfBody({ a: 1, b: [1, { c: "x" }] })).toBe(hashOfBody({ b: [1, { c: "x" }], a: 1 }));
  expect(hashOfBody({ a: 1, b: undefined })).toBe(hashOfBody({ a: 1 }));
  for (const other of [{ a: "1" }, { a: 1, b: null }, { a: [1] }, {}])
    expect(hashOfBody(other)).not.toBe(hashOfBody({ a: 1 }));
});

it("keys are forgotten after their time, not before", async () => {
  const [ctx, key] = [li(), newKey()];
  await once(ctx, key, {}, act("d"));
  clock.advance({ days: KEY_KEPT_DAYS - 1 });
  await forgetKeys({ db, clock });
  expect(await findAnswer(db, ctx.actor!.personId, key)).toBeDefined();
  clock.advance({ days: 2 });
  await forgetKeys({ db, clock });
  expect(await findAnswer(db, ctx.actor!.personId, key)).toBeUndefined();
});
