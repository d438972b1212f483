// Which consumer wants which event. A consumer added later starts with the events after it: see DECISIONS.md before you add one.
import { REVERSING } from "@/server/hours/lifecycle";
import { NOTICE_RULES } from "@/server/notices/rules";
import { isTallied } from "@/server/tally/rules";

export const CONSUMERS = [
  "notices",
  "offers",
  "stale",
  "tally",
  "presence",
  "seats",
  "certificates",
  "hours",
  "checks",
  "invitations",
  "matching",
] as const;
export type Consumer = (typeof CONSUMERS)[number];

/** An outbox row as a consumer gets it. */
export type OutboxEvent = {
  id: string;
  aggregate: string;
  subject_id: string;
  version: number;
  event: string;
  at: Date;
};

/** How long a worker keeps a row before another may take it; its effects stay single even then. */
export const OUTBOX_LEASE_MS = 60_000;
export const OUTBOX_BATCH = 100;
/** Events delivered at the same time by one worker: enough to keep the database busy, few enough to leave it to people. */
export const OUTBOX_AT_ONCE = 4;
export const PARKED_TOLD = 50;

/** Names of the consumers an event goes to. */
export function consumersOf(event: string): Consumer[] {
  return CONSUMERS.filter((consumer) => WANTS[consumer](event));
}

/**
 * Consumers whose act has transactions of its own and does, from the state it finds, nothing the second time. Their effect row is
 * written after it. All others write theirs in the act's transaction.
 */
export const REPEATABLE: ReadonlySet<Consumer> = new Set(["offers", "invitations"]);

/** Whatever gives a place back, or makes more of them, or opens them again (a test compares it with the waitlist's own list). */
const FREES = new Set([
  "pledge.withdrawn",
  "pledge.removed",
  "pledge.released",
  "pledge.settled",
  "pledge.lapsed",
  "pledge.declined",
  "pledge.amended",
  "pledge.accepted",
  "pledge.moved",
  "pledge.waitlisted",
  "pledge.absent",
  "need.published",
  "need.changed",
  "need.resumed",
  "shift.changed", // more seats
]);

/** Claims that must be watched, lest nobody follows them up. */
const WATCHED = new Set([
  "pledge.made",
  "pledge.approved",
  "pledge.accepted",
  "pledge.topped_up",
  "pledge.amended",
]);

/** What moves a presence, and with it the record of its hours; a shift's beginning sets until when it is to be settled. */
const FOLLOWED = new Set([
  "attendance.in",
  "attendance.out",
  "attendance.back",
  "attendance.undone",
  "shift.began",
]);

/** Who is to come, and when they are reminded, follows from pledges of people and from what becomes of their shift. */
const MOVES_SEATS = new Set([
  "pledge.made",
  "pledge.approved",
  "pledge.accepted",
  "pledge.topped_up",
  "pledge.amended",
  "pledge.withdrawn",
  "pledge.removed",
  "pledge.released",
  "pledge.settled",
  "need.changed",
  "need.replanned",
  "shift.added",
  "shift.changed",
  "shift.appointed", // until when people are named
  "shift.cancelled",
  "shift.closed",
  "seat.named",
  "seat.left",
  "seat.seeking",
  "seat.stayed",
  "seat.removed",
  "grant.ended", // who is of the team no more has no place of the team's
]);

/** Whatever moves who can help, and what is wanted (server/matching/candidates/keeping); words and looks do not. */
const MATCHED =
  /^(?:person|organisation|grant|qualification|pledge|seat|attendance|need|shift)\.|^region\.merged$/;
const UNMATCHED = new Set([
  ...["pledge.reminded", "pledge.notified", "pledge.called", "pledge.unit_confirmed", "pledge.moved"],
  ...[
    "pledge.requested",
    "pledge.waitlisted",
    "pledge.offered",
    "pledge.lapsed",
    "pledge.declined",
    "pledge.refused",
  ],
  ...["pledge.amended", "pledge.topped_up", "pledge.resolved", "attendance.out", "attendance.back"],
  ...["person.agreed", "person.renamed", "person.identified", "person.number_forgotten", "person.guarded"],
  ...["person.unguarded", "person.proxy_ended", "organisation.titled", "organisation.untitled"],
]);

/** After these a slot may be full or shut, so that nobody is asked any more; or everybody who was asked has answered. */
const ENDS_ASKING = new Set([
  "person.erased", // nobody is there to answer
  "person.switched_off",
  "organisation.switched_off",
  "pledge.made",
  "pledge.approved",
  "pledge.accepted",
  "pledge.topped_up",
  "pledge.amended",
  "pledge.offered",
  "need.changed",
  "need.replanned",
  "need.withdrawn",
  "need.sealed",
  "need.settling",
  "need.completed",
  "need.cancelled",
  "need.closed",
  "shift.changed",
  "shift.cancelled",
  "invitation.declined",
  "invitation.expired",
]);

const WANTS: Record<Consumer, (event: string) => boolean> = {
  notices: (event) => event in NOTICE_RULES,
  offers: (event) => FREES.has(event),
  stale: (event) => WATCHED.has(event),
  tally: isTallied,
  presence: (event) => event === "shift.closed",
  seats: (event) => MOVES_SEATS.has(event) || event === "home_visit.told",
  certificates: (event) => (REVERSING as readonly string[]).includes(event),
  hours: (event) => FOLLOWED.has(event),
  invitations: (event) => ENDS_ASKING.has(event),
  checks: (event) => event === "shift.closed" || event === "statement.made",
  matching: (event) => MATCHED.test(event) && !UNMATCHED.has(event),
};
