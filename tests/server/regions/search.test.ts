import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/server/platform/db";
import { findRegion, listChildren, placeOf, regionViews, searchRegions } from "@/server/regions/data";
import { SHIPPED_COUNTY, seedRegions } from "@/server/regions/national/commands";
import { HAND_FROM } from "@/server/regions/national/rules";
import { testDb } from "@/tests/support/database";

let db: Db;
const WEST_PANDUN = HAND_FROM + 1;

beforeAll(async () => {
  db = await testDb();
  await seedRegions({ db });
});

describe("the shipped district", () => {
  it("is 罗庄区 with 8 towns and streets and 155 villages of the list, and the two that the list has lost", async () => {
    const count = (level: number, origin: string) =>
      db
        .selectFrom("region")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where("county_id", "=", SHIPPED_COUNTY)
        .where("level", "=", level)
        .where("origin", "=", origin)
        .executeTakeFirstOrThrow();
    expect((await count(4, "national")).n).toBe(8);
    expect((await count(5, "national")).n).toBe(155);
    expect((await count(5, "hand")).n).toBe(2);
  });

  it("comes in as often as one likes and changes nothing that stands", async () => {
    await db.updateTable("region").set({ name: "改过的名" }).where("id", "=", 371311007201).execute();
    expect(await seedRegions({ db })).toBe(0);
    expect((await findRegion(db, 371311007201))?.name).toBe("改过的名");
    await db
      .updateTable("region")
      .set({ name: "西高都村村民委员会" })
      .where("id", "=", 371311007201)
      .execute();
  });

  it("answers how many places are new", async () => {
    await db.deleteFrom("region").where("parent_id", "=", 371311007000).execute();
    expect(await seedRegions({ db })).toBe(13);
  });
});

describe("the search box", () => {
  const find = async (q: string, countyId?: number) =>
    (await searchRegions(db, { q, countyId })).map((view) => view.path);

  it("finds a village by its pinyin initials, and shows its parents", async () => {
    const [first] = await searchRegions(db, { q: "xpd", countyId: SHIPPED_COUNTY });
    expect(first).toMatchObject({
      id: WEST_PANDUN,
      path: "高都街道 西潘墩村",
      parents: ["山东省", "临沂市", "罗庄区", "高都街道"],
    });
  });

  it("finds characters anywhere in the name within the viewer's county", async () => {
    expect(await find("潘墩", SHIPPED_COUNTY)).toEqual(["高都街道 西潘墩村"]);
  });

  it("elsewhere in the nation a name is found from its beginning", async () => {
    expect(await find("潘墩")).toEqual([]);
    expect(await find("西潘墩")).toEqual(["高都街道 西潘墩村"]);
  });

  it("finds a place by its code", async () => {
    expect(await find("371311007")).toContain("高都街道");
    expect(await find("371311007201")).toEqual(["高都街道 西高都村"]);
  });

  it("words before the last narrow it to a parent", async () => {
    expect(await find("官庄 黄山", SHIPPED_COUNTY)).toEqual([]);
    expect(await find("黄山 官庄", SHIPPED_COUNTY)).toEqual(["黄山镇 官庄村"]);
  });

  it("an exact name comes before a longer one", async () => {
    expect((await find("黄山镇"))[0]).toBe("黄山镇");
    expect((await find("凤凰村", SHIPPED_COUNTY))[0]).toBe("黄山镇 凤凰村");
  });

  it("keeps to the levels asked for, and to the limit", async () => {
    const towns = await searchRegions(db, { q: "l", countyId: SHIPPED_COUNTY, levels: [4] });
    expect(towns.map((view) => view.level)).toEqual([4]);
    expect(await searchRegions(db, { q: "s", countyId: SHIPPED_COUNTY, limit: 3 })).toHaveLength(3);
  });

  it("signs of LIKE mean themselves", async () => {
    expect(await find("%", SHIPPED_COUNTY)).toEqual([]);
    expect(await find("_潘墩村", SHIPPED_COUNTY)).toEqual([]);
  });
});

describe("a place", () => {
  it("has its ancestors as columns", async () => {
    expect(await placeOf(db, WEST_PANDUN)).toEqual({
      province_id: 370000000000,
      city_id: 371300000000,
      county_id: 371311000000,
      town_id: 371311007000,
      village_id: WEST_PANDUN,
      natural_id: 0,
      grid_id: 0,
    });
    await expect(placeOf(db, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("lists what is right below it", async () => {
    const towns = await listChildren(db, SHIPPED_COUNTY);
    expect(towns).toHaveLength(8);
    expect(towns[0]?.name).toBe("罗庄街道");
    expect(await listChildren(db, 371311007000)).toHaveLength(13);
  });

  it("unknown ids are left out of views", async () => {
    expect([...(await regionViews(db, [1, SHIPPED_COUNTY])).keys()]).toEqual([SHIPPED_COUNTY]);
  });
});
