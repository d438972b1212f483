// What the machine can do at all: the same reads and rows as a pledge, by a bare mysql2 transaction with the UPDATE first,
// as one writes it without thinking further. No validation, no rules, no policy, no batching.
import { createHash, randomUUID } from "node:crypto";
import type { Pool, PoolConnection } from "mysql2/promise";

/** Each statement of the floor, in order. The command runs the same reads and writes the same rows. */
export const FLOOR = {
  read: `SELECT s.id AS slot_id, s.need_id, s.line_id, s.remaining, s.waiting, s.is_open, s.cut_off_at,
      l.kind, l.direction, l.unit, l.unit_size, l.share_limit, l.qualification,
      n.status AS need_status, n.lane, n.poster_id, n.organisation_id AS need_organisation_id, n.deadline_at,
      t.seller_person, t.ask_over, k.body_hash, k.answer, p.id AS live_id, p.status AS live_status,
      o.status AS organisation_status
    FROM slot s JOIN need_line l ON l.id = s.line_id JOIN need n ON n.id = s.need_id
      LEFT JOIN sale_terms t ON t.line_id = s.line_id
      LEFT JOIN idempotency k ON k.person_id = ? AND k.\`key\` = ?
      LEFT JOIN pledge p ON p.live_key = ?
      LEFT JOIN organisation o ON o.id = ?
    WHERE s.id = ?`,
  begin: "START TRANSACTION",
  slot: "UPDATE slot SET promised = promised + ?, remaining = remaining - ? WHERE id = ? AND remaining >= ? AND is_open = 1 AND waiting = 0",
  pledge: `INSERT INTO pledge (id, need_id, line_id, slot_id, helper_kind, person_id, status, wanted, amount, live_key, via,
      recorded_by, created_at, updated_at) VALUES (?, ?, ?, ?, 'person', ?, 'confirmed', ?, ?, ?, 'self', ?, ?, ?)`,
  history: `INSERT INTO history (aggregate, subject_id, version, event, actor_id, at, data)
      VALUES ('pledge', ?, 1, 'pledge.made', ?, ?, ?)`,
  outbox: `INSERT INTO outbox (id, aggregate, subject_id, version, event, at) VALUES (?, 'pledge', ?, 1, 'pledge.made', ?)`,
  key: "INSERT INTO idempotency (person_id, `key`, body_hash, answer, created_at) VALUES (?, ?, ?, ?, ?)",
  commit: "COMMIT",
} as const;

type Slot = { need_id: string; line_id: string; unit_size: number };

/** One pledge. False: the slot is full. */
export async function barePledge(
  pool: Pool,
  personId: string,
  slotId: string,
  units: number,
  key: string,
): Promise<{ pledgeId: string } | null> {
  const connection = await pool.getConnection();
  try {
    const live = `${slotId}:${personId}:`;
    const found = await connection.execute(FLOOR.read, [personId, key, live, "", slotId]);
    const slot = (found[0] as unknown as Slot[])[0] as Slot;
    const amount = units * Number(slot.unit_size);
    return await write(connection, { personId, slotId, slot, amount, key, live });
  } finally {
    connection.release();
  }
}

async function write(
  connection: PoolConnection,
  p: { personId: string; slotId: string; slot: Slot; amount: number; key: string; live: string },
) {
  const [id, now] = [randomUUID(), new Date()];
  const answer = { pledgeId: id, status: "confirmed", wanted: p.amount, amount: p.amount, waits: false };
  const hash = createHash("sha256").update(JSON.stringify(p)).digest("hex");
  await connection.query(FLOOR.begin);
  const [moved] = await connection.execute(FLOOR.slot, [p.amount, p.amount, p.slotId, p.amount]);
  if ((moved as { affectedRows: number }).affectedRows === 0) {
    await connection.query("ROLLBACK");
    return null;
  }
  const { need_id, line_id } = p.slot;
  const row = [id, need_id, line_id, p.slotId, p.personId, p.amount, p.amount, p.live, p.personId, now, now];
  await connection.execute(FLOOR.pledge, row);
  const data = JSON.stringify({ slot: p.slotId, wanted: p.amount, amount: p.amount, waits: false });
  await connection.execute(FLOOR.history, [id, p.personId, now, data]);
  await connection.execute(FLOOR.outbox, [randomUUID(), id, now]);
  await connection.execute(FLOOR.key, [p.personId, p.key, hash, JSON.stringify(answer), now]);
  await connection.query(FLOOR.commit);
  return answer;
}
