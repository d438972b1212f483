// The one read before a batch of pledges is written: the slot with its line, need and terms, and beside each request the
// answer its key had, the live pledge its helper has, and whether the organisation is verified.
import { refuse } from "@/server/errors";
import { type Db, keepParsed, say, type Trx } from "@/server/platform/db";

/** What a slot's need and line say, whoever asks. */
export type SlotRow = {
  slot_id: string;
  need_id: string;
  line_id: string;
  remaining: number;
  waiting: number;
  is_open: boolean;
  cut_off_at: Date | null;
  starts_at: Date | null;
  kind: string;
  direction: string | null;
  unit: string;
  unit_size: number;
  share_limit: number | null;
  qualification: string | null;
  via_organisation: string | null;
  need_status: string;
  lane: string;
  poster_id: string;
  need_organisation_id: string | null;
  deadline_at: Date;
  seller_person: string | null;
  ask_over: number | null;
};

/** What one request meets. */
export type RequestRow = {
  i: number;
  body_hash: string | null; // its key was used before
  answer: string | null;
  live_id: string | null; // its helper's live pledge here
  live_status: string | null;
  organisation_status: string | null;
};

export type Lookup = {
  askerId: string;
  key: string;
  liveKey: string;
  organisationId: string;
};

const SLOT = `s.id AS slot_id, s.need_id, s.line_id, s.remaining, s.waiting, s.is_open, s.cut_off_at, s.starts_at,
  l.kind, l.direction, l.unit, l.unit_size, l.share_limit, l.qualification, l.via_organisation,
  n.status AS need_status, n.lane, n.poster_id, n.organisation_id AS need_organisation_id, n.deadline_at,
  t.seller_person, t.ask_over`;
const FROM_SLOT = `FROM slot s JOIN need_line l ON l.id = s.line_id JOIN need n ON n.id = s.need_id
  LEFT JOIN sale_terms t ON t.line_id = s.line_id`;
const REQUEST =
  "k.body_hash, k.answer, p.id AS live_id, p.status AS live_status, o.status AS organisation_status";
/** Empty text stands for "none": no id and no key is empty. */
const joins = (asker: string, key: string, live: string, organisation: string) => `
  LEFT JOIN idempotency k ON k.person_id = ${asker} AND k.\`key\` = ${key}
  LEFT JOIN pledge p ON p.live_key = ${live}
  LEFT JOIN organisation o ON o.id = ${organisation}`;

export const READ_ONE = keepParsed(
  `SELECT ${SLOT}, 0 AS i, ${REQUEST} ${FROM_SLOT} ${joins("?", "?", "?", "?")} WHERE s.id = ?`,
);
const READ_SLOT = keepParsed(`SELECT ${SLOT} ${FROM_SLOT} WHERE s.id = ?`);
const readMany = (n: number) => {
  const first = "SELECT ? AS i, ? AS asker, ? AS wkey, ? AS live, ? AS org";
  const others = " UNION ALL SELECT ?, ?, ?, ?, ?".repeat(n - 1);
  return `SELECT r.i, ${REQUEST} FROM (${first}${others}) r ${joins("r.asker", "r.wkey", "r.live", "r.org")} ORDER BY r.i`;
};

/** The parameters of READ_ONE, in its order. */
const readOneParameters = (slotId: string, l: Lookup) => [
  l.askerId,
  l.key,
  l.liveKey,
  l.organisationId,
  slotId,
];

/** Null where there is no such slot. One round trip for one request, two for many. */
export async function findFacts(
  db: Db,
  slotId: string,
  lookups: Lookup[],
): Promise<{ slot: SlotRow; requests: RequestRow[] } | null> {
  if (lookups.length === 1) {
    const rows = await read<SlotRow & RequestRow>(
      db,
      READ_ONE,
      readOneParameters(slotId, lookups[0] as Lookup),
    );
    const row = rows[0];
    return row ? { slot: row, requests: [row] } : null;
  }
  const [slot] = await read<SlotRow>(db, READ_SLOT, [slotId]);
  if (!slot) return null;
  const parameters = lookups.flatMap((l, i) => [i, l.askerId, l.key, l.liveKey, l.organisationId]);
  const rows = await read<RequestRow>(db, readMany(lookups.length), parameters);
  const requests: RequestRow[] = [];
  for (const row of rows) requests[row.i] = row;
  return { slot, requests };
}

/** The slot's terms alone, for changes of a pledge. */
export async function findTerms(db: Db | Trx, slotId: string): Promise<SlotRow> {
  const [slot] = await read<SlotRow>(db, READ_SLOT, [slotId]);
  return slot ?? refuse("NOT_FOUND");
}

async function read<T>(db: Db | Trx, text: string, parameters: unknown[]): Promise<T[]> {
  return (await say<T>(db, text, parameters)).rows;
}
