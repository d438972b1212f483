// Batched inserts for a big world: rows as text, one statement a batch, the next batch made while the last one is written.
import type { PoolConnection } from "mysql2/promise";

/** Longest statement; the server takes 64 MB, others 16. */
const STATEMENT_BYTES = 4_000_000;

/** Rows for one table, sent when full. Values must be made by `quoted`, `stamp` or numbers. */
export type Rows = { add(values: string): void; pending(): string[] };

export function tableRows(table: string, columns: string, tail = ""): Rows {
  const head = `INSERT INTO \`${table}\` (${columns}) VALUES `;
  let parts: string[] = [];
  return {
    add(values) {
      parts.push(values);
    },
    pending() {
      const statements: string[] = [];
      let at = 0;
      while (at < parts.length) {
        const from = at;
        for (let bytes = 0; at < parts.length && bytes < STATEMENT_BYTES; at++)
          bytes += (parts[at] as string).length;
        statements.push(`${head}(${parts.slice(from, at).join("),(")}) ${tail}`);
      }
      parts = [];
      return statements;
    },
  };
}

/** Text that holds no quote and no backslash, as all invented text. */
export const quoted = (s: string): string => {
  if (s.includes("'") || s.includes("\\")) throw new Error(`not for a big world: ${s}`);
  return `'${s}'`;
};
export const stamp = (ms: number): string => `'${new Date(ms).toISOString().slice(0, 23).replace("T", " ")}'`;

/** Writes batches one after the other, each in one transaction, while the caller makes the next. */
export class Writer {
  private last: Promise<void> = Promise.resolve();
  constructor(private readonly connection: PoolConnection) {}

  async write(tables: Rows[]): Promise<void> {
    const statements = tables.flatMap((table) => table.pending());
    await this.last;
    this.last = this.send(statements);
    this.last.catch(() => {}); // told by the next write or end
  }

  end(): Promise<void> {
    return this.last;
  }

  private async send(statements: string[]): Promise<void> {
    await this.connection.query("BEGIN");
    try {
      for (const statement of statements) await this.connection.query(statement);
      await this.connection.query("COMMIT");
    } catch (error) {
      await this.connection.query("ROLLBACK").catch(() => {});
      const { message, errno } = error as { message: string; errno?: number };
      throw Object.assign(new Error(message.slice(0, 300)), { errno }); // not the whole statement
    }
  }
}
