// One line of anchors.log: the head of the chain as it stood at a moment. Whoever cuts the chain's tail in the database would
// have to cut it here too, on another disk or in last night's copy of this file.
import type { Head } from "../sealer/rules";

/** An anchor at least this often while something happens … */
export const ANCHOR_EVERY_MS = 60_000;
/** … and whenever this many links have been added. */
export const ANCHOR_EVERY_SEALS = 1_000;

export const anchorLine = (head: Head, at: Date): string => `${head.seq} ${head.hash} ${at.toISOString()}\n`;

/** Null for a line that is none, such as the half-written last one of a killed process. */
export function readAnchor(line: string): Head | null {
  const found = /^(\d{1,15}) ([0-9a-f]{64}) \S+$/.exec(line);
  return found ? { seq: Number(found[1]), hash: found[2] as string } : null;
}
