// A stranger with a link: looks, chooses a place, reads, pledges with phone and code, with and without JavaScript.
import { expect, type Page, test } from "@playwright/test";
import { freshPhone, shownCode, signInFresh, signUpByPost } from "../support/journey";
import { checkScreen } from "../support/screen";

/** Opens an open need that takes people now, and returns its address. */
async function openPeopleNeed(page: Page): Promise<string> {
  await page.goto("/needs?kind=people");
  const hrefs = await page
    .locator("a.card")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  for (const href of hrefs) {
    await page.goto(href);
    if ((await page.locator("main").getByRole("link", { name: "我报名", exact: true }).count()) > 0)
      return href;
  }
  throw new Error("no open need takes people");
}

/** Its form on the first shift that takes people. */
async function signUp(page: Page): Promise<void> {
  await page.locator("main").getByRole("link", { name: "我报名", exact: true }).first().click();
  await expect(page.locator("form#form")).toBeVisible(); // a tap does not wait for the page it leads to
}

test("home, list and a need can be read by everybody", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: /我要帮忙/ })).toBeVisible();
  await checkScreen(page, "home");
  await page.getByRole("link", { name: /我要帮忙/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("谁需要帮忙");
  await checkScreen(page, "list");
  await page.locator("a.card").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await checkScreen(page, "need");
});

test("a filter and a search are addresses one can send on, and the next page goes on where this one ended", async ({
  page,
}) => {
  await page.goto("/needs");
  const first = (await page.locator("a.card h3").first().textContent()) ?? "";
  await page.getByRole("link", { name: "人手", exact: true }).click();
  await expect(page).toHaveURL(/kind=people/);
  await expect(page.getByRole("link", { name: "人手", exact: true })).toHaveAttribute("aria-current", "true");
  await page.goto("/");
  const ids = async () =>
    page.locator("a.card").evaluateAll((cards) => cards.map((c) => c.getAttribute("href")));
  const before = await ids();
  await page.getByRole("link", { name: "看更多" }).click();
  await expect(page).toHaveURL(/cursor=/);
  const after = await ids();
  expect(after.filter((id) => before.includes(id))).toEqual([]);
  await page.goto("/needs");
  await page.getByRole("searchbox").fill(first.slice(0, 4));
  await page.getByRole("button", { name: "找" }).click();
  await expect(page.locator("a.card h3").first()).toContainText(first.slice(0, 2));
  await page.goto("/needs?q=没有这样的求助啊&cursor=broken");
  await expect(page.locator("main")).toBeVisible();
});

test("a village is found by pinyin initials and remembered without an account", async ({ page }) => {
  await page.goto("/regions?q=xpd");
  await checkScreen(page, "regions");
  await page
    .getByRole("button", { name: /西潘墩/ })
    .first()
    .click();
  await expect(page.getByRole("banner")).toContainText("西潘墩");
  await page.goto("/regions?q=查无此村呀");
  await expect(page.getByText("没有找到")).toBeVisible();
  await checkScreen(page, "regions, nothing found");
});

test("the list of villages follows the typing", async ({ page }) => {
  await page.goto("/regions");
  await page.getByRole("searchbox").pressSequentially("xpd");
  await expect(page.getByRole("button", { name: /西潘墩/ }).first()).toBeVisible();
});

test("长辈版 makes text and targets larger on every page, and back", async ({ page }) => {
  await page.goto("/needs");
  await page.getByRole("button", { name: "长辈版" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-elder", "1");
  await page.goto("/");
  const smallest = await page.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll<HTMLElement>("main *, header *")]
        .filter(
          (e) =>
            e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim()),
        )
        .filter((e) => !e.closest(".sr"))
        .map((e) => Number.parseFloat(getComputedStyle(e).fontSize)),
    ),
  );
  expect(smallest).toBeGreaterThanOrEqual(18);
  await checkScreen(page, "home, 长辈版");
  await page.goto("/help");
  await page.getByRole("button", { name: "最大" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-elder", "4");
  await checkScreen(page, "help, largest text");
  await page.getByRole("button", { name: "标准版" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-elder");
});

test("focus is never hidden behind the bottom bar", async ({ page }) => {
  await openPeopleNeed(page);
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const dock = document.querySelector(".dock");
      if (!dock || focused === document.body || dock.contains(focused)) return null;
      const [a, b] = [focused.getBoundingClientRect(), dock.getBoundingClientRect()];
      return a.top >= b.top && a.top < b.bottom ? focused.outerHTML.slice(0, 100) : null;
    });
    expect(hidden).toBeNull();
  }
});

test("a stranger pledges with phone and code in one flow, and a wrong code loses nothing", async ({
  page,
}) => {
  await openPeopleNeed(page);
  await signUp(page);
  await checkScreen(page, "pledge form");
  await page.getByRole("textbox", { name: "您的姓名" }).fill("赵小田");
  await page.getByRole("textbox", { name: "手机号" }).fill(freshPhone());
  await page.getByLabel("想对发起人说的").fill("我带一副手套");
  await page.getByRole("button", { name: "发验证码" }).click();
  const code = await shownCode(page);
  await expect(page.getByLabel("想对发起人说的")).toHaveValue("我带一副手套");
  await page.getByRole("textbox", { name: "验证码" }).fill(code === "111111" ? "222222" : "111111");
  await page.getByLabel(/我看过并同意/).check();
  await page.getByLabel(/我已满 14 周岁/).check();
  const send = page.locator("form#form > button.go");
  await send.click();
  await expect(page.getByRole("alert").filter({ hasText: "还没有提交成功" })).toBeVisible();
  await checkScreen(page, "pledge form, refused");
  await expect(page.getByRole("textbox", { name: "您的姓名" })).toHaveValue("赵小田");
  await page.getByRole("textbox", { name: "验证码" }).fill(code);
  await send.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/记下了|候补|转给/);
  await checkScreen(page, "answer to a pledge");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("see and pledge work as plain forms", async ({ page }) => {
    await openPeopleNeed(page);
    await signUp(page);
    await page.getByRole("textbox", { name: "您的姓名" }).fill("钱小禾");
    await page.getByRole("textbox", { name: "手机号" }).fill(freshPhone());
    await page.getByRole("button", { name: "发验证码" }).click();
    await page.getByRole("textbox", { name: "验证码" }).fill(await shownCode(page));
    await page.getByLabel(/我看过并同意/).check();
    await page.getByLabel(/我已满 14 周岁/).check();
    await page.locator("form#form > button.go").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/记下了|候补|转给/);
  });
});

test("the back button and a resend never pledge twice", async ({ page, request }) => {
  await signUpByPost(page, "孙小禾");
  const href = await openPeopleNeed(page);
  await signUp(page);
  const fields = Object.fromEntries(
    await page
      .locator("form#form input[type=hidden]")
      .evaluateAll((inputs) =>
        inputs.map((i) => [(i as HTMLInputElement).name, (i as HTMLInputElement).value]),
      ),
  );
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
  const origin = new URL(page.url()).origin;
  const send = () =>
    request.post(`/api${href}/pledge`, { form: fields, headers: { cookie, origin }, maxRedirects: 0 });
  const answers = await Promise.all([send(), send(), send()]);
  const places = new Set(answers.map((a) => a.headers().location));
  expect(answers.map((a) => a.status())).toEqual([303, 303, 303]);
  expect(places.size).toBe(1);
  expect([...places][0]).toMatch(/\/pledge\/[0-9a-f-]{36}$/);
});

test("a leader claims in the team's name, and again every month", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "队长" }).click();
  await page.goto("/needs?kind=goods");
  const hrefs = await page
    .locator("a.card")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  for (const href of hrefs) {
    await page.goto(href);
    if (
      (await page
        .locator("main")
        .getByRole("link", { name: "我要认购", exact: true }) // a gift may be for the village alone
        .count()) > 0
    )
      break;
  }
  await page
    .locator(".dock")
    .getByRole("link", { name: /以.+名义/ })
    .click();
  await page.waitForURL(/\/pledge\?/);
  if (!page.url().includes("slot="))
    await page
      .locator("a.card", { hasText: /斤|个|套|条|份|袋/ })
      .first()
      .click();
  await checkScreen(page, "pledge form of a leader");
  const form = page.locator("form#form");
  await expect(form.getByLabel("以谁的名义")).not.toHaveValue("");
  const team = await form.getByLabel("以谁的名义").inputValue();
  const address = page.url();
  await form.locator("[name=amount]").fill("1");
  await form.locator("button.go").click();
  // The second width finds the team's claim there already, and is told so in place.
  await expect(page.locator("main")).toContainText(/记下了|候补|转给|已经认领过/);
  await page.goto(address);
  await page.getByText("想每月都来一份？").click();
  const monthly = page.locator("form#monthly");
  await monthly.getByLabel("以谁的名义").selectOption(team);
  await monthly.locator("[name=amount]").fill("1");
  await monthly.getByRole("button", { name: "定下每月认领" }).click();
  await page.waitForURL(/\/me$|refused=pledge-monthly/);
  if (page.url().includes("refused")) await expect(page.locator("#monthly")).toContainText("已经在按月认领");
});

test("signing in and out, with the code wrong once", async ({ page }) => {
  await page.goto("/sign-in");
  await checkScreen(page, "sign-in");
  await page.getByRole("textbox", { name: "手机号" }).fill("12345");
  await page.getByRole("button", { name: "发验证码" }).click();
  await expect(page.getByText("请填 11 位手机号")).toBeVisible();
  await checkScreen(page, "sign-in, refused");
  await signInFresh(page, "周小田");
  await expect(page.getByRole("link", { name: "我的" })).toBeVisible();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByRole("link", { name: "登录" })).toBeVisible();
});

test("after signing in one never leaves the site", async ({ page }) => {
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.locator("input[name=next]").first()).toHaveValue("/me");
  }
});

test("what is missing says what to do", async ({ page }) => {
  const answer = await page.goto("/needs/00000000-0000-7000-8000-000000000000");
  expect(answer?.status()).toBe(404);
  expect(await answer?.text()).toContain("<h1>没有找到这一页</h1>"); // without a script too
  await expect(page.locator(".plain")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有找到这一页");
  await checkScreen(page, "404");
  for (const path of ["/help", "/privacy", "/minors", "/certificates", "/offline.html"]) {
    await page.goto(path);
    await checkScreen(page, path);
  }
});

test("when the network is away, a page says so instead of the browser", async ({ page, context }) => {
  await page.goto("/");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) =>
      navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }),
    );
  });
  await context.setOffline(true);
  await expect(page.locator(".offline")).toBeVisible();
  await page.goto("/needs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("网络断了");
  await context.setOffline(false);
  // A form too, where the telephone thinks it is connected; and the way back is to the form, never to its own address.
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "onLine", { get: () => true }),
  );
  await page.goto("/help");
  await context.setOffline(true);
  await page.locator('form[action="/api/elder"] button').first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("网络断了");
  await context.setOffline(false);
  await page.getByRole("link", { name: "再试一次" }).click();
  await page.waitForURL(/\/help$/);
});

test("who asks for more than is left is told how much there is, and takes that by one tap", async ({
  page,
}) => {
  await signUpByPost(page, "吴小米");
  await page.goto(`/needs?q=${encodeURIComponent("二十万斤大米")}`);
  await page.locator("a.card", { hasText: "二十万斤大米" }).first().click();
  await page.locator("main").getByRole("link", { name: "我要认购" }).first().click();
  await page.locator("form#form [name=amount]").fill("19万9千");
  await page.locator("form#form > button.go").click();
  await expect(page.locator("main")).toContainText("没有这么多了");
  await expect(page.locator("form#form [name=amount]")).toHaveValue("19万9千");
  await checkScreen(page, "pledge form, less is left");
  await page.locator("form#form [name=amount]").press("Enter"); // sends the same amount again, never the rest
  await expect(page.locator("main")).toContainText("没有这么多了");
  await page.getByRole("button", { name: /^只认 [\d,]+斤$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/记下了|已转给发起人/);
});
