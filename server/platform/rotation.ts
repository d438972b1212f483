// Sealing anew under the newest key: every sealed column, a few hundred rows at a time. Each row is written only where it is still as it was
// read, so people may go on working; what is under the newest key already is passed over, so a run that was cut off is simply run again.
import { sql } from "kysely";
import { isStale, type Keys, open, seal } from "./crypto";
import type { Db } from "./db";

type Sealed = { table: string; key: readonly string[]; columns: readonly string[] };

/** Where sealed texts lie; a test holds this against schema.prisma. */
export const SEALED: readonly Sealed[] = [
  { table: "person_phone", key: ["id"], columns: ["cipher"] },
  {
    table: "person_private",
    key: ["person_id"],
    columns: ["id_number_cipher", "birth_cipher", "address_cipher"],
  },
  { table: "guardian_consent", key: ["id"], columns: ["phone_cipher"] },
  { table: "organisation", key: ["id"], columns: ["phone_cipher"] },
  {
    table: "beneficiary",
    key: ["id"],
    columns: ["name_cipher", "phone_cipher", "address_cipher", "note_cipher"],
  },
  { table: "need", key: ["id"], columns: ["contact_cipher"] },
  { table: "qualification", key: ["id"], columns: ["number_cipher"] },
  { table: "certificate", key: ["id"], columns: ["code_cipher"] },
  { table: "join_request", key: ["id"], columns: ["name_cipher"] },
  { table: "member_import", key: ["id"], columns: ["sheet_cipher"] },
  { table: "draft", key: ["owner", "form"], columns: ["cipher"] },
];

/** Half a megabyte of sealed texts; sheets of members are larger, and few. */
const AT_ONCE = 500;

type Rotated = { table: string; seen: number; sealed: number };

/** Seals everything under the newest key held. Throws where a text's key is not held: nothing is lost, that key has to be given too. */
export async function rotateKeys(
  world: { db: Db; keys: Keys },
  progress: (line: string) => void = () => {},
): Promise<Rotated[]> {
  const rotated: Rotated[] = [];
  for (const one of SEALED) {
    const done = { table: one.table, seen: 0, sealed: 0 };
    for (let after: Row | null = null; ; ) {
      const rows: Row[] = await page(world.db, one, after);
      for (const row of rows) done.sealed += await sealAnew(world, one, row);
      done.seen += rows.length;
      progress(`${one.table}: ${done.seen} rows, ${done.sealed} texts sealed anew`);
      if (rows.length < AT_ONCE) break;
      after = rows.at(-1) as Row;
    }
    rotated.push(done);
  }
  return rotated;
}

type Row = Record<string, string | null>;

async function page(db: Db, { table, key, columns }: Sealed, after: Row | null): Promise<Row[]> {
  const names = sql.join([...key, ...columns].map((name) => sql.ref(name)));
  const keys = sql.join(key.map((name) => sql.ref(name)));
  const from =
    after === null ? sql`` : sql`WHERE (${keys}) > (${sql.join(key.map((name) => sql.val(after[name])))})`;
  const found =
    await sql<Row>`SELECT ${names} FROM ${sql.table(table)} ${from} ORDER BY ${keys} LIMIT ${sql.lit(AT_ONCE)}`.execute(
      db,
    );
  return found.rows;
}

async function sealAnew(
  { db, keys }: { db: Db; keys: Keys },
  { table, key, columns }: Sealed,
  row: Row,
): Promise<number> {
  let sealed = 0;
  for (const column of columns) {
    const old = row[column];
    if (!old || !isStale(keys, old)) continue;
    const where = sql.join(
      key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
      sql` AND `,
    );
    // Where it has changed meanwhile it was sealed under the newest key already.
    const written =
      await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${seal(keys, open(keys, old))}
      WHERE ${where} AND ${sql.ref(column)} = ${old}`.execute(db);
    sealed += Number(written.numAffectedRows ?? 0n);
  }
  return sealed;
}
