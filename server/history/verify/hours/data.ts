// Invariants 4 and 5. The ledger is append-only: a correction is a reversal and a new row, linked; history says by how much each act
// moved it, and history is chained. One standing row per record and attendance, none where nobody may count it, no two of a person's
// intervals at the same time. And the sums: by person, and through every dimension a row carries, the same minutes.
import { type RawBuilder, sql } from "kysely";
import { COUNTED } from "@/server/hours/lifecycle";
import { EARNING_LINES } from "@/server/hours/schema";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { Check } from "../rules";

/** Entries that no reversal names. */
const STANDS = sql`e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM hours_entry x WHERE x.reverses_id = e.id)`;

export async function checkHours(trx: Trx): Promise<Check> {
  const check = new Check("hours");
  await checkReversals(trx, check);
  await checkStanding(trx, check);
  await checkRecords(trx, check);
  await checkOverlaps(trx, check);
  await checkTold(trx, check);
  return check;
}

/** Each wrong row of a query is a fault. */
async function faults<R>(
  trx: Trx,
  check: Check,
  query: RawBuilder<R>,
  say: (row: R) => string,
): Promise<void> {
  for await (const row of rowsOf(trx, query)) check.fault(say(row));
}

async function checkReversals(trx: Trx, check: Check): Promise<void> {
  const rows = sql<{
    id: string;
    minutes: number;
    of: number | null;
    same: number | null;
    twice: string | null;
  }>`
    SELECT r.id, r.minutes, e.minutes AS of, e.reverses_id AS twice,
      r.record_id = e.record_id AND r.person_id = e.person_id AND r.recording_unit_id = e.recording_unit_id
        AND r.from_at = e.from_at AND r.to_at = e.to_at AND r.day = e.day AND r.need_id = e.need_id AS same
    FROM hours_entry r LEFT JOIN hours_entry e ON e.id = r.reverses_id WHERE r.reverses_id IS NOT NULL`;
  for await (const row of rowsOf(trx, rows)) {
    check.saw();
    if (row.of === null) check.fault(`reversal ${row.id}: reverses a row that is not there`);
    else if (row.twice !== null) check.fault(`reversal ${row.id}: reverses a reversal`);
    else if (row.minutes !== -row.of || Number(row.same) !== 1)
      check.fault(`reversal ${row.id}: ${row.minutes} minutes against ${row.of} of another kind`);
  }
  await faults(
    trx,
    check,
    sql<{ id: string }>`
      SELECT e.id FROM hours_entry e LEFT JOIN hours_entry o ON o.id = e.supersedes_id
      LEFT JOIN hours_entry r ON r.reverses_id = e.supersedes_id
      WHERE e.supersedes_id IS NOT NULL AND (o.id IS NULL OR o.record_id <> e.record_id OR r.id IS NULL)`,
    (row) => `entry ${row.id}: stands in for a row that was not reversed`,
  );
  await faults(
    trx,
    check,
    sql<{
      id: string;
      minutes: number;
    }>`SELECT id, minutes FROM hours_entry WHERE reverses_id IS NULL AND minutes < 1`,
    (row) => `entry ${row.id}: ${row.minutes} minutes without reversing anything`,
  );
}

type Standing = {
  id: string;
  record_id: string;
  minutes: number;
  whole: number;
  confirmed_by: string | null;
  person_id: string;
  record_entry: string | null;
  status: string | null;
  entered_by: string | null;
  same: number | null;
  clocked: number | null;
  line_kind: string | null;
};

/** Standing rows against their record, their attendance and their line. */
async function checkStanding(trx: Trx, check: Check): Promise<void> {
  const rows = sql<Standing>`
    SELECT e.id, e.record_id, e.minutes, FLOOR(TIMESTAMPDIFF(MICROSECOND, e.from_at, e.to_at) / 60000000) AS whole,
      e.confirmed_by, e.person_id, r.entry_id AS record_entry, r.status, r.entered_by, l.kind AS line_kind,
      r.person_id = e.person_id AND r.from_at = e.from_at AND r.to_at = e.to_at AND r.minutes = e.minutes
        AND r.attendance_id = e.attendance_id AND r.day = e.day AS same,
      a.in_how IN ('scan', 'code') AND a.out_how IN ('scan', 'code') AND a.in_by = e.person_id
        AND a.out_by = e.person_id AND e.class = 'scanned' AS clocked
    FROM hours_entry e LEFT JOIN service_record r ON r.id = e.record_id
    LEFT JOIN attendance a ON a.id = e.attendance_id LEFT JOIN need_line l ON l.id = e.line_id
    WHERE ${STANDS}`;
  for await (const row of rowsOf(trx, rows)) {
    check.saw();
    const name = `entry ${row.id}`;
    check.holds(
      row.record_entry === row.id,
      () => `${name}: its record ${row.record_id} names ${row.record_entry}`,
    );
    check.holds(Number(row.same) === 1, () => `${name}: says otherwise than its record ${row.record_id}`);
    check.holds(row.minutes === Number(row.whole), () => `${name}: ${row.minutes} minutes in ${row.whole}`);
    check.holds(row.confirmed_by !== row.person_id, () => `${name}: ${row.person_id} confirmed their own`);
    check.holds(
      row.confirmed_by !== null || Number(row.clocked) === 1,
      () => `${name}: nobody confirmed it, and it was not scanned at both ends`,
    );
    check.holds(
      row.entered_by === null || row.entered_by !== row.confirmed_by,
      () => `${name}: ${row.confirmed_by} wrote it down and confirmed it`,
    );
    check.holds(
      (EARNING_LINES as readonly string[]).includes(row.line_kind ?? ""),
      () => `${name}: earned on a line of ${row.line_kind}`,
    );
  }
}

/** Records that say they count and do not, or the other way round; and records of one attendance. */
async function checkRecords(trx: Trx, check: Check): Promise<void> {
  await faults(
    trx,
    check,
    sql<{ id: string; status: string; entry_id: string | null; rows_: number }>`
      SELECT r.id, r.status, r.entry_id,
        (SELECT COUNT(*) FROM hours_entry e WHERE e.record_id = r.id AND ${STANDS}) AS rows_ FROM service_record r
      HAVING rows_ <> (r.status IN (${sql.join(COUNTED)})) OR (r.entry_id IS NOT NULL) <> (r.status IN (${sql.join(COUNTED)}))`,
    (row) => `record ${row.id}: is ${row.status}, ${row.rows_} rows of the ledger stand for it`,
  );
  // Sorted and counted here: grouped there, a million take a table on disk.
  const standing = sql<{ attendance_id: string }>`
    SELECT e.attendance_id FROM hours_entry e WHERE ${STANDS} ORDER BY e.attendance_id`;
  let at = { id: "", rows: 0 };
  for await (const { attendance_id: id } of rowsOf(trx, standing)) {
    at = { id, rows: id === at.id ? at.rows + 1 : 1 };
    check.holds(at.rows < 2, () => `attendance ${id}: ${at.rows} confirmed entries`);
  }
}

async function checkOverlaps(trx: Trx, check: Check): Promise<void> {
  const rows = sql<{ id: string; person_id: string; from_at: Date; to_at: Date }>`
    SELECT e.id, e.person_id, e.from_at, e.to_at FROM hours_entry e WHERE ${STANDS} ORDER BY e.person_id, e.from_at`;
  let person = "";
  let until = 0;
  for await (const row of rowsOf(trx, rows)) {
    if (row.person_id !== person) until = 0;
    person = row.person_id;
    check.holds(
      row.from_at.getTime() >= until,
      () => `entry ${row.id}: overlaps another of ${row.person_id}`,
    );
    until = Math.max(until, row.to_at.getTime());
  }
}

/** By how much history says a record's row moved the ledger, against the ledger. */
async function checkTold(trx: Trx, check: Check): Promise<void> {
  const told = sql<{ subject_id: string; data: string; total: number | null }>`
    SELECT h.subject_id, h.data, (SELECT SUM(e.minutes) FROM hours_entry e WHERE e.record_id = h.subject_id) AS total
    FROM history h WHERE h.aggregate = 'service_record' ORDER BY h.subject_id`;
  let at = { id: "", told: 0, total: 0 };
  const compare = () =>
    check.holds(
      at.told === at.total,
      () => `record ${at.id}: history moved ${at.told} minutes, the ledger ${at.total}`,
    );
  for await (const row of rowsOf(trx, told)) {
    if (row.subject_id !== at.id) {
      compare();
      at = { id: row.subject_id, told: 0, total: Number(row.total ?? 0) };
    }
    at.told += (JSON.parse(row.data) as { delta?: number }).delta ?? 0;
  }
  compare();
}

/** Σ by person = Σ by organisation = Σ by need = Σ by village = the district's, since every row says the same of all of them. */
export async function checkTotals(trx: Trx): Promise<Check> {
  const check = new Check("totals");
  const people = sql<{
    person_id: string;
    kept: number | null;
    rows_kept: number | null;
    sum: number;
    rows_: number;
  }>`
    SELECT e.person_id, p.minutes AS kept, p.entries AS rows_kept, e.sum, e.rows_ FROM (
      SELECT person_id, SUM(minutes) AS sum, COUNT(*) AS rows_ FROM hours_entry GROUP BY person_id) e
    LEFT JOIN person_hours p ON p.person_id = e.person_id`;
  for await (const row of rowsOf(trx, people)) {
    check.saw();
    const { person_id, kept, sum } = row;
    check.holds(
      Number(kept) === Number(sum) && Number(row.rows_kept) === Number(row.rows_),
      () =>
        `person ${person_id}: ${kept} minutes in ${row.rows_kept} rows, the ledger says ${sum} in ${row.rows_}`,
    );
  }
  await faults(
    trx,
    check,
    sql<{ person_id: string; minutes: number }>`
      SELECT p.person_id, p.minutes FROM person_hours p WHERE (p.minutes <> 0 OR p.entries <> 0)
        AND NOT EXISTS (SELECT 1 FROM hours_entry e WHERE e.person_id = p.person_id)`,
    (row) => `person ${row.person_id}: ${row.minutes} minutes, and no row of the ledger`,
  );
  await faults(
    trx,
    check,
    sql<{ id: string }>`
      SELECT e.id FROM hours_entry e LEFT JOIN service_record r ON r.id = e.record_id
      LEFT JOIN need n ON n.id = e.need_id LEFT JOIN slot s ON s.id = e.slot_id
      LEFT JOIN organisation u ON u.id = e.recording_unit_id
      WHERE r.id IS NULL OR n.id IS NULL OR s.id IS NULL OR u.id IS NULL OR r.need_id <> e.need_id
        OR r.slot_id <> e.slot_id OR r.person_id <> e.person_id OR s.need_id <> e.need_id OR s.line_id <> e.line_id
        OR n.county_id <> e.county_id OR n.town_id <> e.town_id OR n.village_id <> e.village_id
        OR NOT (r.organisation_id <=> e.organisation_id)`,
    (row) => `entry ${row.id}: counts for another person, need, place or unit than its record`,
  );
  await faults(
    trx,
    check,
    sql<{ record_id: string }>`
      SELECT DISTINCT f.record_id FROM hours_affiliation f LEFT JOIN service_record r ON r.id = f.record_id
      WHERE r.id IS NULL OR r.person_id <> f.person_id OR r.day <> f.day`,
    (row) => `affiliation of record ${row.record_id}: of another person or day`,
  );
  return check;
}
