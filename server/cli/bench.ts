// `npm run bench -- NAME [--json] …`: runs tests/bench/NAME.ts, which reads its own options from the command line.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const FOLDER = join(import.meta.dirname, "../../tests/bench");
const name = process.argv[2] ?? "";
const path = join(FOLDER, `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(path)) {
  const known = existsSync(FOLDER)
    ? readdirSync(FOLDER).flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? [])
    : [];
  process.stderr.write(`usage: npm run bench -- NAME [--json]; NAME is one of: ${known.join(", ")}\n`);
  process.exit(2);
}
process.argv.splice(2, 1);
await import(pathToFileURL(path).href);
