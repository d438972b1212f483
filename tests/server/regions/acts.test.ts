import { beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/server/platform/db";
import type { Actor, Grant, Role } from "@/server/policy";
import { addAlias, addRegion, mergeRegion, removeAlias, renameRegion } from "@/server/regions/commands";
import { findRegion, listAliases, placeOf, regionViews, searchRegions } from "@/server/regions/data";
import { SHIPPED_COUNTY, seedRegions } from "@/server/regions/national/commands";
import { HAND_FROM, idOfCode } from "@/server/regions/national/rules";
import type { Ctx } from "@/server/trpc/context";
import { backgroundCtx } from "@/tests/support/background";
import { type TestClock, testClock } from "@/tests/support/clock";
import { emptyTestDb, testDb } from "@/tests/support/database";
import { inStep } from "@/tests/support/in-step";
import { openNeed } from "@/tests/support/needs";

const GAODU = idOfCode("371311007");
const FUZHUANG = idOfCode("371311002");
const WEST_PANDUN = HAND_FROM + 1;
const WEST_SANCHONG = HAND_FROM + 2;
const SANCHONG = idOfCode("371311002273");

let db: Db;
let clock: TestClock;

beforeEach(async () => {
  db = await testDb();
  await emptyTestDb();
  await seedRegions({ db });
  clock = testClock();
});

function as(role: Role, regionId: number, regionLevel: number): Ctx {
  const grant: Grant = {
    id: "019309c0-0000-7000-8000-000000000001",
    role,
    regionId,
    regionLevel,
    organisationId: null,
    delegatedFrom: null,
  };
  const actor: Actor = {
    personId: "019309c0-0000-7000-8000-00000000000a",
    name: "某人",
    sessionId: "s",
    grants: [grant],
    hat: grant,
  };
  return { ...backgroundCtx(db, clock), system: false, actor, asked: new Set() };
}
const town = () => as("town_admin", GAODU, 4);
const district = () => as("district_admin", SHIPPED_COUNTY, 3);
const secretary = () => as("secretary", WEST_PANDUN, 5);

const historyOf = (id: number) =>
  db
    .selectFrom("history")
    .select(["version", "event", "grant_id"])
    .where("aggregate", "=", "region")
    .where("subject_id", "=", String(id))
    .orderBy("version")
    .execute();

describe("adding by hand", () => {
  it("a town adds a village that no list has; it is found at once, and history has its birth", async () => {
    const { id } = await addRegion(town(), { parentId: GAODU, level: 5, name: "东潘墩村村民委员会" });
    expect(id).toBeGreaterThan(HAND_FROM);
    expect(await searchRegions(db, { q: "dpd", countyId: SHIPPED_COUNTY })).toMatchObject([
      { id, path: "高都街道 东潘墩村" },
    ]);
    expect(await historyOf(id)).toMatchObject([{ version: 1, event: "region.added" }]);
    expect((await findRegion(db, id))?.version).toBe(1);
  });

  it("a secretary adds natural villages and grids of the own village, and a grid within a natural village", async () => {
    const natural = await addRegion(secretary(), { parentId: WEST_PANDUN, level: 6, name: "前街" });
    const grid = await addRegion(secretary(), { parentId: natural.id, level: 7, name: "第一网格" });
    expect(await placeOf(db, grid.id)).toMatchObject({
      village_id: WEST_PANDUN,
      natural_id: natural.id,
      grid_id: grid.id,
    });
    expect((await regionViews(db, [grid.id])).get(grid.id)?.path).toBe("高都街道 西潘墩村 前街 第一网格");
  });

  it("nobody reaches beyond the own place", async () => {
    const village = { parentId: GAODU, level: 5, name: "新村" } as const;
    await expect(addRegion(secretary(), village)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      addRegion(secretary(), { parentId: SANCHONG, level: 7, name: "第一网格" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(addRegion(as("town_admin", FUZHUANG, 4), village)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(
      addRegion(town(), { parentId: SHIPPED_COUNTY, level: 4, name: "新街道" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(addRegion({ ...town(), actor: null }, village)).rejects.toMatchObject({
      code: "SIGN_IN_FIRST",
    });
  });

  it("a place hangs only where its kind may hang, and a name stands once below a parent", async () => {
    await expect(
      addRegion(district(), { parentId: SHIPPED_COUNTY, level: 5, name: "某村" }),
    ).rejects.toMatchObject({ code: "INVALID", facts: { fields: { level: "wrong_level" } } });
    await expect(addRegion(town(), { parentId: GAODU, level: 5, name: "西潘墩村" })).rejects.toMatchObject({
      code: "INVALID",
      facts: { fields: { name: "taken" }, id: WEST_PANDUN },
    });
  });

  it("two add the same village at once: one stands", async () => {
    const add = () => addRegion(town(), { parentId: GAODU, level: 5, name: "东潘墩村" });
    const answers = await Promise.allSettled([add(), add(), add()]);
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1);
    const views = await searchRegions(db, { q: "东潘墩" });
    expect(views).toHaveLength(1);
  });
});

describe("names", () => {
  it("a renamed village is found by its new and by its former name", async () => {
    await renameRegion(town(), { id: WEST_PANDUN, name: "幸福村" });
    expect(await searchRegions(db, { q: "幸福", countyId: SHIPPED_COUNTY })).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id: WEST_PANDUN, name: "幸福村" })]),
    );
    expect(await searchRegions(db, { q: "xpd" })).toMatchObject([
      { id: WEST_PANDUN, name: "幸福村", alias: "西潘墩村" },
    ]);
    expect(await historyOf(WEST_PANDUN)).toMatchObject([{ version: 1, event: "region.renamed" }]);
    expect((await findRegion(db, WEST_PANDUN))?.version).toBe(1);
  });

  it("a secretary gives the own village another name, takes it back, and may not rename it", async () => {
    await addAlias(secretary(), { id: WEST_PANDUN, name: "潘家墩子" });
    expect(await searchRegions(db, { q: "家墩", countyId: SHIPPED_COUNTY })).toMatchObject([
      { id: WEST_PANDUN, alias: "潘家墩子" },
    ]);
    await expect(addAlias(secretary(), { id: WEST_PANDUN, name: "潘家墩子" })).rejects.toMatchObject({
      code: "INVALID",
    });
    const [alias] = await listAliases(db, WEST_PANDUN);
    await removeAlias(secretary(), { aliasId: alias?.id ?? "" });
    expect(await searchRegions(db, { q: "pjdz" })).toEqual([]);
    expect((await historyOf(WEST_PANDUN)).map((row) => row.event)).toEqual([
      "region.aliased",
      "region.unaliased",
    ]);
    await expect(renameRegion(secretary(), { id: WEST_PANDUN, name: "新名村" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("two rename at once: one wins, one is told it moved on, history has one line", async () => {
    const rename = (name: string) => () =>
      renameRegion(town(), { id: WEST_PANDUN, name }).then(
        () => "done",
        (fault) => fault.code as string,
      );
    const answers = await inStep(
      db,
      (trx) => trx.selectFrom("region").select("id").where("id", "=", WEST_PANDUN).forUpdate().execute(),
      rename("甲村"),
      rename("乙村"),
    );
    expect(answers.sort()).toEqual(["MOVED_ON", "done"]);
    expect(await historyOf(WEST_PANDUN)).toHaveLength(1);
    expect(await listAliases(db, WEST_PANDUN)).toHaveLength(1);
  });
});

describe("merging", () => {
  it("whatever points at the merged village goes on working, and shows its successor", async () => {
    const { id: grid } = await addRegion(district(), { parentId: WEST_SANCHONG, level: 7, name: "第一网格" });
    const place = await placeOf(db, WEST_SANCHONG);
    const need = await openNeed(
      { db, clock },
      {
        place: {
          province: place.province_id,
          city: place.city_id,
          county: place.county_id,
          town: place.town_id,
          village: place.village_id,
        },
      },
    );
    await mergeRegion(district(), { id: WEST_SANCHONG, intoId: SANCHONG });

    expect((await regionViews(db, [WEST_SANCHONG])).get(WEST_SANCHONG)).toMatchObject({
      id: SANCHONG,
      path: "傅庄街道 三重村",
      formerly: "西三重村",
    });
    expect(await placeOf(db, WEST_SANCHONG)).toMatchObject({ village_id: SANCHONG });
    expect(await placeOf(db, grid)).toMatchObject({ village_id: SANCHONG, grid_id: grid });
    const row = await db
      .selectFrom("need")
      .select(["village_id", "region_id"])
      .where("id", "=", need.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ village_id: SANCHONG, region_id: WEST_SANCHONG });
    expect(await searchRegions(db, { q: "西三重", countyId: SHIPPED_COUNTY })).toMatchObject([
      { id: SANCHONG, formerly: "西三重村" },
    ]);
    expect(await historyOf(WEST_SANCHONG)).toMatchObject([{ version: 1, event: "region.merged" }]);
  });

  it("a merger of a merger leads to the last successor; a circle is refused", async () => {
    const { id: third } = await addRegion(district(), { parentId: FUZHUANG, level: 5, name: "大三重村" });
    await mergeRegion(district(), { id: WEST_SANCHONG, intoId: SANCHONG });
    await mergeRegion(district(), { id: SANCHONG, intoId: third });
    expect((await regionViews(db, [WEST_SANCHONG])).get(WEST_SANCHONG)?.id).toBe(third);
    expect(await placeOf(db, WEST_SANCHONG)).toMatchObject({ village_id: third });
    expect((await findRegion(db, WEST_SANCHONG))?.merged_into).toBe(third); // one step, which is as far as a grant looks
    await expect(mergeRegion(district(), { id: third, intoId: WEST_SANCHONG })).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("merges like with like, within the own place, once", async () => {
    await expect(mergeRegion(district(), { id: WEST_SANCHONG, intoId: GAODU })).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(mergeRegion(town(), { id: WEST_PANDUN, intoId: SANCHONG })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await mergeRegion(district(), { id: WEST_SANCHONG, intoId: SANCHONG });
    await expect(mergeRegion(district(), { id: WEST_SANCHONG, intoId: SANCHONG })).rejects.toMatchObject({
      code: "WRONG_STATE",
    });
  });

  it("a town takes its villages along", async () => {
    await mergeRegion(district(), { id: FUZHUANG, intoId: GAODU });
    expect(await placeOf(db, SANCHONG)).toMatchObject({ town_id: GAODU, village_id: SANCHONG });
    expect((await regionViews(db, [SANCHONG])).get(SANCHONG)?.path).toBe("高都街道 三重村");
  });
});
