// Reads the whole database, in streams and in one snapshot, and says which invariant of the platform does not hold.
import type { Db, Trx } from "@/server/platform/db";
import type { Head } from "../sealer/rules";
import { checkCertificates } from "./certificates/data";
import { checkChain } from "./chain/data";
import { checkHours, checkTotals } from "./hours/data";
import { checkLives } from "./lives/data";
import { checkMatching } from "./matching/data";
import { checkEffects, checkOutbox } from "./outbox/data";
import { checkPresences } from "./presences/data";
import type { Verdict } from "./rules";
import { checkPledges, checkSlots } from "./slots/data";
import { checkWords } from "./words/data";

/**
 * Invariants 1 and 3 to 8. A fault is a sentence with ids and numbers. Anchors must come from a file read before now:
 * a head anchored while we read is not in the snapshot. Inside a transaction it reads what that one sees.
 */
export async function verify(
  db: Db | Trx,
  options: { anchors?: AsyncIterable<Head> } = {},
): Promise<Verdict> {
  const anchors = options.anchors ?? null;
  if (db.isTransaction) return verdictOf(db as Trx, anchors);
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute((trx) => verdictOf(trx, anchors));
}

/** One after the other: a connection streams one result at a time. */
async function verdictOf(trx: Trx, anchors: AsyncIterable<Head> | null): Promise<Verdict> {
  const checks = [
    await checkSlots(trx),
    await checkPledges(trx),
    ...(await checkLives(trx)),
    await checkPresences(trx),
    await checkHours(trx),
    await checkWords(trx),
    await checkTotals(trx),
    await checkCertificates(trx),
    await checkOutbox(trx),
    await checkEffects(trx),
    await checkMatching(trx),
    await checkChain(trx, anchors),
  ].map((check) => check.result());
  return { ok: checks.every((check) => check.ok), checks };
}
