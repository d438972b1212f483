// The record of a volunteer: filled by them, verified by the district, added to by their leader, put right by asking.
import { expect, test } from "@playwright/test";
import { checkDigit } from "@/server/people/profiles/rules";
import { browserOf, press, settleAt, signUpByPost, wear, XIPANDUN } from "../support/journey";
import { checkScreen } from "../support/screen";

/** An invented number that nobody else has. */
function someNumber(): string {
  const order = String(Math.floor(Math.random() * 1000)).padStart(3, "0");
  const day = String(1 + Math.floor(Math.random() * 28)).padStart(2, "0");
  const first = `3713${String(10 + Math.floor(Math.random() * 20))}19${60 + Math.floor(Math.random() * 40)}07${day}${order}`;
  return first + checkDigit(first);
}

test("a lawyer fills in their record and is verified by the district, on the photo of the paper", async ({
  page,
  browser,
}) => {
  await signUpByPost(page, "宋律师");
  await page.goto("/me/record");
  await checkScreen(page, "a record, empty");
  await page.getByRole("link", { name: "填写、修改个人信息" }).click();
  await page.getByLabel("开车").check();
  await page.getByLabel("法律服务").check();
  await page.getByRole("button", { name: "保存", exact: true }).first().click();
  await expect(page.getByText("开车", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "填写、修改个人信息" }).click();
  const number = someNumber();
  const wrong = number.slice(0, 17) + (number.endsWith("1") ? "2" : "1");
  await page.getByLabel("身份证号", { exact: true }).fill(wrong);
  await page.getByRole("button", { name: "保存身份证号" }).click();
  await expect(page.getByText("最后一位和前面对不上")).toBeVisible();
  await checkScreen(page, "a wrong number");
  await page.getByLabel("身份证号", { exact: true }).fill(number.toLowerCase());
  await page.getByRole("button", { name: "保存身份证号" }).click();
  await expect(page.getByText(`${number.slice(0, 4)}************${number.slice(-2)}`)).toBeVisible();

  await page.goto("/me/record");
  await page.getByRole("link", { name: "报一项资格" }).click();
  await expect(page.getByText("还不知道您住在哪个村")).toBeVisible();
  await page.getByLabel("什么资格").selectOption("lawyer");
  await page.getByLabel("发证单位").fill("山东省司法厅");
  await checkScreen(page, "a claim");
  await settleAt(page, XIPANDUN);
  await page.getByRole("button", { name: "报上去，下一步传照片" }).click();
  await page.setInputFiles("input[type=file]", "public/readme/home.png");
  await page.getByRole("button", { name: "上传" }).click();
  await expect(page.getByText("照片传好了")).toBeVisible();
  await checkScreen(page, "a claim with its photo");

  const office = await browserOf(browser, "district_admin");
  await office.goto("/district/qualifications");
  await checkScreen(office, "the queue");
  await office
    .getByRole("link", { name: /宋律师 · 律师/ })
    .last()
    .click();
  await checkScreen(office, "a case");
  await office.getByLabel("看了照片").check();
  await office.getByRole("button", { name: "核实通过" }).click();
  await expect(office.getByText("核实通过，已经通知本人。")).toBeVisible();
  await office.close();

  await page.goto("/me/record");
  await expect(page.getByText("已核实")).toBeVisible();
});

test("a guardian enters their child, who comes under their word", async ({ page }) => {
  await signUpByPost(page, "苗大姐");
  await page.goto("/me/record/child");
  await checkScreen(page, "a child");
  await page.getByLabel("孩子的姓名").fill("小苗");
  await page.getByLabel("孩子的出生日期").fill(`${new Date().getFullYear() - 9}-01-15`);
  await page.getByLabel(/我是孩子的监护人/).check();
  await press(page, "建档");
  await expect(page.getByRole("alert").filter({ hasText: "没有办成" })).toBeVisible();
  await page.getByLabel("监护人会陪着一起来").check();
  await page.getByLabel(/我是孩子的监护人/).check();
  await page.getByRole("button", { name: "建档" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("小苗的服务记录");
  await expect(page.getByText(/苗大姐（父母）.*同意/)).toBeVisible();
  await checkScreen(page, "a child's record");
});

test("a leader writes down a course for those who were there, and strikes out a mistake", async ({
  page,
}) => {
  await wear(page.request, "leader");
  await page.goto("/team");
  const team = /\/team\/[0-9a-f-]{36}/.exec(page.url())?.[0];
  if (team === undefined) await page.locator("a[href^='/team/0']").first().click();
  await page.getByRole("link", { name: "培训记录" }).click();
  await checkScreen(page, "training");
  const title = `急救知识 ${Date.now() % 100_000}`;
  await page.getByLabel("培训内容").fill(title);
  await page.getByLabel("哪一天").fill("2026-01-10");
  await page.getByLabel("多少小时").fill("1.5");
  await page.locator("input[name=personIds]").first().check();
  await page.getByRole("button", { name: "记下来" }).click();
  await expect(page.getByText("培训记好了。")).toBeVisible();
  const line = page.getByRole("listitem").filter({ hasText: title });
  await expect(line).toContainText("1小时30分");
  await line.getByRole("link", { name: "删去" }).click();
  await line.getByRole("button", { name: "删去" }).click();
  await expect(page.getByText("这条培训记录已经删去。")).toBeVisible();
});
