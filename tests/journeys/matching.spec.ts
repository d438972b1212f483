// One sentence, and help comes: 潘书记 says it, 谁能帮 names teams with reasons, he asks three; one takes a part, one declines, one
// is silent until the time is over; then a wave asks others, and one of them fills it. Nobody is told to come.
import { type Browser, expect, type Page, test } from "@playwright/test";
import {
  browserOf,
  inTurn,
  post,
  press,
  signUpByPost,
  takeTurn,
  unique,
  wear,
  XIPANDUN,
} from "../support/journey";
import { nobodyAnswers } from "../support/journey-time";
import { checkScreen } from "../support/screen";

const mark = unique();

/** Somebody leads a team of the village that can send so many a week, and the district knows it. */
async function team(
  browser: Browser,
  district: Page,
  name: string,
  people: number,
): Promise<{ page: Page; leave: () => Promise<unknown> }> {
  const page = await browserOf(browser);
  await signUpByPost(page, `${name.slice(0, 1)}队长`);
  const form = { kind: "party_team", name, regionId: XIPANDUN, weeklyCapacity: people };
  const still = { maxRedirects: 0 };
  const applied = await post(page, "/api/team/apply", form, still);
  const organisationId = /team\/([0-9a-f-]{36})/.exec(applied.headers().location ?? "")?.[1] ?? "";
  const which = { organisationId };
  const verified = await post(district, "/api/district/verify", which, still);
  expect(verified.headers().location, `${name} is verified`).toContain("done=verify");
  // Afterwards nobody is to be sent to it any more.
  return { page, leave: () => post(district, "/api/district/organisation-off", which, still) };
}

/** In six days, as it is said and as a date field has it. */
const day = () => {
  const at = new Date(Date.now() + 8 * 3_600_000 + 6 * 86_400_000);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
};

/** A district's plan asks every team there is: not while these are waited for. */
let teamsAreFree: () => Promise<unknown> = async () => {};
test.afterEach(() => teamsAreFree());

test("from one sentence to six loaders: three are asked, then a wave", async ({ page: pan, browser }) => {
  test.setTimeout(120_000);
  const district = await browserOf(browser, "district_admin");
  teamsAreFree = await takeTurn("teams-are-asked");
  const names = ["东头队", "西头队", "南头队", "北头队"].map((name) => `${name}${mark}`);
  const teams = await Promise.all(names.map((name, i) => team(browser, district, name, i < 3 ? 2 : 5)));
  const [yes, no, silent, later] = teams.map(({ page }) => page) as [Page, Page, Page, Page];
  await wear(pan.request, "secretary");
  let needId = "";

  await test.step("潘书记 says one sentence and publishes, within a minute and six fields", async () => {
    let began = 0;
    await inTurn("secretary-posts", async () => {
      began = Date.now();
      await pan.goto("/desk");
      const sentence = `要6个人帮着装车${mark}号仓的白菜，${day()}上午8点到12点，在村委大院集合`;
      await pan.getByRole("textbox", { name: "有什么难处，说一句话" }).fill(sentence);
      await press(pan, "听我说");
      await expect(pan.getByRole("heading", { level: 1 })).toHaveText("我听到的是这样");
      await pan.getByLabel(/搬重物/).check();
      await press(pan, "下一步：看看别人看到的样子");
      await pan.waitForURL(/\/post\/[0-9a-f-]{36}\/check/);
    });
    needId = /\/post\/([0-9a-f-]{36})/.exec(pan.url())?.[1] ?? "";
    await press(pan, "发布");
    expect(Date.now() - began).toBeLessThan(60_000);
    await pan.goto(`/desk/needs/${needId}`);
    await expect(pan.locator("main")).toContainText("招募中");
  });

  await test.step("谁能帮 names teams, and why; three are asked", async () => {
    await expect(async () => {
      await pan.goto(`/needs/${needId}/who?more=1`);
      for (const name of names)
        await expect(pan.getByText(name, { exact: true })).toBeVisible({ timeout: 200 });
    }).toPass({ timeout: 30_000 });
    for (const name of names.slice(0, 3)) {
      const card = pan.locator("li").filter({ hasText: name });
      await expect(card).toContainText("本村");
      await card.getByRole("checkbox").check();
    }
    await checkScreen(pan, "who can help");
    await press(pan, "邀请选中的");
    await pan.waitForURL(/\/invitations\?done=invite/);
    await expect(pan.locator("li.who")).toHaveCount(3);
    await checkScreen(pan, "the invitations of a need");
  });

  await test.step("one takes what was asked in one tap, one declines in one tap", async () => {
    await yes.goto("/me/invitations");
    await expect(yes.locator("main")).toContainText("为什么找到您：本村");
    await checkScreen(yes, "an invitation");
    await press(yes, /愿意，帮这 2人/);
    await expect(yes.locator("main")).toContainText("谢谢您接下");
    await no.goto("/me/invitations");
    await press(no, /^婉拒/);
    await expect(no.locator("main")).toContainText("婉拒没有任何影响");
  });

  await test.step("the third is silent: its time ends, and nothing is held against it", async () => {
    await nobodyAnswers(needId);
    await expect(async () => {
      await pan.goto(`/desk/needs/${needId}/invitations`);
      await expect(pan.locator("main")).toContainText("0 份等答复 · 1 份接下 · 2 份没成", { timeout: 200 });
    }).toPass({ timeout: 30_000 });
    await silent.goto("/me/invitations?show=over");
    await expect(silent.locator("main")).toContainText("没有答复");
  });

  await test.step("a wave asks others, none of the three; one of them fills it, and the rest are thanked", async () => {
    await press(pan, /^分批邀请/);
    await expect(pan.locator("main")).toContainText("分批邀请中");
    await expect(pan.locator("li.who").filter({ hasText: names[3] })).toContainText("等答复");
    await later.goto("/me/invitations");
    await press(later, /愿意，帮这 4人/);
    await expect(later.locator("main")).toContainText("谢谢您接下");
    await expect(async () => {
      await pan.goto(`/desk/needs/${needId}/invitations`);
      await expect(pan.locator("main")).toContainText("已经帮满", { timeout: 200 });
      await expect(pan.locator("main")).toContainText("0 份等答复 · 2 份接下", { timeout: 200 });
    }).toPass({ timeout: 30_000 });
  });
  for (const { leave } of teams) await leave();
});
