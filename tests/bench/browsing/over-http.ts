// "List over tRPC ≥ 0.8× of a plain Next route handler": our entry with the API, against a freshly built Next app whose one
// route does the same two statements. Both are processes of their own, asked over kept-alive connections in turn.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import superjson from "superjson";
import { startServer } from "../pledging/servers";
import { compare, round, slice } from "../sides/measure";
import { COUNTY_PAGE, STATEMENTS } from "./floor";

const ROOT = join(import.meta.dirname, "../../..");
const HERE = "tests/bench/browsing/plain-next";
const AT_ONCE = 16;
const ROUNDS = 6;
const SLICE_MS = 2_000;

export async function overHttp(
  dataDir: string,
  url: string,
  counties: number[],
  tell: (line: string) => void,
) {
  const folder = buildPlainNext(dataDir, tell);
  const env = {
    DATABASE_URL: url,
    DEMO: "0",
    HRB_WORKER: "0",
    LOG_LEVEL: "silent",
    HRB_MASTER_KEY: "0".repeat(64),
    HRB_DATA_DIR: join(dataDir, "entry"),
    NODE_ENV: "production",
  };
  const ours = await startServer("tests/bench/pledging/entry-server.ts", [], env, ["--import", "tsx"]);
  const plain = await startServer(`${HERE}/serve.mjs`, [folder], env, []);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let turn = 0;
  const county = () => counties[turn++ % counties.length] as number;
  const asked = {
    ours: () => {
      const input = encodeURIComponent(JSON.stringify(superjson.serialize({ regionId: county() })));
      return ask(agent, ours.port, `/api/trpc/listing.open?input=${input}`);
    },
    plain: () => ask(agent, plain.port, `/list?county=${county()}`),
  };
  try {
    for (const side of [asked.ours, asked.plain]) await slice(AT_ONCE, SLICE_MS, side);
    tell("list over tRPC against a plain Next route handler");
    const {
      ours: a,
      floor: b,
      ratio,
    } = await compare(
      ROUNDS,
      () => slice(AT_ONCE, SLICE_MS, asked.ours),
      () => slice(AT_ONCE, SLICE_MS, asked.plain),
    );
    return {
      atOnce: AT_ONCE,
      trpcPerSecond: round(a.perSecond, 0),
      nextPerSecond: round(b.perSecond, 0),
      ratio: round(ratio),
      peakMb: ours.peakMegabytes(),
    };
  } finally {
    agent.destroy();
    await Promise.all([ours.stop(), plain.stop()]);
  }
}

/** In a folder of its own in the data folder, anew each time. */
function buildPlainNext(dataDir: string, tell: (line: string) => void): string {
  const folder = join(dataDir, "plain-next");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(ROOT, HERE), folder, { recursive: true });
  if (!existsSync(join(folder, "node_modules")))
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "statements.json"),
    JSON.stringify({ CARD: COUNTY_PAGE, LINES: STATEMENTS.lines }),
  );
  tell("building a plain Next app");
  const built = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/next/dist/bin/next"), "build", "--webpack", folder],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  if (built.status !== 0) throw new Error(`next build: ${(built.stderr + built.stdout).slice(-1_500)}`);
  return folder;
}

function ask(agent: Agent, port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, path, agent }, (res) => {
      let answer = "";
      res.setEncoding("utf8");
      res.on("data", (chunk) => {
        answer += chunk;
      });
      res.on("end", () =>
        res.statusCode === 200
          ? resolve(answer)
          : reject(new Error(`${path} answered ${res.statusCode}: ${answer.slice(0, 300)}`)),
      );
    });
    request.on("error", reject);
  });
}
