// 周主任 looks at one screen, verifies an organisation, gives a role, adds a village; a town sees only itself, others nothing.
import { expect, test } from "@playwright/test";
import { become, browserOf, freshPhone, takeTurn, unique, wear } from "../support/journey";
import { checkScreen } from "../support/screen";

test("one screen without a click says how the district is doing", async ({ page }) => {
  await become(page, "district_admin");
  await expect(page).toHaveURL(/\/district/);
  await expect(page.getByRole("table")).toBeVisible();
  await expect(page.getByText("高都街道").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: /等核实的队伍/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "区里的开关" })).toBeVisible();
  await checkScreen(page, "district");
});

test("an organisation that applied is verified in one tap", async ({ page, browser }) => {
  const name = `演示公益队${unique()}`;
  const applicant = await browserOf(browser, "volunteer");
  await applicant.goto("/team/new?q=高都");
  await applicant.getByLabel("全称").fill(name);
  await applicant.getByRole("button", { name: "交上去" }).click();
  await expect(applicant.getByRole("heading", { level: 1 })).toHaveText(name);

  await become(page, "district_admin");
  const card = page.locator("li.card", { hasText: name });
  await expect(card).toBeVisible();
  await checkScreen(page, "district, one waits");
  await card.getByRole("button", { name: "核实通过" }).click();
  await expect(page.getByText("核实好了")).toBeVisible();
  await applicant.reload();
  await expect(applicant.getByText("已核实").first()).toBeVisible();
});

test("a role is given by name and number and ended; the account is found only by its whole number", async ({
  page,
}) => {
  await wear(page.request, "district_admin");
  await page.goto("/district/people");
  await checkScreen(page, "people");
  await page.getByRole("searchbox").fill("西三重");
  await page.getByRole("button", { name: "找", exact: true }).click();
  await page
    .getByRole("link", { name: /西三重/ })
    .first()
    .click();
  const [name, phone] = [`网格${unique().slice(0, 4)}`, freshPhone()];
  const form = page.locator("form[action='/api/district/give-role']");
  await form.getByLabel("什么身份").selectOption("grid");
  await form.getByLabel("姓名").fill(name);
  await form.getByLabel("手机号").fill(phone);
  await form.getByRole("button", { name: "加上" }).click();
  const row = page.locator("li.who", { hasText: name });
  await expect(row).toBeVisible();
  await row.getByRole("link", { name: "停下" }).click();
  await row.getByRole("button", { name: "停下" }).click();
  await expect(page.locator("li.who", { hasText: name })).toHaveCount(0);

  const find = page.locator("form[action='/api/district/find-person']");
  const look = async () => {
    await find.getByLabel("手机号").fill(phone);
    await find.getByRole("button", { name: "找人" }).click();
    expect(page.url()).not.toContain(phone);
  };
  await look();
  const found = page.locator("li.card", { hasText: name });
  await found.getByRole("link", { name: "停用" }).click();
  await found.getByRole("button", { name: "停用" }).click();
  await expect(page.getByText("已经停用，各处登录都已退出。")).toBeVisible();
  await look();
  await expect(page.locator("li.card", { hasText: name })).toContainText("已停用");
  await page.locator("li.card", { hasText: name }).getByRole("button", { name: "恢复" }).click();
  await expect(page.getByText("已经恢复，可以再登录。")).toBeVisible();
});

test("a village is added by hand, called something else too, renamed, and found under every name", async ({
  page,
}) => {
  await wear(page.request, "district_admin");
  const name = `新庄${unique()}村`;
  await page.goto("/district/regions?q=黄山镇");
  await checkScreen(page, "regions");
  await page.locator("a.card", { hasText: "黄山镇" }).first().click();
  const add = page.locator("form[action='/api/district/add-region']");
  await add.getByLabel("名字").fill(name);
  await add.getByRole("button", { name: "加上" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name.slice(0, -1));
  await page.getByText("别的叫法").click();
  const alias = page.locator("form[action='/api/district/add-alias']");
  await alias.getByLabel("还叫什么").fill(`老${name}`);
  await alias.getByRole("button", { name: "加上" }).click();
  await expect(page.getByText("用这个名字也能搜到")).toBeVisible();
  await page.goto(`/regions?q=${encodeURIComponent(`老${name}`)}`);
  await expect(page.getByRole("button", { name: new RegExp(name.slice(0, -1)) }).first()).toBeVisible();
});

test("organisations are listed by state and kind, and one shows its titles", async ({ page }) => {
  await wear(page.request, "district_admin");
  await page.goto("/district/organisations?kind=unit");
  await checkScreen(page, "organisations");
  await page.locator("li.who a").first().click();
  await expect(page.getByRole("heading", { name: "称号" })).toBeVisible();
  await checkScreen(page, "one organisation");
});

test("a town sees itself by village and no switches; who has no office is told so", async ({ page }) => {
  await wear(page.request, "town_admin");
  await page.goto("/district");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("高都");
  await expect(page.getByRole("heading", { name: "区里的开关" })).toHaveCount(0);
  await checkScreen(page, "town");
  await wear(page.request, "volunteer");
  await page.goto("/district");
  await expect(page.getByText("这里给区和镇（街道）的管理员用")).toBeVisible();
  await checkScreen(page, "no office");
});

/** Whoever waits for teams of their own is not to find them asked. */
let teamsAreFree: () => Promise<unknown> = async () => {};
test.afterEach(async () => {
  await teamsAreFree();
  teamsAreFree = async () => {};
});

test("the coming week is planned: three suggestions with reasons, one locked, sent as invitations", async ({
  page,
}) => {
  test.setTimeout(180_000); // its turn may be long in coming
  teamsAreFree = await takeTurn("teams-are-asked");
  await wear(page.request, "district_admin");
  await page.goto("/district/plan");
  await checkScreen(page, "plans");
  await page.route(/[?&]_rsc=/, () => {}); // it would look again by itself, and be made under our eyes
  await page.getByRole("button", { name: "开始算" }).click();
  await expect(page.getByRole("button", { name: "停下不算了" })).toBeVisible();
  await checkScreen(page, "a plan in the making");
  await page.unroute(/[?&]_rsc=/);
  await page.reload();
  const whole = page.getByRole("link", { name: "整份方案" });
  await expect(whole).toBeVisible({ timeout: 30_000 }); // it looks again by itself
  const card = page.locator(".card", { hasText: "建议邀请" }).first();
  expect(await card.getByRole("listitem").count()).toBeGreaterThanOrEqual(3);
  await expect(card.getByRole("listitem").first().locator(".note").first()).not.toBeEmpty();
  await expect(page.getByRole("button", { name: /^打电话/ }).first()).toBeVisible();
  await checkScreen(page, "a plan");
  await whole.click();
  await page
    .getByRole("link", { name: /^改数量、锁定/ })
    .first()
    .click();
  await page.getByRole("button", { name: /^锁定/ }).click();
  await expect(page.getByText("已锁定", { exact: true }).first()).toBeVisible();
  await checkScreen(page, "the whole plan");
  await page.getByRole("link", { name: "发出邀请" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "发出邀请" }).click();
  // other stories go on meanwhile: what they changed refuses the whole, and the rest goes with one tap
  await expect(page.getByText(/邀请都发出去了|没有办成/)).toBeVisible();
  if (await page.getByText("没有办成").isVisible()) {
    await page.getByRole("button", { name: "没变的先发出" }).click();
    await expect(page.getByText("情况没变的都发出去了")).toBeVisible();
  }
});
