// A need as its desk sees it; whoever is not signed in comes back here afterwards.
import { signedIn } from "@/app/_shared/desk/signed-in";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";

export async function managed(id: string, below = "") {
  const me = await signedIn(`/desk/needs/${id}${below}`);
  const need = await orNotFound((await caller()).needs.managed({ needId: id }));
  const at = `/desk/needs/${need.id}`;
  return { me, need, at, api: `/api/desk/needs/${need.id}`, can: (act: string) => need.acts.includes(act) };
}
export type Managed = Awaited<ReturnType<typeof managed>>;
