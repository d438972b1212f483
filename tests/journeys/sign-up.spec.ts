// Who goes: a team takes places and names people, one cannot come and another stands in, and a family hears who comes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { createConnection } from "mysql2/promise";
import { checkScreen, freshPhone, signInFresh, wear } from "../support/journey";

test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 40_000, navigationTimeout: 60_000 }); // six people at once, on a machine that may be busy

const unique = () => String(Math.floor(Math.random() * 1e6)).padStart(6, "0");
/** A name nobody else has; names hold no digits. */
const uniqueName = () => [...unique()].map((digit) => "零一二三四五六七八九"[Number(digit)]).join("");
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function fresh(browser: Browser, base: Page, persona?: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: new URL(base.url()).origin,
    viewport: base.viewportSize(),
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  if (persona) await wear(context.request, persona);
  return context.newPage();
}

/** What only sets the scene goes straight to the server. */
async function call(page: Page, path: string, json: unknown): Promise<Record<string, string>> {
  const answer = await page.request.post(`/api/trpc/${path}`, {
    data: { json },
    headers: { origin: new URL(page.url()).origin },
  });
  const body = await answer.json();
  expect(answer.ok(), `${path}: ${JSON.stringify(body)}`).toBe(true);
  return body.result.data.json;
}
async function ask(page: Page, path: string, input?: object): Promise<never> {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  return (await (await page.request.get(`/api/trpc/${path}${query}`)).json()).result.data.json as never;
}

type Hat = { role: string; regionId: number | null; organisationId: string | null };

/** 潘书记 asks for three who visit an old man. */
async function postVisit(pan: Page): Promise<{ needId: string; slotId: string }> {
  const me = (await ask(pan, "people.me")) as { hats: Hat[] };
  const regionId = me.hats.find((hat) => hat.role === "secretary")?.regionId;
  const { needId } = await call(pan, "needs.saveDraft", {
    key: `${unique()}${unique()}${unique()}${unique()}0000`,
    regionId,
    title: `上门量血压${unique()}`,
    story: "去看看老人，量量血压，陪着说说话。",
    risk: "上门时两人一起，注意礼貌。",
    contactName: "潘书记",
    contactPhone: freshPhone(),
    deadlineAt: inDays(4),
    lines: [
      {
        kind: "people",
        item: "上门探望",
        quantity: "3",
        unit: "person",
        place: "村委会门口集合",
        startsAt: inDays(3),
        endsAt: inDays(3.1),
        homeVisit: true,
      },
    ],
  });
  await call(pan, "needs.publish", { needId });
  await pan.goto(`/needs/${needId}`);
  const way = await pan.locator("main a[href*='/pledge?slot=']").first().getAttribute("href");
  return {
    needId: needId as string,
    slotId: new URL(way as string, pan.url()).searchParams.get("slot") ?? "",
  };
}

/** A member whom the leader writes down and who says yes. */
async function member(browser: Browser, base: Page, chen: Page, organisationId: string, name: string) {
  const phone = freshPhone();
  const page = await fresh(browser, base);
  await signInFresh(page, name, phone);
  await call(chen, "members.add", { role: "member", organisationId, name, phone });
  await page.goto("/me");
  await page.getByRole("button", { name: /^加入/ }).click();
  return page;
}

/** Nobody can wait for the cut-off. */
async function cutOffIsPast(slotId: string): Promise<void> {
  const dir = process.env.HRB_DATA_DIR ?? ".data";
  const { port } = JSON.parse(readFileSync(join(dir, "mariadb.json"), "utf8")) as { port: number };
  const password = readFileSync(join(dir, "mariadb.password"), "utf8").trim();
  const db = await createConnection({ host: "127.0.0.1", port, user: "hrb", password, database: "hrb" });
  await db.execute("UPDATE slot SET cut_off_at = NOW(3) - INTERVAL 1 MINUTE WHERE id = ?", [slotId]);
  await db.end();
}

const press = async (page: Page, name: string | RegExp, within = "main") => {
  await page.locator(within).getByRole("button", { name }).first().click();
  await page.waitForLoadState();
};

test("a team names who goes, one cannot come, another stands in, and the family has its word", async ({
  page: pan,
  browser,
}) => {
  await pan.goto("/help");
  await wear(pan.request, "secretary");
  const { slotId } = await postVisit(pan);
  const chen = await fresh(browser, pan, "leader");
  await chen.goto("/help");
  const me = (await ask(chen, "people.me")) as { hats: Hat[] };
  const team = me.hats.find((hat) => hat.role === "leader")?.organisationId as string;
  const mark = uniqueName();
  const names = [`栗甲${mark}`, `栗乙${mark}`];
  const [wang, , li] = [
    await member(browser, pan, chen, team, names[0] as string),
    await member(browser, pan, chen, team, names[1] as string),
    await member(browser, pan, chen, team, `栗丙${mark}`),
  ];
  const { pledgeId } = await call(chen, "pledges.make", {
    slotId,
    amount: "2",
    organisationId: team,
    key: `${unique()}${unique()}${unique()}${unique()}1111`,
  });
  const path = `/team/${team}/shifts/${pledgeId}`;

  await test.step("陈队长 names two", async () => {
    await chen.goto(`/team/${team}/shifts`);
    await checkScreen(chen, "a team's shifts");
    await chen.goto(`${path}?q=${encodeURIComponent(mark)}`);
    await checkScreen(chen, "naming who goes");
    for (const name of names) await chen.getByLabel(name).check();
    await press(chen, "报上去");
    await expect(chen.getByRole("status")).toContainText("报好了");
    await expect(chen.getByText("名字报齐了")).toBeVisible();
  });

  await test.step("the family hears, and stops it until they change their mind", async () => {
    await press(chen, "告诉家里人");
    await expect(chen.getByRole("status")).toContainText("已经告诉家里人");
    await checkScreen(chen, "names and a home visit");
    // The family's link is in its text message; the village can hand it on, who leads the visit never has it.
    await expect(chen.getByRole("link", { name: "家里人看的页面" })).toHaveCount(0);
    const { link } = (await ask(pan, "homeVisits.standing", { slotId })) as { link: string };
    const family = await fresh(browser, pan);
    await family.goto(link);
    await expect(family.getByText(names[0] as string)).toBeVisible();
    await checkScreen(family, "the family's page");
    await family.getByRole("link", { name: "请先别来" }).click();
    await family.getByLabel(/想说一句/).fill("去看病了");
    await press(family, "请先别来", "dialog");
    await expect(family.getByText("已经告诉他们先别来").first()).toBeVisible();
    await chen.goto(path);
    await expect(chen.getByText("他们说：去看病了")).toBeVisible();
    await press(family, "可以来了");
    await expect(family.getByRole("status")).toContainText("照原来的安排");
  });

  await test.step("after the cut-off one cannot come, and the third stands in", async () => {
    await cutOffIsPast(slotId);
    await wang.goto("/me");
    await expect(wang.getByRole("heading", { name: "队里安排我去的" })).toBeVisible();
    await wang.getByRole("link", { name: "我来不了" }).first().click();
    await press(wang, "身体不舒服", "dialog[open]");
    await expect(wang.getByText("来不了，正在找人顶替").first()).toBeVisible();
    await checkScreen(wang, "my places");
    await wang.locator("main a[href^='/me/seats/']").first().click();
    await expect(wang.getByRole("button", { name: "我又能来了" })).toBeVisible();
    await checkScreen(wang, "a place of mine");
    await li.goto("/me/stand-ins");
    await checkScreen(li, "stand-ins looked for");
    await press(li, "我来顶替");
    await expect(li.getByRole("status")).toContainText("这个名额归您了");
    await chen.goto(path);
    await expect(chen.getByText("顶替来的")).toBeVisible();
  });
});
