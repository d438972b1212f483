// Work that would hold up everybody else runs in a thread of its own: the same file, bundled beside the process or when first needed.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
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
  return new Worker(bundleOf(source), { eval: true, workerData, resourceLimits: limits });
}

const bundles = new Map<string, string>();

/** Made once a process: a thread that reads TypeScript by itself takes a second to start, and every one again. */
function bundleOf(source: string): string {
  const known = bundles.get(source);
  if (known !== undefined) return known;
  const { buildSync } = createRequire(join(process.cwd(), "package.json"))(
    "esbuild",
  ) as typeof import("esbuild");
  const [file] = buildSync({
    absWorkingDir: process.cwd(),
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    packages: "external",
    logLevel: "silent",
  }).outputFiles;
  const code = file?.text ?? "";
  bundles.set(source, code);
  return code;
}
