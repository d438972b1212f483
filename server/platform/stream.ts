// Reads a result row by row, however long it is, without holding it.
import type { RawBuilder } from "kysely";
import type { Db } from "./db";

/** One at a time per connection. Values are the driver's own: TINYINT(1) comes as 0 or 1, not as a boolean. */
export async function* rowsOf<T>(db: Db, query: RawBuilder<T>): AsyncGenerator<T> {
  for await (const chunk of db.getExecutor().stream<T>(query.compile(db), 1_000)) yield* chunk.rows;
}
