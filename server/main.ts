// The process: database, migrations, the first data, Next, the HTTP entry, the worker; and the order in which they stop.
import { networkInterfaces } from "node:os";
import { toString as qrCode } from "qrcode";
import { entry as words } from "@/app/_copy/entry";
import { faults } from "@/app/_copy/faults";
import { refusalSentence } from "@/app/_copy/refusals";
import { COMPAT_SCRIPT } from "@/app/_ui/compat";
import { prepare } from "./cli/prepare";
import { issueSetupToken, setupLink } from "./people/setup/commands";
import { loadConfig } from "./platform/config";
import { createPulse } from "./platform/entry/pulse";
import { createEntry } from "./platform/entry/server";
import { createLog } from "./platform/log";
import { migrate } from "./platform/migrate";
import { setRuntime } from "./platform/runtime";
import { openWorld } from "./platform/world";
import { TRPC_PREFIX, trpcHandle } from "./trpc/http";
import { startWorker } from "./worker";

export type Steps = {
  /** Names what begins; the returned function says that it is done. */
  begin(name: string): (note?: string) => void;
};

type StartOptions = {
  dev?: boolean;
  /** Where Next's build is, relative to the project; it may still be under way. */
  built?: Promise<unknown>;
  steps: Steps;
};

/** In-flight requests get this long; a phone's upload is the slowest of them. */
const DRAIN_MS = 20_000;

export async function start({ dev = false, built, steps }: StartOptions): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel);
  const pulse = createPulse();
  const closers: (() => unknown)[] = [];
  let stopping = false;
  const stop = once(async () => {
    stopping = true;
    for (const close of closers.reverse()) await close();
  });
  // Before anything is spawned: whatever has begun is ended in reverse, the database last.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      stop().then(
        () => process.exit(0),
        (error) => {
          log.fatal({ err: error }, "could not stop cleanly");
          process.exit(1);
        },
      );
    });

  try {
    let done = steps.begin("database");
    const opening = openWorld(config, { log, onLost: pulse.note });
    closers.push(async () => (await opening).close()); // a signal while it starts waits for it, so that nothing is left
    const world = await opening;
    closers.push(() => pulse.stop());
    done(config.databaseUrl ? "DATABASE_URL" : `private, pid ${world.databasePid}`);

    done = steps.begin("migrations");
    const applied = await migrate(world.url);
    done(applied.length > 0 ? `${applied.length} applied` : "at head");
    pulse.watch(world.url, log);
    setRuntime(world);
    await prepare(world, steps);

    await built;
    done = steps.begin("server");
    const { default: next } = await import("next");
    const app = next({ dev, dir: process.cwd(), hostname: config.host, port: config.port, quiet: true });
    await app.prepare();
    closers.push(() => app.close());

    const worker = config.worker ? startWorker(world) : null;
    closers.push(() => worker?.stop());

    const { server, drain } = createEntry({
      world,
      pulse,
      pages: app.getRequestHandler(),
      routes: { [TRPC_PREFIX]: trpcHandle(world, refusalSentence) },
      words: { ...words, missing: faults.notFound },
      inlineScripts: [COMPAT_SCRIPT],
      dev,
    });
    if (dev) server.on("upgrade", app.getUpgradeHandler());
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(config.port, config.host, resolve);
    });
    closers.push(async () => {
      drain();
      const closed = new Promise((resolve) => server.close(resolve));
      // Those in flight now fall idle one by one, and would be kept open for the next request.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    });
    const { port } = server.address() as { port: number };
    done(`port ${port}`);
    await announce(config.publicUrl, port);
    const token = await issueSetupToken(world);
    if (token) process.stdout.write(`  ${words.setup}\n  ${setupLink({ ...config, port }, token)}\n\n`);
    process.send?.({ ready: true, port });
  } catch (error) {
    if (stopping) return; // what was begun lost its ground; the signal's handler ends the process
    const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    const line = taken ? `port ${config.port} is taken: set PORT to another` : (error as Error).message;
    log.debug({ err: error }, "could not start");
    process.stderr.write(`${line}\n`);
    await stop().catch(() => {});
    process.exit(1);
  }
}

/** The address, and for a telephone in the same network a code to scan. */
async function announce(publicUrl: string | null, port: number): Promise<void> {
  const lan = Object.values(networkInterfaces())
    .flat()
    .find((face) => face?.family === "IPv4" && !face.internal)?.address;
  const forPhones = publicUrl ?? (lan ? `http://${lan}:${port}` : null);
  process.stdout.write(`\n  http://localhost:${port}\n`);
  if (!forPhones) return;
  process.stdout.write(`  ${forPhones}\n\n`);
  process.stdout.write(`${await qrCode(forPhones, { type: "terminal", small: true })}\n`);
}

function once(act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= act();
    return running;
  };
}
