// Next leaves the body of a page that was not found to its scripts. Until they are there, and where they never come, our words are.
import type { IncomingMessage, ServerResponse } from "node:http";
import { type PlainWords, plainWords } from "./plain-page";

const EMPTY = '<html id="__next_error__"';
const BODY = "<body>";

/** Puts the words into the answer's body if it is a 404 that Next left empty; its scripts take them away again. */
export function saysWhatIsMissing(
  req: IncomingMessage,
  res: ServerResponse,
  words: PlainWords,
  to: string,
): void {
  const { write, end } = res;
  let status = res.statusCode;
  // What is zipped cannot be added to: once it is known to be a 404, it is not zipped.
  Object.defineProperty(res, "statusCode", {
    configurable: true,
    get: () => status,
    set(code: number) {
      status = code;
      if (code === 404) delete req.headers["accept-encoding"];
    },
  });
  let seeks: boolean | null = null; // null: nothing has been written yet
  const withWords = (chunk: unknown): unknown => {
    if (seeks === false || chunk === undefined || typeof chunk === "function") return chunk;
    const bytes = Buffer.from(chunk as string);
    seeks ??=
      status === 404 &&
      !res.hasHeader("content-encoding") &&
      !res.hasHeader("content-length") &&
      bytes.includes(EMPTY);
    const at = seeks ? bytes.indexOf(BODY) : -1;
    if (at < 0) return chunk;
    seeks = false;
    const inside = at + BODY.length;
    return Buffer.concat([
      bytes.subarray(0, inside),
      Buffer.from(plainWords(words, to)),
      bytes.subarray(inside),
    ]);
  };
  const wrapped =
    (said: (...args: never[]) => unknown) =>
    (chunk: unknown, ...rest: unknown[]) =>
      said.apply(res, [withWords(chunk), ...rest] as never[]);
  res.write = wrapped(write) as ServerResponse["write"];
  res.end = wrapped(end) as ServerResponse["end"];
}
