// The demo world: the article's district, made through the procedures that pages call, dated back from today.
import { setPersonas } from "@/server/people/demo/commands";
import { transact } from "@/server/platform/db";
import type { World } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { planMonths } from "./months";
import { castOf } from "./people";
import { stage } from "./stage";
import { planCanteen, planRice } from "./story";

/** Fills an empty database (regions seeded). Returns how many acts were played. */
export async function buildDemoWorld(world: World, tell: (what: string) => void = () => {}): Promise<number> {
  const play = stage(world);
  const cast = await castOf(play);
  await (await play.as(cast.districtAdmin)).settings.set({
    countyId: cast.countyId,
    saleLines: true,
    servicePhone: "12345",
    serviceHours: "工作日 8:30–17:30",
  });
  tell(
    `${cast.goodPeople.length} people, ${cast.teams.length + cast.units.length + cast.social.length} organisations`,
  );
  planRice(play, cast);
  planCanteen(play, cast);
  planMonths(play, cast);
  const played = await play.play(() => drain(play.world));
  await play.leave();
  await transact(world.db, (trx) =>
    setPersonas(trx, world, {
      secretary: cast.rice.secretary,
      volunteer: cast.goodPeople[0] as string,
      leader: cast.teams[0]?.leader as string,
      town_admin: cast.townAdmins.get(cast.rice.townId) as string,
      district_admin: cast.districtAdmin,
    }),
  );
  return played;
}
