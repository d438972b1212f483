// 长辈版 on, off, or a level from 1 to 4: a plain form, answered with 303 to where the reader was.
import { type NextRequest, NextResponse } from "next/server";
import { ELDER_COOKIE, readElderLevel } from "@/app/_ui/elder";

const A_YEAR = 365 * 24 * 3600;

/** The page the form stood on, if it is ours; a path only, never another site. */
function backTo(request: NextRequest): string {
  const referer = request.headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return "/";
  const from = new URL(referer);
  if (from.host !== request.headers.get("host") || from.pathname.startsWith("//")) return "/";
  return from.pathname + from.search;
}

export async function POST(request: NextRequest) {
  const form = await request.formData().catch(() => null);
  const to = String(form?.get("to") ?? "");
  const level = to === "on" ? "1" : readElderLevel(to);
  const answer = new NextResponse(null, { status: 303, headers: { location: backTo(request) } });
  answer.cookies.set(ELDER_COOKIE, level ?? "", {
    path: "/",
    maxAge: level === null ? 0 : A_YEAR,
    sameSite: "lax",
    httpOnly: true,
  });
  return answer;
}
