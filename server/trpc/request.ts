// The context of a request: who asks, by which browser, from where.
import { actorOf } from "@/server/people/sessions/commands";
import { deviceOf } from "@/server/people/sessions/rules";
import { BROWSER_COOKIE, readCookies, sessionIdIn } from "@/server/platform/auth";
import type { Ctx, World } from "./context";

/** Cookies we set are base64url of at least 128 bits; anything else was not ours. */
const BROWSER = /^[A-Za-z0-9_-]{22,64}$/;

/** Reads the session and its person's live grants in one query; a request without our cookie reads nothing. */
export async function contextFrom(
  world: World,
  request: { headers: Pick<Headers, "get">; address: string },
): Promise<Ctx> {
  const cookies = readCookies(request.headers.get("cookie"));
  const sessionId = await sessionIdIn(world.keys, cookies, world.config.secure);
  const browser = cookies.get(BROWSER_COOKIE) ?? "";
  const { config, db, clock, keys, log, sms } = world;
  return {
    config,
    db,
    clock,
    keys,
    log,
    sms,
    actor: sessionId === null ? null : await actorOf(world, sessionId),
    system: false,
    asked: new Set(),
    browser: BROWSER.test(browser) ? browser : null,
    address: request.address,
    device: deviceOf(request.headers.get("user-agent") ?? ""),
  };
}
