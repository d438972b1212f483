// Which consumer wants which event. A consumer added later starts with the events after it: see DECISIONS.md before you add one.
import { NOTICE_RULES } from "@/server/notices/rules";
import { isTallied } from "@/server/tally/rules";

export const CONSUMERS = ["notices", "offers", "tally"] as const;
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
export const PARKED_TOLD = 50;

/** Names of the consumers an event goes to. */
export function consumersOf(event: string): Consumer[] {
  return CONSUMERS.filter((consumer) => WANTS[consumer](event));
}

/** Whatever gives a place back, or makes more of them, or opens them again. */
const FREES = new Set([
  "pledge.withdrawn",
  "pledge.removed",
  "pledge.released",
  "pledge.lapsed",
  "pledge.declined",
  "pledge.amended",
  "pledge.settled",
  "pledge.absent",
  "pledge.moved",
  "need.published",
  "need.changed",
  "need.resumed",
  "need.reopened",
]);

const WANTS: Record<Consumer, (event: string) => boolean> = {
  notices: (event) => event in NOTICE_RULES,
  offers: (event) => FREES.has(event),
  tally: isTallied,
};
