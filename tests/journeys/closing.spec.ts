// A shift is closed: who is still there has to be said, nothing is closed by halves, and the volunteer reads what became of it.
import { expect, test } from "@playwright/test";
import { hour, postPeople, press, wear } from "../support/journey";
import { theHourIsNear } from "../support/journey-time";
import { checkScreen } from "../support/screen";

test.describe.configure({ timeout: 120_000 });
test.use({ actionTimeout: 30_000 });

test("a shift is closed by its leader, and a volunteer reads their hours", async ({ page }) => {
  await wear(page.request, "secretary");
  const { slotId } = await postPeople(page, { item: "栽树", quantity: "5" }, hour(1, 8), hour(1, 11));
  await page.goto(`/day/${slotId}/close`);
  await expect(page.getByText("还没有到开始的时间")).toBeVisible();

  await theHourIsNear(slotId);
  await page.goto(`/day/${slotId}`);
  await press(page, "开始签到");
  await expect(page.getByText("请大家扫这个码")).toBeVisible();
  await page.getByText("加一个现场来的人").click();
  await page.locator("#f-name").fill("钱婶");
  for (const tick of ["privacy", "age14"]) await page.locator(`#f-${tick}`).check();
  await press(page, "登记并签到");
  await expect(page.locator("#day-list > li")).toHaveCount(1);

  await page.goto(`/day/${slotId}/close`);
  await expect(page.getByText("1 人还在场，要填几点走的")).toBeVisible();
  await checkScreen(page, "closing, before");
  await press(page, "全部按计划确认，结束");
  await expect(page.getByRole("alert").first()).toContainText("还有 1 位没有签退");
  await page.getByLabel("其实没有来").check();
  await press(page, "全部按计划确认，结束");
  await expect(page.getByText("这一班登记好了。")).toBeVisible();
  await checkScreen(page, "closing, after");

  await wear(page.request, "volunteer");
  await page.goto("/me/hours");
  await expect(page.getByRole("heading", { name: "我的时长", level: 1 })).toBeVisible();
  await checkScreen(page, "my hours");
  await page.goto(`/day/${slotId}/close`);
  await expect(page.getByRole("heading", { name: "每个人的时长" })).toHaveCount(0);
});
