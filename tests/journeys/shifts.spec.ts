// Shifts: a secretary plans more of them, looks at a series before it is made, calls one off; a volunteer sees which they may take.
import { expect, type Page, test } from "@playwright/test";
import { checkScreen, signInFresh, takeTurn } from "../support/journey";

// 潘书记 types one need at a time.
test.describe.configure({ timeout: 200_000 });
let giveUp: () => Promise<void>;
test.beforeEach(async () => {
  giveUp = await takeTurn("secretary-posts");
});
test.afterEach(() => giveUp());

const day = (ahead: number) =>
  new Date(Date.now() + ahead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
const red = (page: Page) => page.locator("button.go").last();

/** Asks for people in eight days, and ends at the page of its shifts. */
async function askForPeople(page: Page): Promise<string> {
  await page.goto("/help");
  await page.locator("button[name=persona][value=secretary]").click();
  await page.waitForURL((url) => url.pathname !== "/help");
  await page.goto("/post");
  await page.getByLabel("一句话说清是什么事").fill("村头花坛翻土栽苗");
  await page.getByLabel("说说情况").fill("趁天好，把村头的花坛翻一遍，栽上冬青。");
  await page.locator("input[name=what][value=people]").check();
  await page.locator("input[name=riskPick]").nth(1).check();
  await page.locator("form#form button.go").click();
  await page.waitForURL(/\/post\/line/);
  await page.getByLabel("做什么").fill("翻土栽苗");
  await page.getByLabel("几个人").fill("4");
  await page.getByLabel("在哪里集合").fill("村委会院里");
  await page.getByLabel("开始").fill(`${day(8)}T08:00`);
  await page.getByLabel("结束").fill(`${day(8)}T11:00`);
  await page.getByLabel("服务类别").selectOption("environment");
  await page.locator("form#form button.go").click();
  await page.waitForURL(/\/post\/[0-9a-f-]{36}$/);
  await page.getByRole("link", { name: /下一步/ }).click();
  await page.locator("form#form button.go").click();
  await page.waitForURL(/\/done$/);
  return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";
}

test("more shifts, a series looked at first, one called off; and each says whether I may", async ({
  page,
}) => {
  const needId = await askForPeople(page);
  await page.goto(`/desk/needs/${needId}`);
  await page.getByRole("link", { name: "班次" }).click();
  await checkScreen(page, "shifts of a need");

  await page.getByRole("link", { name: "加一个班次" }).click();
  await page.getByLabel("开始").fill(`${day(8)}T10:00`);
  await page.getByLabel("结束").fill(`${day(8)}T08:00`);
  await page.getByLabel("分工").fill("浇水组");
  await red(page).click();
  await expect(page.getByText("结束时间要晚于开始时间")).toBeVisible();
  await expect(page.getByLabel("分工")).toHaveValue("浇水组");
  await checkScreen(page, "a shift refused");
  await page.getByLabel("结束").fill(`${day(8)}T12:00`);
  await red(page).click();
  await expect(page.getByRole("status")).toContainText("班次加好了");

  await page.getByRole("link", { name: "每周或每月都有" }).click();
  await page.getByLabel("第一次").fill(day(15));
  await page.getByLabel("最后一次").fill(day(29));
  await page.getByRole("button", { name: "先看看会排成什么样" }).click();
  await expect(page.getByText("新加")).toHaveCount(3);
  await checkScreen(page, "a series before it is made");
  await page.getByRole("button", { name: "就这样排，共 3 个班次" }).click();
  await expect(page.getByRole("status")).toContainText("都排好了");
  await expect(page.getByText("待开始")).toHaveCount(5);

  await page.getByRole("link", { name: "改这一串班次" }).click();
  await page.getByLabel("最后一次").fill(day(22));
  await page.getByLabel("要几个人").fill("6");
  await page.getByRole("button", { name: "先看看会排成什么样" }).click();
  await expect(page.getByText("取消（没人报名）")).toHaveCount(1);
  await expect(page.getByText("改成这样")).toHaveCount(2);
  await page.getByRole("button", { name: "就这样改，共 3 处" }).click();
  await expect(page.getByText("待开始")).toHaveCount(4);

  await page.getByRole("link", { name: "改", exact: true }).last().click();
  await checkScreen(page, "a shift to change or call off");
  await page.getByText("取消这个班次").first().click();
  await page.getByLabel("天气不好").check();
  await page.getByRole("button", { name: "取消这个班次" }).click();
  await expect(page.getByRole("status")).toContainText("班次已取消");

  await page.context().clearCookies();
  await signInFresh(page, "冯小禾");
  await page.goto(`/needs/${needId}`);
  await expect(page.getByText("可以报名")).toHaveCount(3);
  await checkScreen(page, "a need with several shifts");
  await page.getByRole("link", { name: "我报名" }).first().click();
  await red(page).click();
  await page.waitForURL(/\/pledge\/[0-9a-f-]{36}/);
  await page.goto(`/needs/${needId}`);
  await expect(page.getByText("您已经报过名了。")).toBeVisible();
  await expect(page.getByText(/时间撞上了/)).toBeVisible();
  await expect(page.getByText("可以报名")).toHaveCount(1);
  await page.goto("/shifts");
  await expect(page.getByRole("heading", { name: "我能去的班次" })).toBeVisible();
  await checkScreen(page, "which shifts I may take");
});
