// What the worker still has to do, for /api/ready and doctor.
import { MAX_TRIES } from "@/server/platform/backoff";
import type { Db } from "@/server/platform/db";
import { PARKED_TOLD } from "./rules";

type OutboxLag = {
  undone: number;
  /** When the oldest undone event happened; null where there is none. */
  oldest: Date | null;
  /** Given up after MAX_TRIES; they block nobody and wait for an operator. */
  parked: number;
};

/** Reads only what is not done, by index. */
export async function outboxLag(db: Db): Promise<OutboxLag> {
  const row = await db
    .selectFrom("outbox")
    .select((eb) => [
      eb.fn.countAll<number>().as("all"),
      eb.fn.min(eb.case().when("tries", "<", MAX_TRIES).then(eb.ref("at")).end()).as("oldest"),
      eb.fn.sum<number | null>(eb.case().when("tries", ">=", MAX_TRIES).then(1).else(0).end()).as("parked"),
    ])
    .where("done", "=", false)
    .executeTakeFirstOrThrow();
  const parked = Number(row.parked ?? 0);
  return { undone: Number(row.all) - parked, oldest: row.oldest ?? null, parked };
}

export async function listParkedEvents(db: Db, limit = PARKED_TOLD) {
  return db
    .selectFrom("outbox")
    .select(["id", "aggregate", "subject_id", "version", "event", "at", "last_error"])
    .where("done", "=", false)
    .where("tries", ">=", MAX_TRIES)
    .orderBy("id")
    .limit(limit)
    .execute();
}
