// What public pages decide by themselves, without the server: addresses, words, what a bar says.
import { describe, expect, it } from "vitest";
import { lineWords, nearness, pledgeLabel } from "@/app/_copy/labels";
import { shareText } from "@/app/_copy/needs";
import { dockWords } from "@/app/_shared/needs/dock";
import { barLabel, type LineView, legendOf } from "@/app/_shared/needs/line-bar";
import { isFor, type SlotView } from "@/app/_shared/needs/need-view";
import { pledgePath } from "@/app/_shared/needs/pledge-path";
import { grouped } from "@/app/_shared/seats/groups";
import { ownPath, signInPath } from "@/app/_shared/site/next-path";
import { listHref, readFilter } from "@/app/(public)/_parts/filter";
import type { SearchItem } from "@/server/pledges/stand-ins/schema";

const rice: LineView = {
  kind: "goods",
  direction: "sale",
  item: "大米",
  quantity: 100_000_000,
  unit: "jin",
  unitSize: 500,
  approx: false,
  startsAt: null,
  endsAt: null,
  waiting: 0,
  parts: { accepted: 41_000_000, onTheWay: 13_000_000, promised: 0, remaining: 46_000_000 },
};

describe("addresses", () => {
  it("after signing in lead to a path of ours and never to another site", () => {
    for (const evil of [
      "https://e.example",
      "//e.example",
      "/\\e.example",
      "/a\\b",
      "javascript:alert(1)",
      "/..//e.example",
      "/a/../..//e.example",
      "/%2e%2e//e.example",
      "",
      7,
    ])
      expect(ownPath(evil)).toBe("/me");
    expect(ownPath("/needs?q=稻米#form")).toBe("/needs?q=%E7%A8%BB%E7%B1%B3#form"); // a header takes no other letters
    expect(ownPath("/")).toBe("/");
    expect(ownPath("/needs/1?slot=2")).toBe("/needs/1?slot=2");
    expect(signInPath("code", "//e.example")).toBe("/sign-in?step=code&next=%2Fme");
  });

  it("of the list carry the filter, and forget what is no text", () => {
    expect(listHref({ kind: "people", q: "大米", cursor: undefined })).toBe(
      "/needs?kind=people&q=%E5%A4%A7%E7%B1%B3",
    );
    expect(readFilter({ kind: ["a", "b"], q: "  ", days: "7", other: "x" })).toEqual({ days: "7" });
  });

  it("of a posted pledge are made of ids only", () => {
    const fields = new FormData();
    fields.set("slotId", "x/../../evil?");
    expect(pledgePath("../evil", fields)).toBe("/needs/none/pledge?slot=none");
  });
});

describe("the button under a need", () => {
  const slot = (remaining: number, waiting = 0, kind = "people"): SlotView =>
    ({
      ...rice,
      kind,
      direction: null,
      slotId: `${remaining}`,
      takes: true,
      waiting,
      parts: { accepted: 0, onTheWay: 0, promised: 12 - remaining, remaining },
    }) as unknown as SlotView;

  it("says what it does: a place, or the queue where it is full or somebody waits already", () => {
    expect(dockWords([slot(3)]).act).toBe("我报名");
    expect(dockWords([slot(0)])).toEqual({ act: "名额已满，排候补", asTeam: "以队伍名义排候补" });
    expect(dockWords([slot(2, 1)]).act).toBe("加入候补");
    expect(dockWords([slot(0), slot(0)]).act).toBe("名额已满，排候补");
    expect(dockWords([slot(0), slot(3)]).act).toBe("我要帮忙");
  });
});

describe("a gift that stays inside", () => {
  const [free, inside] = [{ inside: false }, { inside: true }] as [SlotView, SlotView];
  const givers = new Set(["team"]);

  it("is for those who may give, in whose name they may; a visitor may turn out to be one", () => {
    expect(isFor(free, new Set(), "me")).toBe(true);
    expect(isFor(inside, null)).toBe(true);
    expect([isFor(inside, givers), isFor(inside, givers, "team"), isFor(inside, givers, "me")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isFor(inside, new Set())).toBe(false);
  });
});

describe("places to stand in for", () => {
  const search = (standInId: string, slotId: string, more: object = {}) =>
    ({
      standInId,
      mine: false,
      team: true,
      organisationName: "一队",
      why: null,
      shift: { slotId },
      ...more,
    }) as unknown as SearchItem;

  it("of one shift are one card; one's own is apart", () => {
    const items = [
      search("a", "s"),
      search("b", "s"),
      search("c", "t"),
      search("d", "s", { mine: true }),
      search("e", "s", { why: "clash" }),
    ];
    expect(grouped(items).map(({ one, count }) => [one.standInId, count])).toEqual([
      ["a", 2],
      ["c", 1],
      ["d", 1],
      ["e", 1],
    ]);
  });
});

describe("the words of a bar", () => {
  it("follow kind and direction", () => {
    expect(lineWords("goods", "sale").act).toBe("我要认购");
    expect(lineWords("goods", "gift").remaining).toBe("还差");
    expect(lineWords("goods", "loan").accepted).toBe("已借到");
    expect(lineWords("people", null).act).toBe("我报名");
    expect(pledgeLabel("confirmed", "goods", "sale").word).toBe("已认购");
    expect(pledgeLabel("confirmed", "people", null).word).toBe("已报名");
  });

  it("leave out what is nothing to the eye, and nothing to the ear", () => {
    expect(legendOf(rice).map((part) => `${part.word} ${part.amount}`)).toEqual([
      "买方已收 8.2万斤",
      "运送中 2.6万斤",
      "待认购 9.2万斤",
    ]);
    expect(barLabel(rice)).toBe("大米：买方已收 82,000斤，运送中 26,000斤，已认购 0斤，待认购 92,000斤");
  });
});

describe("nearness", () => {
  const there = { villageId: 11, townId: 7, countyId: 3 };
  it("is said in villages and towns, and not at all where nobody asked", () => {
    expect(nearness({ villageId: 11, townId: 7, countyId: 3 }, there)).toBe("本村");
    expect(nearness({ villageId: 12, townId: 7, countyId: 3 }, there)).toBe("本镇");
    expect(nearness({ villageId: 0, townId: 8, countyId: 3 }, there)).toBe("邻镇");
    expect(nearness({ villageId: 0, townId: 0, countyId: 3 }, there)).toBeNull();
    expect(nearness({ villageId: 0, townId: 9, countyId: 4 }, there)).toBeNull();
    expect(nearness(null, there)).toBeNull();
  });
});

describe("the text for a group", () => {
  it("says what, where, until when, what is lacking, and where to tap", () => {
    expect(
      shareText({
        title: "卖大米",
        place: "西潘墩村",
        deadline: "11月27日 周五",
        lacks: ["装车 还差 3人"],
        url: "https://x/1",
      }),
    ).toBe(
      "【好人帮】卖大米\n地点：西潘墩村\n· 装车 还差 3人\n截止：11月27日 周五\n点开就能报名：https://x/1",
    );
  });
});
