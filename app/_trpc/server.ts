// The server caller of this request: pages and form routes reach the domain only through it.
import { headers } from "next/headers";
import { cache } from "react";
import { runtime } from "@/server/platform/runtime";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

/** The request's context, made once per request however many parts of a page ask. */
const requestContext = cache(async () => {
  const all = new Headers(await headers());
  return contextFrom(runtime(), { headers: all, address: all.get("x-hrb-address") ?? "" });
});

/** Calls procedures as the person behind this request. */
export const caller = cache(async () => createCaller(await requestContext()));

/** Who is signed in, for pages that show or hide an act; the server asks again when it happens. */
export const viewer = cache(async () => (await requestContext()).actor);
