// Journeys against a running server: `npm test` starts one; by hand, BASE_URL=http://localhost:3000 npx playwright test.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const CHROMIUM = [
  process.env.HRB_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
].find((path) => path && existsSync(path));

/** A clerk's stories; and what is the same bytes at every width. */
const DESKTOP = /district|privacy|weight/;

export default defineConfig({
  testDir: "tests/journeys",
  outputDir: "test-results",
  fullyParallel: false, // a journey is a story in order; different stories run side by side
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? ([["json"]] as ["json"][]) : [])],
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        "--no-sandbox", // it visits our own pages only, and containers often forbid the sandbox
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--font-render-hinting=none",
      ],
    },
  },
  // Each story is lived once, where its people live it; checkScreen looks at every screen at both widths.
  projects: [
    {
      name: "phone",
      testIgnore: DESKTOP,
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: "desktop", testMatch: DESKTOP, use: { viewport: { width: 1280, height: 800 } } },
  ],
});
