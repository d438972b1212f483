// The numbers that must always hold (domain.md §4), counted from the rows: what `hrb verify` says, in a form tests can lean on.
import { sql } from "kysely";
import { expect } from "vitest";
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

/** Deliveries that do not add up, or are not what their goods pledge holds; deliveries whose history is not dense to their version. */
export async function faultyDeliveries(db: Db): Promise<unknown[]> {
  const parts = await sql`
    SELECT id, status, sent, accepted, refused, short, returned FROM delivery
    WHERE LEAST(sent, received, accepted, refused, short, returned) < 0 OR returned > accepted
      OR (status IN ('closed', 'returned') AND sent <> accepted + refused + short)
      OR (status NOT IN ('closed', 'returned') AND accepted + refused + short > 0)`.execute(db);
  const pledges = await sql`
    SELECT p.id, p.amount, p.on_way, p.accepted, COALESCE(SUM(d.accepted), 0) AS d_accepted,
      COALESCE(SUM(CASE WHEN d.status IN ('sent', 'received') THEN d.sent ELSE 0 END), 0) AS d_on_way
    FROM pledge p JOIN need_line l ON l.id = p.line_id LEFT JOIN delivery d ON d.pledge_id = p.id
    WHERE l.kind = 'goods' GROUP BY p.id HAVING p.accepted <> d_accepted OR p.on_way <> d_on_way`.execute(db);
  const histories = await sql`
    SELECT d.id, d.version, COUNT(h.version) AS rows_, MAX(h.version) AS newest FROM delivery d
    LEFT JOIN history h ON h.aggregate = 'delivery' AND h.subject_id = d.id
    GROUP BY d.id HAVING rows_ <> d.version OR newest <> d.version`.execute(db);
  return [...parts.rows, ...pledges.rows, ...histories.rows];
}

/** After every act: the four parts of every slot are what its pledges and deliveries add up to. */
export async function expectSlotsAddUp(db: Db): Promise<void> {
  expect({ slots: await faultyNumbers(db), deliveries: await faultyDeliveries(db) }).toEqual({
    slots: [],
    deliveries: [],
  });
}
