import { once } from "node:events";
import { request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { parseConfig } from "@/server/platform/config";
import { createDb, type Db, isDatabaseLost } from "@/server/platform/db";
import { judgeBody, UPLOAD_PATH } from "@/server/platform/entry/guard";
import type { Handle } from "@/server/platform/entry/micro-cache";
import { createPulse, type Pulse } from "@/server/platform/entry/pulse";
import { createEntry } from "@/server/platform/entry/server";
import { createLog } from "@/server/platform/log";
import type { World } from "@/server/trpc/context";
import { testClock } from "@/tests/support/clock";
import { testDb, testDbUrl } from "@/tests/support/database";

const WORDS = {
  lost: { title: "系统正在恢复", text: "稍后再点一次", act: "再试一次" },
  tooLarge: { title: "内容太大了", text: "请选小一些的", act: "返回" },
  foreign: { title: "这次提交没有收下", text: "请从本站打开", act: "回首页" },
  malformed: { title: "没有看懂", text: "请返回", act: "回首页" },
  missing: { title: "没有找到这一页", text: "网址可能不全", act: "看看别的" },
};
const servers: Server[] = [];
const pulses: Pulse[] = [];
const dbs: Db[] = [];
afterEach(async () => {
  for (const pulse of pulses.splice(0)) pulse.stop();
  for (const server of servers.splice(0))
    await new Promise((done) => server.close(done).closeAllConnections());
  for (const db of dbs.splice(0)) await db.destroy();
});

async function serve(pages: Handle, given: { db?: Db; pulse?: Pulse; env?: Record<string, string> } = {}) {
  const pulse = given.pulse ?? createPulse();
  pulses.push(pulse);
  const world = {
    config: parseConfig(given.env ?? {}),
    db: given.db ?? (await testDb()),
    log: createLog("silent"),
    clock: testClock(),
  } as unknown as World;
  const { server } = createEntry({
    world,
    pulse,
    pages,
    routes: { "/api/trpc": pages },
    words: WORDS,
    inlineScripts: ["1"],
    dev: false,
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return (path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((done, fail) => {
      const req = httpRequest(
        { port, host: "127.0.0.1", path, method: options.method ?? "GET", headers: options.headers },
        (res) => {
          let text = "";
          res.setEncoding("utf8");
          res.on("data", (part) => {
            text += part;
          });
          res.on("end", () => done({ status: res.statusCode ?? 0, headers: res.headers, text }));
        },
      );
      req.on("error", fail);
      req.end(options.body);
    });
}

/** A page that counts how often it was made. */
function page(made: { n: number }, headers: Record<string, string> = {}): Handle {
  return async (req, res) => {
    made.n++;
    await sleep(20);
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.setHeader("content-type", "text/html; charset=utf-8");
    res.write(`<p>${req.url} `);
    res.end(`第${made.n}次</p>`);
  };
}

test("a public page is made once for everybody without a cookie who asks within two seconds", async () => {
  const made = { n: 0 };
  const ask = await serve(page(made));
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask("/needs/1")));
  expect(made.n).toBe(1);
  expect(new Set(answers.map((answer) => answer.text))).toEqual(new Set(["<p>/needs/1 第1次</p>"]));
  const zipped = await ask("/needs/1", { headers: { "accept-encoding": "gzip" } });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
});

test("whoever has a cookie gets a page of their own, and another address is another page", async () => {
  const made = { n: 0 };
  const ask = await serve(page(made));
  await ask("/");
  await ask("/", { headers: { cookie: "hrb_elder=2" } });
  await ask("/?kind=goods");
  expect(made.n).toBe(3);
});

test.each(["/api/x", "/sign-in", "/setup?token=a", "/x?code=1", "/x?refused=a", "/icon.svg"])(
  "%s is never kept",
  async (path) => {
    const made = { n: 0 };
    const ask = await serve(page(made));
    await ask(path);
    await ask(path);
    expect(made.n).toBe(2);
  },
);

const EMPTY =
  '<!DOCTYPE html><html id="__next_error__"><head><title>好人帮</title></head><body><script></script>';
const missing: Handle = async (req, res) => {
  res.statusCode = 404;
  res.setHeader("content-type", "text/html; charset=utf-8");
  res.setHeader("x-zip", String(req.headers["accept-encoding"]));
  res.write(Buffer.from(EMPTY));
  res.end("</body></html>");
};

test("a page that was not found says so before its scripts come, and the rest of it stays as it was", async () => {
  const ask = await serve(missing);
  const { text, status, headers } = await ask("/needs/1", { headers: { "accept-encoding": "gzip" } });
  expect([status, headers["x-zip"]]).toEqual([404, "undefined"]); // what is zipped cannot be added to
  expect(text).toContain(`<body><style>`);
  expect(text).toContain("<h1>没有找到这一页</h1>");
  expect(text.replace(/<style>.*<\/div>/s, "")).toBe(`${EMPTY}</body></html>`);
});

test("nothing is put into what scripts ask for, nor into a page that has its own words", async () => {
  const asked = await (await serve(missing))("/needs/1", { headers: { rsc: "1" } });
  expect(asked.text).toBe(`${EMPTY}</body></html>`);
  const own = await serve(async (_req, res) => {
    res.statusCode = 404;
    res.end("<html><body>没有这一页</body></html>");
  });
  expect((await own("/needs/1")).text).toBe("<html><body>没有这一页</body></html>");
});

test("a page that sets a cookie is kept for nobody", async () => {
  const made = { n: 0 };
  const ask = await serve(page(made, { "set-cookie": "sid=1" }));
  await Promise.all([ask("/"), ask("/")]);
  expect(made.n).toBe(3); // one to find out, then each their own
});

test("everybody who reads a kept page is told the nonce that is written in it", async () => {
  const nonceOf = (text: unknown) => /'nonce-([^']+)'/.exec(String(text))?.[1];
  const ask = await serve(async (req, res) => {
    res.setHeader("content-type", "text/html");
    res.end(`<script nonce="${nonceOf(req.headers["content-security-policy"])}">`);
  });
  for (const { text, headers } of await Promise.all([ask("/"), ask("/"), ask("/")]))
    expect(text).toBe(`<script nonce="${nonceOf(headers["content-security-policy"])}">`);
});

test("every answer carries the browser's orders, a page its own nonce", async () => {
  const ask = await serve(page({ n: 0 }));
  const a = await ask("/a");
  const b = await ask("/b");
  expect(a.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
  });
  expect(a.headers["content-security-policy"]).toMatch(/frame-ancestors 'none'/);
  expect(a.headers["content-security-policy"]).not.toBe(b.headers["content-security-policy"]);
  expect((await ask("/api/health")).headers["x-content-type-options"]).toBe("nosniff");
});

const POST = { method: "POST", body: "x=1" };
test.each([
  [{ origin: "http://evil.example" }, 403],
  [{ origin: "null" }, 403],
  [{ referer: "http://evil.example/x" }, 403],
  [{ "sec-fetch-site": "cross-site", origin: "http://here" }, 403],
  [{ cookie: "sid=1" }, 403],
  [{ origin: "http://here" }, 200],
  [{ origin: "https://haorenbang.example" }, 200],
  [{ referer: "http://here/needs/1" }, 200],
  [{}, 200],
])("a form sent with %o answers %i", async (headers, status) => {
  const ask = await serve(page({ n: 0 }), { env: { PUBLIC_URL: "https://haorenbang.example/" } });
  const sent = { host: "here", "content-length": "3", ...headers } as Record<string, string>;
  expect((await ask("/needs", { ...POST, headers: sent })).status).toBe(status);
});

test("a body is bounded before it is read", async () => {
  const ask = await serve(page({ n: 0 }));
  const large = { "content-length": String(2 * 1024 * 1024) };
  expect((await ask("/x", { method: "POST", headers: large })).status).toBe(413);
  const photos = { ...large, "content-type": "multipart/form-data; boundary=b" };
  expect((await ask("/api/sign-in", { method: "POST", headers: photos })).status).toBe(413); // no photos there
  expect(judgeBody("POST", UPLOAD_PATH, photos)).toBe("ok");
  expect((await ask("/x", { ...POST, headers: { "transfer-encoding": "chunked" } })).status).toBe(411);
});

test("who has connected and asked nothing is told nothing; what cannot be read is told so", async () => {
  await serve(page({ n: 0 }));
  const server = servers.at(-1) as Server;
  const { port } = server.address() as AddressInfo;
  const told = async (said: string) => {
    const arrived = once(server, "connection");
    const client = connect(port, "127.0.0.1");
    const [socket] = await arrived;
    if (said) client.write(said);
    else server.emit("clientError", new Error("its headers are late"), socket);
    return text(client);
  };
  expect(await told("")).toBe("");
  expect(await told("nonsense\r\n\r\n")).toContain("400 Bad Request");
});

test("what a client says about its own address or ours is not believed", async () => {
  const tell: Handle = async (req, res) => void res.end(String(req.headers["x-hrb-address"]));
  const spoofed = { "x-hrb-address": "6.6.6.6", "x-forwarded-for": "7.7.7.7, 8.8.8.8", cookie: "a=b" };
  expect((await (await serve(tell))("/", { headers: spoofed })).text).toBe("127.0.0.1");
  expect((await (await serve(tell, { env: { TRUST_PROXY: "1" } }))("/", { headers: spoofed })).text).toBe(
    "8.8.8.8",
  );
});

test("while the database is away people read a page that says so, programs a code, and it ends by itself", async () => {
  const gone = createDb("mysql://u:p@127.0.0.1:1/x", {
    onLost: () => pulse.note(),
  });
  dbs.push(gone);
  const pulse = createPulse();
  let db = gone;
  const fault: Handle = async (_req, res) => {
    try {
      await db.selectFrom("region").select("id").execute();
      res.end("fine");
    } catch (error) {
      expect(isDatabaseLost(error)).toBe(true);
      res.statusCode = 500;
      res.setHeader("content-type", "text/html");
      res.end("Internal Server Error at /srv/secret.ts:1");
    }
  };
  const ask = await serve(fault, { db: gone, pulse });
  const first = await ask("/", { headers: { cookie: "a=b" } });
  expect(first).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  expect(first.text).toContain("系统正在恢复");
  expect(first.text).not.toContain("secret");
  expect(JSON.parse((await ask("/api/trpc/x")).text)).toMatchObject({ refusal: "TRY_AGAIN" });
  expect((await ask("/api/health")).status).toBe(200);
  expect(await ask("/api/ready")).toMatchObject({ status: 503 });
  db = await testDb();
  pulse.watch(await testDbUrl(), createLog("silent"));
  pulse.note();
  await expect.poll(() => pulse.lost, { interval: 20, timeout: 8_000 }).toBe(false);
  expect((await ask("/", { headers: { cookie: "a=b" } })).text).toBe("fine");
});

test("who waits for a frozen database is told so, and its late answer disturbs nobody", async () => {
  const frozen = createServer(() => {}).listen(0, "127.0.0.1"); // takes connections and says nothing
  await new Promise((done) => frozen.once("listening", done));
  const { port } = frozen.address() as AddressInfo;
  const pulse = createPulse();
  let thaw = () => {};
  const ask = await serve(
    async (_req, res) => {
      await new Promise<void>((done) => {
        thaw = done;
      });
      res.setHeader("content-type", "text/html");
      res.end("late");
    },
    { pulse },
  );
  const waiting = ask("/", { headers: { cookie: "a=b" } });
  await sleep(50);
  pulse.watch(`mysql://u:p@127.0.0.1:${port}/x`, createLog("silent"));
  pulse.note();
  expect((await waiting).status).toBe(503);
  thaw();
  expect((await ask("/", { headers: { cookie: "a=b" } })).status).toBe(503);
  frozen.close();
});

test("a queue in front of the pool is not a lost database", async () => {
  const db = createDb(await testDbUrl(), { connectionLimit: 1 });
  dbs.push(db);
  const pulse = createPulse();
  pulses.push(pulse);
  pulse.watch(await testDbUrl(), createLog("silent"));
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const busy = db.connection().execute(() => held);
  pulse.note();
  await expect.poll(() => pulse.lost, { interval: 20, timeout: 8_000 }).toBe(false);
  release();
  await busy;
});

test("ready says that the database answers, is at head, and that events are delivered", async () => {
  const ask = await serve(page({ n: 0 }));
  expect(JSON.parse((await ask("/api/ready")).text)).toEqual({
    ready: true,
    database: "ok",
    migrations: "at head",
    outboxLagSeconds: 0,
    parked: 0,
    draining: false,
  });
});
