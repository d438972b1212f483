// Places an organisation may say it serves: its county, the towns of it, the villages of its own town.
import { orNull } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";

export async function placesAround(regionId: number): Promise<Map<number, string>> {
  const { regions } = await caller();
  const home = await orNull(regions.one({ id: regionId }));
  if (home === null || home.countyId === 0) return new Map();
  const [county, towns, villages] = await Promise.all([
    regions.one({ id: home.countyId }),
    regions.children({ id: home.countyId }),
    home.townId === 0 ? [] : regions.children({ id: home.townId }),
  ]);
  return new Map([county, ...towns, ...villages].map((region) => [region.id, region.path]));
}
