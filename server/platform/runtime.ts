// What belongs to the process. It lives on globalThis, since Next bundles a second copy of every module.
import type { World } from "@/server/trpc/context";

const KEY = Symbol.for("haorenbang.runtime");
type Holder = { [KEY]?: World };

export function setRuntime(world: World): void {
  (globalThis as Holder)[KEY] = world;
}

/** The database, clock, keys, configuration, log and text messages of this process. */
export function runtime(): World {
  const world = (globalThis as Holder)[KEY];
  if (!world)
    throw new Error("the process was not started by server/main.ts: use `npm start` or `npm run dev`");
  return world;
}
