import { sql } from "kysely";
import { expect, test } from "vitest";
import { createDb, isDuplicate, transact } from "@/server/platform/db";
import { migrate, migrationState } from "@/server/platform/migrate";
import { testDb, testDbUrl } from "@/tests/support/database";

const AT = new Date("2026-11-18T02:00:00.123Z");
const village = (id: number, name: string) => ({
  id,
  level: 5,
  name,
  short_name: name,
  initials: "xpd",
  parent_id: 0,
  origin: "hand",
  status: "active",
  created_at: AT,
});

test("values come back as they were written: large integers, UTC instants, rare characters", async () => {
  const db = await testDb();
  await db
    .insertInto("region")
    .values(village(10 ** 15 + 1, "西潘墩𠮷"))
    .execute();
  const row = await db.selectFrom("region").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ id: 10 ** 15 + 1, name: "西潘墩𠮷", created_at: AT, merged_into: null });
  const { rows } = await sql<object>`SELECT SUM(id) AS total, COUNT(*) AS n, @@session.time_zone AS z,
    @@session.tx_isolation AS i FROM region`.execute(db);
  expect(rows).toEqual([{ total: 10 ** 15 + 1, n: 1, z: "+00:00", i: "READ-COMMITTED" }]);
});

test("𠮷 and 𬱖 are two characters", async () => {
  const { rows } = await sql<{ same: number }>`SELECT '𠮷' = '𬱖' AS same`.execute(await testDb());
  expect(rows[0]?.same).toBe(0);
});

test("a column of truth comes back as true or false, a small number stays a number", async () => {
  const db = await testDb();
  const attachment = { file_id: "f", aggregate: "need", subject_id: "n", purpose: "photo", created_at: AT };
  await db
    .insertInto("attachment")
    .values([
      { ...attachment, id: "a", is_public: true },
      { ...attachment, id: "b", is_public: false },
    ])
    .execute();
  const rows = await db.selectFrom("attachment").select(["id", "is_public"]).orderBy("id").execute();
  expect(rows).toEqual([
    { id: "a", is_public: true },
    { id: "b", is_public: false },
  ]);
  await db.insertInto("region").values(village(5, "戊")).execute();
  expect(await db.selectFrom("region").select("level").where("id", "=", 5).execute()).toEqual([{ level: 5 }]);
});

test("whatever reads past the transaction it is in fails in every test; reads beside it do not", async () => {
  const db = await testDb();
  const read = () => db.selectFrom("region").select("id").limit(1).execute();
  await expect(transact(db, read)).rejects.toThrow("past the transaction");
  await expect(transact(db, () => Promise.all([read()]))).rejects.toThrow("past the transaction");
  await Promise.all([
    transact(db, (trx) => trx.selectFrom("region").select("id").limit(1).execute()),
    read(),
  ]);
});

test("a transaction that loses a deadlock is said again until it wins", async () => {
  const db = await testDb();
  await db
    .insertInto("region")
    .values([village(1, "甲"), village(2, "乙")])
    .execute();
  let tries = 0;
  const bump = (first: number, second: number) =>
    transact(db, async (trx) => {
      tries++;
      for (const id of [first, second])
        await trx
          .updateTable("region")
          .set((eb) => ({ version: eb("version", "+", 1) }))
          .where("id", "=", id)
          .execute();
    });
  await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? bump(1, 2) : bump(2, 1))));
  const rows = await db.selectFrom("region").select("version").where("id", "in", [1, 2]).execute();
  expect(rows.map((row) => row.version)).toEqual([21, 21]);
  expect(tries).toBeGreaterThanOrEqual(20);
});

test("an act that throws leaves nothing behind and is not repeated", async () => {
  const db = await testDb();
  let tries = 0;
  const act = transact(db, async (trx) => {
    tries++;
    await trx.insertInto("region").values(village(77, "丙")).execute();
    throw new Error("no");
  });
  await expect(act).rejects.toThrow("no");
  expect(tries).toBe(1);
  expect(await db.selectFrom("region").select("id").where("id", "=", 77).execute()).toEqual([]);
});

test("a second row under one key is known as a duplicate", async () => {
  const db = await testDb();
  await db.insertInto("region").values(village(88, "丁")).execute();
  const error = await db
    .insertInto("region")
    .values(village(88, "丁"))
    .execute()
    .catch((e) => e);
  expect(isDuplicate(error)).toBe(true);
  expect(isDuplicate(error, "PRIMARY")).toBe(true);
  expect(isDuplicate(error, "other_key")).toBe(false);
});

test("the template is at head, and migrating again does nothing", async () => {
  const db = await testDb();
  expect(await migrationState(db)).toMatchObject({ atHead: true, pending: [], problems: [] });
  expect(await migrate(await testDbUrl())).toEqual([]);
});

test("a pool of one connection still works", async () => {
  const db = createDb(await testDbUrl(), { connectionLimit: 1 });
  expect(await db.selectFrom("region").select("id").limit(1).execute()).toBeDefined();
  await db.destroy();
});
