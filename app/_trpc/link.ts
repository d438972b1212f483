// A link that does something once when it is opened, by whatever camera or chat: a GET that answers 303 to a page of ours.
import { randomBytes } from "node:crypto";
import { BROWSER_COOKIE, browserCookie } from "@/server/platform/auth";
import { runtime } from "@/server/platform/runtime";
import { refusalOf } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

type Params = Record<string, string>;

export type LinkSpec = {
  /** The draft a refusal is kept in, for the page that says so. */
  form: string;
  /** Answers the page to go to. */
  open: (caller: ReturnType<typeof createCaller>, params: Params) => Promise<string>;
  /** The page that says why not. */
  back: string;
};

/** A route handler for GET. The browser gets our cookie on the way, since what it opened is bound to it. */
export function linkRoute({ form, open, back }: LinkSpec) {
  return async (request: Request, route: { params: Promise<Params> }): Promise<Response> => {
    const world = runtime();
    const headers = new Headers(request.headers);
    const answer = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    if (!headers.get("cookie")?.includes(`${BROWSER_COOKIE}=`)) {
      const browser = randomBytes(24).toString("base64url");
      const cookie = `${BROWSER_COOKIE}=${browser}`;
      headers.set("cookie", [headers.get("cookie"), cookie].filter(Boolean).join("; "));
      answer.append("set-cookie", browserCookie(browser, world.config.secure));
    }
    const ctx = await contextFrom(world, { headers, address: headers.get("x-hrb-address") ?? "" });
    const caller = createCaller(ctx);
    try {
      answer.set("location", await open(caller, await route.params));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const { code, facts } = refusal;
      await caller.drafts.keep({ form, body: { values: {}, refusal: { code, facts } } });
      answer.set("location", `${back}?refused=${form}`);
    }
    return new Response(null, { status: 303, headers: answer });
  };
}
