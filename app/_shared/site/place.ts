// The place a reader looks from: a region id in a cookie, set by the picker. No account needed, nothing stored with us.
import { cookies } from "next/headers";
import { cache } from "react";
import { caller } from "@/app/_trpc/server";

export const PLACE_COOKIE = "hrb_place";

/** The remembered region, or null where none is remembered, it no longer exists, or nothing can be asked: pages of plain text need none. */
export const readPlace = cache(async () => {
  const id = Number((await cookies()).get(PLACE_COOKIE)?.value);
  if (!Number.isSafeInteger(id) || id <= 0) return null;
  return (await caller()).regions.one({ id }).catch(() => null);
});
