// Which process is that? A pid alone is reused by the system, so a process is named by its pid and the moment it began.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !isZombie(pid);
}

/** "pid@start", or null where there is no such process. */
export function processIdentity(pid: number): string | null {
  if (!isAlive(pid)) return null;
  const fields = linuxStat(pid);
  if (fields) return `${pid}@${fields[19]}`;
  const start = ps(pid, "lstart=");
  return start === null ? null : `${pid}@${start}`;
}

export function isRunning(identity: string): boolean {
  return processIdentity(Number.parseInt(identity, 10)) === identity;
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ps(pid, "command=") ?? "";
  }
}

function isZombie(pid: number): boolean {
  return linuxStat(pid)?.[0] === "Z";
}

/** The fields of /proc/<pid>/stat from the third on (state, ppid, …; the start time is at 19). */
function linuxStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
