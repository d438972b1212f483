import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/server/platform/db";
import { findRegion } from "@/server/regions/data";
import { importRegions } from "@/server/regions/national/commands";
import { idOfCode } from "@/server/regions/national/rules";
import { TEST_NOW } from "@/tests/support/clock";
import { emptyTestDb, testDb } from "@/tests/support/database";

const folder = mkdtempSync(join(tmpdir(), "hrb-list-"));
const TOWNS = 30;
const VILLAGES = 100; // a town; 3,000 and more rows make several batches
const village = (n: number) =>
  `3713110${String(Math.floor(n / VILLAGES) + 10)}${String((n % VILLAGES) + 200)}`;

function lay() {
  const towns = Array.from({ length: TOWNS }, (_, n) => `3713110${n + 10},"街道${n}",371311,37,3713`);
  const villages = Array.from(
    { length: TOWNS * VILLAGES },
    (_, n) => `${village(n)},"王家${n}村村民委员会",${village(n).slice(0, 9)},37,3713,371311`,
  );
  const write = (file: string, head: string, lines: string[]) =>
    writeFileSync(join(folder, file), `${[head, ...lines].join("\n")}\n`);
  write("provinces.csv", "code,name", ['37,"山东省"', '35,"福建省"']);
  write("cities.csv", "code,name,provinceCode", ['3713,"临沂市",37', '3505,"泉州市",35']);
  write("areas.csv", "code,name,cityCode,provinceCode", [
    '371311,"罗庄区",3713,37',
    '371312,"河东区",3713,37',
    '350527,"金门县",3505,35',
  ]);
  write("streets.csv", "code,name,areaCode,provinceCode,cityCode", [
    ...towns,
    '371312001,"街道5",371312,37,3713',
    '350527000,"金门县",350527,35,3505',
  ]);
  write("villages.csv", "code,name,streetCode,provinceCode,cityCode,areaCode", [
    ...villages,
    '350527000000,"金门县",350527000,35,3505,350527',
  ]);
}
lay();
afterAll(() => rmSync(folder, { recursive: true }));

let db: Db;
beforeEach(async () => {
  db = await testDb();
  await emptyTestDb();
});
const bring = (scope: string, onProgress?: Parameters<typeof importRegions>[4]) =>
  importRegions({ db }, folder, scope, () => TEST_NOW, onProgress);
const count = async () =>
  (
    await db
      .selectFrom("region")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
  ).n;

describe("importing the national list", () => {
  it("brings in a district by name or code with what is above it, and nothing beside", async () => {
    expect(await bring("罗庄区")).toMatchObject({ scope: "371311", added: 3 + TOWNS + TOWNS * VILLAGES });
    expect(await findRegion(db, idOfCode("371312"))).toBeNull();
    expect(await findRegion(db, idOfCode(village(150)))).toMatchObject({
      short_name: "王家150村",
      county_id: idOfCode("371311"),
      version: 0,
    });
  });

  it("brings in all; filler rungs of the list are no places", async () => {
    await bring("all");
    expect(await count()).toBe(2 + 2 + 3 + TOWNS + 1 + TOWNS * VILLAGES);
  });

  it("an import that was cut goes on where it stopped", async () => {
    await expect(
      bring("all", () => {
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    const before = await count();
    expect(before).toBe(1_000);
    const answer = await bring("all");
    expect(answer).toMatchObject({ resumedAt: 1_000, added: answer.total - 1_000 });
    expect(await count()).toBe(answer.total);
  });

  it("never writes over what was changed by hand", async () => {
    await bring("371311");
    const id = idOfCode(village(7));
    await db.updateTable("region").set({ name: "新名村", version: 1 }).where("id", "=", id).execute();
    expect(await bring("all")).toMatchObject({ added: 5 });
    expect(await findRegion(db, id)).toMatchObject({ name: "新名村", version: 1 });
  });

  it("says what it cannot find, or what is ambiguous", async () => {
    await expect(bring("火星")).rejects.toThrow("火星 is in no list");
    await expect(bring("街道5")).rejects.toThrow("say the code, one of 371311015, 371312001");
  });
});
