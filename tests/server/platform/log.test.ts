import { expect, test } from "vitest";
import { createLog } from "@/server/platform/log";
import { testDb } from "@/tests/support/database";

const written = (write: (log: ReturnType<typeof createLog>) => void) => {
  let text = "";
  write(
    createLog("trace", {
      write: (line) => {
        text += line;
      },
    }),
  );
  return text;
};

test("private fields are redacted by name, at the top and below", () => {
  const text = written((log) => {
    log.info({ phone: "13800138000", person: { idNumber: "37131119600101001X" } }, "seen");
    log.info({ a: { b: { token: "t-secret" } }, req: { headers: { cookie: "c-secret" } } });
  });
  expect(text).not.toMatch(/13800138000|37131119600101001X|t-secret|c-secret/);
  expect(text).toContain("[private]");
});

test("telephone and identity numbers are masked wherever they stand", () => {
  const text = written((log) => {
    log.info({ typed: 13_953_900_003 }, "拨打13953900001，或 +8613953900002");
    log.warn({ query: { q: "37131119600101001X" } }, "no such person 371311196001010019");
  });
  expect(text).not.toMatch(/139539|371311196/);
});

test("ids, times and counts are left alone", () => {
  const facts = {
    id: "0198f0c3-7000-7000-8000-139539000011",
    at: 1_763_430_000_000,
    region: 371_311_004_201,
    grams: 10 ** 11,
  };
  const line = JSON.parse(written((log) => log.info(facts, "fine")));
  expect(line).toMatchObject(facts);
});

test("an SQL error keeps its reason and loses the row's values", async () => {
  const db = await testDb();
  const row = {
    id: 1,
    level: 5,
    name: "潘家私事",
    short_name: "x",
    initials: "x",
    parent_id: 0,
    origin: "hand",
    status: "active",
    created_at: new Date(),
  };
  await db.insertInto("region").values(row).execute();
  const duplicate = await db
    .insertInto("region")
    .values(row)
    .execute()
    .catch((error) => error);
  const long = await db
    .insertInto("region")
    .values({ ...row, id: 2, code: "潘".repeat(30) })
    .execute()
    .catch((e) => e);
  const text = written((log) => {
    log.error({ err: duplicate }, "fault");
    log.error({ err: new Error("outer", { cause: long }) }, "fault");
  });
  expect(text).toContain("ER_DUP_ENTRY");
  expect(text).toContain("ER_DATA_TOO_LONG");
  expect(text).not.toMatch(/潘家私事|潘潘|insert into/i);
});
