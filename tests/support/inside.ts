// Inside a transaction nothing is read or written past it: it would not see what the act has written, and where every connection is
// held by an act that waits for another one, all of them wait for ever. Whatever does, fails in every test.
import { AsyncLocalStorage } from "node:async_hooks";
import { type Db, poolOf } from "@/server/platform/db";

export function keptInside(db: Db): Db {
  const inside = new AsyncLocalStorage<boolean>();
  const pool = poolOf(db);
  const connect = pool.getConnection.bind(pool);
  pool.getConnection = (callback) =>
    inside.getStore()
      ? callback(new Error("said past the transaction it is in"), undefined as never)
      : connect(callback);
  const begin = db.transaction.bind(db);
  db.transaction = () => {
    const transaction = begin();
    const execute = transaction.execute.bind(transaction);
    transaction.execute = (act) => execute((trx) => inside.run(true, () => act(trx)));
    return transaction;
  };
  return db;
}

/** What tries that are rolled back stand on is made outside of them, once. */
export const outside: <T>(act: () => T) => T = AsyncLocalStorage.snapshot();
