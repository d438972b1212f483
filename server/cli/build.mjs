// Builds the pages (Next) and the process (esbuild) into .next/<key>, where the key is the hash of all sources: nothing is
// built twice, a running server keeps its files while a newer one is built, and two starts at once build once.
// Plain JavaScript; needs the dependencies.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./bootstrap.mjs";
import { steps } from "./steps.mjs";

const FOLDERS = ["app", "server", "public", "prisma/scenarios"];
const FILES = [
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const KEPT_BUILDS = 3;
const BEAT_MS = 5_000;

function sourcesKey() {
  const hash = createHash("sha256").update(process.versions.node);
  const add = (path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name));
    else hash.update(path).update("\0").update(readFileSync(full)).update("\0");
  };
  for (const path of [...FOLDERS, ...FILES]) add(path);
  return hash.digest("hex").slice(0, 12);
}

/** Where the build of these sources is or will be; `built` settles when the pages are there. */
export function build() {
  const key = sourcesKey();
  const dist = `.next/${key}`;
  const full = join(ROOT, dist);
  const stamp = join(full, "hrb-built");
  const fresh = !existsSync(stamp);
  const ready = fresh
    ? locked(`${full}.lock`, () => (existsSync(stamp) ? null : make(key, dist, full, stamp)))
    : null;
  if (!fresh) touch(full);
  prune(key);
  return { key, dist, fresh, built: ready ?? Promise.resolve() };
}

/** Next adds its wishes to the tsconfig it is given: this one, beside its build, which only points at ours. */
export function nextTsconfig(dist) {
  const path = `${dist}.tsconfig.json`;
  mkdirSync(join(ROOT, ".next"), { recursive: true });
  writeFileSync(
    join(ROOT, path),
    JSON.stringify({ extends: "../tsconfig.json", include: ["../app/**/*.ts", "../app/**/*.tsx"] }),
  );
  return path;
}

/** The bundle of the process alone: a fifth of a second, so that the database can start while the pages are built. */
export async function bundle(dist) {
  const out = join(ROOT, dist, "process");
  const entry = join(out, "main.js");
  if (existsSync(join(out, "done"))) return entry;
  const { build: esbuild, stop } = await import("esbuild");
  await esbuild({
    absWorkingDir: ROOT,
    entryPoints: { main: "server/main.ts", "plan-thread": "server/matching/plan/thread/commands.ts" },
    outdir: out,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    jsx: "automatic",
    logLevel: "silent",
    plugins: [folders],
  }).finally(stop); // its service would stay as long as we do
  writeFileSync(join(out, "package.json"), '{"type":"module"}');
  writeFileSync(join(out, "done"), "");
  return entry;
}

/** "@/" is the project, and a missing file is said to be missing; a bundled file still means its own folder by import.meta.dirname. */
const folders = {
  name: "folders",
  setup(pipeline) {
    pipeline.onResolve({ filter: /^@\// }, ({ path, kind }) =>
      pipeline.resolve(`./${path.slice(2)}`, { resolveDir: ROOT, kind }),
    );
    pipeline.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (path.includes("node_modules") || !text.includes("import.meta.dirname")) return undefined;
      return {
        contents: text.replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
        loader: path.endsWith("x") ? "tsx" : "ts",
      };
    });
  },
};

async function make(key, dist, full, stamp) {
  const done = steps.begin("pages");
  mkdirSync(full, { recursive: true });
  const child = spawn(process.execPath, [join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HRB_DIST: dist,
      HRB_BUILD: key,
      HRB_TSCONFIG: nextTsconfig(dist),
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      output = (output + data).slice(-20_000);
    });
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  const code = await new Promise((resolve) => child.once("close", resolve));
  process.removeListener("exit", end);
  if (code !== 0) throw new Error(`next build failed:\n${output.trim()}`);
  writeFileSync(stamp, "");
  done("next build");
}

function touch(full) {
  const now = new Date();
  try {
    utimesSync(full, now, now);
  } catch {
    // read only, or gone: nothing depends on it
  }
}

/** The newest few builds stay; one in use is among them, since every start touches its own. */
function prune(key) {
  const folder = join(ROOT, ".next");
  if (!existsSync(folder)) return;
  const builds = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{12}$/.test(name) && name !== key)
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of builds.slice(KEPT_BUILDS - 1))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** One builder at a time; the lock of one that is gone is taken over. */
async function locked(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!holds(path)) rmSync(path, { force: true });
      else await sleep(200);
    }
  }
  const beat = setInterval(() => touch(path), BEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(path, { force: true });
  }
}

function holds(path) {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    if (Date.now() - statSync(path).mtimeMs > 6 * BEAT_MS) return false; // its pid may be another's by now
    if (!pid) return true; // being written
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
