// `npm run hrb -- parse "…"`: what a sentence says, in the shape of the labelled ones. Opens nothing, asks nobody.
import { createInterface } from "node:readline";
import { command, UsageError } from "@/server/cli/command";
import { parseSentence } from "@/server/matching/sentence/rules";
import { SENTENCE_MAX } from "@/server/matching/sentence/schema";

type Said = { text?: unknown; now?: unknown };

function moment(typed: unknown): Date {
  const now = typed === undefined ? new Date() : new Date(String(typed));
  if (Number.isNaN(now.getTime()))
    throw new UsageError(`"${typed}" is no moment; write it as 2026-11-19T09:00:00+08:00`);
  return now;
}

/** Other fields of a line (an id) go through as they came. */
function read(said: Said) {
  if (typeof said.text !== "string" || said.text.length > SENTENCE_MAX)
    throw new UsageError(`text must be a string of at most ${SENTENCE_MAX} characters`);
  const { lines, by, phone } = parseSentence(said.text, moment(said.now));
  return { ...said, lines: lines.map(({ direction: _, ...line }) => line), by, phone };
}

const inWords = ({ lines, by, phone }: ReturnType<typeof read>): string =>
  [
    ...lines.map(
      (l) => `${l.kind}  ${l.item || "?"}  ${l.approx ? "约" : ""}${l.quantity ?? "?"}${l.unit ?? ""}`,
    ),
    ...(by ? [`by  ${by}`] : []),
    ...(phone ? [`phone  ${phone}`] : []),
  ].join("\n");

export const parseCommand = command<{ now?: string; json?: boolean }>({
  name: "parse",
  describe: "what a sentence asks for; without one, reads lines of {text, now} and prints one line each",
  arguments: [["[sentence]", "for example 我们村还有二十万斤大米没卖出去"]],
  options: [["--now <iso>", "the moment the days are counted from; now if left out"]],
  needs: "none",
  async run(_, [sentence], { now }) {
    if (sentence !== undefined) {
      const data = read({ text: sentence, now: now ?? new Date().toISOString() });
      return { text: inWords(data), data };
    }
    let at = 0;
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      at++;
      if (line.trim() === "") continue;
      let said: Said;
      try {
        said = JSON.parse(line) as Said;
      } catch {
        throw new UsageError(`line ${at} is no JSON`);
      }
      process.stdout.write(`${JSON.stringify(read({ ...(now ? { now } : {}), ...said }))}\n`);
    }
    return { printed: true };
  },
});
