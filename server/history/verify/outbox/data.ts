// Invariants 7 and 8: each history row has exactly one outbox row, and what is marked done had each of its effects.
import { sql } from "kysely";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { consumersOf } from "../../outbox/rules";
import { Check } from "../rules";

type Pair = {
  aggregate: string;
  subject_id: string;
  version: number;
  outbox_id: string | null;
  sealed: number | null;
  seq: number | null;
};

/** The unique key keeps an outbox row from being there twice; this finds those missing, and those without a history row. */
export async function checkOutbox(trx: Trx): Promise<Check> {
  const check = new Check("outbox");
  const pairs = sql<Pair>`
    SELECT h.aggregate, h.subject_id, h.version, o.id AS outbox_id, o.sealed, s.seq
    FROM history h
    LEFT JOIN outbox o ON o.aggregate = h.aggregate AND o.subject_id = h.subject_id AND o.version = h.version
    LEFT JOIN history_seal s ON s.aggregate = h.aggregate AND s.subject_id = h.subject_id AND s.version = h.version`;
  for await (const row of rowsOf(trx, pairs)) {
    check.saw();
    const name = `${row.aggregate} ${row.subject_id} v${row.version}`;
    if (row.outbox_id === null) check.fault(`${name}: has no outbox row`);
    else
      check.holds(
        (row.sealed === 1) === (row.seq !== null),
        () => `${name}: marked sealed ${row.sealed}, link ${row.seq}`,
      );
  }
  const orphans = sql<Pair>`
    SELECT o.aggregate, o.subject_id, o.version FROM outbox o
    LEFT JOIN history h ON h.aggregate = o.aggregate AND h.subject_id = o.subject_id AND h.version = o.version
    WHERE h.version IS NULL`;
  for await (const row of rowsOf(trx, orphans))
    check.fault(`${row.aggregate} ${row.subject_id} v${row.version}: an outbox row without history`);
  return check;
}

export async function checkEffects(trx: Trx): Promise<Check> {
  const check = new Check("effects");
  type Done = { id: string; event: string; had: string | null };
  const done = sql<Done>`
    SELECT o.id, o.event, GROUP_CONCAT(e.consumer) AS had FROM outbox o LEFT JOIN effect e ON e.outbox_id = o.id
    WHERE o.done = 1 GROUP BY o.id, o.event ORDER BY o.id`;
  for await (const row of rowsOf(trx, done)) {
    check.saw();
    const had = (row.had ?? "").split(",");
    for (const consumer of consumersOf(row.event))
      check.holds(had.includes(consumer), () => `outbox ${row.id} (${row.event}): done without ${consumer}`);
  }
  type Stray = { what: string; id: string };
  const stray = sql<Stray>`
    SELECT 'effect' AS what, e.outbox_id AS id FROM effect e LEFT JOIN outbox o ON o.id = e.outbox_id WHERE o.id IS NULL AND e.consumer <> 'tally.organisation'
    UNION ALL SELECT 'notice', n.id FROM notice n
      LEFT JOIN effect e ON e.outbox_id = n.outbox_id AND e.consumer = 'notices' WHERE e.outbox_id IS NULL
    UNION ALL SELECT 'sms', m.id FROM sms m
      LEFT JOIN effect e ON e.outbox_id = m.outbox_id AND e.consumer IN ('notices', 'seats') WHERE e.outbox_id IS NULL`;
  for await (const row of rowsOf(trx, stray)) check.fault(`${row.what} ${row.id}: no event that caused it`);
  return check;
}
