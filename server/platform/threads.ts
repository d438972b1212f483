// Work that would hold up everybody else runs in a thread of its own: the same file, bundled beside the process or read by tsx.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";

/** Where this code runs: the folder of the bundle, or the project's source. */
const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Starts the thread `name`: `<name>.js` beside the bundled process (server/cli/build.mjs), else `source` from the project's root.
 * Its heap is bounded by `limits`; beyond, it ends with ERR_WORKER_OUT_OF_MEMORY.
 */
export function startThread(
  name: string,
  source: string,
  workerData: unknown,
  limits: ResourceLimits,
): Worker {
  const bundled = join(here, `${name}.js`);
  if (existsSync(bundled)) return new Worker(pathToFileURL(bundled), { workerData, resourceLimits: limits });
  const entry = pathToFileURL(join(process.cwd(), source)).href;
  // A thread has no loader of its own: it registers tsx before it reads TypeScript.
  const code = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`;
  return new Worker(code, { eval: true, workerData, resourceLimits: limits });
}
