// Invariants 1 and 3: the four parts of a slot, against what its pledges and their deliveries add up to; one live pledge per
// helper, slot and period.
import { sql } from "kysely";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { UNDER_WAY } from "@/server/pledges/deliveries/lifecycle";
import { LIVE } from "@/server/pledges/lifecycle";
import { Check } from "../rules";

type Numbers = { ceiling: number; accepted: number; on_way: number; promised: number; remaining: number };
type Slot = Numbers & { id: string; waiting: number };
type Pledged = { held: number | null; moving: number | null; done: number | null; queued: number | null };

export async function checkSlots(trx: Trx): Promise<Check> {
  const check = new Check("slots");
  const rows = sql<Slot & Pledged>`
    SELECT s.id, s.ceiling, s.accepted, s.on_way, s.promised, s.remaining, s.waiting,
      h.held, h.moving, h.done, h.queued
    FROM slot s LEFT JOIN (
      SELECT slot_id, SUM(amount - on_way - accepted) AS held, SUM(on_way) AS moving, SUM(accepted) AS done,
        SUM(queued_at IS NOT NULL) AS queued
      FROM pledge GROUP BY slot_id) h ON h.slot_id = s.id`;
  for await (const row of rowsOf(trx, rows)) {
    check.saw();
    const { id, ceiling, accepted, on_way, promised, remaining, waiting } = row;
    const sum = accepted + on_way + promised + remaining;
    check.holds(sum === ceiling, () => `slot ${id}: the parts add up to ${sum}, the ceiling is ${ceiling}`);
    for (const [part, value] of Object.entries({ accepted, on_way, promised, remaining, waiting }))
      check.holds(value >= 0, () => `slot ${id}: ${part} is ${value}`);
    const told = {
      promised: row.held ?? 0,
      on_way: row.moving ?? 0,
      accepted: row.done ?? 0,
      waiting: row.queued ?? 0,
    };
    for (const [part, value] of Object.entries(told))
      check.holds(
        row[part as keyof typeof told] === value,
        () => `slot ${id}: ${part} is ${row[part as keyof typeof told]}, its pledges say ${value}`,
      );
  }
  return check;
}

type Pledge = {
  id: string;
  status: string;
  kind: string;
  amount: number;
  on_way: number;
  accepted: number;
  live_key: string | null;
  key_due: string;
  moving: number | null;
  done: number | null;
};

export async function checkPledges(trx: Trx): Promise<Check> {
  const check = new Check("pledges");
  const rows = sql<Pledge>`
    SELECT p.id, p.status, l.kind, p.amount, p.on_way, p.accepted, p.live_key, d.moving, d.done,
      CONCAT(p.slot_id, ':', COALESCE(p.person_id, p.organisation_id, ''), ':', p.period) AS key_due
    FROM pledge p JOIN need_line l ON l.id = p.line_id LEFT JOIN (
      SELECT pledge_id, SUM(IF(status IN (${sql.join(UNDER_WAY)}), sent, 0)) AS moving,
        SUM(IF(status IN ('closed', 'returned'), accepted, 0)) AS done
      FROM delivery GROUP BY pledge_id) d ON d.pledge_id = p.id`;
  for await (const row of rowsOf(trx, rows)) {
    check.saw();
    const name = `pledge ${row.id}`;
    const { amount, on_way, accepted, status } = row;
    check.holds(
      on_way >= 0 && accepted >= 0 && amount >= on_way + accepted,
      () => `${name}: holds ${amount}, ${on_way} on the way and ${accepted} accepted`,
    );
    check.holds(
      on_way === (row.moving ?? 0),
      () => `${name}: ${on_way} on the way, its deliveries say ${row.moving ?? 0}`,
    );
    // People, vehicles and experts come; only goods are delivered.
    if (row.kind === "goods")
      check.holds(
        accepted === (row.done ?? 0),
        () => `${name}: ${accepted} accepted, its deliveries say ${row.done ?? 0}`,
      );
    const due = (LIVE as readonly string[]).includes(status) ? row.key_due : null;
    check.holds(row.live_key === due, () => `${name}: is ${status} and its live key is ${row.live_key}`);
  }
  await checkTwice(trx, check);
  await checkClosed(trx, check);
  return check;
}

/** Counted from the rows themselves, not from the key that should prevent it. */
async function checkTwice(trx: Trx, check: Check): Promise<void> {
  const twice = sql<{ slot_id: string; helper: string; period: string; live: number }>`
    SELECT slot_id, COALESCE(person_id, organisation_id) AS helper, period, COUNT(*) AS live FROM pledge
    WHERE status IN (${sql.join(LIVE)}) GROUP BY slot_id, helper, period HAVING COUNT(*) > 1`;
  for await (const row of rowsOf(trx, twice))
    check.fault(`slot ${row.slot_id}: ${row.live} live pledges of ${row.helper} ${row.period}`);
}

async function checkClosed(trx: Trx, check: Check): Promise<void> {
  const wrong = sql<{ id: string; sent: number; parts: number; accepted: number; returned: number }>`
    SELECT id, sent, accepted + refused + short AS parts, accepted, returned FROM delivery
    WHERE (status IN ('closed', 'returned') AND accepted + refused + short <> sent) OR returned > accepted
      OR LEAST(sent, received, accepted, refused, short, returned) < 0`;
  for await (const row of rowsOf(trx, wrong))
    check.fault(
      `delivery ${row.id}: ${row.sent} sent, ${row.parts} accounted for, ${row.returned} of ${row.accepted} returned`,
    );
}
