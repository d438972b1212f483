import { describe, expect, it } from "vitest";
import { adviserMeant, dropUnwanted, heardValues, linesOf, linesPosted } from "@/app/_shared/sentence/heard";
import { kindsFor } from "@/server/matching/advisers/rules";
import { parseSentence } from "@/server/matching/sentence/rules";

const NOW = new Date("2026-11-19T09:00:00+08:00");
const heard = (text: string, now = NOW) => heardValues(parseSentence(text, now), "西潘墩村", now);
const form = (values: Record<string, string | undefined>) => {
  const fields = new FormData();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) fields.set(name, value);
  return fields;
};

describe("what was heard, as a form", () => {
  it.each([
    ["今晚来三十人堵坝", "09:00", { from: "18:30", to: "21:30" }],
    ["今天来三十人堵坝", "09:00", { from: "10:00", to: "17:00" }],
    ["今天来三十人堵坝", "16:59", { from: "17:00", to: "19:00" }],
    ["今晚来三十人堵坝", "20:10", { from: "21:00", to: "21:30" }],
    ["今晚来三十人堵坝", "22:10", { from: "18:30", to: "21:30" }], // too late for any: they are theirs to say
    ["明天来三十人堵坝", "16:59", { from: "08:00", to: "17:00" }],
  ])("proposes no hour that has begun: %s, said at %s", (text, at, hours) => {
    expect(heard(text, new Date(`2026-11-19T${at}:00+08:00`))).toMatchObject(hours);
  });
  it("is filled in: kind, thing, number, day, hours, place, contact", () => {
    expect(heard("周六上午要15个人来装车,还要货车两辆,电话13800138000")).toMatchObject({
      "lines.0.what": "people",
      "lines.0.item": "装车",
      "lines.0.quantity": "15",
      "lines.1.what": "vehicle",
      "lines.1.quantity": "2",
      deadline: "2026-11-21",
      from: "08:00",
      to: "11:30",
      place: "西潘墩村委会",
      contactPhone: "13800138000",
    });
  });

  it("says amounts as people do, about ones with 约, and leaves an amount open that a counting word hides", () => {
    expect(heard("二十万斤大米没卖出去")["lines.0.quantity"]).toBe("20万斤");
    expect(heard("两千多斤萝卜卖不动")["lines.0.quantity"]).toBe("约2000斤");
    expect(heard("孩子们缺图书,想要500本")["lines.0.quantity"]).toBe("500本");
    expect(heard("会场缺椅子,要30把")["lines.0.quantity"]).toBe("30把");
    expect(heard("要10盏灯")["lines.0.quantity"]).toBe("10个");
    expect(heard("缺沙子两车")["lines.0.quantity"]).toBe("2车");
  });

  it("a title says what is wanted, not to whom a chat speaks, and stays short where nobody paused", () => {
    const chat =
      "@所有人 各位乡亲：\n敬老院这边\n1、缺棉被12床\n2、要5个人周六上午搬东西\n有意的联系张会计 13800138000";
    expect(heard(chat)).toMatchObject({ title: "敬老院这边，缺棉被12床，要5个人周六上午搬东西" });
    expect(heard(chat).story).toContain("\n1、缺棉被12床\n"); // a list stays a list
    const unpaused =
      "嗯那个我们村呢还有差不多二十万斤大米吧没卖出去然后那个要二十来个人下周三之前帮着装一下车就找老潘";
    expect(heard(unpaused).title).toMatch(/^大米没卖出去，.{1,12}要人$/);
  });

  it("guesses no direction where none was said", () => {
    expect(heard("花生八千斤")["lines.0.what"]).toBeUndefined();
    expect(heard("花生八千斤没人要")["lines.0.what"]).toBe("sale");
    expect(heard("要棉被20床")["lines.0.what"]).toBe("gift");
    expect(heard("借抽水泵2台")["lines.0.what"]).toBe("loan");
  });

  it("becomes lines again, people with the day and hours asked once for all", () => {
    const { lines, wrong } = linesOf(form(heard("周六上午要15个人来装车,还要货车两辆")));
    expect(wrong).toEqual({});
    expect(lines.map((line) => [line.kind, line.item, line.quantity])).toEqual([
      ["people", "装车", "15"],
      ["vehicle", "货车", "2"],
    ]);
    expect(lines[0]).toMatchObject({
      startsAt: new Date("2026-11-21T08:00:00+08:00"),
      place: "西潘墩村委会",
    });
  });

  it("drops a line that is not wanted, and the others close up", () => {
    const fields = form(heard("周六上午要15个人来装车,还要货车两辆"));
    fields.set("lines.0.drop", "on");
    dropUnwanted(fields);
    expect(linesPosted((name) => fields.has(name))).toBe(1);
    expect(fields.get("lines.0.item")).toBe("货车");
    expect(fields.has("lines.1.item")).toBe(false);
  });

  it("a mediator who is asked for in plain words is first asked for in the village; heard as hands, it is proposed", () => {
    for (const said of ["要一个人来调解", "想请个人给调解一下"]) {
      const { lines } = linesOf(form(heard(said)));
      expect(kindsFor({ ...lines[0]!, qualification: null })).toEqual(["mediator"]);
    }
    expect(adviserMeant("people", "说和")).toBe("mediator");
    expect(adviserMeant("people", "看看合同")).toBe("lawyer");
    expect(adviserMeant("people", "装车")).toBeUndefined();
    expect(adviserMeant("expertise", "调解")).toBeUndefined(); // asked for already
    expect(adviserMeant("gift", "法律书")).toBeUndefined();
  });

  it("asks for the kind of a line that has none", () => {
    expect(linesOf(form({ "lines.0.item": "花生", "lines.0.quantity": "8000斤" })).wrong).toEqual({
      "lines.0.what": "required",
    });
  });
});
