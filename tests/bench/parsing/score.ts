// How many sentences are read exactly: every line with kind, item, quantity, unit and approximation, the day, the telephone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parseSentence } from "@/server/matching/sentence/rules";

const HOME = join(import.meta.dirname, "../../server/matching/sentence");

export type Labelled = {
  id: number;
  now: string;
  text: string;
  lines: { kind: string; item: string; quantity: number | null; unit: string | null; approx?: true }[];
  by: string | null;
  phone: string | null;
};
type Answer = Pick<Labelled, "lines" | "by" | "phone">;

export const sentences = (file: string): Labelled[] =>
  readFileSync(join(HOME, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

export function answer({ text, now }: Pick<Labelled, "text" | "now">): Answer {
  const { lines, by, phone } = parseSentence(text, new Date(now));
  return { lines: lines.map(({ direction: _, ...line }) => line), by, phone };
}

export const exact = (one: Labelled, got: Answer): boolean =>
  isDeepStrictEqual(got.lines, one.lines) && got.by === one.by && got.phone === one.phone;
