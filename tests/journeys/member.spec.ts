// Somebody who has promised: sees it, looks up the number, changes and calls it off; reads messages, switches hats, keeps their data.
import { type Browser, expect, type Page, test } from "@playwright/test";
import {
  become,
  browserOf,
  freshPhone,
  hour,
  postPeople,
  press,
  signUpByPost,
  unique,
  wear,
} from "../support/journey";
import { checkScreen } from "../support/screen";

/** Signs up for work that a secretary has just asked for, as whoever is signed in. */
async function pledgePeople(page: Page, browser: Browser): Promise<void> {
  const pan = await browserOf(browser, "secretary");
  const { needId } = await postPeople(pan, { item: "栽树", quantity: "5" }, hour(2, 8), hour(2, 11));
  await page.goto(`/needs/${needId}`);
  await page.getByRole("link", { name: "我报名" }).first().click();
  await page.locator("form#form > button.go").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/记下了|候补|转给/);
}

test("who has promised nothing is led to where help is needed", async ({ page }) => {
  await page.goto("/me");
  await expect(page).toHaveURL(/sign-in\?next=/);
  await signUpByPost(page, "吴小田");
  await page.goto("/me");
  await expect(page.getByText("还没有认领过")).toBeVisible();
  await checkScreen(page, "me, empty");
  await page.getByRole("link", { name: "我要帮忙" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("谁需要帮忙");
});

test("a promise is changed, its poster's number looked at once, and called off with a reason", async ({
  page,
  browser,
}) => {
  await signUpByPost(page, "郑小禾");
  await pledgePeople(page, browser);
  await page.goto("/me");
  await checkScreen(page, "me");
  await page.locator("h3 a.taplink").first().click();
  await page.waitForURL(/\/me\/pledges\//);
  await checkScreen(page, "one promise");

  await page.getByText("改数量、日期或留言").click();
  await page.getByLabel("想对发起人说的").fill("我会开三轮车");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("改好了，对方会收到通知。")).toBeVisible();
  await expect(page.getByText("我会开三轮车").first()).toBeVisible();

  await page.getByRole("button", { name: "看对方电话" }).click();
  await expect(page.getByRole("link", { name: /打电话 \d{3}/ })).toBeVisible();
  await checkScreen(page, "the number");
  await page.reload();
  await expect(page.getByRole("link", { name: /打电话/ })).toHaveCount(0);

  await page.goto("/me");
  await page.getByRole("link", { name: "我来不了" }).click();
  await page.getByRole("button", { name: "临时有事" }).click();
  await expect(page.getByText("退好了，名额已经让给别人")).toBeVisible();
  await page.getByRole("link", { name: "以前的" }).click();
  await expect(page.getByText("已退出").first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the reasons open, and one of them calls the promise off", async ({ page, browser }) => {
    await signUpByPost(page, "钱小满");
    await pledgePeople(page, browser);
    await page.goto("/me");
    await page.getByRole("link", { name: "我来不了" }).click();
    await page.getByRole("button", { name: "身体不舒服" }).click();
    await expect(page.getByText("退好了")).toBeVisible();
  });
});

test("messages are read one by one and all at once, and each leads to its matter", async ({ page }) => {
  await wear(page.request, "volunteer");
  await page.goto("/me/inbox");
  await checkScreen(page, "inbox");
  const link = page.getByRole("button", { name: "全部标为已读" });
  if (await link.isVisible()) {
    await link.click();
    await expect(page.getByText("全部标为已读了。")).toBeVisible();
  }
  await expect(page.getByRole("button", { name: "知道了" })).toHaveCount(0);
});

test("hats are switched without logging out, and a secretary lends hers to a clerk and takes it back", async ({
  page,
}) => {
  await wear(page.request, "secretary");
  await page.goto("/me/hats");
  await checkScreen(page, "hats");
  const name = `文书${Math.floor(Math.random() * 1e4)}`;
  const form = page.locator("form[action='/api/me/give-role']").first();
  await form.getByLabel("姓名").fill(name);
  await form.getByLabel("手机号").fill("123");
  await press(page, "请他代办");
  await expect(page.getByText("请填 11 位手机号")).toBeVisible();
  await expect(form.getByLabel("姓名")).toHaveValue(name);
  await form.getByLabel("手机号").fill(freshPhone());
  await form.getByRole("button", { name: "请他代办" }).click();
  await expect(page.getByText(name, { exact: false }).first()).toBeVisible();
  const clerk = page.locator("li.who", { hasText: name });
  await clerk.getByRole("link", { name: "停下" }).click();
  await clerk.getByRole("button", { name: "停下" }).click();
  await expect(page.getByText("这个身份已经结束。")).toBeVisible();
  await expect(page.locator("li.who", { hasText: name })).toHaveCount(0);
});

test("a relative without a phone is entered with recorded consent, and devices and data can be looked through", async ({
  page,
}) => {
  await signUpByPost(page, "孙小满");
  await page.goto("/me/data");
  await checkScreen(page, "my data");
  await page.getByText("给家人登记").click();
  const form = page.locator("form[action='/api/me/relative']");
  await form.getByLabel("姓名").fill("孙奶奶");
  await form.getByLabel("他已满 14 周岁").check();
  await form.getByRole("button", { name: "登记" }).click();
  await expect(page.getByText("登记好了，可以替这位家人报名了。")).toBeVisible();
  await expect(page.getByText("孙奶奶").first()).toBeVisible();
  await page.getByRole("button", { name: "同意显示姓名" }).click();
  await expect(page.getByText("现在显示我的姓名。")).toBeVisible();
  await page.goto("/me/devices");
  await checkScreen(page, "devices");
  await page.getByRole("button", { name: "全部退出登录" }).click();
  await expect(page).toHaveURL(/sign-in/);
});

test("a leader sees the team's claims, and a new team waits to be verified", async ({ page }) => {
  await become(page, "leader");
  await expect(page).toHaveURL(/\/team/);
  await checkScreen(page, "team");
  await page.goto("/team/new?q=高都");
  await checkScreen(page, "a new team");
  const name = `演示志愿服务队${unique()}`;
  await page.getByLabel("全称").fill(name);
  await page.getByRole("button", { name: "交上去" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByText("正在核实")).toBeVisible();
});
