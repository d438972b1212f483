// The platform acting by itself, for tests that need no people: a database, a clock, a log that says nothing.
import type { Clock } from "@/server/platform/clock";
import type { Db } from "@/server/platform/db";
import { type Ctx, systemCtx, type World } from "@/server/trpc/context";

const quiet = new Proxy({}, { get: () => () => quiet }) as World["log"];

export function backgroundCtx(db: Db, clock: Clock, more: Partial<World> = {}): Ctx {
  return systemCtx({ db, clock, log: quiet, ...more } as World);
}
