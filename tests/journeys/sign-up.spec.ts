// Who goes: a team takes places and names people, one cannot come and another stands in, and a family hears who comes.
import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import {
  ask,
  browserOf,
  call,
  hour,
  postPeople,
  press,
  signUpByPost,
  unique,
  wear,
} from "../support/journey";
import { theCutOffComes } from "../support/journey-time";
import { checkScreen } from "../support/screen";

test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 40_000, navigationTimeout: 60_000 }); // six people at once, on a machine that may be busy

/** A name nobody else has; names hold no digits. */
const uniqueName = () => [...unique()].map((digit) => "零一二三四五六七八九"[Number(digit)]).join("");
/** A member whom the leader writes down and who says yes. */
async function member(browser: Browser, chen: Page, organisationId: string, name: string) {
  const page = await browserOf(browser);
  const phone = await signUpByPost(page, name);
  await call(chen, "members.add", { role: "member", organisationId, name, phone });
  await page.goto("/me");
  await page.getByRole("button", { name: /^加入/ }).click();
  return page;
}

test("a team names who goes, one cannot come, another stands in, and the family has its word", async ({
  page: pan,
  browser,
}) => {
  await wear(pan.request, "secretary");
  const visit = { item: "上门探望", quantity: "3", homeVisit: true };
  const { slotId } = await postPeople(pan, visit, hour(3, 9), hour(3, 11));
  const chen = await browserOf(browser, "leader");
  const { hats } = await ask<{ hats: { role: string; organisationId: string }[] }>(chen, "people.me");
  const team = hats.find(({ role }) => role === "leader")?.organisationId ?? "";
  const mark = uniqueName();
  const names = [`栗甲${mark}`, `栗乙${mark}`];
  const [wang, , li] = [
    await member(browser, chen, team, names[0] as string),
    await member(browser, chen, team, names[1] as string),
    await member(browser, chen, team, `栗丙${mark}`),
  ];
  const { pledgeId } = await call<{ pledgeId: string }>(chen, "pledges.make", {
    slotId,
    amount: "2",
    organisationId: team,
    key: randomUUID().replaceAll("-", ""),
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
    const { link } = await ask<{ link: string }>(pan, "homeVisits.standing", { slotId });
    const family = await browserOf(browser);
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
    await theCutOffComes(slotId);
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
