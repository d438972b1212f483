// A volunteer questions their hours, the recording unit's leader answers, and the district looks again and keeps the calendar.
import { expect, test } from "@playwright/test";
import { browserOf, press, wear } from "../support/journey";
import { checkScreen } from "../support/screen";

test.describe.configure({ timeout: 120_000 });

/** Half an hour less. */
function earlier(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  const minutes = hour * 60 + minute - 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

test("a question about hours is asked, taken back, asked again and answered", async ({
  page: li,
  browser,
}) => {
  await wear(li.request, "volunteer");
  const chen = await browserOf(browser, "leader");
  await chen.goto("/team");
  const team = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(chen.url())?.[0] ?? "";
  const teamName = (await chen.getByRole("heading", { level: 1 }).textContent()) ?? "";

  await test.step("小李 asks, takes it back, and asks again", async () => {
    await li.goto("/me/hours");
    // Only what his team records is its leader's to answer.
    const own = li.locator("main li.card", { hasText: `记录责任单位：${teamName}` });
    await own.getByRole("link", { name: "时间不对？申请更正" }).first().click();
    await checkScreen(li, "a record of mine");
    const left = li.getByLabel("实际几点走");
    const until = earlier(await left.inputValue());
    const ask = async () => {
      await left.fill(until);
      await li.getByLabel("怎么回事").fill("我早走了半小时，忘了签退。");
      await press(li, "交上去");
      await expect(li.getByRole("status")).toContainText("申请交上去了");
    };
    await ask();
    await li.getByRole("link", { name: "撤回申请" }).click();
    await press(li, "撤回", "dialog[open]");
    await expect(li.getByText("已撤回").first()).toBeVisible();
    await ask();
    await checkScreen(li, "a question that waits");
  });

  await test.step("陈队长 finds it in the inbox and puts it right", async () => {
    await chen.goto(`/team/${team}/hours`);
    await expect(chen.getByText(/有人申请更正时间 · 还剩 \d+ 个工作日/).first()).toBeVisible();
    await checkScreen(chen, "what waits about hours");
    const title = (await li.locator("h1").textContent()) ?? "";
    const item = chen.locator("main li.who", { hasText: title });
    await item.locator("a[href^='/desk/corrections/']").last().click();
    await expect(chen.getByRole("heading", { name: "现在记的" })).toBeVisible();
    await checkScreen(chen, "before and after");
    await chen.getByLabel("给本人的话").fill("问过同去的人，是早走了。");
    await press(chen, "答复");
    await expect(chen.getByRole("status")).toContainText("答复好了");
  });

  await test.step("陈队长 could have put it right unasked", async () => {
    await chen.goto(li.url().replace("/me/hours/", "/desk/hours/").replace(/\?.*/, ""));
    await expect(chen.getByRole("heading", { name: "整个冲掉" })).toBeVisible();
    await checkScreen(chen, "a record to put right");
  });

  await test.step("小李 reads the answer", async () => {
    await li.reload();
    await expect(li.getByText("答复：问过同去的人，是早走了。").first()).toBeVisible();
    await expect(li.getByText("已更正").first()).toBeVisible();
    await li.goto("/me/hours/missing");
    await checkScreen(li, "a service nothing was recorded of");
  });
});

test("the district looks at shifts again, and keeps the calendar of working days", async ({ page: zhou }) => {
  await wear(zhou.request, "district_admin");
  await zhou.goto("/district/checks");
  await expect(zhou.getByRole("heading", { name: "时长抽查" })).toBeVisible();
  await checkScreen(zhou, "spot checks");
  const look = zhou.getByRole("link", { name: /查过了，记结果/ }).first();
  if ((await look.count()) > 0) {
    await look.click();
    await expect(zhou.getByRole("heading", { name: "哪些人的时长不对" })).toBeVisible();
    await checkScreen(zhou, "a shift that is looked at");
  }

  const year = 2040 + Math.floor(Math.random() * 59);
  await zhou.goto(`/district/calendar?year=${year}`);
  await zhou.getByLabel("一行一段").fill(`${year}-01-01 放假 元旦\n一月二日`);
  await press(zhou, "添加");
  await expect(zhou.getByText("第 2 行没看懂")).toBeVisible();
  await zhou
    .getByLabel("一行一段")
    .fill(`${year}-02-06 到 ${year}-02-08，放假，春节\n${year}-02-14 补班 春节`);
  await press(zhou, "添加");
  await expect(zhou.getByText("放假 3 天 · 补班 1 天")).toBeVisible();
  await checkScreen(zhou, "a year's working days");
  await zhou.getByRole("link", { name: /去掉.*2月14日/ }).click();
  await press(zhou, "去掉", "dialog[open]");
  await expect(zhou.getByText("放假 3 天 · 补班 0 天")).toBeVisible();
});

test("the printed list is typed back: each faulty line is named", async ({ page: chen }) => {
  await wear(chen.request, "leader"); // whose team has a shift today
  await chen.goto("/desk/hours");
  await checkScreen(chen, "the desk's hours");
  await chen.goto("/day");
  const day = await chen
    .locator("main a[href^='/day/']")
    .first()
    .evaluate((it) => /\/day\/[0-9a-f-]{36}/.exec((it as HTMLAnchorElement).pathname)?.[0] ?? "");
  await chen.goto(`${day}/roster`);
  const codes = await chen.locator("tbody tr:not(.roster-blank) .roster-code").allTextContents();
  await chen.goto(`${day}/paper`);
  await chen.getByRole("textbox", { name: "名单" }).fill(`${codes[0]}，0：00，0：01\n0000 8:05 9:00`);
  await press(chen, "先核对");
  await expect(chen.getByText(/第 2 行 0000/)).toBeVisible();
  await checkScreen(chen, "a list with faults");
  // A minute that is over whenever the watch that began at midnight is looked at.
  // Thirty lines of fourteen keys, a fifth of a second each, and a second's look at every line: under three minutes.
  const typed = codes.map((code) => `${code.toLowerCase()} 000 001\n`);
  for (const line of typed) expect(line.length).toBeLessThanOrEqual(14);
  await chen.getByRole("textbox", { name: "名单" }).fill(typed.join(""));
  await press(chen, "改好了，再核对");
  await expect(chen.getByRole("button", { name: `登记这 ${codes.length} 人` })).toBeVisible();
  await chen.goto(`${day}/hours`);
  await checkScreen(chen, "a shift's hours");
});
