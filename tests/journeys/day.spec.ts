// The day of a shift: the leader shows the code, volunteers come by it, the network goes away and comes back.
import { expect, type Page, test } from "@playwright/test";
import { browserOf, hour, postPeople, press, shownCode, signUpByPost, wear } from "../support/journey";
import { theHourIsNear } from "../support/journey-time";
import { checkScreen } from "../support/screen";

test.describe.configure({ timeout: 180_000 });

async function claim(page: Page, needId: string): Promise<void> {
  await page.goto(`/needs/${needId}`);
  await page.locator("main").getByRole("link", { name: "我报名", exact: true }).first().click();
  await page.waitForURL(/\/pledge\?slot=/);
  await page.locator("form#form > button.go").click();
  await page.waitForURL(/\/pledge\/[0-9a-f-]{36}$/);
}

/** Where the code that is shown now leads: what a camera reads. */
const codeOn = (page: Page) =>
  page.locator("#day-code").evaluate((at: HTMLElement) => {
    const [first] = JSON.parse(at.dataset.codes ?? "[]") as { to: string }[];
    return new URL(first?.to ?? "").pathname;
  });

test("a shift's day: scanned on the way to signing in, called without a network, told once", async ({
  page: pan,
  browser,
}) => {
  await wear(pan.request, "secretary");
  const { needId, slotId } = await postPeople(pan, { item: "栽树", quantity: "5" }, hour(1, 8), hour(1, 11));
  const [li, mei] = [await browserOf(browser), await browserOf(browser)];
  const phone = await signUpByPost(li, "栗小满");
  await signUpByPost(mei, "梅大姐");
  await claim(li, needId);
  await claim(mei, needId);
  const row = (name: string) => pan.locator("#day-list > li").filter({ hasText: name });

  await test.step("潘书记 begins", async () => {
    await pan.goto(`/day/${slotId}`);
    await expect(pan.getByRole("heading", { name: "还没有开始" })).toBeVisible();
    await checkScreen(pan, "day, planned");
    await press(pan, "开始签到");
    await expect(pan.getByRole("alert").first()).toContainText("还早");
    await theHourIsNear(slotId);
    await press(pan, "开始签到");
    await expect(pan.locator(".day-qr")).toBeVisible();
    await checkScreen(pan, "day, running");
  });

  await test.step("栗小满 scans with a browser that knows nobody, signs in, and is there", async () => {
    const camera = await browserOf(browser);
    await camera.goto(await codeOn(pan));
    await checkScreen(camera, "scanned, not signed in");
    await camera.getByRole("link", { name: "先用手机号登录" }).click();
    await camera.getByRole("textbox", { name: "手机号" }).fill(phone);
    await camera.getByRole("button", { name: "发验证码" }).click();
    await camera.getByRole("textbox", { name: "验证码" }).fill(await shownCode(camera));
    await camera.getByRole("button", { name: "登录" }).click();
    await expect(camera.getByRole("button", { name: "我到了，签到" })).toBeVisible();
    const address = camera.url();
    await checkScreen(camera, "scanned");
    await camera.getByRole("button", { name: "我到了，签到" }).click();
    await expect(camera.getByRole("heading", { name: "签到好了" })).toBeVisible();
    await checkScreen(camera, "checked in");
    await camera.goto(address);
    await expect(camera.getByText("这次扫的码已经用过")).toBeVisible();
    await mei.goto(address); // forwarded
    await expect(mei.getByText("这次扫的码已经用过")).toBeVisible();
    await checkScreen(mei, "forwarded");
    await camera.context().close();
  });

  await test.step("without a network the roll goes on, and is told once when it is back", async () => {
    await expect(row("栗小满")).toHaveAttribute("data-state", "in", { timeout: 20_000 });
    await pan.context().setOffline(true);
    await row("梅大姐").getByRole("button", { name: "到了" }).click();
    await row("栗小满").getByRole("button", { name: "走了" }).click();
    await expect(pan.locator("#day-queue")).toContainText("有 2 条还没传上去");
    await expect(pan.locator('[data-count="in"]')).toHaveText("1");
    await checkScreen(pan, "day, no network");
    await pan.reload(); // opened again without a network, where the browser keeps the page
    await expect(pan.locator("#day-queue")).toContainText("有 2 条还没传上去");
    await expect(row("梅大姐")).toHaveAttribute("data-state", "in");
    await expect(row("栗小满")).toHaveAttribute("data-state", "out");
    const heard = pan.waitForRequest(/\/events$/);
    await pan.context().setOffline(false);
    const body = (await heard).postDataJSON();
    await expect(pan.locator("#day-sent")).toBeVisible({ timeout: 20_000 });
    const again = await pan.request.post(`/api/day/${slotId}/events`, {
      data: body,
      headers: { origin: new URL(pan.url()).origin },
    });
    const { answers } = (await again.json()) as { answers: { outcome: string }[] };
    expect(answers.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    await pan.reload();
    await expect(row("梅大姐")).toHaveAttribute("data-state", "in");
    await expect(row("栗小满")).toHaveAttribute("data-state", "out");
    await expect(pan.locator("#day-list > li")).toHaveCount(2);
  });

  await test.step("somebody walks in; the list is printed; the village says what it saw", async () => {
    await pan.getByText("加一个现场来的人").click();
    await pan.locator("#f-name").fill("路过的老周");
    for (const tick of ["privacy", "age14"]) await pan.locator(`#f-${tick}`).check();
    await press(pan, "登记并签到");
    await expect(row("路过的老周")).toHaveAttribute("data-state", "in");
    await checkScreen(pan, "day, walk-in");
    await pan.goto(`/day/${slotId}/roster`);
    await expect(pan.locator(".roster-code")).toHaveCount(3);
    await checkScreen(pan, "roster");
    await pan.goto(`/day/${slotId}/statement`);
    await pan.locator("#f-headcount").fill("3");
    await pan.locator("#f-hours").fill("30");
    await press(pan, "交上去");
    await expect(pan.getByText("填得太大了")).toBeVisible();
    await pan.locator("#f-hours").fill("3");
    await press(pan, "交上去");
    await expect(pan.getByText("来了 3 人，3小时")).toBeVisible();
    await checkScreen(pan, "statement");
  });

  await test.step("six digits, and digits that are none", async () => {
    await mei.goto("/d");
    await mei.getByLabel("六位数字").fill("12 34");
    await press(mei, "下一步");
    await expect(mei.getByText("请输入六位数字")).toBeVisible();
    await checkScreen(mei, "digits, refused");
    await pan.goto(`/day/${slotId}`);
    const digits = await pan.locator('[data-code="digits"]').textContent();
    await mei.getByLabel("六位数字").fill(digits ?? "");
    await press(mei, "下一步");
    await mei.getByRole("button", { name: "我走了，签退" }).click();
    await expect(mei.getByRole("heading", { name: "签退好了，辛苦了" })).toBeVisible();
    await checkScreen(mei, "checked out");
  });
});
