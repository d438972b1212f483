// Public pages for visitors without a cookie are made once in two seconds, however many ask. Nothing invalidates: a page
// says 截至 with its time. Whoever has a cookie (signed in, a larger text size, a form in hand) gets a page of their own.
import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

const KEPT_MS = 2_000;
const ENTRIES = 500;
/** Above this a page is a list gone wrong, not something to keep five hundred of. */
const PAGE_LIMIT = 512 * 1024;
const NEVER = /^\/(?:api|_next|setup|sign-in|enter)(?:\/|$)/;
const SECRET_QUERY = /[?&](?:token|code|key|refused)=/;

type Page = { status: number; headers: OutgoingHttpHeaders; body: Buffer; gzip: Buffer };
type Entry = { at: number; page: Promise<Page | null> };
export type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

function isCacheable(req: IncomingMessage): boolean {
  const { url = "/", headers, method } = req;
  return (
    method === "GET" &&
    headers.cookie === undefined &&
    headers.authorization === undefined &&
    headers.rsc === undefined &&
    headers["next-router-prefetch"] === undefined &&
    headers.range === undefined &&
    !NEVER.test(url) &&
    !SECRET_QUERY.test(url) &&
    !/\.[a-z0-9]{2,5}$/i.test(url.split("?")[0] as string)
  );
}

export function createMicroCache(handle: Handle, now: () => number = Date.now) {
  const entries = new Map<string, Entry>();

  const entryOf = (req: IncomingMessage): Entry => {
    const key = `${req.headers.host} ${req.url}`;
    const known = entries.get(key);
    if (known && now() - known.at < KEPT_MS) return known;
    const entry = { at: now(), page: make(handle, req) };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > ENTRIES) entries.delete(entries.keys().next().value as string);
    // A page that may not be kept is not kept: those who asked meanwhile make their own.
    void entry.page.then((page) => {
      if (page === null && entries.get(key) === entry) entries.delete(key);
    });
    return entry;
  };

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!isCacheable(req)) return handle(req, res);
    const entry = entryOf(req);
    const page = await entry.page;
    if (page === null) return handle(req, res);
    const zipped = /\bgzip\b/.test(String(req.headers["accept-encoding"] ?? ""));
    const body = zipped ? page.gzip : page.body;
    for (const [name, value] of Object.entries(page.headers))
      if (value !== undefined) res.setHeader(name, value);
    if (zipped) res.setHeader("content-encoding", "gzip");
    res.setHeader("vary", "accept-encoding, cookie, rsc");
    res.setHeader("content-length", body.length);
    res.statusCode = page.status;
    res.end(body);
  };
}

/** The page as the handler makes it for nobody in particular, or null where it is not for keeping. */
async function make(handle: Handle, req: IncomingMessage): Promise<Page | null> {
  const res = new Recorder(req);
  const asked = Object.create(req, {
    headers: { value: { ...req.headers, "accept-encoding": "identity" }, writable: true, enumerable: true },
  }) as IncomingMessage;
  try {
    await Promise.all([handle(asked, res), res.done]);
  } catch {
    return null;
  }
  const body = res.body();
  const headers = res.getHeaders();
  const keepable =
    res.statusCode === 200 &&
    String(headers["content-type"] ?? "").startsWith("text/html") &&
    headers["set-cookie"] === undefined &&
    body.length <= PAGE_LIMIT;
  if (!keepable) return null;
  delete headers["transfer-encoding"];
  delete headers["content-length"];
  delete headers.connection;
  return { status: 200, headers, body, gzip: gzipSync(body, { level: 6 }) };
}

/** A response nobody reads: it keeps what is written to it. */
class Recorder extends ServerResponse {
  private readonly chunks: Buffer[] = [];
  private finish: () => void = () => {};
  readonly done = new Promise<void>((resolve) => {
    this.finish = resolve;
  });

  body(): Buffer {
    return Buffer.concat(this.chunks);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.find((part) => typeof part === "object" && part !== null);
    for (const [name, value] of Object.entries((headers ?? {}) as Record<string, string>))
      this.setHeader(name, value);
    return this;
  }

  override flushHeaders(): void {}

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.keep(chunk, rest[0]);
    called(rest);
    return true;
  }

  override end(...args: unknown[]): this {
    if (args.length > 0 && typeof args[0] !== "function" && args[0] != null) this.keep(args[0], args[1]);
    called(args);
    this.finish();
    queueMicrotask(() => this.emit("finish"));
    return this;
  }

  private keep(chunk: unknown, encoding: unknown): void {
    this.chunks.push(
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : Buffer.from(chunk as Uint8Array),
    );
  }
}

function called(args: unknown[]): void {
  const callback = args.findLast((part) => typeof part === "function") as (() => void) | undefined;
  if (callback) queueMicrotask(callback);
}
