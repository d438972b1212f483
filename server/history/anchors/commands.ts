// Writes the heads of the chain outside the database: append-only, one line each, on disk before the call returns.
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Head } from "../sealer/rules";
import { ANCHOR_EVERY_MS, ANCHOR_EVERY_SEALS, anchorLine } from "./rules";

export const anchorFile = (dataDir: string): string => join(dataDir, "anchors.log");

/** Keeps what was anchored last, so that a quiet night adds no lines. */
export type Anchorer = {
  /** Anchors where enough has happened since the last time, or always with `now`. */
  offer(head: Head, at: Date, now?: boolean): Promise<void>;
};

export function anchorer(file: string): Anchorer {
  let last: { seq: number; at: number } | null = null;
  return {
    async offer(head, at, now = false) {
      if (head.seq === 0 || head.seq === last?.seq) return;
      const due =
        now ||
        last === null ||
        head.seq - last.seq >= ANCHOR_EVERY_SEALS ||
        at.getTime() - last.at >= ANCHOR_EVERY_MS;
      if (!due) return;
      // A killed process may have left half a line: begin a new one.
      await append(file, (last === null ? "\n" : "") + anchorLine(head, at));
      last = { seq: head.seq, at: at.getTime() };
    },
  };
}

async function append(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a", 0o600);
  try {
    await handle.write(line);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
