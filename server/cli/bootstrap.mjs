// Brings a bare machine to the point where TypeScript of ours can run: Node's version, dependencies, system packages.
// Plain JavaScript without dependencies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { give, steps } from "./steps.mjs";

const ROOT = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const FOLDERS = [
  "/usr/sbin",
  "/usr/bin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "/usr/local/sbin",
  "/opt/homebrew/opt/mariadb/bin",
];

export { ROOT };

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 11))
    give(
      `好人帮 needs Node.js 20.11 or newer; this is ${process.version}. Install a newer one from nodejs.org or your system's packages.`,
    );
}

/** `npm ci` where the lockfile is not the one that was installed. */
export function installDependencies() {
  const stamp = join(ROOT, "node_modules/.hrb-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const done = steps.begin("dependencies");
  const ran = run(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error"],
    { cwd: ROOT },
  );
  if (ran.status !== 0) give(`npm ci failed:\n${ran.output}`);
  writeFileSync(stamp, wanted);
  done("npm ci");
}

export const has = (program) => find(program) !== null;

function find(program) {
  for (const folder of [...FOLDERS, ...(process.env.PATH ?? "").split(":")]) {
    const path = join(folder || ".", program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not here
    }
  }
  return null;
}

/**
 * Installs what is missing, where the user may. `wanted`: a test for each package, its names by system.
 * `otherwise` ends the sentence that says what to type.
 */
export function installPackages(step, wanted, otherwise) {
  const missing = wanted.filter((one) => !one.present());
  if (missing.length === 0) return;
  const names = missing.map((one) => one.debian);
  const asRoot = process.getuid?.() === 0;
  const as = asRoot ? "" : "sudo ";
  const typed = `${as}apt-get update && ${as}apt-get install -y --no-install-recommends ${names.join(" ")}`;
  if (has("apt-get")) {
    const sudo = asRoot
      ? []
      : has("sudo") && run("sudo", ["-n", "true"]).status === 0
        ? ["sudo", "-n"]
        : null;
    if (!sudo) give(`${names.join(", ")} missing. Type: ${typed}${otherwise}`, 69);
    const done = steps.begin(step);
    const failure = apt(sudo, names);
    if (failure)
      give(`${names.join(", ")} could not be installed:\n${failure}\nType: ${typed}${otherwise}`, 69);
    done(`apt-get install ${names.join(" ")}`);
  } else if (process.platform === "darwin") {
    const brewed = missing.map((one) => one.brew).filter(Boolean);
    if (!has("brew")) give(`Homebrew is missing. Type: brew install ${brewed.join(" ")}${otherwise}`, 69);
    const done = steps.begin(step);
    const ran = run("brew", ["install", ...brewed]);
    if (ran.status !== 0) give(`brew install ${brewed.join(" ")} failed:\n${ran.output}`, 69);
    done(`brew install ${brewed.join(" ")}`);
  } else give(`${names.join(", ")} missing: install with your system's packages${otherwise}`, 69);
}

/**
 * Debian starts a service as soon as it is installed, unless /usr/sbin/policy-rc.d says no. Ours says no to everything
 * while apt runs and is then taken away; one that was there before stays.
 */
function apt(sudo, names) {
  const folder = mkdtempSync(join(tmpdir(), "hrb-apt-"));
  const policy = "/usr/sbin/policy-rc.d";
  const ours = !existsSync(policy);
  const script = `set -e
export DEBIAN_FRONTEND=noninteractive
${ours ? `printf '#!/bin/sh\\nexit 101\\n' > ${policy}; chmod 755 ${policy}; trap 'rm -f ${policy}' EXIT INT TERM HUP` : ""}
apt-get -o DPkg::Lock::Timeout=300 -q update
apt-get -o DPkg::Lock::Timeout=300 -q -y --no-install-recommends install ${names.join(" ")}
`;
  const path = join(folder, "install.sh");
  writeFileSync(path, script);
  try {
    const ran = run(sudo[0] ?? "/bin/sh", [...sudo.slice(1), ...(sudo.length > 0 ? ["/bin/sh"] : []), path]);
    return ran.status === 0 ? null : ran.output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MARIADB = { present: () => has("mariadbd"), debian: "mariadb-server", brew: "mariadb" };

export function installDatabase() {
  if (process.env.DATABASE_URL) return;
  installPackages("mariadb", [MARIADB], "\n(or set DATABASE_URL to a MySQL-compatible server)");
}

function run(command, args, options = {}) {
  const ran = spawnSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    ...options,
  });
  const output = `${ran.stdout ?? ""}${ran.stderr ?? ""}${ran.error ?? ""}`.trim();
  return { status: ran.status, output: output.split("\n").slice(-15).join("\n") };
}
