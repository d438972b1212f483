// A draft for its pages: only while it still is one; afterwards the desk shows it.
import { redirect } from "next/navigation";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { isDrafting } from "@/server/needs/lifecycle";

export async function draftFor(id: string, path: string) {
  const me = await signedIn(path);
  const need = await orNotFound((await caller()).needs.managed({ needId: id }));
  if (!isDrafting(need.status) || !need.acts.includes("save")) redirect(`/desk/needs/${need.id}`);
  return { me, need };
}

/** Where a field of a draft is mended. */
export function mendPath(needId: string, lineIds: readonly string[], field: string): string {
  const line = /^lines\.(\d+)/.exec(field);
  const lineId = line ? lineIds[Number(line[1])] : undefined;
  return lineId ? `/post/${needId}/line?line=${lineId}` : `/post/${needId}/edit`;
}
