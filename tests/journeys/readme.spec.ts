// The README's pictures, as a phone shows them. HRB_PICTURES=public/readme renews those in the repository.
import { expect, test } from "@playwright/test";

const FOLDER = process.env.HRB_PICTURES ?? "test-results/readme";

test("the README's pictures: home, a need, the secretary's desk", async ({ page }) => {
  const picture = (name: string) => page.screenshot({ path: `${FOLDER}/${name}.png`, scale: "css" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await picture("home");
  await page.goto("/needs?q=二十万斤"); // other journeys' needs may have pushed it off the first page
  await page.getByText("二十万斤大米").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("二十万斤大米");
  await picture("need");
  await page.locator("button[name=persona][value=secretary]").click();
  await page.waitForURL(/\/desk/);
  await picture("desk");
});
