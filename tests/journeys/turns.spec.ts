// What a need may go through besides its straight way: numbers lowered, a batch taken back, corrected and returned, nobody came
// and says why, a claim by voice, a new round; and the acts of a district that come once a year.
import { expect, type Page, test } from "@playwright/test";
import { browserOf, day, freshPhone, hour, inTurn, press, shownCode, unique, wear } from "../support/journey";
import { theDayComes } from "../support/journey-time";
import { checkScreen } from "../support/screen";

test.describe.configure({ timeout: 240_000 });

/** Opens what is folded under this heading, if it is shut. */
const unfold = async (page: Page, title: string) => {
  const fold = page
    .locator("details")
    .filter({ has: page.getByText(title, { exact: true }) })
    .last();
  if (!(await fold.evaluate((it: HTMLDetailsElement) => it.open)))
    await fold.locator("summary").first().click();
  return fold;
};

async function addLine(page: Page, needId: string, kind: string, fields: Record<string, string>) {
  await page.goto(`/post/${needId}/line?kind=${kind}`);
  for (const [name, value] of Object.entries(fields)) await page.locator(`#f-${name}`).fill(value);
  await press(page, "保存");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("看看写得对不对");
}

/** Claims, in the name of one's first organisation where `asTeam`. */
async function claim(
  page: Page,
  needId: string,
  act: string,
  amount: string | null,
  asTeam = false,
): Promise<string> {
  await page.goto(`/needs/${needId}`);
  await page.locator("main").getByRole("link", { name: act, exact: true }).first().click();
  await page.waitForURL(/\/pledge\?slot=/);
  if (asTeam) await page.locator("form#form select[name=organisationId]").selectOption({ index: 1 });
  const field = page.locator("form#form input[name=amount]:not([type=hidden])");
  if (amount !== null && (await field.count()) > 0) await field.fill(amount);
  await page.locator("form#form > button.go").click();
  await page.waitForURL(/\/pledge\/[0-9a-f-]{36}$/);
  return page.url().slice(-36);
}

test("a need turns every way: lowered, taken back, corrected, returned, nobody came, once more", async ({
  page: pan,
  browser,
}) => {
  const mark = unique();
  await wear(pan.request, "secretary");
  const [li, chen] = [await browserOf(browser, "volunteer"), await browserOf(browser, "leader")];
  let needId = "";

  await test.step("潘书记 asks for pumps to borrow and for hands", async () => {
    await inTurn("secretary-posts", async () => {
      await pan.goto("/post");
      await pan.locator("#f-title").fill(`清淤要抽水机和人手${mark}`);
      await pan.locator("#f-story").fill("村东头的沟淤住了，趁晴天清出来。");
      await pan.locator("input[name=what][value=people]").check();
      await pan.locator("input[name=riskPick]").nth(1).check();
      await press(pan, "下一步");
      for (const [name, value] of [
        ["item", "清淤"],
        ["quantity", "6"],
        ["place", "村东头桥边"],
        ["startsAt", hour(4, 8)],
        ["endsAt", hour(4, 11)],
      ] as const)
        await pan.locator(`#f-${name}`).fill(value);
      await press(pan, "保存");
    });
    needId = /\/post\/([0-9a-f-]{36})/.exec(pan.url())?.[1] ?? "";
    await addLine(pan, needId, "loan", { item: "抽水机", quantity: "3台", returnBy: day(20) });
    await pan.goto(`/post/${needId}/check`);
    await press(pan, /^(提交|发布)$/);
    await pan.waitForURL(/\/done$/);
  });

  const mine = await claim(li, needId, "我报名", null);
  const teams = await claim(chen, needId, "我报名", "4", true);
  const pumps = await claim(chen, needId, "我能借", "3", true);
  const at = `/desk/needs/${needId}`;

  await test.step("fewer hands are needed than promised: the last promise gives way", async () => {
    await pan.goto(`${at}/numbers`);
    await checkScreen(pan, "numbers");
    await pan.locator("input[name=quantity]").first().fill("3");
    await press(pan, /^改$/);
    await expect(pan.getByText("已经答应的比这个多，怎么减")).toBeVisible();
    await checkScreen(pan, "numbers, below what is promised");
    await pan.getByLabel(/后答应的先减/).check();
    await press(pan, /^改$/);
    await pan.goto(`${at}/pledges/${teams}`);
    await expect(pan.locator("main")).toContainText("2");
  });

  await test.step("a batch said to be sent is taken back; the next is accepted, corrected, and returned", async () => {
    await pan.goto(`${at}/pledges/${pumps}`);
    await unfold(pan, "登记已在路上");
    await press(pan, "登记已在路上", "form[action$='/send']");
    await checkScreen(pan, "a batch on the way");
    await unfold(pan, "其实没送出，撤销");
    await press(pan, /撤销/, "form[action$='/recall']");
    await expect(pan.getByText("没送出，已撤销")).toBeVisible();
    await pan.locator("form[action$='/accept'] [name=accepted]").fill("3");
    await press(pan, "登记借到", "form[action$='/accept']");
    await unfold(pan, "登记错了，改一改");
    const fix = pan.locator("form[action$='/correct']").last();
    await fix.locator("[name=accepted]").fill("2");
    await fix.locator("[name=short]").fill("1");
    await fix.locator("[name=reason]").selectOption({ label: "没到" });
    await checkScreen(pan, "correcting a batch");
    await press(pan, "改好", "form[action$='/correct']");
    await unfold(pan, "登记归还");
    await checkScreen(pan, "giving back a loan");
    await pan.locator("form[action$='/give-goods-back'] [name=amount]").first().fill("2");
    await press(pan, "登记归还", "form[action$='/give-goods-back']");
    await expect(pan.locator("main")).toContainText("已归还");
    await chen.goto(`/me/pledges/${pumps}`);
    await checkScreen(chen, "a loan that came back, to its lender");
  });

  await test.step("a photo is hung on what was promised", async () => {
    await chen.goto(`/me/pledges/${teams}`);
    const input = chen.locator("input[type=file]").first();
    await input.setInputFiles("public/readme/home.png");
    await press(chen, "传上去");
    await expect(chen.locator("main img").first()).toBeVisible();
    await checkScreen(chen, "a pledge with a photo");
  });

  await test.step("the day has come: the team came, 小李 did not and says why; 潘书记 looks again", async () => {
    await theDayComes(needId);
    await pan.goto(`${at}/pledges/${teams}`);
    await checkScreen(pan, "the roll call of a team");
    await press(pan, "登记到场");
    await pan.goto(`${at}/pledges/${mine}`);
    await pan.locator("[name=came]").fill("0");
    await press(pan, "登记到场");
    await li.goto(`/me/pledges/${mine}`);
    await checkScreen(li, "said to be absent");
    await li.locator("#f-contest-note").fill("我在桥那头清了一上午，名单没记上。");
    await press(li, /./, "form[action$='/contest']");
    await pan.goto(`${at}/pledges/${mine}`);
    await checkScreen(pan, "an absence contested");
    await pan.locator("[name=came]").fill("1");
    await press(pan, "登记到场");
    await expect(pan.locator("main")).toContainText("已到场");
  });

  await test.step("settled, completed, and once more", async () => {
    await pan.goto(`${at}/settle`);
    await press(pan, "开始验收");
    for (const [who, ids] of [
      [li, [mine]],
      [chen, [teams, pumps]],
    ] as const)
      for (const id of ids) {
        await who.goto(`/me/pledges/${id}`);
        const done = who.getByRole("button", { name: "办完了" });
        if ((await done.count()) > 0) await done.first().click();
        await who.waitForLoadState();
      }
    await pan.goto(`${at}/settle`);
    await press(pan, "办完了");
    await pan.goto(`${at}/reopen`);
    await checkScreen(pan, "once more");
    await pan.locator("[name=deadline]").fill(day(30));
    await pan.locator("[name^='quantity.']").first().fill("2");
    await pan.locator("[name^='startsAt.']").first().fill(hour(10, 8));
    await pan.locator("[name^='endsAt.']").first().fill(hour(10, 11));
    await press(pan, /./, "form[action$='/reopen']");
    await pan.goto(`/needs/${needId}`);
    await expect(pan.getByRole("link", { name: "我报名" }).first()).toBeVisible();
    await checkScreen(pan, "the second round");
  });
});

test("the acts of a district that come once a year: a title, a switch, a merger; a clerk and a grid worker begin", async ({
  page,
  browser,
}) => {
  await wear(page.request, "district_admin");
  const mark = unique();

  await test.step("a unit gets a title", async () => {
    await page.goto("/district/organisations?status=verified&kind=unit");
    await page.locator("main a[href^='/district/organisations/']").first().click();
    await unfold(page, "加一个称号");
    await page.locator("[name=grantor]").fill("临沂市精神文明建设委员会");
    await checkScreen(page, "an organisation, giving a title");
    await press(page, "加一个称号", "form[action='/api/district/add-title']");
    await expect(page.getByText("称号记下了")).toBeVisible();
    await press(page, "去掉", "form[action='/api/district/remove-title']");
    await expect(page.getByText("称号去掉了")).toBeVisible();
  });

  await test.step("the service telephone is changed", async () => {
    await page.goto("/district");
    await page.locator("[name=serviceHours]").fill("工作日 8:30–17:30");
    await press(page, "保存", "form[action='/api/district/settings']");
    await expect(page.getByText("改好了，马上生效")).toBeVisible();
    await page.getByRole("link", { name: /停掉助销|开通助销/ }).click();
    await checkScreen(page, "district, asked before a switch");
  });

  await test.step("a village is added and merged into another", async () => {
    await page.goto("/district/regions?q=高都");
    await page.locator("main a[href*='/district/regions?']").filter({ hasText: "高都" }).first().click();
    const add = page.locator("form[action='/api/district/add-region']");
    await add.locator("[name=name]").fill(`演示小村${mark}`);
    await add.getByRole("button").click();
    await page.waitForLoadState();
    await page.goto(`/district/regions?q=${encodeURIComponent(`演示小村${mark}`)}`);
    await page.locator("main a[href*='/district/regions?']").filter({ hasText: mark }).first().click();
    await page.getByRole("searchbox").fill("西潘墩");
    await page.getByRole("button", { name: "找", exact: true }).click();
    await page.waitForLoadState();
    await checkScreen(page, "a place with what it may be merged into");
    await page.locator("[data-opens^='into-']").first().click();
    await checkScreen(page, "asked before a merger");
    await press(page, "并到别处", "dialog[open]");
    await expect(page.getByText("并好了")).toBeVisible();
  });

  const begin = async (name: string, phone: string) => {
    const own = await browserOf(browser);
    await own.goto("/sign-in?next=/desk");
    await own.getByRole("textbox", { name: "手机号" }).fill(phone);
    await own.getByRole("button", { name: "发验证码" }).click();
    await own.getByRole("textbox", { name: "验证码" }).fill(await shownCode(own));
    await own.getByRole("button", { name: "登录" }).click();
    await own.waitForLoadState();
    await own.locator("input[type=radio]").first().check();
    for (const tick of [/我看过并同意/, /我已满 14 周岁/]) {
      const box = own.getByLabel(tick);
      if ((await box.count()) > 0) await box.check();
    }
    await own.getByRole("button", { name: "登录" }).click();
    await own.waitForURL(/\/desk/);
    await checkScreen(own, `the desk of ${name}`);
    await own.goto("/me/hats");
    await checkScreen(own, `hats of ${name}`);
    await own.context().close();
  };

  await test.step("潘书记 lends a clerk his role; a grid worker is named", async () => {
    const pan = await browserOf(browser, "secretary");
    await pan.goto("/me/hats");
    const [clerk, grid] = [freshPhone(), freshPhone()];
    const form = pan
      .locator("form")
      .filter({ has: pan.locator("[name=phone]") })
      .first();
    await form.locator("[name=name]").fill("文小笔");
    await form.locator("[name=phone]").fill(clerk);
    await form.getByRole("button").click();
    await pan.waitForLoadState();
    await expect(pan.getByText("文小笔").first()).toBeVisible();
    await checkScreen(pan, "hats, with a clerk");
    await pan.context().close();
    await page.goto("/district/people");
    await page.getByRole("searchbox").fill("西三重");
    await page.getByRole("button", { name: "找", exact: true }).click();
    await page
      .getByRole("link", { name: /西三重/ })
      .first()
      .click();
    const give = page.locator("form[action='/api/district/give-role']");
    await give.getByLabel("什么身份").selectOption("grid");
    await give.getByLabel("姓名").fill("网小格");
    await give.getByLabel("手机号").fill(grid);
    await give.getByRole("button", { name: "加上" }).click();
    await page.waitForLoadState();
    await begin("a clerk", clerk);
    await begin("a grid worker", grid);
  });

  await test.step("the stock was not there after all", async () => {
    const town = await browserOf(browser, "town_admin");
    await town.goto("/needs?q=大米");
    const href = await town
      .locator("main a[href^='/needs/']")
      .filter({ hasText: "大米" })
      .first()
      .getAttribute("href");
    await town.goto(`/desk${href}/certify`);
    await checkScreen(town, "stock that was seen");
    await town.context().close();
  });
});
