// How long and how large a plan's making may be.

/** A lease on a plan in the making; prolonged while it goes on, so that a process that died gives it up. */
export const LEASE_MS = 30_000;
/** How often the maker looks whether it is still wanted. */
export const LOOK_MS = 500;
/** Made anew so often after its maker died; then it has failed. */
export const TRIES = 3;
/** Then the best so far is taken. A district takes seconds, a city some minutes. */
export const SOLVE_MS = 8 * 60_000;
/** Of the thread's heap; the solver's arrays come on top, some 200 bytes an arc. */
export const HEAP_MB = 1_024;
/** More than a city has; beyond, fewer of the nearest are looked at. */
export const ARCS_MOST = 600_000;
/** Helpers looked at for each slot, the nearest and fittest. What it loses is measured by `bench plan`: under 1 %. */
export const NEAREST = 55;

/** Of each slot, so that all together stay within bounds. */
export const nearestFor = (slots: number): number =>
  Math.max(5, Math.min(NEAREST, Math.floor(ARCS_MOST / Math.max(1, slots))));
