// Takes the demo world away: every table but the regions, which are real. Refuses where somebody real has come in.
import { rm } from "node:fs/promises";
import { sql } from "kysely";
import { anchorFile } from "@/server/history/anchors/commands";
import type { World } from "@/server/trpc/context";
import { INVENTED_VILLAGES } from "./names";

const KEPT = new Set(["_prisma_migrations", "region", "region_alias", "region_import", "work_day"]);

/** People who are not of the demo: visitors who signed in, or a real installation's. */
export async function strangers({ db }: Pick<World, "db">): Promise<number> {
  const { n } = await db
    .selectFrom("person")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("origin", "<>", "demo")
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Not in one transaction (TRUNCATE is none): broken off half-way, it is done again. Returns how many tables were emptied. */
export async function emptyDemoWorld(world: Pick<World, "db" | "config">): Promise<number> {
  const { rows } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`.execute(
    world.db,
  );
  const tables = rows.map((row) => row.name).filter((name) => !KEPT.has(name));
  for (const name of tables) await sql`TRUNCATE TABLE ${sql.table(name)}`.execute(world.db);
  await world.db
    .deleteFrom("region")
    .where("origin", "=", "hand")
    .where("name", "in", INVENTED_VILLAGES)
    .execute();
  await rm(anchorFile(world.config.dataDir), { force: true }); // heads of a chain that is gone
  return tables.length;
}
