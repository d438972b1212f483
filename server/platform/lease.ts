// Work that one instance does at a time. A lease runs out by itself; the fence grows with each taking, so that a holder who
// slept past its lease finds out inside its own transaction, before it has written anything.
import { type Db, isDuplicate, type Trx } from "./db";

/** The fence of a lease now held, or null where somebody else holds it. Taking one's own again only prolongs it. */
export async function takeLease(
  db: Db,
  name: string,
  holder: string,
  now: Date,
  forMs: number,
): Promise<number | null> {
  const until = new Date(now.getTime() + forMs);
  const kept = await db
    .updateTable("lease")
    .set({ until })
    .where("name", "=", name)
    .where("holder", "=", holder)
    .where("until", ">", now)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) {
    const taken = await db
      .updateTable("lease")
      .set((eb) => ({ holder, until, fence: eb("fence", "+", 1) }))
      .where("name", "=", name)
      .where("until", "<=", now)
      .executeTakeFirst();
    if (taken.numUpdatedRows === 0n && !(await bornLease(db, name, holder, until))) return null;
  }
  const row = await db
    .selectFrom("lease")
    .select(["fence", "holder"])
    .where("name", "=", name)
    .executeTakeFirst();
  return row && row.holder === holder ? row.fence : null;
}

async function bornLease(db: Db, name: string, holder: string, until: Date): Promise<boolean> {
  const there = await db.selectFrom("lease").select("name").where("name", "=", name).executeTakeFirst();
  if (there) return false;
  try {
    await db.insertInto("lease").values({ name, holder, until, fence: 1 }).execute();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Inside the work's own transaction: true while nobody has taken the lease since. Holds the row until commit. */
export async function holdsLease(trx: Trx, name: string, fence: number): Promise<boolean> {
  const row = await trx
    .selectFrom("lease")
    .select("fence")
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();
  return row?.fence === fence;
}

/** Lets go early, on the way out. */
export async function releaseLease(db: Db, name: string, fence: number, now: Date): Promise<void> {
  await db
    .updateTable("lease")
    .set({ until: now })
    .where("name", "=", name)
    .where("fence", "=", fence)
    .execute();
}
