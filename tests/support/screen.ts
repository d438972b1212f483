// What every screen of every journey is checked for.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

/** Smallest side of anything one taps; inline links inside sentences are excepted by WCAG 2.5.8. */
const TARGET = 44;

/** The narrowest telephone, and a clerk's desk. */
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

/** Half as much to hand to the browser, and to read, as what the package itself would inject. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"], // what holds needs no selector
  preload: { assets: ["media"] }, // no rule of these reads the style sheets
};

/**
 * No axe violation, no sideways scrolling (also at 200 % text), every target at least 44 px: at both sizes, whichever the
 * story is lived at.
 */
export async function checkScreen(page: Page, name: string): Promise<void> {
  await page.waitForLoadState(); // a tap only waits until the next page begins
  expect(page.frames().length, `${name}: no frame, which axe would have to be brought into`).toBe(1);
  const own = page.viewportSize() ?? (SIZES[0] as (typeof SIZES)[number]);
  for (const size of [own, ...SIZES.filter(({ width }) => width !== own.width)]) {
    await page.setViewportSize(size);
    expect(await faultsOf(page), `${name}, ${size.width} px`).toEqual({
      violations: [],
      smallTargets: [],
      scrollsSideways: 0,
      scrollsSidewaysAt200: 0,
    });
  }
  await page.setViewportSize(own);
}

async function faultsOf(page: Page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(
    async ({ rules, least }) => {
      const { axe } = window as unknown as {
        axe: { run: (of: Document, rules: RunOptions) => Promise<AxeResults> };
      };
      const { violations } = await axe.run(document, rules);
      const root = document.documentElement;
      const overflow = () => root.scrollWidth - root.clientWidth;
      const scrollsSideways = overflow();
      const smallTargets = [
        ...document.querySelectorAll<HTMLElement>("a, button, summary, select, input, textarea"),
      ]
        .filter((e) => !e.closest("p a, li p a, .pick, [hidden]") || e.matches(".pick, .btn"))
        .filter((e) => !e.matches(".skip, .sr, .txtlink, [type=hidden]") && e.checkVisibility())
        .filter((e) => {
          const { width, height } = e.getBoundingClientRect();
          return width > 0 && (width < least - 0.5 || height < least - 0.5);
        })
        .map((e) => e.outerHTML.slice(0, 120));
      root.style.setProperty("font-size", "200%");
      const scrollsSidewaysAt200 = overflow();
      root.style.removeProperty("font-size");
      return {
        violations: violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`),
        smallTargets,
        scrollsSideways,
        scrollsSidewaysAt200,
      };
    },
    { rules: RULES, least: TARGET },
  );
}
