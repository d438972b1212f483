// The one source of "now". Acts take it from their context, so that tests can move it.
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
