// The desk: a secretary asks for help, answers a request, takes a delivery, settles; the town looks at stock; claims by voice.
import { expect, type Page, test } from "@playwright/test";
import {
  become,
  day,
  hour,
  inTurn,
  press,
  settleAt,
  signUpByPost,
  unique,
  wear,
  XIPANDUN,
} from "../support/journey";
import { theAnswerIsLate } from "../support/journey-time";
import { checkScreen } from "../support/screen";

test.describe.configure({ timeout: 120_000 });

/** 潘书记 types one need at a time: until its first line is kept. */
const typing = (act: () => Promise<void>) => inTurn("secretary-posts", act);

const red = (page: Page) => page.locator("form#form button.go");

/** The first page: what it is about, and which kind of thing is lacking. */
async function basics(page: Page, title: string, story: string, what: string): Promise<void> {
  await page.getByLabel("一句话说清是什么事").fill(title);
  await page.getByLabel("说说情况").fill(story);
  await page.locator(`input[name=what][value=${what}]`).check();
  await page.locator("input[name=riskPick]").nth(1).check();
  await red(page).click();
  await page.waitForURL(/\/post\/line/);
}

/** Posts gifts of the village and ends at the page that says it is published. */
async function postGift(page: Page, title: string, quantity: string): Promise<string> {
  await typing(async () => {
    await page.goto("/post");
    await basics(page, title, "敬老院过冬要用。", "gift");
    await page.getByLabel("要什么").fill("棉被");
    await page.getByLabel("要多少").fill(quantity);
    await page.locator("#f-viaOrganisationId").selectOption({ index: 1 }); // or only the village itself may give
    await red(page).click();
    await page.waitForURL(/\/post\/[0-9a-f-]{36}$/);
  });
  await page.getByRole("link", { name: /下一步/ }).click();
  await red(page).click();
  await page.waitForURL(/\/done$/);
  return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";
}

test("who is not signed in signs in first and comes back", async ({ page }) => {
  await page.goto("/desk");
  await expect(page).toHaveURL(/sign-in\?next=%2Fdesk/);
  await page.goto("/post");
  await expect(page).toHaveURL(/sign-in\?next=%2Fpost/);
});

test("somebody with nothing to do sees an empty desk, and others' needs are not there", async ({ page }) => {
  await signUpByPost(page, "冯小田");
  await page.goto("/desk");
  await expect(page.getByText("眼下没有等您处理的事")).toBeVisible();
  await checkScreen(page, "desk, empty");
  await page.goto("/needs");
  const href = await page.locator("a.card").first().getAttribute("href");
  const answer = await page.goto(`/desk${href}`);
  expect(answer?.status()).toBe(404);
});

test("a secretary says one sentence and publishes within a minute: nothing else to type", async ({
  page,
}) => {
  await become(page, "secretary");
  let from = 0;
  await typing(async () => {
    const said = page.getByLabel("有什么难处，说一句话");
    await said.fill("后天上午要8个人来扫雪，铁锨8把，电话138 0539 0001");
    await page.context().setOffline(true);
    await red(page).click();
    await expect(page.getByText("网络断了")).toBeVisible();
    await page.context().setOffline(false);
    await page.reload();
    await expect(said).toHaveValue(/扫雪/); // neither a dead network nor a reload loses what was typed
    from = Date.now();
    await red(page).click();
    await page.waitForURL(/\/post\/said$/);
    await expect(page.getByText("都听明白了")).toBeVisible();
    await expect(page.getByLabel("做什么")).toHaveValue("扫雪");
    await expect(page.getByLabel("几个人")).toHaveValue("8");
    await expect(page.getByLabel("要什么")).toHaveValue("铁锨");
    await expect(page.getByLabel("哪天（最晚到哪天）")).toHaveValue(day(2));
    await checkScreen(page, "post, what was heard");
    await page.locator("input[name=riskPick]").nth(3).check();
    await red(page).click();
    await page.waitForURL(/\/check$/);
  });
  await expect(page.getByText("13805390001")).toHaveCount(0);
  await expect(page.getByText("138 0539 0001")).toHaveCount(0);
  await red(page).click();
  await page.waitForURL(/\/done$/);
  expect(Date.now() - from).toBeLessThan(60_000);

  // what units wrote in the group, as a list
  await page.goto(`/desk/needs/${/[0-9a-f-]{36}/.exec(page.url())?.[0]}/chain`);
  await page.getByRole("link", { name: /扫雪/ }).click();
  await page.getByLabel("接龙内容").fill("#接龙\n1. 罗庄农商银行 2\n2. 查无此店 3套");
  await page.getByRole("button", { name: "看看认出了谁" }).click();
  await expect(page.getByText("有的名字没有找到")).toBeVisible();
  await checkScreen(page, "chain, to check");
  await page.getByRole("button", { name: "一起存" }).click();
  await expect(page.getByText("存好了：1 行")).toBeVisible();
});

test("a secretary asks for people: exposing words are pointed out, neutral ones taken, and it is published", async ({
  page,
}) => {
  await become(page, "secretary");
  await expect(page).toHaveURL(/\/desk$/);
  await expect(page.getByRole("heading", { name: /等您处理/ })).toBeVisible();
  await checkScreen(page, "desk");
  await typing(async () => {
    await page.getByRole("link", { name: "不用一句话，一项一项填" }).click();
    await checkScreen(page, "post, first page");
    await basics(page, "重阳节送午饭缺人", "给12位独居老人送午饭，送到3号楼202。", "people");
    await checkScreen(page, "post, people");
    await page.getByLabel("做什么").fill("送午饭");
    await page.getByLabel("几个人").fill("3");
    await page.getByLabel("在哪里集合").fill("村委会");
    await page.getByLabel("什么时候开始").fill(hour(3, 10));
    await page.getByLabel("什么时候结束").fill(hour(3, 9));
    await red(page).click();
    await expect(page.getByText("结束时间要晚于开始时间")).toBeVisible();
    await expect(page.getByLabel("做什么")).toHaveValue("送午饭");
    await checkScreen(page, "post, people, refused");
    await page.getByLabel("什么时候结束").fill(hour(3, 12));
    await red(page).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("看看写得对不对");
  });
  await checkScreen(page, "post, draft");
  await page.getByText("再加一项").click();
  await page.getByRole("link", { name: /缺车/ }).click();
  await page.getByLabel("什么车").fill("面包车送饭");
  await page.getByLabel("几辆").fill("1");
  await red(page).click();
  await page.getByRole("link", { name: /下一步/ }).click();
  await expect(page.getByText("有几处建议换个说法")).toBeVisible();
  await checkScreen(page, "post, check");
  await red(page).click();
  await page.waitForLoadState();
  await expect(page.getByRole("alert").filter({ hasText: "还不能发布" })).toBeVisible();
  await page.getByRole("button", { name: "全部照建议改" }).click();
  await expect(page.getByText("助老送餐 12份")).toBeVisible();
  await expect(page.getByText("有几处建议换个说法")).toBeHidden();
  await red(page).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("已经发布");
  await checkScreen(page, "post, published");
  await page.getByRole("link", { name: "到工作台看进展" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("重阳节送午饭缺人");
  await checkScreen(page, "desk, a need");
});

test("a resident's request is asked back, completed, and published by the secretary after a look at the number", async ({
  page,
}) => {
  await signUpByPost(page, "褚小禾");
  await page.goto("/post");
  await expect(page).toHaveURL(/\/post\/place/);
  await page.getByRole("searchbox").fill("xpd");
  await page.getByRole("button", { name: "找" }).click();
  await page
    .getByRole("link", { name: /西潘墩村/ })
    .first()
    .click();
  const title = `浇地缺人手 ${unique()}`;
  await basics(page, title, "地里旱，忙不过来。", "people");
  await page.getByLabel("做什么").fill("浇地");
  await page.getByLabel("几个人").fill("2");
  await page.getByLabel("在哪里集合").fill("村口");
  await page.getByLabel("什么时候开始").fill(hour(2, 8));
  await page.getByLabel("什么时候结束").fill(hour(2, 11));
  await red(page).click();
  await page.getByRole("link", { name: /下一步/ }).click();
  await red(page).click();
  await expect(page.getByText("村（社区）书记会核实")).toBeVisible();
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";
  const resident = await page.context().storageState();

  await become(page, "secretary");
  await page.locator("li", { hasText: title }).getByRole("link", { name: /核实/ }).click();
  await checkScreen(page, "desk, verify");
  await page.getByRole("button", { name: "看电话" }).click();
  await expect(page.getByRole("link", { name: /^1\d{10}$/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: /^1\d{10}$/ })).toBeHidden();
  await page.getByText("还要问清楚").click();
  await page.getByLabel("要他补充什么").fill("地在哪一片？");
  await page.getByRole("button", { name: "退回补充" }).click();
  await expect(page.getByText("已退回")).toBeVisible();

  await page.context().clearCookies();
  await page.context().addCookies(resident.cookies);
  await page.goto(`/desk/needs/${id}`);
  await expect(page.getByText("地在哪一片？")).toBeVisible();
  await page.getByRole("link", { name: "补充" }).click();
  await page.getByRole("link", { name: "改" }).first().click();
  await page.getByLabel("说说情况").fill("村东头那片地旱，忙不过来。");
  await red(page).click();
  await page.getByRole("link", { name: /下一步/ }).click();
  await red(page).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("已经提交");

  await theAnswerIsLate(id);
  await become(page, "town_admin");
  const row = page.locator("li", { hasText: title });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("村里超时，转到镇（街道）", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await checkScreen(page, "desk of the town, a request that came up");
  await row.getByRole("link", { name: /核实/ }).click();
  await checkScreen(page, "verify, late");
  await page.getByRole("button", { name: "情况属实，发布" }).click();
  await expect(page.getByText("已发布。")).toBeVisible();
});

test("gifts are received in part, the rest let go, numbers changed, and the need settled and completed", async ({
  page,
}) => {
  await wear(page.request, "secretary");
  const title = `敬老院添棉被 ${unique()}`;
  const id = await postGift(page, title, "10条");

  await page.context().clearCookies();
  await signUpByPost(page, "卫小禾");
  await settleAt(page, XIPANDUN); // of the village: nobody qualified receives it
  await page.goto(`/needs/${id}`);
  await page.getByRole("link", { name: "我来捐" }).first().click();
  await page.getByRole("textbox", { name: "捐多少" }).fill("4");
  await page.locator("form#form > button.go").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/记下了/);

  await wear(page.request, "secretary");
  await page.goto(`/desk/needs/${id}`);
  await page.getByRole("link", { name: /登记 卫小禾/ }).click();
  await checkScreen(page, "desk, a pledge");
  await page.locator("#accepted-now").fill("5");
  await press(page, "登记收到");
  await expect(page.getByRole("alert").filter({ hasText: "没有办成" })).toBeVisible();
  await expect(page.locator("#accepted-now")).toHaveValue("5");
  await page.locator("#accepted-now").fill("3");
  await page.getByRole("button", { name: "登记收到" }).click();
  await expect(page.getByText("已登记。")).toBeVisible();
  await expect(page.getByText("还有 1条 没办")).toBeVisible();
  await checkScreen(page, "desk, a pledge with a delivery");
  await page.getByText("就到这里，其余不要了", { exact: true }).click();
  await page.getByRole("button", { name: "确定就到这里" }).click();
  await expect(page.getByText("没办的已放回")).toBeVisible();

  await page.goto(`/desk/needs/${id}/numbers`);
  await page.getByLabel("改成多少").fill("2");
  await page.getByRole("button", { name: "改", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "没有办成" })).toBeVisible();
  await checkScreen(page, "desk, numbers refused");
  await page.getByLabel("改成多少").fill("3");
  for (const way of await page.locator("input[name=way]").all()) await way.check();
  await page.getByRole("button", { name: "改", exact: true }).click();
  await expect(page).toHaveURL(/done=(numbers|lower)/);

  await page.goto(`/desk/needs/${id}`);
  await page.getByText("先停一停", { exact: true }).click();
  await page.getByRole("button", { name: "确定先停一停" }).click();
  await expect(page.getByText("已暂停。")).toBeVisible();
  await page.getByRole("button", { name: "恢复招募" }).click();
  await expect(page.getByText("已恢复招募。")).toBeVisible();

  await page.goto(`/desk/needs/${id}/settle`);
  await checkScreen(page, "desk, settle");
  await page.getByRole("button", { name: "开始验收" }).click();
  await expect(page.getByRole("button", { name: "办完了" })).toBeVisible();
  await page.getByRole("button", { name: "办完了" }).click();
  await expect(page.getByText(/位帮扶方没有回复|办完了。谢谢/).first()).toBeVisible();
  await page.goto(`/desk/needs/${id}`);
  await page.getByText("看看经过").click();
  await expect(page.getByText(/棉被登记了 3条/)).toBeVisible();
  await checkScreen(page, "desk, settling, history open");
});

test("a need is cancelled with a reason, and asks first", async ({ page }) => {
  await wear(page.request, "secretary");
  const id = await postGift(page, `添雨衣 ${unique()}`, "6件");
  await page.goto(`/desk/needs/${id}/change`);
  await checkScreen(page, "desk, change");
  await page.goto(`/desk/needs/${id}/end`);
  await checkScreen(page, "desk, end");
  await expect(page.getByRole("button", { name: "取消这件求助" })).toBeHidden();
  await page.getByText("不办了，取消").click();
  await page.getByLabel("为什么取消").selectOption("weather");
  await page.getByRole("button", { name: "取消这件求助" }).click();
  await expect(page.getByText("已取消，会通知")).toBeVisible();
});

test("the town sees what waits for it, and who sold may not look at the own stock", async ({ page }) => {
  await become(page, "town_admin");
  await expect(page).toHaveURL(/\/desk$/);
  await checkScreen(page, "desk of the town");
  const look = page.getByRole("link", { name: /看货/ }).first();
  if ((await look.count()) > 0) {
    await look.click();
    await expect(page.getByRole("button", { name: "登记看货结果" }).first()).toBeVisible();
    await checkScreen(page, "desk, certify");
  }
  await become(page, "secretary");
  const rice = await page.locator("main a", { hasText: "二十万斤大米" }).first().getAttribute("href");
  await page.goto(`${rice}/certify`);
  await expect(page.getByText("不能自己看自己的")).toBeVisible();
  await expect(page.getByRole("button", { name: "登记看货结果" })).toBeHidden();
});

test("what the village sells waits for the town to see the stock, and is published by the village then", async ({
  page,
}) => {
  await wear(page.request, "secretary");
  const title = `土豆卖不掉 ${unique()}`;
  await typing(async () => {
    await page.goto("/post");
    await basics(page, title, "今年收成好，没人来收。", "sale");
    await checkScreen(page, "post, sale");
    await page.getByLabel("卖的是什么").fill("土豆");
    await page.getByLabel("一共多少").fill("三千斤");
    await page.getByLabel("卖方是谁").fill("西潘墩种植专业合作社");
    await page.getByLabel("准确的品名").fill("2026年新土豆");
    await page.getByLabel("收获（生产）日期").fill(day(-10));
    await page.locator("input[name=invoice][value=no]").check();
    await page.getByLabel("参考价").fill("0.8元一斤");
    await red(page).click();
  });
  await page.getByRole("link", { name: /下一步/ }).click();
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("镇（街道）会到现场看货")).toBeVisible();
  await checkScreen(page, "post, waits for the town");

  await become(page, "town_admin");
  await page.locator("li", { hasText: title }).getByRole("link", { name: /看货/ }).click();
  await checkScreen(page, "desk, certify");
  const looked = async (much: string) => {
    await page.getByLabel("看到有多少").fill(much);
    await page.getByLabel("看了什么作证据").fill("窖里看了实物，过了磅");
    await page.getByRole("button", { name: "登记看货结果" }).click();
  };
  await looked("2300");
  await expect(page.getByText(/有 2300斤/)).toBeVisible();
  await page.getByText("撤回看货结果", { exact: true }).click();
  await page.getByRole("button", { name: "撤回", exact: true }).click();
  await expect(page.getByText("还没有人看过货")).toBeVisible();
  await checkScreen(page, "desk, the look taken back");
  await looked("3200");
  await expect(page.getByText(/高都街道 .*看过，有 3200斤/)).toBeVisible();
  await page.locator("input[type=file]").setInputFiles({
    name: "weigh.png",
    mimeType: "image/png",
    buffer: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  });
  await page.getByRole("button", { name: "上传" }).click();
  await expect(page.getByRole("img", { name: "第 1 张照片" })).toBeVisible();
  await checkScreen(page, "desk, certified with a photo");

  await become(page, "secretary");
  await page.locator("li", { hasText: title }).getByRole("link", { name: /核实/ }).click();
  await page.getByRole("button", { name: "情况属实，发布" }).click();
  await expect(page.getByText("已发布。")).toBeVisible();
  await expect(page.getByText(/待认购 3000斤/).first()).toBeVisible();
});

test("claims by voice are written down unit by unit, and wait for the unit's word", async ({ page }) => {
  await wear(page.request, "leader");
  await page.goto("/team");
  const team = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await wear(page.request, "secretary");
  const title = `添桌椅 ${unique()}`;
  const id = await postGift(page, title, "50套");
  await page.goto("/desk/release");
  await checkScreen(page, "releases");
  await page.getByLabel("这一场叫什么").fill("村里现场会");
  await page.getByRole("button", { name: "开一场" }).click();
  await page.waitForURL(/\/desk\/release\/[0-9a-f-]{36}/);
  await checkScreen(page, "release, choose a line");
  await page.goto(`${page.url()}?need=${id}`);
  await page.getByRole("searchbox").fill(team);
  await page.getByRole("button", { name: "找" }).click();
  const unit = page.locator("#found a", { hasText: team }).first();
  await checkScreen(page, "release, units found");
  await unit.click();
  await page.getByLabel("多少").fill("7");
  await page.getByRole("button", { name: "记下" }).click();
  await expect(page.getByText("记下了。")).toBeVisible();
  await expect(page.locator("ol li", { hasText: team })).toContainText("等单位确认");
  await checkScreen(page, "release, recorded");

  await wear(page.request, "leader");
  await page.goto("/team");
  await page.locator("main li").filter({ hasText: title }).getByRole("link").first().click();
  await page.waitForURL(/\/pledges\/[0-9a-f-]{36}/);
  await checkScreen(page, "a claim by voice, to its unit");
  await page.getByRole("button", { name: "对，是我们认的" }).click();
  await page.waitForLoadState();
  await expect(page.getByRole("button", { name: "对，是我们认的" })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("posting works as plain forms, and an appeal for money is refused in place", async ({ page }) => {
    await wear(page.request, "secretary");
    await typing(async () => {
      await page.goto("/post");
      await page.getByLabel("一句话说清是什么事").fill("请大家捐款");
      await page.getByLabel("说说情况").fill("微信转账到我的银行卡 6222020200112233445");
      await page.locator("input[name=what][value=gift]").check();
      await page.locator("input[name=riskPick]").first().check();
      await red(page).click();
      await expect(page.getByRole("alert").filter({ hasText: "平台不能募钱" })).toBeVisible();
      await expect(page.getByLabel("一句话说清是什么事")).toHaveValue("请大家捐款");
    });
    const id = await postGift(page, "添热水壶", "3个");
    await page.goto(`/desk/needs/${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("添热水壶");
  });
});
