// Servers as child processes, each with its own memory, and requests to them over kept-alive connections.
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

export type Server = { port: number; peakMegabytes(): number; stop(): Promise<void> };

/** The child, node with these flags, says { ready, port } when it listens. */
export async function startServer(
  script: string,
  args: string[],
  env: Record<string, string>,
  flags: string[],
): Promise<Server> {
  const child = fork(join(ROOT, script), args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    execArgv: flags,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.on("message", (said: { ready?: boolean; port?: number }) => {
      if (said.ready) resolve(said.port as number);
    });
    child.once("exit", (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return { port, peakMegabytes: () => peakOf(child), stop: () => stop(child) };
}

/** The most memory the process ever had resident. Linux only; NaN elsewhere. */
function peakOf(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

const agents = new Map<number, Agent>();

/** Posts JSON; anything but 200 is a fault of the bench. */
export function post(port: number, path: string, cookie: string, body: unknown): Promise<string> {
  let agent = agents.get(port);
  if (!agent) {
    agent = new Agent({ keepAlive: true, maxSockets: 64 });
    agents.set(port, agent);
  }
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      origin: `http://127.0.0.1:${port}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    };
    const req = request({ port, host: "127.0.0.1", path, method: "POST", agent, headers }, (res) => {
      let answer = "";
      res.on("data", (chunk) => {
        answer += chunk;
      });
      res.on("end", () => {
        if (res.statusCode === 200) resolve(answer);
        else reject(new Error(`${path} answered ${res.statusCode}: ${answer.slice(0, 300)}`));
      });
    });
    req.on("error", reject);
    req.end(text);
  });
}

export function closeConnections(): void {
  for (const agent of agents.values()) agent.destroy();
  agents.clear();
}
