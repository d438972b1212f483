// Two acts at once, and really so: each has read what it reads before either has written.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Db, Trx } from "@/server/platform/db";

/** Runs `act` up to the row that is held, `then` beside it up to theirs, and lets both go on. */
export async function inStep<T>(
  db: Db,
  held: (trx: Trx) => Promise<unknown>,
  act: () => Promise<T>,
  then: () => Promise<T>,
): Promise<[T, T]> {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = () => {};
  const holds = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const holding = db.transaction().execute(async (trx) => {
    await held(trx);
    isHeld();
    await until;
  });
  await holds;
  const [first, second] = [act(), waiting(db, 1).then(then)];
  await waiting(db, 2).finally(release);
  await holding;
  return Promise.all([first, second]);
}

/** So many statements of this database wait for a row; whoever does not come to wait is not waited for. */
async function waiting(db: Db, wanted: number): Promise<void> {
  for (let [n, tries] = [0, 18]; n < wanted && tries > 0; tries--) {
    await sleep(250); // asked twice in a tenth of a second, by two workers as well, the server gives its last answer again
    const { rows } = await sql`
      SELECT t.trx_id FROM information_schema.innodb_trx t
      JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE p.db = DATABASE() AND t.trx_state = 'LOCK WAIT'`.execute(db);
    n = rows.length;
  }
}
