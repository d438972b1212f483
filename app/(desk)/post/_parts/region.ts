// Which place a new need is about.
import { POSTING_ROLES } from "@/app/_shared/desk/signed-in";
import { orNull } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { LEVEL } from "@/server/regions/schema";

type Hat = { role: string; worn: boolean; regionId: number | null };

/** The first of the candidates one may post for: a village or what is below it; a town where `above`. */
export async function regionOf(candidates: readonly (number | null | undefined)[], above: boolean) {
  const { regions } = await caller();
  for (const id of candidates) {
    if (!id || !Number.isSafeInteger(id)) continue;
    const region = await orNull(regions.one({ id }));
    if (region && region.level >= (above ? LEVEL.town : LEVEL.village)) return region;
  }
  return null;
}

/** The place of the hat worn, and whether one posts for whole towns. */
export function ownPlace(hats: readonly Hat[]): { own: number | null; above: boolean } {
  const worn = [...hats].sort((a, b) => Number(b.worn) - Number(a.worn));
  return {
    own: worn.find((hat) => POSTING_ROLES.includes(hat.role))?.regionId ?? null,
    above: worn.some((hat) => hat.role === "town_admin" || hat.role === "district_admin"),
  };
}
