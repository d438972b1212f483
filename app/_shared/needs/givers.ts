// Who of the reader and those they speak for may give; asked only of a need that has something which stays inside.
import { caller } from "@/app/_trpc/server";
import type { Givers, NeedView } from "./need-view";

export async function loadGivers(need: NeedView, signedIn: boolean): Promise<Givers> {
  if (!signedIn || !need.lines.some((line) => line.slots.some((slot) => slot.inside))) return null;
  return new Set(await (await caller()).pledges.givers({ needId: need.id }));
}
