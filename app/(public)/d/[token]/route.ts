// The link behind a shift's QR code, opened by whatever camera: the browser gets its ticket, and the page says what is next.
import { randomBytes } from "node:crypto";
import { actDraft } from "@/app/_trpc/acts";
import { BROWSER_COOKIE, browserCookie } from "@/server/platform/auth";
import { runtime } from "@/server/platform/runtime";
import { refusalOf } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

export const dynamic = "force-dynamic";

export async function GET(request: Request, route: { params: Promise<{ token: string }> }) {
  const { token } = await route.params;
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
  const api = createCaller(ctx);
  const go = (to: string) => {
    answer.set("location", to);
    return new Response(null, { status: 303, headers: answer });
  };
  try {
    const { ticket } = await api.attendance.open({ token });
    return go(`/d?t=${ticket}`);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    const form = actDraft("open", "one");
    const { code, facts } = refusal;
    await api.drafts.keep({ form, body: { values: {}, refusal: { code, facts } } });
    return go(`/d?refused=${form}`);
  }
}
