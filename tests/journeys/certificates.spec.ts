// 陈队长's unit certifies what stands in its books, the paper is checked by somebody who only holds it, and revoked.
import { expect, test } from "@playwright/test";
import { browserOf, unique, wear } from "../support/journey";
import { checkScreen } from "../support/screen";

test("anybody may check a code; one that is none is told so, with what to do", async ({ page }) => {
  await page.goto("/certificates");
  await checkScreen(page, "check");
  await page.getByLabel("查验码").fill("12 34");
  await page.getByRole("button", { name: "查一下" }).click();
  await expect(page.getByText("请照着证明再填一遍")).toBeVisible();
  await page.getByLabel("查验码").fill("aaaa-bbbb-cccc-dddd");
  await page.getByRole("button", { name: "查一下" }).click();
  await expect(page.getByRole("heading", { name: "没有这个查验码" })).toBeVisible();
  await checkScreen(page, "unknown code");
});

test("a unit issues, the paper opens, its code says valid and then revoked", async ({ page, browser }) => {
  await wear(page.request, "volunteer");
  await page.goto("/me/certificates");
  await expect(page.getByRole("heading", { name: "可以申请证明的单位" })).toBeVisible();
  await checkScreen(page, "my certificates");

  await wear(page.request, "leader");
  await page.goto("/team");
  const unit = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? "";
  await page.goto(`/team/${unit}/certificates`);
  const first = page
    .getByRole("group", { name: /有时长的人/ })
    .getByRole("checkbox")
    .first();
  await first.check();
  await page.getByLabel("做什么用").fill(`年度考核${unique()}`);
  await checkScreen(page, "unit's certificates");
  await page.getByRole("button", { name: "给勾中的人出具" }).click();
  await expect(page.getByText("出具了 1 份")).toBeVisible();
  const file = await page.request.get(
    (await page.getByRole("link", { name: "下载这一批" }).getAttribute("href")) ?? "",
  );
  expect(file.headers()["content-type"]).toBe("application/pdf");
  expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await page.getByRole("link", { name: "查看、撤销" }).first().click();
  await checkScreen(page, "one certificate");
  const check = (await page.getByRole("link", { name: "查验页" }).getAttribute("href")) ?? "";
  const stranger = await browserOf(browser);
  await stranger.goto(check);
  await expect(stranger.getByRole("heading", { name: "这份证明有效" })).toBeVisible();
  await expect(stranger.getByText(/^.\*{1,2}$/)).toBeVisible();
  await checkScreen(stranger, "valid");

  await page.getByText("撤销这份证明").click();
  await page.getByLabel("为什么撤销").fill("开给了同名的人");
  await page.getByRole("button", { name: "确定撤销" }).click();
  await expect(page.getByText("撤销了。")).toBeVisible();
  await expect(async () => {
    await stranger.reload(); // a public page is kept for two seconds
    await expect(stranger.getByRole("heading", { name: "这份证明已经撤销" })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await expect(stranger.getByText("同名")).toHaveCount(0);
  await checkScreen(stranger, "revoked");
  await stranger.context().close();
});
