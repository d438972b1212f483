// 陈队长's team begins: it applies, is asked back, is verified; somebody comes by its link, the others by a sheet.
import { expect, test } from "@playwright/test";
import { browserOf, freshPhone, shownCode, signUpByPost, unique } from "../support/journey";
import { checkScreen } from "../support/screen";
import { sendMembers } from "../support/sheets";

test("a team applies, answers a question, is verified, and fills by a link and a sheet", async ({
  page: leader,
  browser,
}) => {
  test.slow();
  const name = `高都义工队${unique()}`;
  const district = await browserOf(browser, "district_admin");

  await signUpByPost(leader, "陈队长");
  await leader.goto("/team/new?q=高都");
  await leader.getByLabel("全称").fill(name);
  await leader.getByText("可以补充的").click();
  await leader.getByLabel("为老服务").check();
  await leader.getByLabel("货车").fill("2");
  await checkScreen(leader, "applying in one page");
  await leader.getByRole("button", { name: "交上去" }).click();
  await expect(leader.getByRole("heading", { level: 1 })).toHaveText(name);
  const home = new URL(leader.url()).pathname;

  await district.goto("/district");
  const card = district.locator("li.card", { hasText: name });
  await card.getByRole("link", { name: "问一句" }).click();
  await district.getByRole("textbox", { name: "想问什么" }).fill("队里有多少人？");
  await district.getByRole("button", { name: "问一句" }).click();
  await expect(district.getByText("问题发过去了")).toBeVisible();

  await leader.goto(home);
  await expect(leader.getByText("队里有多少人？")).toBeVisible();
  await checkScreen(leader, "sent back with a question");
  await leader.getByRole("link", { name: "改好了，再交上去" }).click();
  await leader.getByLabel("介绍").fill("三十人，多数是退休教师。");
  await checkScreen(leader, "answering");
  await leader.getByRole("button", { name: "改好了，再交上去" }).click();
  await expect(leader.getByText("补充交上去了")).toBeVisible();

  await district.goto("/district");
  await card.getByRole("link", { name }).click();
  await expect(district.getByText("三十人，多数是退休教师。")).toBeVisible();
  await checkScreen(district, "an organisation to verify");
  await district.getByRole("button", { name: "核实通过" }).click();
  await expect(district.getByText("已核实")).toBeVisible();

  await leader.goto(`${home}/members`);
  await leader.getByText("做一个邀请").first().click();
  await leader.getByRole("button", { name: "做一个邀请" }).click();
  const url = new URL((await leader.getByText(/\/join\/[\w-]{22}/).textContent()) ?? "");
  await leader.getByText("看二维码").click();
  await checkScreen(leader, "members with an invitation");

  const comer = await browserOf(browser);
  await comer.goto(url.pathname);
  await checkScreen(comer, "an invitation");
  await comer.getByRole("link", { name: "先登录，再加入" }).click();
  await comer.getByRole("textbox", { name: "手机号" }).fill(freshPhone());
  await comer.getByRole("button", { name: "发验证码" }).click();
  await comer.getByRole("textbox", { name: "验证码" }).fill(await shownCode(comer));
  await comer.getByRole("button", { name: "登录" }).click();
  await comer.getByRole("textbox", { name: "您的姓名" }).fill("小张");
  await comer.getByLabel(/我看过并同意/).check();
  await comer.getByLabel(/我已满 14 周岁/).check();
  await comer.getByRole("button", { name: "登录" }).click();
  await comer.getByRole("textbox", { name: /想对队里说的/ }).fill("我会开车");
  await comer.getByRole("button", { name: "我加入" }).click();
  await expect(comer.getByText("申请已经交上去")).toBeVisible();

  await leader.goto(`${home}/members`);
  await expect(leader.getByText("我会开车")).toBeVisible();
  await leader.getByRole("button", { name: "同意加入" }).click();
  await expect(leader.getByRole("heading", { level: 1 })).toHaveText("队员 2 人");

  const members = Array.from({ length: 30 }, (_, i) => [
    `队员${"甲乙丙丁戊己庚辛壬癸"[i % 10]}${i}`,
    freshPhone(),
  ]);
  const faulty = members.map((row, i) =>
    i === 3 ? ["写错号码的", "12345"] : i === 7 ? ["小朋友", "", "2020-01-01"] : row,
  );
  await leader.getByRole("link", { name: "用表格导入" }).click();
  await sendMembers(leader, faulty);
  await expect(leader.getByText("2 行有问题，一个人也没有导入")).toBeVisible();
  await expect(leader.getByText("手机号不对")).toBeVisible();
  await expect(leader.getByText("未满 14 周岁")).toBeVisible();
  await checkScreen(leader, "a sheet with two bad rows");
  const [correction] = await Promise.all([
    leader.waitForEvent("download"),
    leader.getByRole("link", { name: "下载改错表" }).click(),
  ]);
  expect(correction.suggestedFilename()).toBe("队员名单-改错.xlsx");
  await sendMembers(leader, members);
  await expect(leader.getByText("每一行都没有问题")).toBeVisible();
  await checkScreen(leader, "a sheet without fault");
  await leader.getByLabel(/都在纸上签了字/).check();
  await leader.getByRole("button", { name: "导入 30 人" }).click();
  await expect(leader.getByText("30 人已经邀请，等本人同意")).toBeVisible();
  await expect(leader.getByRole("heading", { level: 1 })).toHaveText("队员 2 人");
  await checkScreen(leader, "thirty invited");
});
