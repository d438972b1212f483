// Wakes the worker of this process soon after something was written, so that nobody waits for its next round.
// On globalThis, since Next keeps a second copy of modules.

type Nudged = { wake: Set<() => void> };
const KEY = Symbol.for("haorenbang.nudge");
const home = globalThis as unknown as Record<symbol, Nudged | undefined>;

function nudged(): Nudged {
  home[KEY] ??= { wake: new Set() };
  return home[KEY];
}

/** Cheap and safe to call from anywhere, any number of times; without a worker it does nothing. */
export function nudge(): void {
  for (const wake of nudged().wake) wake();
}

/** Calls `wake` at every nudge, until the returned function is called. */
export function onNudge(wake: () => void): () => void {
  nudged().wake.add(wake);
  return () => nudged().wake.delete(wake);
}
