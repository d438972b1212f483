// What an empty database is filled with at the first start: the regions shipped, and in demo mode the demo world.
import { ensureDemoWorld } from "@/prisma/scenarios/demo/build";
import { seedCalendar } from "@/server/hours/calendar/announced/commands";
import type { Steps } from "@/server/main";
import { seedRegions } from "@/server/regions/national/commands";
import type { World } from "@/server/trpc/context";

export async function prepare(world: World, steps: Steps): Promise<void> {
  const any = await world.db.selectFrom("region").select("id").limit(1).executeTakeFirst();
  if (!any) {
    const done = steps.begin("regions");
    done(`${await seedRegions({ db: world.db })} added`);
  }
  await seedCalendar(world.db, world.clock.now());
  if (!world.config.demo) return;
  const done = steps.begin("demo world");
  const acts = await ensureDemoWorld(world);
  done(acts === null ? "there" : `${acts} acts played`);
}
