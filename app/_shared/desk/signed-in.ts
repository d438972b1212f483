// Pages of a desk are for somebody: whoever is not signed in signs in first and comes back.
import { redirect } from "next/navigation";
import { caller, viewer } from "@/app/_trpc/server";

export async function signedIn(path: string) {
  const next = `/sign-in?next=${encodeURIComponent(path)}`;
  if ((await viewer()) === null) redirect(next);
  return (await (await caller()).people.me()) ?? redirect(next);
}

/** Where a person posts first: the village they answer for. Grids and natural villages count as well. */
export const POSTING_ROLES: readonly string[] = ["secretary", "clerk", "grid"];
