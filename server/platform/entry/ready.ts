// /api/ready: may a proxy send people here? The database answers, its migrations are at head, events are being delivered.
import { outboxLag } from "@/server/history/outbox/data";
import { isDatabaseLost } from "@/server/platform/db";
import { migrationState } from "@/server/platform/migrate";
import type { World } from "@/server/trpc/context";

/** Behind by this much the worker is not merely busy. */
const LAG_LIMIT_S = 120;

type Readiness = {
  ready: boolean;
  database: "ok" | "lost";
  migrations: "at head" | "behind" | "refused" | "unknown";
  outboxLagSeconds: number | null;
  /** Events given up after many tries. */
  parked: number;
  draining: boolean;
};

export async function readiness(
  world: World,
  state: { lost: boolean; draining: boolean },
): Promise<Readiness> {
  const dark = {
    ready: false,
    database: "lost",
    migrations: "unknown",
    outboxLagSeconds: null,
    parked: 0,
  } as const;
  if (state.lost) return { ...dark, draining: state.draining };
  try {
    const [migrations, lag] = await Promise.all([migrationState(world.db), outboxLag(world.db)]);
    // What was given up waits for an operator (`hrb parked`); it is no reason to send people away.
    const behind = lag.oldest ? Math.max(0, (world.clock.now().getTime() - lag.oldest.getTime()) / 1000) : 0;
    return {
      ready: migrations.atHead && behind < LAG_LIMIT_S && !state.draining,
      database: "ok",
      migrations: migrations.atHead ? "at head" : migrations.problems.length > 0 ? "refused" : "behind",
      outboxLagSeconds: Math.round(behind * 10) / 10,
      parked: lag.parked,
      draining: state.draining,
    };
  } catch (error) {
    if (!isDatabaseLost(error)) world.log.error({ err: error }, "readiness");
    return { ...dark, draining: state.draining };
  }
}
