// Runs `prisma generate`, which needs no engine when told of one that is not there: types for Kysely, and the
// description of the tables. (/bin/false, never /bin/true: with that, `migrate deploy` would "succeed" having done nothing.)
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Datamodel } from "./schema-sql";

const ROOT = join(import.meta.dirname, "../..");

/** `only`: one generator by its name, so that reading writes no types. */
export async function generate(only?: string): Promise<Datamodel> {
  const folder = mkdtempSync(join(tmpdir(), "hrb-schema-"));
  const out = join(folder, "dmmf.json");
  try {
    execFileSync(
      process.execPath,
      [join(ROOT, "node_modules/prisma/build/index.js"), "generate", ...(only ? ["--generator", only] : [])],
      {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: "/bin/false",
          PRISMA_HIDE_UPDATE_MESSAGE: "1",
          CHECKPOINT_DISABLE: "1",
          HRB_DMMF_OUT: out,
        },
      },
    );
    return JSON.parse(readFileSync(out, "utf8")) as Datamodel;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
