// The one HTTP server around Next: guards every request, answers the hot routes itself, keeps public pages for two
// seconds, and says 503 in plain words while the database is away.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { World } from "@/server/trpc/context";
import { addressOf, contentSecurityPolicy, isOwn, judgeBody, newNonce, securityHeaders } from "./guard";
import { createMicroCache, type Handle } from "./micro-cache";
import { saysWhatIsMissing } from "./missing";
import { type PlainWords, plainPage } from "./plain-page";
import type { Pulse } from "./pulse";
import { readiness } from "./ready";

type EntryOptions = {
  world: World;
  pulse: Pulse;
  /** Next. */
  pages: Handle;
  /** Hot routes by the beginning of their path, answered without Next. */
  routes: Record<string, Handle>;
  words: Record<"lost" | "tooLarge" | "foreign" | "malformed" | "missing", PlainWords>;
  inlineScripts: string[];
  dev: boolean;
};

type Entry = { server: Server; drain(): void };

/** A client that sends its headers slower than this holds a socket for nothing. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 120_000; // a photo over a village's mobile network

export function createEntry(options: EntryOptions): Entry {
  const { world, pulse, words, dev } = options;
  const { config, log } = world;
  const standing = securityHeaders(config);
  const startedAt = Date.now();
  let draining = false;
  const open = new Set<() => void>();
  const withPolicy: Handle = (req, res) => {
    const { inlineScripts } = options;
    const policy = contentSecurityPolicy({ nonce: newNonce(), inlineScripts, dev, secure: config.secure });
    req.headers["content-security-policy"] = policy; // Next takes the nonce from here
    res.setHeader("Content-Security-Policy", policy);
    return options.pages(req, res);
  };
  // A page that is kept keeps its nonce with it.
  const pages = dev ? withPolicy : createMicroCache(withPolicy);
  const routes = Object.entries(options.routes).sort(([a], [b]) => b.length - a.length);

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { method = "GET", headers } = req;
    for (const [name, value] of standing) res.setHeader(name, value);
    if (draining) res.setHeader("connection", "close");
    const path = pathOf(req);
    if (path === null) return say(req, res, 400, words.malformed);
    for (const name of Object.keys(headers)) if (name.startsWith("x-hrb-")) delete headers[name];
    headers["x-hrb-address"] = addressOf(req.socket.remoteAddress, headers, config.trustProxy);

    if (path === "/api/health")
      return json(res, 200, { ok: true, uptimeSeconds: Math.round((Date.now() - startedAt) / 1000) });
    if (path === "/api/ready") {
      const state = await readiness(world, { lost: pulse.lost, draining });
      return json(res, state.ready ? 200 : 503, state);
    }
    if (!isOwn(method, headers, config.publicUrl)) return say(req, res, 403, words.foreign);
    const body = judgeBody(method, path, headers);
    if (body !== "ok") {
      res.setHeader("connection", "close");
      return say(
        req,
        res,
        body === "too_large" ? 413 : 411,
        body === "too_large" ? words.tooLarge : words.malformed,
        "",
      );
    }
    if (path.startsWith("/_next/")) return options.pages(req, res);
    if (pulse.lost) return lost(req, res);
    const giveUp = insteadOfAFault(
      res,
      () => pulse.lost,
      () => lost(req, res),
    );
    open.add(giveUp);
    res.once("close", () => open.delete(giveUp));
    const route = routes.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
    if (route) return route[1](req, res);
    if (headers.rsc === undefined) saysWhatIsMissing(req, res, words.missing, "/needs");
    return pages(req, res);
  };

  // A frozen server refuses nothing and never answers: who waits for it is told, instead of waiting with it.
  pulse.onLost(() => {
    for (const giveUp of open) giveUp();
  });

  const lost = (req: IncomingMessage, res: ServerResponse) => {
    res.setHeader("retry-after", "5");
    return say(req, res, 503, words.lost, "");
  };

  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: 10_000 },
    (req, res) => {
      answer(req, res).catch((error) => {
        log.error({ err: error, path: pathOf(req) }, "the entry failed");
        if (res.headersSent) res.destroy();
        else say(req, res, pulse.lost ? 503 : 500, pulse.lost ? words.lost : words.malformed, "");
      });
    },
  );
  server.on("clientError", (_error, socket) => {
    // Browsers connect before they ask: what is said to nobody's question would be read as the answer to the next one.
    if (!socket.writable || (socket as Socket).bytesRead === 0) socket.destroy();
    else socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
  });
  return {
    server,
    drain() {
      draining = true;
    },
  };
}

function pathOf(req: IncomingMessage): string | null {
  const path = (req.url ?? "").split("?")[0] ?? "";
  try {
    decodeURIComponent(path);
  } catch {
    return null;
  }
  return path.startsWith("/") ? path : null;
}

/**
 * While the database is away, what would have been a fault of ours (5xx) is the plain page instead.
 * Answers a function that gives the page at once, where nothing has been said yet.
 */
function insteadOfAFault(res: ServerResponse, isLost: () => boolean, replace: () => void): () => void {
  const { writeHead, write, end, setHeader } = res;
  let replaced = false;
  const taken = (status: number): boolean => {
    if (replaced) return true;
    if (res.headersSent || status < 500 || !isLost()) return false;
    replaced = true;
    Object.assign(res, { writeHead, write, end, setHeader });
    for (const name of ["content-length", "content-encoding", "transfer-encoding", "etag"])
      res.removeHeader(name);
    replace();
    // Whoever still writes to it writes into the air.
    Object.assign(res, { writeHead: () => res, write: () => true, end: () => res, setHeader: () => res });
    return true;
  };
  res.writeHead = ((status: number, ...rest: never[]) =>
    taken(status) ? res : writeHead.call(res, status, ...rest)) as ServerResponse["writeHead"];
  res.write = ((...args: Parameters<typeof write>) =>
    taken(res.statusCode) ? true : write.apply(res, args)) as ServerResponse["write"];
  res.end = ((...args: Parameters<typeof end>) =>
    taken(res.statusCode) ? res : end.apply(res, args)) as ServerResponse["end"];
  return () => void taken(503);
}

function json(res: ServerResponse, status: number, body: unknown): void {
  res.statusCode = status;
  res.setHeader("content-type", "application/json; charset=utf-8");
  res.setHeader("cache-control", "no-store");
  res.end(JSON.stringify(body));
}

const REASONS: Record<number, string> = {
  403: "FORBIDDEN",
  411: "INVALID",
  413: "TOO_LARGE",
  400: "INVALID",
};

/** In the reader's kind: a page for people, a code for programs. `to` is where the page's button leads. */
function say(req: IncomingMessage, res: ServerResponse, status: number, words: PlainWords, to = "/"): void {
  const program = req.url?.startsWith("/api/") && !String(req.headers.accept ?? "").includes("text/html");
  if (program) {
    json(res, status, { refusal: REASONS[status] ?? "TRY_AGAIN", sentence: words.text });
    return;
  }
  res.statusCode = status;
  res.setHeader("content-type", "text/html; charset=utf-8");
  res.setHeader("cache-control", "no-store");
  // Its style is inline, and it has no script.
  res.setHeader(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  res.end(plainPage(words, to));
}
