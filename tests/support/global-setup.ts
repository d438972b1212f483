// One private MariaDB per run, in its own folder and on its own port, so that runs at the same time do not meet.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPrivateDatabase } from "../../server/platform/mariadb";
import { migrate } from "../../server/platform/migrate";
import { commandLine, isAlive } from "../../server/platform/processes";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

export default async function setup(project: TestProject) {
  sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `hrb-vitest-${process.pid}-`));
  const database = await startPrivateDatabase({ dataDir, relaxed: true });
  // The template: every worker's database is made like it.
  await migrate(database.url);
  project.provide("databaseUrl", database.url);
  return async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** What a killed run left behind. */
function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^hrb-vitest-(\d+)-/.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const server = serverOf(folder);
    if (server && commandLine(server).includes(folder)) process.kill(server, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

function serverOf(folder: string): number | null {
  try {
    return (JSON.parse(readFileSync(join(folder, "mariadb.json"), "utf8")) as { pid: number }).pid;
  } catch {
    return null;
  }
}
