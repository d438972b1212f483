// The one-time code: how long it lives and how often it may be guessed. Pure.

export const CODE_DIGITS = 6;
export const CODE_MINUTES = 5;
/** Five guesses at a million: one in 200,000 per code, and limits.ts bounds the codes. */
export const CODE_TRIES = 5;
/** A proved code may be finished with (who am I, the privacy notice) this long: old people read slowly. */
export const FINISH_MINUTES = 30;
/** Rows are dropped this long after they ended. */
export const CODE_KEPT_HOURS = 24;
