// Shifts: a secretary plans more of them, looks at a series before it is made, calls one off; a volunteer sees which they may take.
import { expect, type Page, test } from "@playwright/test";
import { day, hour, postPeople, signUpByPost, wear } from "../support/journey";
import { checkScreen } from "../support/screen";

const red = (page: Page) => page.locator("button.go").last();

test("more shifts, a series looked at first, one called off; and each says whether I may", async ({
  page,
}) => {
  await wear(page.request, "secretary");
  const flowers = { item: "翻土栽苗", quantity: "4", service: "environment" };
  const { needId } = await postPeople(page, flowers, hour(8, 8), hour(8, 11));
  await page.goto(`/desk/needs/${needId}`);
  await page.getByRole("link", { name: "班次" }).click();
  await checkScreen(page, "shifts of a need");

  await page.getByRole("link", { name: "加一个班次" }).click();
  await page.getByLabel("开始").fill(hour(8, 10));
  await page.getByLabel("结束").fill(hour(8, 8));
  await page.getByLabel("分工").fill("浇水组");
  await red(page).click();
  await expect(page.getByText("结束时间要晚于开始时间")).toBeVisible();
  await expect(page.getByLabel("分工")).toHaveValue("浇水组");
  await checkScreen(page, "a shift refused");
  await page.getByLabel("结束").fill(hour(8, 12));
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
  await signUpByPost(page, "冯小禾");
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
