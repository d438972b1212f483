import { describe, expect, it } from "vitest";
import { initials } from "@/server/regions/names/rules";
import {
  ancestorsOfVillage,
  idOfCode,
  nationalRegion,
  placeOfCode,
  readLine,
} from "@/server/regions/national/rules";
import {
  ancestorIds,
  mayHangUnder,
  pathName,
  readQuery,
  shortName,
  spokenNames,
} from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";

describe("what people call a place", () => {
  it.each([
    ["西高都村村民委员会", "西高都村"],
    ["凤凰居村村民委员会", "凤凰居村"],
    ["李家村委会", "李家村"],
    ["王家坡村村委会", "王家坡村"],
    ["龙潭社区居民委员会", "龙潭社区"],
    ["多福巷社区居委会", "多福巷社区"],
    ["高都街道办事处", "高都街道"],
    ["高都街道", "高都街道"],
    ["西潘墩村", "西潘墩村"],
    ["一六三团", "一六三团"],
  ])("%s is called %s", (name, short) => expect(shortName(name)).toBe(short));

  it("a name is never stripped to less than two characters", () => {
    expect(shortName("居委会")).toBe("居委会");
    expect(shortName("李居委会")).toBe("李居委会");
  });

  it.each([
    ["西潘墩村", "xpdc"],
    ["三重村", "scc"], // 重 as in 重复, since the words say so
    ["重庆市", "cqs"],
    ["768厂社区", "768csq"],
    ["A区社区", "aqsq"],
  ])("the initials of %s are %s", (name, letters) => expect(initials(name)).toBe(letters));

  it("a path begins at the town; rungs nobody says and doubled names are left out", () => {
    expect(
      pathName([
        { level: LEVEL.county, name: "罗庄区" },
        { level: LEVEL.town, name: "高都街道" },
        { level: LEVEL.village, name: "西潘墩村" },
      ]),
    ).toBe("高都街道 西潘墩村");
    expect(
      pathName([
        { level: LEVEL.city, name: "临沂市" },
        { level: LEVEL.county, name: "罗庄区" },
      ]),
    ).toBe("罗庄区");
    expect(spokenNames(["北京市", "市辖区", "东城区"])).toEqual(["北京市", "东城区"]);
    expect(spokenNames(["广东省", "东莞市", "东莞市"])).toEqual(["广东省", "东莞市"]);
  });
});

describe("the tree by its codes", () => {
  it("a village's code says all its ancestors", () => {
    expect(nationalRegion("371311007201", "西高都村村民委员会")).toMatchObject({
      id: 371311007201,
      level: LEVEL.village,
      short_name: "西高都村",
      initials: "xgdc",
      parent_id: 371311007000,
      province_id: 370000000000,
      city_id: 371300000000,
      county_id: 371311000000,
      town_id: 371311007000,
      village_id: 371311007201,
      natural_id: 0,
      grid_id: 0,
    });
  });

  it("a city without districts does not share its id with the county of the same code", () => {
    expect(idOfCode("4419")).not.toBe(idOfCode("441900"));
    expect(nationalRegion("441900003", "东城街道")).toMatchObject({
      parent_id: idOfCode("441900"),
      city_id: idOfCode("4419"),
      county_id: idOfCode("441900"),
    });
  });

  it.each(["371311007201", "441900003001", "110101001002"])("%s has the same ancestors by number", (code) => {
    const place = placeOfCode(code);
    expect(ancestorsOfVillage(idOfCode(code))).toEqual(ancestorIds(place));
  });

  it("only a place of the right kind hangs under another", () => {
    expect(mayHangUnder(LEVEL.village, LEVEL.town)).toBe(true);
    expect(mayHangUnder(LEVEL.village, LEVEL.county)).toBe(false);
    expect(mayHangUnder(LEVEL.grid, LEVEL.village)).toBe(true);
    expect(mayHangUnder(LEVEL.grid, LEVEL.natural)).toBe(true);
    expect(mayHangUnder(LEVEL.natural, LEVEL.grid)).toBe(false);
  });

  it("a line of the list is read with and without quotes", () => {
    expect(readLine('371311001,"罗庄街道",371311,37,3713')).toMatchObject({
      code: "371311001",
      name: "罗庄街道",
    });
    expect(readLine("H1,西潘墩村,371311007\r")).toMatchObject({ code: "H1", rest: "371311007" });
    expect(readLine("no line")).toBeNull();
  });
});

describe("what is typed into the search box", () => {
  it.each([
    ["西潘墩", "name", "西潘墩"],
    [" XPD ", "initials", "xpd"],
    ["xi'an", "initials", "xian"],
    ["３７１３１１", "code", "371311"],
    ["西高都村民委员会", "name", "西高都村"],
  ])("%s is read by %s", (q, by, term) => expect(readQuery(q)).toMatchObject({ by, term }));

  it("words before the last say where to look", () => {
    expect(readQuery("高都 西潘墩")).toEqual({ by: "name", term: "西潘墩", within: ["高都"] });
    expect(readQuery("　").by).toBe("nothing");
  });
});
