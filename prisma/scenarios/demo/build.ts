// The demo world: the article's district, made through the procedures that pages call, dated back from today.

import { sql } from "kysely";
import { setPersonas } from "@/server/people/demo/commands";
import { personasOf } from "@/server/people/demo/data";
import { transact } from "@/server/platform/db";
import type { World } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { sayAbilities } from "./able";
import { planRecords, planTeam } from "./days";
import { emptyDemoWorld, strangers } from "./empty";
import { planInvitations } from "./invitations";
import { planMonths } from "./months";
import { castOf } from "./people";
import { placePoints } from "./points";
import { stage } from "./stage";
import { planCanteen, planRice } from "./story";

/** The personas are written last: without them the world is not there, or was broken off. */
const isBuilt = async (world: Pick<World, "db">): Promise<boolean> =>
  Object.keys(await personasOf(world.db)).length > 0;

/** Builds the demo world where there is none. What was broken off half-way is taken away first; a database with real people is left alone. */
export async function ensureDemoWorld(world: World): Promise<number | null> {
  if (await isBuilt(world)) return null;
  if ((await strangers(world)) > 0) return null;
  await emptyDemoWorld(world);
  return world.config.databaseUrl === null
    ? unhurried(world, () => buildDemoWorld(world))
    : buildDemoWorld(world);
}

/** Our own private server may write its log each second meanwhile, not at each of a hundred thousand statements: what a crash would cost is built again. */
async function unhurried<T>(world: World, work: () => Promise<T>): Promise<T> {
  await sql`SET GLOBAL innodb_flush_log_at_trx_commit = 0`.execute(world.db);
  try {
    return await work();
  } finally {
    await sql`SET GLOBAL innodb_flush_log_at_trx_commit = 1`.execute(world.db);
  }
}

/** Fills an empty database (regions seeded). Returns how many acts were played. */
async function buildDemoWorld(world: World, tell: (what: string) => void = () => {}): Promise<number> {
  const play = stage(world);
  const cast = await castOf(play);
  await placePoints(world, cast.countyId);
  await sayAbilities(play, cast);
  const district = await play.as(cast.districtAdmin);
  // Who comes to a village by oneself is recorded by the district's own team (Ord. 67 art. 26).
  const recording = await district.organisations.add({
    name: "罗庄好人志愿服务总队",
    kind: "social",
    regionId: cast.countyId,
    asLeader: false,
  });
  await district.settings.set({
    countyId: cast.countyId,
    recordingUnitId: recording.organisationId,
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
  planTeam(play, cast);
  planRecords(play, cast);
  planInvitations(play, cast);
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
