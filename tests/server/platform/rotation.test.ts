// A new master key in front of the old one: everything sealed is sealed anew, and nothing else moves.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { candidatesFor } from "@/server/people/entry/data";
import { saveIdentity } from "@/server/people/profiles/commands";
import { visibleProfile } from "@/server/people/profiles/data";
import { hashOf, isStale, loadKeys, newMasterKey, open } from "@/server/platform/crypto";
import { rotateKeys, SEALED } from "@/server/platform/rotation";
import { emptyTestDb } from "@/tests/support/database";
import { ctxOf, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
const [old, fresh] = [newMasterKey(), newMasterKey()];
beforeEach(async () => {
  await emptyTestDb();
  world = { ...(await testWorld()), keys: loadKeys(old) };
});
const both = () => ({ ...world, keys: loadKeys(`${fresh},${old}`) });
const ciphers = async () =>
  (await world.db.selectFrom("person_phone").select("cipher").execute()).map((one) => one.cipher);

test("every column that holds a sealed text is rotated", () => {
  const schema = readFileSync(resolve(import.meta.dirname, "../../../prisma/schema.prisma"), "utf8");
  const found = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, table, body = ""]) =>
    [...body.matchAll(/^ {2}((?:\w+_)?cipher) /gm)].map(([, column]) => `${table}.${column}`),
  );
  const rotated = SEALED.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  expect(rotated.sort()).toEqual(found.sort());
});

test("with two keys everything is sealed anew, opens as before, and is found by the same hash", async () => {
  const li = await person(world, "小李", { phone: "13900000001" });
  for (let i = 0; i < 520; i++) await person(world, `人${i}`); // more than one page
  await saveIdentity(await ctxOf(world, li), { bornOn: "1990-03-04" });
  const now = both();
  expect((await ciphers()).every((cipher) => isStale(now.keys, cipher))).toBe(true);
  const [phones] = await rotateKeys(now);
  expect(phones).toEqual({ table: "person_phone", seen: 521, sealed: 521 });
  expect((await ciphers()).some((cipher) => isStale(now.keys, cipher))).toBe(false);
  expect(await visibleProfile(await ctxOf(now, li), undefined)).toMatchObject({
    maskedPhone: "139****0001",
    bornOn: "1990-03-04",
  });
  const { people } = await candidatesFor(now.db, hashOf(now.keys, "phone", "13900000001"));
  expect(people).toMatchObject([{ id: li.id }]);
  expect(() => open(world.keys, "")).toThrow();
});

test("a run that was cut off is run again; two at once do no harm; a second finds nothing to do", async () => {
  for (let i = 0; i < 30; i++) await person(world, `人${i}`);
  const now = both();
  const cut = rotateKeys(now, () => {
    throw new Error("the machine went down");
  });
  await expect(cut).rejects.toThrow("went down");
  await Promise.all([rotateKeys(now), rotateKeys(now)]);
  expect((await ciphers()).every((cipher) => open(now.keys, cipher).startsWith("199"))).toBe(true);
  expect((await rotateKeys(now)).reduce((sum, one) => sum + one.sealed, 0)).toBe(0);
});

test("what was sealed with a key that is not given stops it, and stays as it was", async () => {
  await person(world, "小李");
  const before = await ciphers();
  await expect(rotateKeys({ ...world, keys: loadKeys(fresh) })).rejects.toThrow("key that is not held");
  expect(await ciphers()).toEqual(before);
});
