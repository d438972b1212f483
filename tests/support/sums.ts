// The numbers that must always hold (domain.md §4), counted from the rows: what `hrb verify` says, in a form tests can lean on.
import { sql } from "kysely";
import type { Db } from "@/server/platform/db";

/** Slots whose parts do not add up, or are not what their pledges add up to; pledges whose history is not dense to their version. */
export async function faultyNumbers(db: Db): Promise<unknown[]> {
  const slots = await sql`
    SELECT s.id, s.ceiling, s.accepted, s.on_way, s.promised, s.remaining, s.waiting,
      COALESCE(SUM(p.accepted), 0) AS p_accepted, COALESCE(SUM(p.on_way), 0) AS p_on_way,
      COALESCE(SUM(p.amount - p.on_way - p.accepted), 0) AS p_promised, COUNT(p.queued_at) AS p_waiting
    FROM slot s LEFT JOIN pledge p ON p.slot_id = s.id GROUP BY s.id
    HAVING s.accepted + s.on_way + s.promised + s.remaining <> s.ceiling
      OR LEAST(s.accepted, s.on_way, s.promised, s.remaining, s.waiting) < 0
      OR s.accepted <> p_accepted OR s.on_way <> p_on_way OR s.promised <> p_promised OR s.waiting <> p_waiting`.execute(
    db,
  );
  const histories = await sql`
    SELECT p.id, p.version, COUNT(h.version) AS rows_, MAX(h.version) AS newest, COUNT(o.id) AS outbox_rows
    FROM pledge p LEFT JOIN history h ON h.aggregate = 'pledge' AND h.subject_id = p.id
      LEFT JOIN outbox o ON o.aggregate = h.aggregate AND o.subject_id = h.subject_id AND o.version = h.version
    GROUP BY p.id HAVING rows_ <> p.version OR newest <> p.version OR outbox_rows <> p.version`.execute(db);
  return [...slots.rows, ...histories.rows];
}
