// What a page asks of a cheap phone on a slow network: the budgets of experience.md, measured on the running build.
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { wear } from "../support/journey";

/** An empty page of this Next is 132 to 135 kB of script; a public page may add 15, a signed-in one 40. */
const EMPTY = 135 * 1000;
const SCRIPT = { visitor: EMPTY + 15 * 1000, signedIn: EMPTY + 40 * 1000 };
const STYLE = 15 * 1000;
const HTML = 30 * 1000;
const HTML_OF_20 = 20 * 1000;

const PAGES: [persona: string, script: number, paths: string[]][] = [
  ["visitor", SCRIPT.visitor, ["/", "/needs", "/sign-in", "/help", "/privacy", "/minors", "/certificates"]],
  ["volunteer", SCRIPT.signedIn, ["/me", "/me/inbox", "/me/data", "/me/hats", "/me/devices"]],
  ["leader", SCRIPT.signedIn, ["/team", "/team/new"]],
  ["secretary", SCRIPT.signedIn, ["/desk", "/desk/release", "/post"]],
  [
    "district_admin",
    SCRIPT.signedIn,
    ["/district", "/district/organisations", "/district/regions", "/district/people", "/district/plan"],
  ],
];

for (const [persona, budget, paths] of PAGES)
  test(`${persona}: ${paths.join(" ")} stay within their weight`, async ({ request, baseURL }) => {
    await wear(request, persona);
    for (const path of paths) {
      const answer = await request.get(path);
      expect(answer.status(), path).toBe(200);
      const html = await answer.text();
      expect(html, "a development server's pages weigh more: run against a build").not.toContain(
        "hmr-client",
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
      expect(await sum(/<script[^>]+src="([^"]+)"[^>]*>/g), `${path}: script`).toBeLessThanOrEqual(budget);
      expect(await sum(/href="([^"]+\.css[^"]*)"/g), `${path}: style`).toBeLessThanOrEqual(STYLE);
      const most = persona === "visitor" ? HTML_OF_20 : HTML;
      expect(gzipSync(html).length, `${path}: HTML`).toBeLessThanOrEqual(most);
    }
  });
