// What a page asks of a cheap phone on a slow network: the budgets of experience.md, measured on the running build.
import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { wear } from "../support/journey";

/** An empty page of this Next is 132 to 135 kB of script; a public page may add 15, a signed-in one 40. */
const EMPTY = 135 * 1000;
const SCRIPT = { visitor: EMPTY + 15 * 1000, signedIn: EMPTY + 40 * 1000 };
const STYLE = 15 * 1000;
const HTML = 30 * 1000;
const HTML_OF_20 = 20 * 1000;

type Page = { path: string; html: string };
async function pageOf(request: APIRequestContext, path: string): Promise<Page> {
  const answer = await request.get(path);
  expect(answer.status(), path).toBe(200);
  return { path, html: await answer.text() };
}

/** The first id that a page links to below a path. */
async function idOn(request: APIRequestContext, page: string, under: string): Promise<string> {
  const id = new RegExp(`"${under}/([0-9a-f-]{36})`).exec((await pageOf(request, page)).html)?.[1];
  expect(id, `${page} leads to ${under}`).toBeDefined();
  return id ?? "";
}

/** A town's plan, so that it meets no other story's: while it is made, and as it is read then. */
async function plans(request: APIRequestContext): Promise<Page[]> {
  const page = await request.get("/district/plan");
  const regionId = /name="regionId" value="(\d+)"/.exec(await page.text())?.[1] ?? "";
  const headers = { origin: new URL(page.url()).origin };
  const asked = await request.post("/api/plan/make", { form: { regionId }, headers });
  const making = { path: "a plan in the making", html: await asked.text() };
  expect(making.html).toContain("停下不算了");
  const { pathname } = new URL(asked.url());
  await expect(async () => expect((await pageOf(request, pathname)).html).toContain("?view=all")).toPass();
  const views = [pathname, `${pathname}?view=all`, `${pathname}?view=print`];
  return [making, ...(await Promise.all(views.map((path) => pageOf(request, path))))];
}

type Found = (request: APIRequestContext) => Promise<Page[]>;
const PAGES: [persona: string, script: number, paths: string[], more?: Found][] = [
  ["visitor", SCRIPT.visitor, ["/", "/needs", "/sign-in", "/help", "/privacy", "/minors", "/certificates"]],
  [
    "volunteer",
    SCRIPT.signedIn,
    ["/", "/me", "/me/inbox", "/me/data", "/me/hats", "/me/devices", "/me/invitations"],
  ],
  [
    "leader",
    SCRIPT.signedIn,
    ["/team", "/team/new"],
    async (request) => {
      const id = await idOn(request, "/team", "/team");
      return Promise.all([`/team/${id}`, `/team/${id}/invitations`].map((path) => pageOf(request, path)));
    },
  ],
  [
    "secretary",
    SCRIPT.signedIn,
    ["/desk", "/desk/release", "/post", "/desk/advisers"],
    async (request) => {
      const id = await idOn(request, "/desk", "/desk/needs");
      const views = [`/desk/needs/${id}/invitations`, `/needs/${id}/who?more=1`];
      return Promise.all(views.map((path) => pageOf(request, path)));
    },
  ],
  ["town_admin", SCRIPT.signedIn, ["/district/plan"], plans],
  [
    "district_admin",
    SCRIPT.signedIn,
    ["/district", "/district/organisations", "/district/regions", "/district/people", "/district/matching"],
  ],
];

for (const [persona, budget, paths, more] of PAGES)
  test(`${persona}: ${paths.join(" ")}${more ? " and what they lead to" : ""} stay within their weight`, async ({
    request,
    baseURL,
  }) => {
    await wear(request, persona);
    const pages = await Promise.all(paths.map((path) => pageOf(request, path)));
    for (const { path, html } of [...pages, ...((await more?.(request)) ?? [])]) {
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
