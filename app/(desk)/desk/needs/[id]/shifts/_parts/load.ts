// The shifts of a need for whoever posted it; whoever is not signed in comes back here afterwards.
import { signedIn } from "@/app/_shared/desk/signed-in";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";

export async function deskShifts(id: string, below = "") {
  const me = await signedIn(`/desk/needs/${id}/shifts${below}`);
  const desk = await orNotFound((await caller()).shifts.desk({ needId: id }));
  return { me, desk, at: `/desk/needs/${desk.needId}/shifts`, need: `/desk/needs/${desk.needId}` };
}
