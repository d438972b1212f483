// A shift is closed: who is still there has to be said, nothing is closed by halves, and the volunteer reads what became of it.
import { expect, type Page, test } from "@playwright/test";
import { checkScreen, takeTurn, theHourIsNear, wear } from "../support/journey";

test.describe.configure({ timeout: 120_000 });
test.use({ actionTimeout: 30_000 });

const china = (days: number, hour: number) =>
  `${new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)}T${String(hour).padStart(2, "0")}:00`;

const press = async (page: Page, name: string | RegExp) => {
  await page.locator("main").getByRole("button", { name }).first().click();
  await page.waitForLoadState();
};

/** A need for hands tomorrow, posted by 潘书记; answers its shift. */
async function shiftOf(page: Page): Promise<string> {
  const giveUp = await takeTurn("secretary-posts");
  try {
    await page.goto("/post");
    await page.locator("#f-title").fill(`村口栽树要人手${Math.floor(Math.random() * 1e6)}`);
    await page.locator("#f-story").fill("趁下雨前把树苗栽下去。");
    await page.locator("input[name=what][value=people]").check();
    await page.locator("input[name=riskPick]").nth(1).check();
    await press(page, "下一步");
    const fields = {
      item: "栽树",
      quantity: "5",
      place: "村口",
      startsAt: china(1, 8),
      endsAt: china(1, 11),
    };
    for (const [name, value] of Object.entries(fields)) await page.locator(`#f-${name}`).fill(value);
    await press(page, "保存");
    const needId = /\/post\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
    await page.goto(`/post/${needId}/check`);
    await press(page, /^(提交|发布)$/);
    await page.waitForURL(/\/done$/);
    await page.goto(`/needs/${needId}`);
    const href = await page
      .locator("main")
      .getByRole("link", { name: "我报名", exact: true })
      .first()
      .getAttribute("href");
    return new URL(href ?? "", page.url()).searchParams.get("slot") ?? "";
  } finally {
    await giveUp();
  }
}

test("a shift is closed by its leader, and a volunteer reads their hours", async ({ page }) => {
  await page.goto("/help");
  await wear(page.request, "secretary");
  const slotId = await shiftOf(page);
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
