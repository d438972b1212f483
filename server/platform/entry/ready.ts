// /api/ready: may a proxy send people here? The database answers, its migrations are at head, events are being delivered.
import { isDatabaseLost } from "@/server/platform/db";
import { migrationState } from "@/server/platform/migrate";
import type { World } from "@/server/trpc/context";

/** Behind by this much the worker is not merely busy. */
const LAG_LIMIT_S = 120;

export type Readiness = {
  ready: boolean;
  database: "ok" | "lost";
  migrations: "at head" | "behind" | "refused" | "unknown";
  outboxLagSeconds: number | null;
  draining: boolean;
};

export async function readiness(
  world: World,
  state: { lost: boolean; draining: boolean },
): Promise<Readiness> {
  const dark = { ready: false, database: "lost", migrations: "unknown", outboxLagSeconds: null } as const;
  if (state.lost) return { ...dark, draining: state.draining };
  try {
    const [migrations, eldest] = await Promise.all([
      migrationState(world.db),
      world.db
        .selectFrom("outbox")
        .select("at")
        .where("done", "=", false)
        .orderBy("id")
        .limit(1)
        .executeTakeFirst(),
    ]);
    const lag = eldest ? Math.max(0, (world.clock.now().getTime() - eldest.at.getTime()) / 1000) : 0;
    return {
      ready: migrations.atHead && lag < LAG_LIMIT_S && !state.draining,
      database: "ok",
      migrations: migrations.atHead ? "at head" : migrations.problems.length > 0 ? "refused" : "behind",
      outboxLagSeconds: Math.round(lag * 10) / 10,
      draining: state.draining,
    };
  } catch (error) {
    if (!isDatabaseLost(error)) world.log.error({ err: error }, "readiness");
    return { ...dark, draining: state.draining };
  }
}
