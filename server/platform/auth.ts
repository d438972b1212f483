// The only module that knows next-auth: our cookie is its encrypted token, which carries a random session id and nothing else.
// What the id is worth stands in the session table and is asked on every request (server/people/sessions).
import type { AuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import { type Keys, secretsFor } from "./crypto";

/** Browsers forget the cookie after this; the session row ends earlier or can be ended at any time. */
export const COOKIE_DAYS = 180;
const COOKIE_SECONDS = COOKIE_DAYS * 24 * 3600;
const USE = "next-auth";
const SESSION_COOKIE = "hrb.session";

/** A random id of the browser, to which one-time codes and drafts are bound. */
export const BROWSER_COOKIE = "hrb_browser";

/** `__Host-` binds the cookie to this very host, and browsers take it over TLS only. */
export function sessionCookieName(secure: boolean): string {
  return secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** Set-Cookie that signs the browser in. */
export async function sessionCookie(keys: Keys, sessionId: string, secure: boolean): Promise<string> {
  const token = await encode({
    token: { sid: sessionId },
    secret: authSecret(keys),
    maxAge: COOKIE_SECONDS,
  });
  return cookie(sessionCookieName(secure), token, COOKIE_SECONDS, secure);
}

/** Set-Cookie that signs the browser out. */
export function endedSessionCookie(secure: boolean): string {
  return cookie(sessionCookieName(secure), "", 0, secure);
}

export function browserCookie(browser: string, secure = false): string {
  return cookie(BROWSER_COOKIE, browser, COOKIE_SECONDS, secure);
}

/** The session id in a request's cookie; null where there is none, or it is not ours, or too old. */
export async function sessionIdIn(
  keys: Keys,
  cookies: ReadonlyMap<string, string>,
  secure: boolean,
): Promise<string | null> {
  const token = cookies.get(sessionCookieName(secure));
  return token ? sessionIdOf(keys, token) : null;
}

/** Tokens that were opened lately in this process, oldest first: opening one costs as much as reading the session. */
const opened = new WeakMap<Keys, Map<string, { sid: string; until: number }>>();
const OPENED_MAX = 5_000;
/** What the id is worth is asked on every request all the same; this only bounds how long a retired key may live on. */
const OPENED_MS = 10 * 60_000;

/** The session id in a token; also what next-auth's own routes are given to decode. */
async function sessionIdOf(keys: Keys, token: string): Promise<string | null> {
  const known = opened.get(keys) ?? new Map<string, { sid: string; until: number }>();
  opened.set(keys, known);
  const before = known.get(token);
  if (before && before.until > Date.now()) return before.sid;
  known.delete(token);
  for (const secret of secretsFor(keys, USE)) {
    const payload = await decode({ token, secret }).catch(() => null);
    if (typeof payload?.sid !== "string") continue;
    known.set(token, { sid: payload.sid, until: Date.now() + OPENED_MS });
    if (known.size > OPENED_MAX) known.delete(known.keys().next().value as string);
    return payload.sid;
  }
  return null;
}

/** The secret for next-auth's own routes (app/api/auth). */
function authSecret(keys: Keys): string {
  return secretsFor(keys, USE)[0] as string;
}

export function readCookies(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && !cookies.has(part.slice(0, at).trim()))
      cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return cookies;
}

function cookie(name: string, value: string, seconds: number, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`;
}

/** What next-auth's own routes need from the domain. */
export type AuthDoor = {
  keys: Keys;
  secure: boolean;
  publicUrl: string | null;
  /** Ends the session row behind a token. */
  onSignOut: (sessionId: string) => Promise<void>;
};

/**
 * next-auth's routes (app/api/auth). No provider yet: people come by phone and code (app/api/sign-in). A WeChat provider joins
 * the list below; its sign-in opens a session row, and the `jwt` callback puts that row's id into the token, as ours does.
 */
export async function authRoute(
  door: AuthDoor,
  request: Request,
  route: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  if (door.publicUrl) process.env.NEXTAUTH_URL ??= door.publicUrl;
  else process.env.AUTH_TRUST_HOST ??= "1";
  const options: AuthOptions = {
    providers: [],
    secret: authSecret(door.keys),
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS },
    useSecureCookies: door.secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(door.secure),
        options: { path: "/", httpOnly: true, sameSite: "lax", secure: door.secure },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
    logger: { error: () => {}, warn: () => {}, debug: () => {} }, // its messages may quote what was sent
    callbacks: {
      session: ({ session }) => ({ expires: session.expires }), // who it is, pages ask the database
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await door.onSignOut(token.sid);
      },
    },
  };
  const { default: NextAuth } = await import("next-auth");
  return NextAuth(request as never, route as never, options);
}
