// What can become due. Each act has its handler in server/worker.ts; a handler must be an act that does nothing the second time,
// since a timer whose process died between the act and its deletion runs again.

export const TIMER_ACTS = [
  "need.overdue", // an unanswered request goes up to the town; ref: need
  "need.confirm_due", // the weekly 还需要; ref: need
  "need.seal_at_deadline", // ref: need
  "pledge.offer_lapse", // ref: pledge
  "pledge.stale_remind", // ref: pledge
  "pledge.stale_release", // ref: pledge
  "recurring.next", // ref: recurring pledge
  "pledge.unit_remind", // a unit has not confirmed what was recorded on site; ref: pledge
  "seat.release", // an organisation's places without a name go back; ref: pledge
  "shift.remind_evening", // ref: slot
  "shift.remind_soon", // ref: slot
  "stand_in.close", // it begins: what nobody took is given back; ref: slot
  "visit.tell", // the family hears who comes; ref: slot
  "invitation.expire", // ref: invitation
  "wave.next", // ref: wave
  "person.code_cleanup", // hourly: what has run out is dropped; ref: "all"
] as const;

export type TimerAct = (typeof TIMER_ACTS)[number];

/** Longer than any handler takes; one that takes longer may be started a second time elsewhere. */
export const TIMER_LEASE_MS = 60_000;
/** Rows looked at in one round. */
export const TIMER_BATCH = 50;
