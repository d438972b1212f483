// Invariant 6: a certificate's total is the ledger's at its time; a later reversal shows as superseded.
import { sql } from "kysely";
import { REVERSING } from "@/server/hours/lifecycle";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { Check } from "../rules";

type Row = {
  id: string;
  status: string;
  minutes: number;
  entry_count: number;
  said: number | null;
  had: number | null;
  foreign_rows: number | null;
  complete: number;
};

/** Instances' clocks may differ by less than the minute allowed below. */
const ISSUED = ["valid", "superseded", "revoked"];

export async function checkCertificates(trx: Trx): Promise<Check> {
  const check = new Check("certificates");
  const rows = sql<Row>`
    SELECT x.id, x.status, x.minutes, x.entry_count, h.said, h.had, h.foreign_rows,
      x.number IS NOT NULL AND x.code_hash IS NOT NULL AND x.code_cipher IS NOT NULL AND x.issued_at IS NOT NULL AS complete
    FROM certificate x LEFT JOIN (
      SELECT c.certificate_id, SUM(e.minutes) AS said, COUNT(e.id) AS had,
        SUM(e.person_id <> o.person_id OR e.recording_unit_id <> o.unit_id OR e.minutes <= 0
          OR e.day < o.from_on OR e.day > o.until_on OR e.created_at > o.issued_at + INTERVAL 60 SECOND) AS foreign_rows
      FROM certificate_entry c JOIN certificate o ON o.id = c.certificate_id
        LEFT JOIN hours_entry e ON e.id = c.entry_id GROUP BY c.certificate_id) h ON h.certificate_id = x.id`;
  for await (const row of rowsOf(trx, rows)) {
    check.saw();
    const name = `certificate ${row.id}`;
    const issued = ISSUED.includes(row.status);
    if (!issued) {
      check.holds(row.had === null, () => `${name}: is ${row.status} and rests on hours`);
      continue;
    }
    check.holds(row.complete === 1, () => `${name}: is ${row.status} without a number or code`);
    check.holds(
      Number(row.said ?? 0) === row.minutes && Number(row.had ?? 0) === row.entry_count && row.minutes > 0,
      () =>
        `${name}: says ${row.minutes} minutes in ${row.entry_count} rows, the ledger ${row.said} in ${row.had}`,
    );
    check.holds(
      Number(row.foreign_rows ?? 0) === 0,
      () => `${name}: ${row.foreign_rows} of its rows are another's, out of its days, or younger than it`,
    );
  }
  await checkOvertaken(trx, check);
  return check;
}

/** Valid although hours were reversed: a fault, unless the worker has still to come by. Pages show it as superseded meanwhile. */
async function checkOvertaken(trx: Trx, check: Check): Promise<void> {
  const rows = sql<{ id: string; entry_id: string }>`
    SELECT x.id, c.entry_id FROM hours_entry gone
    JOIN certificate_entry c ON c.entry_id = gone.reverses_id
    JOIN certificate x ON x.id = c.certificate_id AND x.status = 'valid'
    WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.aggregate = 'service_record' AND o.subject_id = gone.record_id
      AND o.done = 0 AND o.event IN (${sql.join(REVERSING)}))`;
  for await (const row of rowsOf(trx, rows))
    check.fault(`certificate ${row.id}: is valid and its row ${row.entry_id} was reversed`);
}
