// Invariants 3 and 7: each history is dense from 1 to the version its row has, and walks along its life-cycle table to the
// status its row has.
import { type RawBuilder, sql } from "kysely";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { Check } from "../rules";
import {
  ATTENDANCE_LIFE,
  after,
  BATCH_LIFE,
  CERTIFICATE_LIFE,
  CHECK_LIFE,
  CORRECTION_LIFE,
  DELIVERY_LIFE,
  INVITATION_LIFE,
  type Life,
  NEED_LIFE,
  PLAN_LIFE,
  PLEDGE_LIFE,
  QUALIFICATION_LIFE,
  RECORD_ASK_LIFE,
  RECORD_LIFE,
  SEAT_LIFE,
  SHIFT_LIFE,
  STAND_IN_LIFE,
  WAVE_LIFE,
} from "./rules";

type Kind = {
  aggregate: string;
  table: string;
  life?: Life;
  /** Rows that need no history: what an import brought along and nobody has touched. */
  unrecorded?: RawBuilder<unknown>;
};

const KINDS: Kind[] = [
  { aggregate: "need", table: "need", life: NEED_LIFE },
  { aggregate: "pledge", table: "pledge", life: PLEDGE_LIFE },
  { aggregate: "delivery", table: "delivery", life: DELIVERY_LIFE },
  { aggregate: "recurring", table: "recurring_pledge" },
  { aggregate: "release", table: "release_event" },
  { aggregate: "organisation", table: "organisation" },
  { aggregate: "person", table: "person" },
  { aggregate: "grant", table: "role_grant" },
  { aggregate: "certification", table: "certification" },
  { aggregate: "certificate", table: "certificate", life: CERTIFICATE_LIFE },
  { aggregate: "setting", table: "setting" },
  { aggregate: "service_record", table: "service_record", life: RECORD_LIFE },
  { aggregate: "correction", table: "correction", life: CORRECTION_LIFE },
  { aggregate: "spot_check", table: "spot_check", life: CHECK_LIFE },
  { aggregate: "qualification", table: "qualification", life: QUALIFICATION_LIFE },
  { aggregate: "honour", table: "honour" },
  { aggregate: "training", table: "training" },
  { aggregate: "evaluation", table: "evaluation" },
  { aggregate: "record_ask", table: "record_ask", life: RECORD_ASK_LIFE },
  { aggregate: "shift", table: "shift", life: SHIFT_LIFE, unrecorded: sql`t.version = 0` },
  { aggregate: "attendance", table: "attendance", life: ATTENDANCE_LIFE },
  { aggregate: "statement", table: "shift_statement" },
  { aggregate: "join_request", table: "join_request" },
  { aggregate: "join_link", table: "join_link" },
  { aggregate: "member_import", table: "member_import" },
  { aggregate: "seat", table: "seat", life: SEAT_LIFE },
  { aggregate: "stand_in", table: "stand_in", life: STAND_IN_LIFE },
  { aggregate: "home_visit", table: "home_visit", unrecorded: sql`t.version = 0` },
  { aggregate: "invitation", table: "invitation", life: INVITATION_LIFE },
  { aggregate: "wave", table: "invitation_wave", life: WAVE_LIFE },
  { aggregate: "adviser", table: "village_adviser" },
  { aggregate: "dispatch_plan", table: "dispatch_plan", life: PLAN_LIFE },
  { aggregate: "national_batch", table: "national_batch", life: BATCH_LIFE },
  { aggregate: "region", table: "region", unrecorded: sql`t.version = 0` },
];

type Row = { subject_id: string; version: number; event: string; now: number | null; status: string | null };
type Walk = {
  id: string;
  version: number;
  statuses: string[] | null;
  now: number | null;
  status: string | null;
};

export async function checkLives(trx: Trx): Promise<Check[]> {
  const versions = new Check("versions");
  const lives = new Check("lives");
  for (const kind of KINDS) {
    let walk = null as Walk | null;
    for await (const row of rowsOf(trx, historiesOf(kind))) {
      if (walk?.id !== row.subject_id) {
        if (walk) finish(walk, kind, versions, lives);
        walk = { id: row.subject_id, version: 0, statuses: null, now: row.now, status: row.status };
      }
      step(walk, row, kind, versions, lives);
    }
    if (walk) finish(walk, kind, versions, lives);
    await checkUntold(trx, kind, versions);
  }
  return [versions, lives];
}

function historiesOf({ aggregate, table, life }: Kind): RawBuilder<Row> {
  const same = {
    shift: sql`t.slot_id = h.subject_id`,
    home_visit: sql`t.slot_id = h.subject_id`,
    statement: sql`t.slot_id = SUBSTRING_INDEX(h.subject_id, ':', 1)
      AND LEFT(t.side, 1) = SUBSTRING_INDEX(h.subject_id, ':', -1)`,
    region: sql`t.id = CAST(h.subject_id AS UNSIGNED)`,
    setting: sql`t.region_id = CAST(SUBSTRING_INDEX(h.subject_id, ':', 1) AS UNSIGNED)
      AND t.name = SUBSTRING_INDEX(h.subject_id, ':', -1)`,
  };
  return sql<Row>`
    SELECT h.subject_id, h.version, h.event, t.version AS now, ${life ? sql`t.status` : sql`NULL`} AS status
    FROM history h LEFT JOIN ${sql.table(table)} t
      ON ${same[aggregate as keyof typeof same] ?? sql`t.id = h.subject_id`}
    WHERE h.aggregate = ${aggregate} ORDER BY h.subject_id, h.version`;
}

function step(walk: Walk, row: Row, { aggregate, life }: Kind, versions: Check, lives: Check): void {
  const name = `${aggregate} ${row.subject_id} v${row.version}`;
  versions.saw();
  if (row.version !== walk.version + 1) versions.fault(`${name}: follows v${walk.version}`);
  walk.version = row.version;
  if (!life) return;
  lives.saw();
  const reached = after(life, walk.statuses, row.event);
  if (reached.length === 0)
    lives.fault(`${name}: ${row.event} may not happen in state ${walk.statuses?.join("/")}`);
  walk.statuses = reached.length > 0 ? reached : null;
}

function finish(walk: Walk, { aggregate, life }: Kind, versions: Check, lives: Check): void {
  const name = `${aggregate} ${walk.id}`;
  if (walk.now === null) {
    versions.fault(`${name}: has a history and is not there`);
    return;
  }
  versions.holds(
    walk.now === walk.version,
    () => `${name}: is at version ${walk.now}, its history at ${walk.version}`,
  );
  if (life && walk.statuses !== null && !walk.statuses.includes(walk.status ?? ""))
    lives.fault(`${name}: is ${walk.status}, by its history ${walk.statuses.join("/")}`);
}

/** Rows that no history tells of. */
async function checkUntold(trx: Trx, { aggregate, table, unrecorded }: Kind, check: Check): Promise<void> {
  const ids = {
    shift: sql`t.slot_id`,
    home_visit: sql`t.slot_id`,
    statement: sql`CONCAT(t.slot_id, ':', LEFT(t.side, 1))`,
    region: sql`CAST(t.id AS CHAR)`,
    setting: sql`CONCAT(t.region_id, ':', t.name)`,
  };
  const id = ids[aggregate as keyof typeof ids] ?? sql`t.id`;
  const untold = sql<{ id: string }>`
    SELECT ${id} AS id FROM ${sql.table(table)} t WHERE NOT (${unrecorded ?? sql`FALSE`})
      AND NOT EXISTS (SELECT 1 FROM history h WHERE h.aggregate = ${aggregate} AND h.subject_id = ${id})`;
  for await (const row of rowsOf(trx, untold))
    check.fault(`${aggregate} ${row.id}: is there and has no history`);
}
