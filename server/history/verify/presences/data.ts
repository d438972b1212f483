// Presences and what became of them: nobody is still there once the shift is closed, whoever left has a record, and no hour stands for
// somebody who was not there. What the worker has still to follow is no fault.
import { type RawBuilder, sql } from "kysely";
import { COUNTED } from "@/server/hours/lifecycle";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { Check } from "../rules";

type Row = { id: string; record: string | null };

const FOLLOWED = sql`NOT EXISTS (SELECT 1 FROM outbox o WHERE o.aggregate = 'attendance' AND o.subject_id = a.id AND o.done = 0)`;
const PRESENT = sql`FROM attendance a LEFT JOIN service_record r ON r.attendance_id = a.id LEFT JOIN shift p ON p.slot_id = a.slot_id`;
const COUNTS = sql`r.status IN (${sql.join(COUNTED)})`;

/** What must not be, and what is said of it. */
const FAULTS: [RawBuilder<unknown>, (row: Row) => string][] = [
  [
    sql`a.status = 'in' AND p.status = 'closed'`,
    ({ id }) => `attendance ${id}: is in, and its shift is closed`,
  ],
  [
    sql`r.status = 'open' AND p.status = 'closed' AND ${FOLLOWED}`,
    ({ id }) => `attendance ${id}: its record is open, and its shift is closed`,
  ],
  [
    sql`a.status = 'out' AND r.id IS NULL AND ${FOLLOWED}`,
    ({ id }) => `attendance ${id}: is out and has no record`,
  ],
  [
    sql`a.status = 'in' AND ${COUNTS} AND ${FOLLOWED}`,
    ({ id }) => `attendance ${id}: is in, and its hours count`,
  ],
  [
    sql`a.status = 'void' AND r.status <> 'voided' AND ${FOLLOWED}`,
    ({ id, record }) => `attendance ${id}: never was, and its record is ${record}`,
  ],
  [
    sql`${COUNTS} AND p.status = 'cancelled'`,
    ({ id }) => `attendance ${id}: its hours count, and its shift was called off`,
  ],
];

export async function checkPresences(trx: Trx): Promise<Check> {
  const check = new Check("presences");
  const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM attendance`.execute(trx);
  check.saw(Number(rows[0]?.n));
  for (const [wrong, say] of FAULTS) {
    const found = sql<Row>`SELECT a.id, r.status AS record ${PRESENT} WHERE ${wrong}`;
    for await (const row of rowsOf(trx, found)) check.fault(say(row));
  }
  return check;
}
