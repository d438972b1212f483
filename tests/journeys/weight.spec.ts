// What a public page asks of a cheap phone on a slow network: the budgets of experience.md, measured on the running build.
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

/** An empty page of this Next is 132 to 135 kB of script; ours may add 15. */
const SCRIPT = (135 + 15) * 1000;
const STYLE = 15 * 1000;
const HTML_OF_20 = 20 * 1000;

for (const path of ["/", "/needs", "/sign-in", "/help"])
  test(`${path} stays within its weight`, async ({ request, baseURL }) => {
    const html = await (await request.get(path)).text();
    test.skip(
      html.includes("/_next/static/chunks/%5Bturbopack%5D") || html.includes("hmr-client"),
      "not a build",
    );
    const weigh = async (address: string) =>
      gzipSync(await (await request.get(new URL(address.replaceAll("&amp;", "&"), baseURL).href)).body())
        .length;
    const sum = async (pattern: RegExp) => {
      const all = [...html.matchAll(pattern)]
        .filter((m) => !/nomodule/i.test(m[0]))
        .map((m) => m[1] as string);
      const sizes = await Promise.all([...new Set(all)].map(weigh));
      return sizes.reduce((a, b) => a + b, 0);
    };
    expect(await sum(/<script[^>]+src="([^"]+)"[^>]*>/g), "script").toBeLessThanOrEqual(SCRIPT);
    expect(await sum(/href="([^"]+\.css[^"]*)"/g), "style").toBeLessThanOrEqual(STYLE);
    expect(gzipSync(html).length, "HTML").toBeLessThanOrEqual(HTML_OF_20);
  });
