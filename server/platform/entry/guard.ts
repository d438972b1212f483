// What is checked of every request before anybody reads it, and what every answer says to the browser. Pure.
import { createHash, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
/** A form or a call of the API: text. */
export const BODY_LIMIT = 1024 * 1024;
/** A form with photos, which only one address takes: six of a telephone's largest. */
export const UPLOAD_LIMIT = 64 * 1024 * 1024;
export const UPLOAD_PATH = "/api/files";
/** A sheet of members: twenty thousand rows are half a megabyte, an office suite makes it more. */
export const SHEET_LIMIT = 9 * 1024 * 1024;
const SHEET_PATH = /^\/api\/team\/[0-9a-f-]{36}\/sheet$/;

/**
 * True where an unsafe request comes from a page of ours. Browsers send Origin with every POST; what sends neither
 * Origin nor Referer nor a cookie (a device, a script with its own key) cannot be tricked into acting for somebody.
 */
export function isOwn(method: string, headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  if (SAFE.has(method)) return true;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const from = headers.origin ?? headers.referer;
  if (from === undefined) return headers.cookie === undefined;
  if (!URL.canParse(from)) return false; // "null" too
  const { host, origin } = new URL(from);
  return host === headers.host || origin === publicUrl;
}

type BodyVerdict = "ok" | "too_large" | "length_required";

/** A body's length is declared before it is read; what is not declared cannot be bounded. */
export function judgeBody(method: string, path: string, headers: IncomingHttpHeaders): BodyVerdict {
  if (SAFE.has(method)) return "ok";
  if (headers["transfer-encoding"] !== undefined) return "length_required";
  const isForm = headers["content-type"]?.startsWith("multipart/form-data") ?? false;
  const limit = !isForm
    ? BODY_LIMIT
    : path === UPLOAD_PATH
      ? UPLOAD_LIMIT
      : SHEET_PATH.test(path)
        ? SHEET_LIMIT
        : BODY_LIMIT;
  return Number(headers["content-length"] ?? 0) > limit ? "too_large" : "ok";
}

/** The client's address: the socket's, or what the believed proxies wrote last. */
export function addressOf(
  remote: string | undefined,
  headers: IncomingHttpHeaders,
  trustProxy: number,
): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const address = (trustProxy > 0 && forwarded.at(-trustProxy)) || remote || "";
  return address.replace(/^::ffff:/, "");
}

export const newNonce = () => randomBytes(16).toString("base64");

export function contentSecurityPolicy(options: {
  nonce: string;
  inlineScripts: string[];
  dev: boolean;
  secure: boolean;
}): string {
  const hashes = options.inlineScripts.map(
    (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return [
    "default-src 'self'",
    [
      "script-src 'self'",
      `'nonce-${options.nonce}'`,
      ...hashes,
      ...(options.dev ? ["'unsafe-eval'"] : []),
    ].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${options.dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export function securityHeaders(options: { secure: boolean; demo: boolean }): [string, string][] {
  return [
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    // Not no-referrer: it would make the Origin of our own forms "null".
    ["Referrer-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ...(options.secure ? ([["Strict-Transport-Security", "max-age=31536000"]] as [string, string][]) : []),
    ...(options.demo ? ([["X-Robots-Tag", "noindex, nofollow"]] as [string, string][]) : []),
  ];
}
