// The few steps that all journeys share: who somebody is, what they tap, and what only sets the scene.
import { randomUUID } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type APIRequestContext,
  type APIResponse,
  type Browser,
  expect,
  type Page,
  test,
} from "@playwright/test";

/** A page, a browser, or one that has no page. */
type Who = { request: APIRequestContext };

/** 西潘墩, the first place entered by hand. */
export const XIPANDUN = 1_000_000_000_000_001;

/** So that journeys do not meet each other's names. */
export const unique = (): string => String(Math.floor(Math.random() * 1e6)).padStart(6, "0");

/** A number nobody has, so that journeys never meet each other's limits. */
export const freshPhone = (): string => `198${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

/** China's day so many days from now, as a date field takes it. */
export const day = (ahead: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

/** A full hour of it, as a datetime-local field takes it. */
export const hour = (ahead: number, at: number): string => `${day(ahead)}T${String(at).padStart(2, "0")}:00`;

/** Taps a button, and waits for the page it leads to, whole: as its last bytes come, a browser scrolls to its #form, and takes a form out from under a tap. */
export async function press(page: Page, name: string | RegExp, within = "main"): Promise<void> {
  await page.locator(within).getByRole("button", { name }).first().click();
  await page.waitForLoadState();
}

/** A form as its page would send it: what has a cookie says where it comes from. */
export function post(
  { request }: Who,
  action: string,
  form: Record<string, string | number>,
  options: { maxRedirects?: number } = {},
): Promise<APIResponse> {
  const origin = new URL(String(test.info().project.use.baseURL)).origin;
  return request.post(action, { form, headers: { origin }, ...options });
}

/** Puts on another persona, as the bar on top of a demo does; answers where they begin. */
export async function wear(request: APIRequestContext, persona: string): Promise<string> {
  const answer = await post({ request }, "/api/persona", { persona }, { maxRedirects: 0 });
  expect(answer.status(), `persona ${persona}`).toBe(303);
  return answer.headers().location ?? "/";
}

/** The same, at the page where they begin. */
export async function become(page: Page, persona: string): Promise<void> {
  await page.goto(await wear(page.request, persona));
}

/** A browser of one's own, as a persona of the demo or as nobody yet. */
export async function browserOf(browser: Browser, persona?: string): Promise<Page> {
  const context = await browser.newContext();
  if (persona) await wear(context.request, persona);
  return context.newPage();
}

/** The code that a demo installation shows instead of sending. */
export async function shownCode(page: Page): Promise<string> {
  const text = await page
    .getByText(/验证码是 \d{6}/)
    .first()
    .textContent();
  return /\d{6}/.exec(text ?? "")?.[0] ?? "";
}

/** Signs in as somebody new, in the sign-in pages themselves. */
export async function signInFresh(page: Page, name: string, phone = freshPhone()): Promise<void> {
  await page.goto("/sign-in?next=/");
  await page.getByRole("textbox", { name: "手机号" }).fill(phone);
  await page.getByRole("button", { name: "发验证码" }).click();
  await page.getByRole("textbox", { name: "验证码" }).fill(await shownCode(page));
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("textbox", { name: "您的姓名" }).fill(name);
  await page.getByLabel(/我看过并同意/).check();
  await page.getByLabel(/我已满 14 周岁/).check();
  await page.getByRole("button", { name: "登录" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

/**
 * The same forms, posted without looking at them, where signing in is not the story. Whoever is new says their name, whoever
 * was entered by others agrees first.
 */
export async function signInByPost(who: Who, phone: string, name = ""): Promise<void> {
  await who.request.get("/help"); // a code is bound to a browser, which has its cookie from here
  const sent = await (await post(who, "/api/sign-in/code", { phone, next: "/help" })).text();
  const code = /验证码是[^\d]*(\d{6})/.exec(sent)?.[1] ?? "";
  const entered = await post(who, "/api/sign-in", { phone, code, next: "/help" });
  if (new URL(entered.url()).pathname === "/help") return;
  const asked = await entered.text();
  const value = (field: string) => new RegExp(`name="${field}"[^>]*value="([^"]+)"`).exec(asked)?.[1] ?? "";
  const form = { token: value("token"), privacy: "on", age14: "on", next: "/help" };
  const done = await post(who, "/api/sign-in/finish", {
    ...form,
    ...(name ? { name } : { personId: value("personId") }),
  });
  expect(new URL(done.url()).pathname, `${name || phone} signs in`).toBe("/help");
}

/** Somebody new, by the forms alone; answers their number. */
export async function signUpByPost(who: Who, name: string): Promise<string> {
  const phone = freshPhone();
  await signInByPost(who, phone, name);
  return phone;
}

/** Lives there from now on, by the same form as the page's. */
export async function settleAt(who: Who, regionId: number): Promise<void> {
  await post(who, "/api/me/settle", { regionId });
}

/** Somebody's qualification, claimed by them and looked at by those above: where that is not the story. */
export async function qualify(who: Who, above: Who, regionId: number, kind: string): Promise<void> {
  await settleAt(who, regionId);
  const claimed = await post(who, "/api/record/claim", { kind, issuer: "演示发证机关" });
  const qualificationId = new URL(claimed.url()).pathname.split("/").at(-1) ?? "";
  const seen = await post(above, "/api/record/verify", { qualificationId, version: 1, seen: "original" });
  expect(seen.url()).toContain("done=verify");
}

/** What a query answers. */
export async function ask<T>({ request }: Who, path: string, json: object = {}): Promise<T> {
  const input = encodeURIComponent(JSON.stringify({ json }));
  return answerOf<T>(path, await request.get(`/api/trpc/${path}?input=${input}`));
}

/** What only sets the scene goes straight to the server. */
export async function call<T>({ request }: Who, path: string, json: object): Promise<T> {
  const origin = new URL(String(test.info().project.use.baseURL)).origin;
  return answerOf<T>(path, await request.post(`/api/trpc/${path}`, { data: { json }, headers: { origin } }));
}

async function answerOf<T>(path: string, answer: APIResponse): Promise<T> {
  const body = await answer.json();
  expect(answer.ok(), `${path}: ${JSON.stringify(body).slice(0, 400)}`).toBe(true);
  return body.result.data.json as T;
}

/** 潘书记 asks for people, where typing it is not the story; from and until are hours as a field takes them. */
export async function postPeople(
  pan: Who,
  line: { item: string; quantity: string } & Record<string, unknown>,
  from: string,
  until: string,
): Promise<{ needId: string; slotId: string }> {
  type Hat = { role: string; regionId: number | null };
  const { hats } = await ask<{ hats: Hat[] }>(pan, "people.me");
  const [startsAt, endsAt] = [`${from}:00+08:00`, `${until}:00+08:00`];
  const { needId } = await call<{ needId: string }>(pan, "needs.saveDraft", {
    key: randomUUID().replaceAll("-", ""),
    regionId: hats.find(({ role }) => role === "secretary")?.regionId,
    title: `${line.item}缺人手${unique()}`,
    story: "村里人手不够，请大家来搭把手。",
    risk: "听从现场安排，注意安全。",
    contactName: "潘书记",
    contactPhone: freshPhone(),
    deadlineAt: startsAt,
    lines: [{ kind: "people", unit: "person", place: "村委会门口", startsAt, endsAt, ...line }],
  });
  await call(pan, "needs.publish", { needId });
  type Need = { lines: { slots: { slotId: string }[] }[] };
  const { lines } = await ask<Need>(pan, "needs.visible", { needId });
  return { needId, slotId: lines[0]?.slots[0]?.slotId ?? "" };
}

/** A turn that is held longer than this was left by a worker that died. */
const TURN_MS = 150_000;

/**
 * Waits for the turn, in whatever worker, and answers how to give it up: a persona types one unfinished need, however many
 * browsers wear it.
 */
export async function takeTurn(what: string): Promise<() => Promise<void>> {
  const lock = join(tmpdir(), `hrb-journey-${process.ppid}-${what}`);
  for (;;) {
    const taken = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (taken) return () => rm(lock, { recursive: true, force: true });
    const since = await stat(lock).then(
      (it) => it.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > TURN_MS) await rm(lock, { recursive: true, force: true });
    await sleep(100);
  }
}

/** In the turn: kept as short as what is shared. */
export async function inTurn<T>(what: string, act: () => Promise<T>): Promise<T> {
  const giveUp = await takeTurn(what);
  try {
    return await act();
  } finally {
    await giveUp();
  }
}
