// A team's leader reads the report, takes a list away and opens the quarter's papers; the district reads its own.
import { expect, test } from "@playwright/test";
import { wear } from "../support/journey";
import { checkScreen } from "../support/screen";

test("a leader reads the hours of the year, takes them away, and prints the quarter's papers", async ({
  page,
}) => {
  await wear(page.request, "leader");
  await page.goto("/team");
  const team = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? "";
  await page.goto(`/team/${team}/reports`);
  await page.getByRole("link", { name: "按年" }).click();
  await expect(
    page
      .getByText(/20\d\d年/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await checkScreen(page, "a team's report");

  const csv = await page.request.get(
    (await page.getByRole("link", { name: "时长明细，CSV" }).getAttribute("href")) ?? "",
  );
  expect(csv.headers()["content-disposition"]).toContain("attachment");
  expect((await csv.body()).toString("utf8").startsWith("\uFEFF日期,姓名,")).toBe(true);
  const sheet = await page.request.get(
    (await page.getByRole("link", { name: "成员名单，Excel 表格" }).getAttribute("href")) ?? "",
  );
  expect((await sheet.body()).subarray(0, 2).toString()).toBe("PK");

  await page.getByRole("link", { name: /台账$/ }).click();
  await expect(page.getByText("（盖章处）")).toBeVisible();
  await checkScreen(page, "a quarter's papers");
  await page.goto(`/team/${team}/reports/national`);
  await expect(page.getByRole("heading", { name: "已生成的批次" })).toBeVisible();
  await checkScreen(page, "what is handed on");

  await wear(page.request, "volunteer");
  expect((await page.request.get(`/api/export/hours?organisationId=${team}&period=2026`)).status()).toBe(404);
});

test("the district's report stands in administrative order, each list one tap away", async ({ page }) => {
  await wear(page.request, "district_admin");
  await page.goto("/district/reports");
  await expect(page.getByText("不排名次")).toBeVisible();
  await checkScreen(page, "a district's report");
  const needs = await page.request.get(
    (await page.getByRole("link", { name: "求助清单，CSV" }).getAttribute("href")) ?? "",
  );
  expect(needs.status()).toBe(200);
});
