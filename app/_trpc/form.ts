// Forms without JavaScript: a POST calls one procedure and answers 303; a refusal leads back to the form with everything kept.
import { randomBytes } from "node:crypto";
import { refusalSentence } from "@/app/_copy/refusals";
import { Refusal } from "@/server/errors";
import { BROWSER_COOKIE, browserCookie } from "@/server/platform/auth";
import { runtime } from "@/server/platform/runtime";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

type Caller = ReturnType<typeof createCaller>;
type Params = Record<string, string>;

/** Fields that are never kept: a one-time code is of no use later, and a file cannot be. */
const NOT_KEPT = new Set(["code"]);

export type FormSpec<R> = {
  /** The draft's name; may depend on the address, e.g. `pledge:${line}`. */
  form: (fields: FormData, params: Params) => string;
  /** Calls the procedure. Throwing a Refusal leads back. */
  act: (caller: Caller, fields: FormData, params: Params) => Promise<R>;
  /** Where to go when done: a path of ours, with cookies to set if any. */
  done: (result: R, fields: FormData, params: Params) => string | { to: string; cookies: string[] };
  /** The page with the form. */
  back: (fields: FormData, params: Params) => string;
};

const wantsJson = (request: Request) => request.headers.get("accept")?.includes("application/json") ?? false;

function answer(to: string, cookies: string[]): Response {
  const headers = new Headers({ location: to, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** `?refused=` tells the page to read the draft of that name. */
function withRefused(path: string, form: string): string {
  const url = new URL(path, "http://x");
  url.searchParams.set("refused", form);
  return `${url.pathname}${url.search}#form`;
}

function keptValues(fields: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of fields) {
    if (typeof value !== "string" || NOT_KEPT.has(name)) continue;
    values[name] ??= [];
    values[name].push(value.slice(0, 4_000));
  }
  return values;
}

type Kept = { code: string; facts: Refusal["facts"] };

/** What is too much for a draft is not kept; why it was refused is. A form whose name is made up keeps neither. */
async function keep(caller: Caller, form: string, values: Record<string, string[]>, refusal: Kept) {
  const tooMuch = (error: unknown) => {
    if (refusalOf(error)?.code !== "INVALID") throw error;
  };
  await caller.drafts.keep({ form, body: { values, refusal } }).catch((error) => {
    tooMuch(error);
    return caller.drafts.keep({ form, body: { values: {}, refusal } }).catch(tooMuch);
  });
}

/** A route handler for POST. */
export function formRoute<R>(spec: FormSpec<R>) {
  return async (request: Request, route: { params: Promise<Params> }): Promise<Response> => {
    const params = await route.params;
    const headers = new Headers(request.headers);
    const cookies: string[] = [];
    if (!headers.get("cookie")?.includes(`${BROWSER_COOKIE}=`)) {
      const browser = randomBytes(24).toString("base64url");
      headers.set(
        "cookie",
        [headers.get("cookie"), `${BROWSER_COOKIE}=${browser}`].filter(Boolean).join("; "),
      );
      cookies.push(browserCookie(browser, runtime().config.secure));
    }
    const ctx = await contextFrom(runtime(), { headers, address: headers.get("x-hrb-address") ?? "" });
    const caller = createCaller(ctx);
    const fields = await request.formData().catch(() => new FormData()); // no form at all: what it lacks is refused
    const form = spec.form(fields, params);
    try {
      const result = await spec.act(caller, fields, params);
      const done = spec.done(result, fields, params);
      const { to, cookies: more } = typeof done === "string" ? { to: done, cookies: [] } : done;
      await caller.drafts.drop({ form });
      if (wantsJson(request)) return json({ to }, 200, [...cookies, ...more]);
      return answer(to, [...cookies, ...more]);
    } catch (error) {
      const refusal = refusalOf(error) ?? faultOf(ctx, error);
      if (wantsJson(request)) return json(told(refusal), 422, cookies);
      await keep(caller, form, keptValues(fields), { code: refusal.code, facts: refusal.facts });
      const back = spec.back(fields, params);
      if (refusal.code === "SIGN_IN_FIRST")
        return answer(`/sign-in?next=${encodeURIComponent(withRefused(back, form))}`, cookies);
      return answer(withRefused(back, form), cookies);
    }
  };
}

/**
 * A fault of ours leads back to the form too, with everything kept: the form's key makes a second post harmless.
 * A lost database fails again at keeping the draft, and the entry answers 503.
 */
function faultOf(ctx: Ctx, error: unknown): Refusal {
  ctx.log.error({ err: error }, "fault in a form");
  return new Refusal("TRY_AGAIN");
}

const told = (refusal: Refusal) => ({
  refusal: refusal.code,
  facts: refusal.facts,
  sentence: refusalSentence(refusal.code, refusal.facts),
});

function json(body: unknown, status: number, cookies: string[]): Response {
  const headers = new Headers({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(JSON.stringify(body), { status, headers });
}

/** What was typed before, and why it came back. */
export type Attempt = {
  value: (name: string) => string | undefined;
  all: (name: string) => string[];
  refusal: { code: string; sentence: string; facts: Refusal["facts"]; fields: Record<string, string> } | null;
};
