// Remembers the place a reader looks from: a plain form, answered with 303 to the list of that place.
import { type NextRequest, NextResponse } from "next/server";
import { PLACE_COOKIE } from "@/app/_shared/site/place";

const A_YEAR = 365 * 24 * 3600;

export async function POST(request: NextRequest) {
  const form = await request.formData().catch(() => null);
  const id = Number(form?.get("id"));
  const known = Number.isSafeInteger(id) && id > 0;
  const answer = new NextResponse(null, { status: 303, headers: { location: "/" } });
  answer.cookies.set(PLACE_COOKIE, known ? String(id) : "", {
    path: "/",
    maxAge: known ? A_YEAR : 0,
    sameSite: "lax",
    httpOnly: true,
  });
  return answer;
}
