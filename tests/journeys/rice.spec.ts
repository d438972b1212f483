// The founding story (domain.md §1), lived in browsers: 潘书记 posts rice, loaders, trucks and a lawyer; the town sees the stock; a team, a unit,
// a social organisation, another village and people claim; deliveries come in parts, one short, one refused; the shortfall is claimed again;
// a withdrawn loader's place goes to the waitlist; settled to the last jin. After every step the four parts of every slot add up.
import { type Browser, expect, type Page, test } from "@playwright/test";
import {
  ask,
  browserOf,
  day,
  hour,
  inTurn,
  press,
  qualify,
  signUpByPost,
  unique,
  wear,
  XIPANDUN,
} from "../support/journey";
import { theDayComes } from "../support/journey-time";
import { checkScreen } from "../support/screen";

const JIN = 500;
const STOCK = 10_000;
type Slot = {
  ceiling: number;
  accepted: number;
  onTheWay: number;
  promised: number;
  remaining: number;
  waiting: number;
};
type Line = { id: string; kind: string; slots: Slot[] };

/** The need's slots as anybody may see them; each must add up, each part at least 0. */
async function linesOf(page: Page, needId: string): Promise<Record<string, Slot>> {
  const { lines } = await ask<{ lines: Line[] }>(page, "needs.visible", { needId });
  for (const { slots } of lines)
    for (const s of slots) {
      expect(s.accepted + s.onTheWay + s.promised + s.remaining).toBe(s.ceiling);
      expect(Math.min(s.accepted, s.onTheWay, s.promised, s.remaining)).toBeGreaterThanOrEqual(0);
    }
  return Object.fromEntries(lines.map((line) => [line.kind, line.slots[0] as Slot]));
}

async function addLine(page: Page, needId: string, kind: string, fill: () => Promise<void>): Promise<void> {
  await page.goto(`/post/${needId}/line?kind=${kind}`);
  await fill();
  await press(page, "保存");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("看看写得对不对");
}

/** Somebody founds an organisation, the district verifies it; their page is signed in and may claim in its name. */
async function founder(
  browser: Browser,
  district: Page,
  name: string,
  kind: string,
  person: string,
): Promise<Page> {
  const page = await browserOf(browser);
  await signUpByPost(page, person);
  await page.goto("/team/new?q=高都街道");
  await page.locator("select[name=kind]").selectOption({ label: kind });
  await page.getByLabel("全称").fill(name);
  await press(page, "交上去");
  await expect(page.getByText("正在核实")).toBeVisible();
  await district.goto("/district");
  const row = district.locator(".card, li").filter({ hasText: name }).last();
  await row.getByRole("button", { name: /核实/ }).click();
  await district.waitForLoadState();
  return page;
}

/** Claims so much of the line whose act is `act`; in an organisation's name where one is given. */
async function claim(
  page: Page,
  needId: string,
  act: string,
  amount: string | null,
  organisation?: string,
): Promise<void> {
  await page.goto(`/needs/${needId}`);
  await page.locator("main").getByRole("link", { name: act, exact: true }).first().click();
  await page.waitForURL(/\/pledge\?slot=/);
  if (organisation)
    await page.locator("form#form select[name=organisationId]").selectOption({ label: organisation });
  if (amount !== null && (await page.locator("form#form input[name=amount]:not([type=hidden])").count()) > 0)
    await page.locator("form#form input[name=amount]").fill(amount);
  await page.locator("form#form > button.go").click();
  await page.waitForURL(/\/pledge\/[0-9a-f-]{36}$/);
}

/** The poster's page of what somebody promised of an item. */
async function pledgeOf(pan: Page, needId: string, who: string, item: string): Promise<void> {
  await pan.goto(`/desk/needs/${needId}`);
  const rows = pan.locator(".card").filter({ hasText: item }).locator("li.who").filter({ hasText: who });
  await rows.first().getByRole("link").click();
  await expect(pan.getByRole("heading", { level: 1 })).toContainText(who);
}

async function handOver(
  pan: Page,
  needId: string,
  who: string,
  parts: { accepted: string; refused?: string; short?: string; reason?: string },
): Promise<void> {
  await pledgeOf(pan, needId, who, "大米");
  const form = pan.locator("form[action$='/accept']");
  await form.locator("[name=accepted]").fill(parts.accepted);
  if (parts.refused || parts.short) {
    await form.getByText("有退回的、少了的，点这里").click();
    if (parts.refused) await form.locator("[name=refused]").fill(parts.refused);
    if (parts.short) await form.locator("[name=short]").fill(parts.short);
    await form.locator("[name=reason]").selectOption({ label: parts.reason ?? "损坏" });
  }
  await form.getByRole("button").last().click();
  await pan.waitForLoadState();
}

test("the rice: from one sentence to the last jin", async ({ page: pan, browser }) => {
  test.setTimeout(240_000);
  const mark = unique();
  const [town, district, leader] = [
    await browserOf(browser, "town_admin"),
    await browserOf(browser, "district_admin"),
    await browserOf(browser, "leader"),
  ];
  await wear(pan.request, "secretary");
  let needId = "";

  await test.step("潘书记 posts: what, how much, until when", async () => {
    await inTurn("secretary-posts", async () => {
      await pan.goto("/post");
      await pan.locator("#f-title").fill(`一万斤新米等着出库${mark}`);
      await pan.locator("#f-story").fill("合作社的订单停了，新米都在库里，自提、送货都行。");
      await pan.getByLabel(/村里的东西卖不掉/).check();
      await pan.getByLabel(/搬重物/).check();
      await press(pan, "下一步");
      await pan.locator("#f-item").fill("大米");
      await pan.locator("#f-quantity").fill("1万斤");
      await pan.locator("#f-sellerName").fill("西潘墩种植专业合作社");
      await pan.locator("#f-product").fill("一级粳米");
      await pan.locator("#f-producedOn").fill(day(-10));
      await pan.getByLabel("散装").check();
      await pan.getByLabel("能", { exact: true }).check();
      await pan.locator("#f-referencePrice").fill("约2.6元/斤");
      await press(pan, "保存");
    });
    needId = /\/post\/([0-9a-f-]{36})/.exec(pan.url())?.[1] ?? "";
    expect(needId).not.toBe("");
    await addLine(pan, needId, "people", async () => {
      await pan.locator("#f-item").fill("装车");
      await pan.locator("#f-quantity").fill("2");
      await pan.locator("#f-place").fill("村委大院");
      await pan.locator("#f-startsAt").fill(hour(5, 8));
      await pan.locator("#f-endsAt").fill(hour(5, 12));
    });
    await addLine(pan, needId, "vehicle", async () => {
      await pan.locator("#f-item").fill("货车");
      await pan.locator("#f-quantity").fill("2");
    });
    await addLine(pan, needId, "expertise", async () => {
      await pan.locator("#f-item").fill("看购销合同的律师");
      await pan.locator("#f-quantity").fill("1");
      await pan.locator("#f-qualification").selectOption({ label: "律师" });
    });
    await checkScreen(pan, "the draft");
    await pan.goto(`/post/${needId}/check`);
    await checkScreen(pan, "the check before sending");
    await press(pan, /^(提交|发布)$/);
    await expect(pan.locator("main")).toContainText(/看货|核实/);
  });

  await test.step("the town sees the stock, not the seller", async () => {
    await town.goto(`/desk/needs/${needId}/certify`);
    await town.locator("[name=stock]").first().fill(String(STOCK));
    await town.locator("[name=evidence]").first().fill("到库看了实物和检斤单");
    await checkScreen(town, "certify");
    await press(town, "登记看货结果");
    await expect(town.locator("main")).toContainText("看过");
  });

  await test.step("published; four lines, nothing taken", async () => {
    await pan.goto(`/desk/needs/${needId}/verify`);
    await press(pan, /发布/);
    await pan.goto(`/needs/${needId}`);
    await expect(pan.getByText("现场核实").first()).toBeVisible();
    const { goods, people, vehicle, expertise } = await linesOf(pan, needId);
    expect([goods?.remaining, people?.remaining, vehicle?.remaining, expertise?.remaining]).toEqual([
      STOCK * JIN,
      2,
      2,
      1,
    ]);
    await checkScreen(pan, "the need");
  });

  const unit = await founder(browser, district, `演示供电所${mark}`, "单位", "孙所长");
  const social = await founder(browser, district, `演示助老中心${mark}`, "社会组织", "李主任");
  const village = await founder(browser, district, `演示三重村${mark}`, "村（社区）", "赵支书");
  const [one, two, three] = [await browserOf(browser), await browserOf(browser), await browserOf(browser)];
  for (const [who, name] of [
    [one, "钱大壮"],
    [two, "周小满"],
    [three, "吴后来"],
  ] as const)
    await signUpByPost(who, name);
  await qualify(two, district, XIPANDUN, "lawyer");
  const team = await leader.goto("/team").then(() => leader.getByRole("heading", { level: 1 }).textContent());

  await test.step("a team, a unit, a social organisation, another village and two people claim, on four lines", async () => {
    await claim(leader, needId, "我要认购", "3000", team ?? "");
    await claim(unit, needId, "我要认购", "4000", `演示供电所${mark}`);
    await claim(social, needId, "我要认购", "2000", `演示助老中心${mark}`);
    await claim(village, needId, "我要认购", "900", `演示三重村${mark}`);
    await claim(one, needId, "我要认购", "100");
    await claim(leader, needId, "我出车", "2", team ?? "");
    await claim(one, needId, "我报名", null);
    await claim(two, needId, "我报名", null);
    await claim(two, needId, "我懂这个，报名", null);
    const { goods, people, vehicle, expertise } = await linesOf(pan, needId);
    expect(goods?.promised).toBe(STOCK * JIN);
    expect([people?.promised, vehicle?.promised]).toEqual([2, 2]);
    expect(expertise?.promised).toBe(0); // a lawyer waits for the poster's word
  });

  await test.step("full: the third loader waits, and takes the place that 钱大壮 gives up", async () => {
    await three.goto(`/needs/${needId}`);
    await three
      .locator("main")
      .getByRole("link", { name: /候补|我报名/ })
      .first()
      .click();
    await press(three, "排候补");
    await expect(three.getByRole("heading", { level: 1 })).toHaveText("已排上候补");
    await one.goto("/me");
    await one
      .locator("li, .card")
      .filter({ hasText: "装车" })
      .last()
      .getByRole("link", { name: "我来不了" })
      .click();
    await press(one, "临时有事", "dialog[open]");
    await expect(async () => {
      await three.goto("/me");
      await expect(three.getByText("轮到您了，请确认").first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await checkScreen(three, "an offer");
    await press(three, /接受|我来|确认|要/);
    const { people } = await linesOf(pan, needId);
    expect([people?.promised, people?.remaining]).toEqual([2, 0]);
  });

  await test.step("the lawyer is approved", async () => {
    await pledgeOf(pan, needId, "周小满", "律师");
    await checkScreen(pan, "a request");
    await press(pan, /^同意$/);
    expect((await linesOf(pan, needId)).expertise?.promised).toBe(1);
  });

  await test.step("deliveries in parts: one short, one refused; the shortfall is open again", async () => {
    await handOver(pan, needId, `演示供电所${mark}`, { accepted: "2500" });
    await handOver(pan, needId, `演示供电所${mark}`, { accepted: "1400", short: "100", reason: "分量不足" });
    await handOver(pan, needId, `演示助老中心${mark}`, { accepted: "1700", refused: "300", reason: "损坏" });
    await handOver(pan, needId, `演示三重村${mark}`, { accepted: "900" });
    await handOver(pan, needId, "钱大壮", { accepted: "100" });
    await checkScreen(pan, "a pledge");
    const { goods } = await linesOf(pan, needId);
    expect([goods?.accepted, goods?.remaining]).toEqual([6600 * JIN, 400 * JIN]);
  });

  await test.step("the shortfall is claimed again, and everything arrives", async () => {
    await claim(village, needId, "我要认购", "400", `演示三重村${mark}`);
    await handOver(pan, needId, `演示三重村${mark}`, { accepted: "400" });
    await handOver(pan, needId, team ?? "", { accepted: "3000" });
    const { goods } = await linesOf(pan, needId);
    expect(goods).toMatchObject({ accepted: STOCK * JIN, onTheWay: 0, promised: 0, remaining: 0 });
  });

  await test.step("Saturday: who came is said; then it is settled, and the helpers say so", async () => {
    await theDayComes(needId);
    await linesOf(pan, needId);
    await pan.goto(`/desk/needs/${needId}`);
    const open = await pan
      .locator("main a[href*='/pledges/']")
      .evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute("href") ?? ""))]);
    for (const href of open) {
      await pan.goto(href);
      const came = pan.locator("form[action$='/came']");
      if ((await came.count()) > 0) {
        await came.getByRole("button").first().click();
        await pan.waitForLoadState();
      }
    }
    const { people, vehicle, expertise } = await linesOf(pan, needId);
    expect([people?.accepted, vehicle?.accepted, expertise?.accepted]).toEqual([2, 2, 1]);
    await pan.goto(`/desk/needs/${needId}/settle`);
    await press(pan, "开始验收");
    for (const who of [leader, unit, social, village, one, two, three]) {
      await who.goto([leader, unit, social, village].includes(who) ? "/team" : "/me");
      for (let n = 0; n < 4; n++) {
        const done = who.getByRole("button", { name: "办完了" });
        if ((await done.count()) === 0) break;
        await done.first().click();
        await who.waitForLoadState();
      }
    }
    await pan.goto(`/desk/needs/${needId}/settle`);
    await checkScreen(pan, "settling");
    await press(pan, "办完了");
    await pan.goto(`/needs/${needId}`);
    await expect(pan.getByText("这件事办成了")).toBeVisible();
    await linesOf(pan, needId);
  });
});
