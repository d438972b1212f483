// `npm test`: sets up what `npm start` does and Chromium, then runs everything. The last line is `N passed, N failed`.
// With names after it (`npm test -- vitest`) only those parts: style, types, vitest, journeys.
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkNode, has, installDatabase, installDependencies, installPackages, ROOT } from "./bootstrap.mjs";
import { steps } from "./steps.mjs";

const CJK_FONTS = [
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
  "/System/Library/Fonts/PingFang.ttc",
];
const CHROME = ["/Applications/Google Chrome.app", "/Applications/Chromium.app"];
/** The first start builds the pages and the demo world. */
const START_LIMIT_MS = 600_000;

checkNode();
process.chdir(ROOT);
process.env.NEXT_TELEMETRY_DISABLED = "1";
// A database of one's own making is for `npm start`; the tests make theirs.
delete process.env.DATABASE_URL;
installDependencies();
installDatabase();
installPackages(
  "chromium",
  [
    {
      present: () => Boolean(process.env.HRB_CHROMIUM) || has("chromium") || CHROME.some(existsSync),
      debian: "chromium",
      brew: "chromium",
    },
    { present: () => CJK_FONTS.some(existsSync), debian: "fonts-noto-cjk" },
  ],
  "",
);

const folder = mkdtempSync(join(tmpdir(), "hrb-test-"));
const bin = (name) => join(ROOT, "node_modules/.bin", name);
const children = new Set();
let server;
let ending = false;
const total = { passed: 0, failed: 0 };

const PARTS = {
  style: () => judged("style", bin("biome"), ["check"]),
  types: () => judged("types", bin("tsc"), ["--noEmit"]),
  vitest: async () => {
    const report = join(folder, "vitest.json");
    const done = steps.begin("vitest");
    const { code } = await run(bin("vitest"), [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ]);
    const { numPassedTests: passed = 0, numFailedTests: failed = 0, numFailedTestSuites = 0 } = read(report);
    count(passed, failed === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : failed, code);
    done(`${passed} passed, ${failed} failed`);
  },
  journeys: async () => {
    const begun = steps.begin("server");
    const address = await startServer();
    begun(address);
    const report = join(folder, "playwright.json");
    const done = steps.begin("journeys");
    const { code } = await run(bin("playwright"), ["test"], {
      BASE_URL: address,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      HRB_DATA_DIR: join(folder, "data"),
      HRB_SERVER_LOG: join(folder, "server.log"),
    });
    const { expected = 0, flaky = 0, unexpected = 0 } = read(report).stats ?? {};
    count(expected + flaky, unexpected, code);
    done(
      `${expected + flaky} passed, ${unexpected} failed${flaky ? `, ${flaky} only at the second try` : ""}`,
    );
    const quiet = steps.begin("log");
    const told = readFileSync(join(folder, "server.log"), "utf8").match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? [];
    count(told.length > 0 ? 0 : 1, told.length > 0 ? 1 : 0, 0);
    quiet(
      told.length > 0 ? `${told.length} telephone numbers in the server's log` : "no telephone number in it",
    );
    // Nine months of the demo world, and what the journeys did to it.
    await judged("verify", bin("tsx"), ["server/cli/hrb.ts", "verify"], {
      HRB_DATA_DIR: join(folder, "data"),
      DEMO: "1",
    });
    const stopped = steps.begin("stop");
    const left = await stopServer();
    count(left ? 0 : 1, left ? 1 : 0, 0);
    stopped(left ?? "nothing left running");
  },
};

const asked = process.argv.slice(2).filter((name) => name in PARTS);
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    ending = true;
    for (const child of children) child.kill("SIGTERM");
  });

try {
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) if (!ending) await PARTS[name]();
} catch (error) {
  total.failed++;
  process.stderr.write(`${error.stack ?? error}\n`);
} finally {
  await stopServer();
  rmSync(folder, { recursive: true, force: true });
}
if (ending) total.failed++;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A part that only says yes or no counts as one. */
async function judged(name, command, args, env = {}) {
  const done = steps.begin(name);
  const { code } = await run(command, args, env);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1, 0);
  done(code === 0 ? "clean" : "failed");
}

/** A runner that failed without a failing test failed all the same. */
function count(passed, failed, code) {
  total.passed += passed;
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NODE_ENV: "test", ...env },
    });
    children.add(child);
    child.once("error", () => resolve({ code: 1 }));
    child.once("close", (code) => {
      children.delete(child);
      resolve({ code: code ?? 1 });
    });
  });
}

/** The real thing, by its own command, in its own folder and on a free port. */
async function startServer() {
  const port = await freePort();
  const log = createWriteStream(join(folder, "server.log"));
  server = spawn(process.execPath, ["server/cli/start.mjs"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      HRB_DATA_DIR: join(folder, "data"),
      DEMO: "1",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    },
  });
  children.add(server);
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const gone = new Promise((_, reject) =>
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${tail()}`))),
  );
  const late = new Promise((_, reject) =>
    setTimeout(reject, START_LIMIT_MS, new Error(`the server did not start:\n${tail()}`)).unref(),
  );
  gone.catch(() => {});
  late.catch(() => {});
  await Promise.race([new Promise((resolve) => server.once("message", resolve)), gone, late]);
  return `http://127.0.0.1:${port}`;
}

/** Answers null where it ended by itself and left nothing. */
async function stopServer() {
  if (!server) return null;
  const child = server;
  server = undefined;
  const ended =
    child.exitCode ??
    (await new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGTERM");
    }));
  children.delete(child);
  const state = join(folder, "data/mariadb.json");
  if (ended !== 0) return `it ended with ${ended}:\n${tail()}`;
  return existsSync(state) ? `the database was left running: ${readFileSync(state, "utf8")}` : null;
}

function tail() {
  try {
    return readFileSync(join(folder, "server.log"), "utf8").trimEnd().split("\n").slice(-20).join("\n");
  } catch {
    return "";
  }
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
