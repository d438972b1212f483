// `npm start`: from a fresh clone to a running server. With --dev, pages are built as they are asked for.
import { pathToFileURL } from "node:url";
import { checkNode, installDatabase, installDependencies, ROOT } from "./bootstrap.mjs";
import { give, steps } from "./steps.mjs";

const dev = process.argv.includes("--dev");
checkNode();
process.chdir(ROOT);
process.env.NODE_ENV = dev ? "development" : "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
installDependencies();
installDatabase();

// npm does not hand a SIGTERM on to us, it only dies: whoever started us through npm wants us to stop too.
const parent = process.ppid;
if (process.env.npm_lifecycle_event)
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();

if (dev) {
  process.env.HRB_DIST ??= `.next/dev-${process.env.PORT ?? 3000}`;
  const { nextTsconfig } = await import("./build.mjs");
  process.env.HRB_TSCONFIG = nextTsconfig(process.env.HRB_DIST);
  const { register } = await import("tsx/esm/api");
  register();
  const { start } = await import("../main.ts");
  await start({ dev, steps });
} else {
  const { build, bundle } = await import("./build.mjs");
  const { key, dist, fresh, built } = build();
  built.catch(() => {}); // awaited, and told of, once the database is ready
  process.env.HRB_DIST = dist;
  process.env.HRB_BUILD = key;
  const main = await bundle(dist).catch((error) => give(String(error.message ?? error)));
  const { start } = await import(pathToFileURL(main).href);
  await start({ steps, built: fresh ? built : undefined });
}
steps.total();
