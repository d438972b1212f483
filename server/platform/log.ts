// The log: one JSON line per event on standard output. Nothing private may reach it: known fields are redacted by name,
// what looks like a telephone or identity number is masked wherever it stands, and an SQL error loses its values.
import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** Names under which private values travel, at the top and up to three levels down. */
const PRIVATE = [
  "phone",
  "phones",
  "code",
  "token",
  "password",
  "secret",
  "cookie",
  "authorization",
  "idNumber",
  "id_number",
  "address_text",
  "street",
  "note",
  "name_cipher",
  "masterKey",
  "accessKeySecret",
  "secretKey",
  "body",
  "sql",
  "parameters",
  'headers["set-cookie"]',
];
const PATHS = PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** Mainland mobile numbers and 18-digit identity numbers that stand by themselves. */
const NUMBERS = /(?<![0-9A-Za-z-])(?:(?:\+?86)?1[3-9]\d{9}|[1-9]\d{16}[\dXx])(?![0-9A-Za-z-])/g;

export function createLog(level = "info", destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PATHS, censor: "[private]" },
    serializers: { err: errorOf, error: errorOf },
    hooks: { streamWrite: mask },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A bare JSON number of that length becomes 0, so that the line stays JSON. */
function mask(line: string): string {
  return line.replace(NUMBERS, (_number, at: number) =>
    /[^\\]":$/.test(line.slice(at - 3, at)) ? "0" : "[number]",
  );
}

type Fault = Error & { code?: string; errno?: number; cause?: unknown };

/** mysql2's errors carry the statement with its values, and quote the row's values in the message. */
function errorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, code, errno, cause } = error as Fault;
  const clean = (text: string) => text.replace(/(entry|value:?|integer value:?) '.*?' (for|at)/gs, "$1 … $2");
  return {
    type: name,
    message: clean(error.message),
    ...(errno !== undefined ? { errno, reason: code } : {}),
    stack: clean(error.stack ?? ""),
    ...(cause ? { cause: errorOf(cause) } : {}),
  };
}
