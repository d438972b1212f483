// What every screen of every journey is checked for, and the few steps all journeys share.
import { readFileSync } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { createConnection } from "mysql2/promise";

/** Smallest side of anything one taps; inline links inside sentences are excepted by WCAG 2.5.8. */
const TARGET = 44;
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The narrowest telephone, and a clerk's desk. */
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

/**
 * No axe violation, no sideways scrolling (also at 200 % text), every target at least 44 px: at both sizes, whichever the
 * story is lived at.
 */
export async function checkScreen(page: Page, name: string): Promise<void> {
  const own = page.viewportSize() ?? (SIZES[0] as (typeof SIZES)[number]);
  for (const size of [own, ...SIZES.filter(({ width }) => width !== own.width)]) {
    await page.setViewportSize(size);
    await check(page, `${name}, ${size.width} px`);
  }
  await page.setViewportSize(own);
}

async function check(page: Page, name: string): Promise<void> {
  expect(
    page.frames().length,
    `${name}: no frame, so axe needs no page of its own to put its findings together`,
  ).toBe(1);
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).setLegacyMode().analyze();
  const said = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
  expect(said, `${name}: axe`).toEqual([]);
  expect(await smallTargets(page), `${name}: targets under ${TARGET} px`).toEqual([]);
  expect(await overflow(page), `${name}: sideways scroll`).toBe(0);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  expect(await overflow(page), `${name}: sideways scroll at 200 % text`).toBe(0);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const all = [...document.querySelectorAll<HTMLElement>("a, button, summary, select, input, textarea")];
    return all
      .filter((e) => !e.closest("p a, li p a, .pick, [hidden]") || e.matches(".pick, .btn"))
      .filter((e) => !e.matches(".skip, .sr, .txtlink, [type=hidden]") && e.checkVisibility())
      .filter((e) => {
        const { width, height } = e.getBoundingClientRect();
        return width > 0 && (width < least - 0.5 || height < least - 0.5);
      })
      .map((e) => e.outerHTML.slice(0, 120));
  }, TARGET);
}

/** Puts on another persona, as the bar on top of a demo does: what has a cookie says where it comes from. */
export async function wear(request: APIRequestContext, persona: string): Promise<void> {
  const page = await request.get("/help");
  const answer = await request.post("/api/persona", {
    form: { persona },
    headers: { origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  expect(answer.status(), `persona ${persona}`).toBe(303);
}

/** A number nobody has, so that journeys never meet each other's limits. */
export const freshPhone = (): string => `198${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

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

/** Lives there from now on, by the same form as the page's. */
export async function settleAt(page: Page, regionId: number): Promise<void> {
  const headers = { origin: new URL(page.url()).origin };
  await page.request.post("/api/me/settle", { form: { regionId }, headers });
}

/** Somebody's qualification, claimed by them and looked at by those above: where that is not the story. */
export async function qualify(page: Page, above: Page, regionId: number, kind: string): Promise<void> {
  await settleAt(page, regionId);
  const headers = { origin: new URL(page.url()).origin };
  const claimed = await page.request.post("/api/record/claim", {
    form: { kind, issuer: "演示发证机关" },
    headers,
  });
  const qualificationId = new URL(claimed.url()).pathname.split("/").at(-1) ?? "";
  const form = { qualificationId, version: 1, seen: "original" };
  const seen = await above.request.post("/api/record/verify", { form, headers });
  expect(seen.url()).toContain("done=verify");
}

/** The same forms, posted without looking at them: for the many whose signing in is not the story. Somebody entered by others agrees first. */
export async function signInByPost(
  { request }: { request: APIRequestContext },
  phone: string,
): Promise<void> {
  const headers = { origin: new URL(String(test.info().project.use.baseURL)).origin };
  const sent = await request.post("/api/sign-in/code", { form: { phone, next: "/help" }, headers });
  const code = /验证码是[^\d]*(\d{6})/.exec(await sent.text())?.[1] ?? "";
  const entered = await request.post("/api/sign-in", { form: { phone, code, next: "/help" }, headers });
  if (new URL(entered.url()).pathname === "/help") return;
  const asked = await entered.text();
  const value = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]+)"`).exec(asked)?.[1] ?? "";
  const form = {
    token: value("token"),
    personId: value("personId"),
    privacy: "on",
    age14: "on",
    next: "/help",
  };
  const done = await request.post("/api/sign-in/finish", { form, headers });
  expect(new URL(done.url()).pathname, `${phone} signs in`).toBe("/help");
}

/** Somebody new, by the forms alone; answers their number. */
export async function signUpByPost(
  { request }: { request: APIRequestContext },
  name: string,
): Promise<string> {
  const phone = freshPhone();
  await request.get("/help"); // a code is bound to a browser, which has its cookie from here
  const headers = { origin: new URL(String(test.info().project.use.baseURL)).origin };
  const sent = await request.post("/api/sign-in/code", { form: { phone, next: "/help" }, headers });
  const code = /验证码是[^\d]*(\d{6})/.exec(await sent.text())?.[1] ?? "";
  const asked = await (
    await request.post("/api/sign-in", { form: { phone, code, next: "/help" }, headers })
  ).text();
  const token = /name="token"[^>]*value="([^"]+)"/.exec(asked)?.[1] ?? "";
  const form = { token, name, privacy: "on", age14: "on", next: "/help" };
  const done = await request.post("/api/sign-in/finish", { form, headers });
  expect(new URL(done.url()).pathname, `${name} signs up`).toBe("/help");
  return phone;
}

/** A turn that is held longer than this was left by a worker that died. */
const TURN_MS = 150_000;

/**
 * Waits for the turn, in whatever worker, and answers how to give it up: a persona types one unfinished need, however many
 * browsers wear it, so its journeys take turns.
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

/** Nobody can wait for Saturday: time is moved in the rows of the server under test, and nothing else ever is. */
async function moveTime(...moves: [sql: string, values: (string | number)[]][]): Promise<void> {
  const dir = process.env.HRB_DATA_DIR ?? ".data";
  const { port } = JSON.parse(readFileSync(join(dir, "mariadb.json"), "utf8")) as { port: number };
  const password = readFileSync(join(dir, "mariadb.password"), "utf8").trim();
  const db = await createConnection({ host: "127.0.0.1", port, user: "hrb", password, database: "hrb" });
  for (const [sql, values] of moves) await db.execute(sql, values);
  await db.end();
}

/** A need's hours are moved into the past, as if its day had come and gone. */
export const theDayComes = (needId: string): Promise<void> =>
  moveTime(
    ...["slot", "need_line"].map((table): [string, string[]] => [
      `UPDATE ${table} SET starts_at = NOW(3) - INTERVAL 4 HOUR, ends_at = NOW(3) - INTERVAL 1 HOUR WHERE need_id = ? AND starts_at IS NOT NULL`,
      [needId],
    ]),
  );

/** The village has let the time for its answer go by: the timer runs, as it would at that minute. */
export const theAnswerIsLate = (needId: string): Promise<void> =>
  moveTime(
    ["UPDATE need SET answer_due_at = NOW(3) - INTERVAL 1 SECOND WHERE id = ?", [needId]],
    ["UPDATE timer SET at = NOW(3) WHERE act = 'need.overdue' AND ref = ?", [needId]],
  );

/** Nobody leaves freely any more, and places without a name are given back: the timer runs, as it would at that minute. */
export const theCutOffComes = (slotId: string): Promise<void> =>
  moveTime(
    ["UPDATE slot SET cut_off_at = NOW(3) - INTERVAL 1 SECOND WHERE id = ?", [slotId]],
    [
      "UPDATE timer SET at = NOW(3) WHERE act = 'seat.release' AND ref IN (SELECT id FROM pledge WHERE slot_id = ?)",
      [slotId],
    ],
  );

/** It begins now and lasts so long. */
export const theHourComes = (slotId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE slot SET starts_at = NOW(3) - INTERVAL 1 SECOND, ends_at = NOW(3) + INTERVAL ? MINUTE WHERE id = ?",
      [minutes, slotId],
    ],
    ["UPDATE timer SET at = NOW(3) WHERE act = 'stand_in.close' AND ref = ?", [slotId]],
  );

/** A shift begins in an hour, and lasts three. */
export const theHourIsNear = (slotId: string): Promise<void> =>
  moveTime([
    "UPDATE slot SET starts_at = NOW(3) + INTERVAL 1 HOUR, ends_at = NOW(3) + INTERVAL 4 HOUR WHERE id = ?",
    [slotId],
  ]);

/** A shift that began just now is over now: its plan, and the codes that were scanned, lie so much further back. */
export const theHoursPass = (slotId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE slot SET starts_at = NOW(3) - INTERVAL ? MINUTE, ends_at = NOW(3) WHERE id = ?",
      [minutes, slotId],
    ],
    ["UPDATE shift SET began_at = began_at - INTERVAL ? MINUTE WHERE slot_id = ?", [minutes, slotId]],
    ["UPDATE day_ticket SET step = step - 2 * ? WHERE slot_id = ?", [minutes, slotId]], // a step is half a minute
  );

/** Outside of journeys nobody comes at another time than they came: who helps follows the coming, not the going. */
const alsoWhereTheyHelped = (slotId: string, personId: string): [string, string[]] => [
  "UPDATE helper_village v JOIN attendance a ON a.person_id = v.helper_id JOIN need n ON n.id = a.need_id AND n.village_id = v.village_id SET v.last_at = a.in_at WHERE a.slot_id = ? AND a.person_id = ?",
  [slotId, personId],
];

/** They came so many minutes ago, and two seconds: whoever leaves within the minute has been there exactly so long. */
export const cameAgo = (slotId: string, personId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE attendance SET in_at = NOW(3) - INTERVAL ? MINUTE - INTERVAL 2 SECOND WHERE slot_id = ? AND person_id = ? AND status = 'in'",
      [minutes, slotId, personId],
    ],
    alsoWhereTheyHelped(slotId, personId),
  );

/** They came so many minutes after it was to begin. */
export const cameAfter = (slotId: string, personId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE attendance a JOIN slot s ON s.id = a.slot_id SET a.in_at = s.starts_at + INTERVAL ? MINUTE WHERE a.slot_id = ? AND a.person_id = ? AND a.status = 'in'",
      [minutes, slotId, personId],
    ],
    alsoWhereTheyHelped(slotId, personId),
  );

/** Whoever was asked about this need has let the time to answer go by: the timer runs, as it would at that minute. */
export const nobodyAnswers = (needId: string): Promise<void> =>
  moveTime(
    [
      "UPDATE timer SET at = NOW(3) WHERE act = 'invitation.expire' AND ref IN (SELECT id FROM invitation WHERE need_id = ? AND status = 'sent')",
      [needId],
    ],
    [
      "UPDATE invitation SET expires_at = NOW(3) - INTERVAL 1 SECOND WHERE need_id = ? AND status = 'sent'",
      [needId],
    ],
  );
