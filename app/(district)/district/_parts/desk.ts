// Whose desk it is: the district or town the reader administers, the worn hat first; `?region=` chooses among several.
import { redirect } from "next/navigation";
import { caller } from "@/app/_trpc/server";

type Desk = { regionId: number; name: string; isDistrict: boolean };

/** Every district and town the reader administers; sends a visitor to sign in. */
export async function desksOf(path: string): Promise<Desk[]> {
  const me = await (await caller()).people.me();
  if (me === null) redirect(`/sign-in?next=${path}`);
  return me.hats
    .filter((hat) => hat.role === "district_admin" || hat.role === "town_admin")
    .sort((a, b) => Number(b.worn) - Number(a.worn))
    .map((hat) => ({
      regionId: hat.regionId,
      name: hat.scope,
      isDistrict: hat.role === "district_admin",
    }));
}

export const chosen = (desks: readonly Desk[], region: string | undefined): Desk | undefined =>
  desks.find((desk) => String(desk.regionId) === region) ?? desks[0];
