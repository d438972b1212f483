// Reads anchors line by line, however long the file has grown.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Head } from "../sealer/rules";
import { readAnchor } from "./rules";

/** Oldest first, as the file stands at this call: what is appended later is left out. No file: no anchors. */
export function readAnchors(file: string): AsyncIterable<Head> {
  const size = existsSync(file) ? statSync(file).size : 0;
  return size === 0 ? none() : lines(file, size);
}

async function* none(): AsyncGenerator<Head> {}

async function* lines(file: string, size: number): AsyncGenerator<Head> {
  const input = createReadStream(file, { end: size - 1 });
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const anchor = readAnchor(line);
    if (anchor) yield anchor;
  }
}
