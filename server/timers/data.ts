// What the timers are behind with, for /api/ready and doctor.
import { MAX_TRIES } from "@/server/platform/backoff";
import type { Db } from "@/server/platform/db";

/** Timers given up after MAX_TRIES, oldest first. */
export async function listParkedTimers(db: Db, limit = 50) {
  return db
    .selectFrom("timer")
    .select(["act", "ref", "at", "tries", "last_error"])
    .where("tries", ">=", MAX_TRIES)
    .orderBy("at")
    .limit(limit)
    .execute();
}

/** How many are due and not done, and since when the oldest is. */
export async function timerLag(
  db: Db,
  now: Date,
): Promise<{ due: number; oldest: Date | null; parked: number }> {
  const row = await db
    .selectFrom("timer")
    .select((eb) => [
      eb.fn.countAll<number>().as("due"),
      eb.fn.min(eb.case().when("tries", "<", MAX_TRIES).then(eb.ref("at")).end()).as("oldest"),
      eb.fn.sum<number | null>(eb.case().when("tries", ">=", MAX_TRIES).then(1).else(0).end()).as("parked"),
    ])
    .where("at", "<=", now)
    .executeTakeFirstOrThrow();
  const parked = Number(row.parked ?? 0);
  return { due: Number(row.due) - parked, oldest: row.oldest ?? null, parked };
}
